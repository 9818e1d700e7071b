import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { backoffMs } from './backoff.ts';

describe('backoff', () => {
	it('[M3] grows', () => {
		expect([1, 2, 3, 4, 5, 6].map((n) => backoffMs(n, 1))).toEqual([
			1_000, 2_000, 4_000, 8_000, 15_000, 15_000
		]);
	});

	it('[M3] never passes 15 s, whatever the station asks for', () => {
		const numbers = fc.tuple(
			fc.integer({ min: 1, max: 10_000 }),
			fc.double({ min: 0, max: 1, noNaN: true }),
			fc.integer({ min: 0, max: 10_000_000 })
		);
		fc.assert(
			fc.property(numbers, ([failures, chance, asked]) => {
				const wait = backoffMs(failures, chance, asked);
				expect(wait).toBeGreaterThanOrEqual(500);
				expect(wait).toBeLessThanOrEqual(15_000);
			})
		);
	});
});
