import { describe, expect, it } from 'vitest';
import { openLocks } from './locks.ts';

const managers: [string, LockManager | undefined][] = [
	['Web Locks', navigator.locks],
	['no Web Locks', undefined]
];

describe.each(managers)('locks over %s', (_, manager) => {
	it('[M21] lets one work at a time, in order', async () => {
		const { inTurn } = openLocks(manager);
		const seen: string[] = [];
		const work = (name: string) => async () => {
			seen.push(`${name} begins`);
			await new Promise((resolve) => setTimeout(resolve, 2));
			seen.push(`${name} ends`);
			return name;
		};
		expect(await Promise.all([inTurn('x', work('a')), inTurn('x', work('b'))])).toEqual(['a', 'b']);
		expect(seen).toEqual(['a begins', 'a ends', 'b begins', 'b ends']);
	});

	it('goes on after work that failed', async () => {
		const { inTurn } = openLocks(manager);
		const failing = inTurn('y', () => Promise.reject(new Error('no')));
		await expect(failing).rejects.toThrow('no');
		expect(await inTurn('y', () => Promise.resolve(1))).toBe(1);
	});
});

describe('leading', () => {
	it('[M21] passes to another when the one that leads goes', async () => {
		const { hold } = openLocks(navigator.locks);
		const led: string[] = [];
		const until = async (count: number) => {
			while (led.length < count) await new Promise((resolve) => setTimeout(resolve, 1));
		};
		const first = hold('lead', () => led.push('first'));
		await until(1);
		const second = hold('lead', () => led.push('second'));
		await new Promise((resolve) => setTimeout(resolve, 10));
		expect(led).toEqual(['first']);
		first.release();
		await until(2);
		expect(led).toEqual(['first', 'second']);
		second.release();
	});
});
