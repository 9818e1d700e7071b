import { expect, test } from 'vitest';
import type { ConcernRow } from '#lib/projections/rows.ts';
import { handlerLists, listFor } from './handlerLists.ts';

type Read = Parameters<typeof listFor>[0];
const order = (change: Partial<Read>): Read => ({
	state: 'dispatched',
	handler: 'wy-herun',
	lastHandler: '',
	supporters: [],
	joined: [],
	...change
});
const ours = ['wy-herun', 'wuye2'];
const gas = ['bm-ranqi'];

test('[U61] what was dispatched waits until it is accepted, then it is in hand, then done', () => {
	const states: ConcernRow['state'][] = ['dispatched', 'accepted', 'in_progress', 'suspended'];
	expect(states.map((state) => listFor(order({ state }), ours))).toEqual([
		'waiting',
		'doing',
		'doing',
		'doing'
	]);
	expect(listFor(order({ state: 'resolved' }), ours)).toBe('done');
	expect(listFor(order({ state: 'closed' }), ours)).toBe('done');
});

test('[U61] whoever is whistled for has it waiting until he reports in, whatever the lead does', () => {
	const whistled = order({ state: 'whistled', supporters: gas });
	expect(listFor(whistled, gas)).toBe('waiting');
	expect(listFor(whistled, ours)).toBe('waiting');
	expect(listFor(order({ state: 'in_progress', supporters: gas }), gas)).toBe('waiting');
	const came = order({ state: 'in_progress', supporters: gas, joined: gas });
	expect(listFor(came, gas)).toBe('doing');
	expect(listFor(came, ours)).toBe('doing');
});

test('[U61] what went to somebody else, or was returned, is in none of the lists', () => {
	const rows = [
		order({ handler: 'wy-jiahe' }),
		order({ state: 'returned', handler: '', lastHandler: 'wy-herun' }),
		order({ state: 'received', handler: '' })
	];
	expect(handlerLists(rows, ours)).toEqual({ waiting: [], doing: [], done: [] });
});
