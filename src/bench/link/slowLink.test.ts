import { describe, expect, it, vi } from 'vitest';
import { openSlowLink } from './slowLink.ts';

describe('slowLink', () => {
	it('lets bytes arrive in order, after their turn on the line and half a round trip', async () => {
		vi.useFakeTimers();
		try {
			const link = openSlowLink({ roundTripMs: 80, bitsPerSecond: 8_000_000 }, () => Date.now());
			const from = Date.now();
			const arrived: [string, number][] = [];
			const carry = (name: string, bytes: number) =>
				link.carry(bytes).then(() => arrived.push([name, Date.now() - from]));
			void carry('first', 10_000);
			void carry('second', 20_000);
			expect(link.waiting()).toBe(30_000);
			await vi.advanceTimersByTimeAsync(200);
			expect(arrived).toEqual([
				['first', 50],
				['second', 70]
			]);
			expect(link.waiting()).toBe(0);
		} finally {
			vi.useRealTimers();
		}
	});
});
