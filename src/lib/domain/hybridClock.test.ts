import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { clockAtRest, observe, readStamp, tick, writeStamp } from './hybridClock.ts';
import type { ClockState } from './hybridClock.ts';

const noonMs = Date.UTC(2026, 10, 30, 4);
const fiveMinutesMs = 5 * 60_000;
const dayMs = 86_400_000;

/** A phone's clock as it may be: before, at and after the truth, by up to ten years. */
const anyWallMs = fc.integer({ min: noonMs - 3650 * dayMs, max: noonMs + 3650 * dayMs });

describe('hybrid clock', () => {
	test('[K1] stamps of a device grow, whatever its wall clock does', () => {
		fc.assert(
			fc.property(fc.array(anyWallMs, { minLength: 2, maxLength: 30 }), (wallClock) => {
				let state = clockAtRest;
				const stamps = wallClock.map((nowMs) => {
					state = tick(state, nowMs);
					return writeStamp(state, 'A');
				});
				expect(stamps).toEqual([...new Set(stamps)].sort());
			})
		);
	});

	test('[K1] a full counter moves the wall part on', () => {
		const full: ClockState = { wallMs: noonMs, counter: 0xffff };
		const next = tick(full, noonMs);
		expect(writeStamp(next, 'A') > writeStamp(full, 'A')).toBe(true);
		expect(next).toEqual({ wallMs: noonMs + 1, counter: 0 });
	});

	test('[K2] what is written after a stamp was seen sorts after it', () => {
		const within = fc.integer({ min: -dayMs, max: fiveMinutesMs });
		fc.assert(
			fc.property(within, fc.integer({ min: 0, max: 0xffff }), (aheadMs, counter) => {
				const seen = writeStamp({ wallMs: noonMs + aheadMs, counter }, 'Z');
				const mine = tick(observe(clockAtRest, seen, noonMs), noonMs);
				expect(writeStamp(mine, 'A') > seen).toBe(true);
			})
		);
	});

	test('[K2] seeing never sets a clock back', () => {
		fc.assert(
			fc.property(anyWallMs, anyWallMs, anyWallMs, (ownMs, seenMs, nowMs) => {
				const own = tick(clockAtRest, ownMs);
				const after = observe(own, writeStamp({ wallMs: seenMs, counter: 7 }, 'Z'), nowMs);
				expect(writeStamp(after, 'A') >= writeStamp(own, 'A')).toBe(true);
			})
		);
	});

	test('[K3] a stamp a year ahead moves this clock by five minutes only', () => {
		const wrong = writeStamp({ wallMs: noonMs + 365 * dayMs, counter: 9 }, 'Z');
		const after = observe(tick(clockAtRest, noonMs), wrong, noonMs);
		expect(after).toEqual({ wallMs: noonMs + fiveMinutesMs, counter: 0 });
	});

	test('[K4] stamps sort as text by time, counter, device', () => {
		const inOrder = [
			writeStamp({ wallMs: 0xfff, counter: 0xffff }, 'Z'),
			writeStamp({ wallMs: 0x1000, counter: 2 }, 'Z'),
			writeStamp({ wallMs: 0x1000, counter: 10 }, 'A'),
			writeStamp({ wallMs: 0x1000, counter: 10 }, 'B'),
			writeStamp({ wallMs: 0x1001, counter: 0 }, 'A')
		];
		expect([...inOrder].sort()).toEqual(inOrder);
	});

	test('[K4] a stamp is read as it was written', () => {
		fc.assert(
			fc.property(fc.nat(), fc.nat({ max: 0xffff }), (wallMs, counter) => {
				const device = '01JD3Q8ZK0N4V6X8Y2B4C6D8E0';
				const stamp = writeStamp({ wallMs, counter }, device);
				expect(readStamp(stamp)).toEqual({ wallMs, counter, device });
			})
		);
	});

	test.each(['', 'yesterday', '00000000000g-0000-A', '000000001000-00001-A', '000000001000-0000-'])(
		'[K5] %j is no stamp',
		(text) => {
			const state = tick(clockAtRest, noonMs);
			expect(readStamp(text)).toBeUndefined();
			expect(observe(state, text, noonMs)).toBe(state);
		}
	);
});
