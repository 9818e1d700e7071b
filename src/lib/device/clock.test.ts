import { describe, expect, it } from 'vitest';
import { betterOffset, offsetOf, openClock } from './clock.ts';

const dayMs = 24 * 3_600_000;
const start = Date.parse('2026-11-23T02:00:00Z');

function setUp() {
	const phone = { wall: start, steady: 5_000 };
	const clock = openClock({
		wallMs: () => phone.wall,
		steadyMs: () => phone.steady,
		offsetMs: undefined
	});
	const pass = (ms: number) => {
		phone.wall += ms;
		phone.steady += ms;
	};
	return { phone, clock, pass };
}

describe('clock', () => {
	it('[M16] halves the way there and back', () => {
		const sample = { stationMs: 10_500, sentMs: 0, receivedMs: 1_000, grainMs: 0 };
		expect(offsetOf(sample)).toBe(10_000);
	});

	it('[M16] corrects a phone that is wrong by a day', () => {
		const { clock, phone } = setUp();
		phone.wall = start + dayMs;
		expect(clock.now()).toBe('2026-11-24T02:00:00.000Z');
		clock.hear({ stationMs: start, sentMs: phone.wall, receivedMs: phone.wall, grainMs: 0 });
		expect(clock.now()).toBe('2026-11-23T02:00:00.000Z');
		expect(clock.offsetMs()).toBe(-dayMs);
	});

	it('[M16] never runs backwards when the clock is set back', () => {
		const { clock, phone, pass } = setUp();
		clock.now();
		pass(60_000);
		phone.wall -= dayMs;
		expect(clock.nowMs()).toBe(start + 60_000);
		pass(5_000);
		expect(clock.nowMs()).toBe(start + 65_000);
	});

	it('[M16] follows a phone that slept', () => {
		const { clock, phone } = setUp();
		clock.now();
		phone.wall += 8 * 3_600_000;
		expect(clock.nowMs()).toBe(start + 8 * 3_600_000);
	});

	it('[M16] believes a rough word only where it contradicts', () => {
		const rough = { sentMs: 0, receivedMs: 100, grainMs: 1_000 };
		expect(betterOffset(300, { ...rough, stationMs: 0 })).toBe(300);
		expect(betterOffset(300, { ...rough, stationMs: 90_000 })).toBe(90_450);
		expect(betterOffset(undefined, { ...rough, stationMs: 0 })).toBe(450);
	});

	it('[M16] learns nothing from an answer that was long on its way', () => {
		const slow = { stationMs: 90_000, sentMs: 0, receivedMs: 11_000, grainMs: 0 };
		expect(betterOffset(300, slow)).toBe(300);
		expect(betterOffset(300, { ...slow, receivedMs: -1 })).toBe(300);
	});
});
