/**
 * Hybrid logical clock: stamps sort as text in an order that respects causality even when phones'
 * clocks are wrong. Pure: the wall time is an argument.
 *
 * Stamp: 12 hex digits of milliseconds, `-`, 4 hex digits of a counter, `-`, the device id.
 */
export interface ClockState {
	wallMs: number;
	counter: number;
}

/** How far ahead of our own wall clock a stamp from elsewhere may push ours (SAFETY 1.3). */
const maxForwardDriftMs = 5 * 60_000;
const maxCounter = 0xffff;

export const clockAtRest: ClockState = { wallMs: 0, counter: 0 };

/** The next stamp of this device. Never runs backwards, whatever `nowMs` does. */
export function tick(state: ClockState, nowMs: number): ClockState {
	const wallMs = Math.max(state.wallMs, Math.floor(nowMs));
	if (wallMs > state.wallMs) return { wallMs, counter: 0 };
	if (state.counter < maxCounter) return { wallMs, counter: state.counter + 1 };
	return { wallMs: wallMs + 1, counter: 0 };
}

/** Takes note of a stamp that arrived, so that what is written next sorts after it. */
export function observe(state: ClockState, stamp: string, nowMs: number): ClockState {
	const seen = readStamp(stamp);
	if (!seen) return state;
	const clampedMs = Math.min(seen.wallMs, Math.floor(nowMs) + maxForwardDriftMs);
	if (clampedMs < state.wallMs) return state;
	if (clampedMs > state.wallMs) {
		return { wallMs: clampedMs, counter: clampedMs === seen.wallMs ? seen.counter : 0 };
	}
	return { wallMs: clampedMs, counter: Math.max(state.counter, seen.counter) };
}

export function writeStamp(state: ClockState, device: string): string {
	return `${state.wallMs.toString(16).padStart(12, '0')}-${state.counter.toString(16).padStart(4, '0')}-${device}`;
}

export const stampPattern = /^[0-9a-f]{12}-[0-9a-f]{4}-[0-9A-Za-z_-]{1,40}$/;

export function readStamp(stamp: string): (ClockState & { device: string }) | undefined {
	if (!stampPattern.test(stamp)) return undefined;
	return {
		wallMs: parseInt(stamp.slice(0, 12), 16),
		counter: parseInt(stamp.slice(13, 17), 16),
		device: stamp.slice(18)
	};
}
