/** What lies behind another place reads nothing, and is up to date the moment it is in sight again. */
import { flushSync } from 'svelte';
import { expect, test } from 'vitest';
import { Pane } from './pane.svelte.ts';

const never = () => false;

test('[U219] a place behind the others keeps what it showed, asks nothing, and asks anew when it is in sight', () => {
	let isShown = $state(true);
	let rows = $state('3 户');
	let asked = 0;
	const seen: string[] = [];
	const stop = $effect.root(() => {
		const current = new Pane(() => isShown, never).held(() => {
			asked += 1;
			return rows;
		});
		$effect.pre(() => void seen.push(current()));
	});
	flushSync();
	isShown = false;
	flushSync();
	rows = '2 户';
	flushSync();
	expect({ seen, asked }).toEqual({ seen: ['3 户'], asked: 1 });
	isShown = true;
	flushSync();
	expect({ seen, asked }).toEqual({ seen: ['3 户', '2 户'], asked: 2 });
	stop();
});

test('[U219] a place that begins behind the others reads once', () => {
	const stop = $effect.root(() => {
		const current = new Pane(never, never).held(() => '3 户');
		expect(current()).toBe('3 户');
	});
	stop();
});

test('[U237] under a page a place reads nothing either, and is still the place where one is', () => {
	let isCovered = $state(false);
	let rows = $state('3 户');
	const always = () => true;
	const stop = $effect.root(() => {
		const pane = new Pane(always, () => isCovered);
		const current = pane.held(() => rows);
		$effect.pre(() => void current());
		flushSync();
		isCovered = true;
		rows = '2 户';
		flushSync();
		expect([current(), pane.isShown]).toEqual(['3 户', true]);
		isCovered = false;
		flushSync();
		expect(current()).toBe('2 户');
	});
	stop();
});
