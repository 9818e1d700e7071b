import { describe, expect, it } from 'vitest';
import { inTurns, median, percentile } from './rounds.ts';

describe('rounds', () => {
	it('takes the value that the given share of all reaches', () => {
		const values = Array.from({ length: 100 }, (_, at) => 100 - at);
		expect(percentile(values, 0.5)).toBe(50);
		expect(percentile(values, 0.99)).toBe(99);
		expect(percentile([7], 0.99)).toBe(7);
		expect(median([3, 1, 2])).toBe(2);
		expect(() => median([])).toThrow('Nothing was measured');
	});

	it('lets everybody run in every round, and another one first each time', async () => {
		const order: string[] = [];
		const note = (name: string) => async (round: number) => {
			order.push(`${name}${round}`);
			return round;
		};
		expect(await inTurns(2, { a: note('a'), b: note('b') })).toEqual({ a: [0, 1], b: [0, 1] });
		expect(order).toEqual(['a0', 'b0', 'b1', 'a1']);
	});
});
