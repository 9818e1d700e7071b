/**
 * The time, corrected by what the station said at the last meeting. It never runs backwards while
 * the app stands, even when somebody sets the phone's clock back (SAFETY 1.3).
 */
export interface ClockSample {
	/** Station time in ms since 1970. */
	stationMs: number;
	/** The phone's own clock when the question left and when the answer came. */
	sentMs: number;
	receivedMs: number;
	/** How much the station's word may be off by its form: a `Date` header knows whole seconds. */
	grainMs: number;
}

/** Station minus phone, at the middle of the way there and back. */
export function offsetOf({ stationMs, sentMs, receivedMs, grainMs }: ClockSample): number {
	return Math.round(stationMs + grainMs / 2 - (sentMs + receivedMs) / 2);
}

/** A rough word replaces a finer one only where it contradicts it. */
export function betterOffset(known: number | undefined, sample: ClockSample): number | undefined {
	const travelMs = sample.receivedMs - sample.sentMs;
	// Too long on the way, or the clock was set in between: it says nothing.
	if (travelMs < 0 || travelMs > 10_000) return known;
	const offset = offsetOf(sample);
	if (known === undefined || sample.grainMs === 0) return offset;
	return Math.abs(offset - known) > sample.grainMs + travelMs / 2 ? offset : known;
}

export interface Clock {
	nowMs(): number;
	/** ISO in UTC. */
	now(): string;
	offsetMs(): number | undefined;
	/** Answers true where the offset changed. */
	hear(sample: ClockSample): boolean;
	/** The offset as somebody else on this phone measured it. */
	adopt(offsetMs: number | undefined): void;
}

export interface ClockParts {
	/** The phone's clock, which people may set. */
	wallMs: () => number;
	/** Milliseconds since some beginning, which nobody can set; may stand still while the phone sleeps. */
	steadyMs: () => number;
	offsetMs: number | undefined;
}

/** Clocks drift and are nudged by the network; less than this is no setting back. */
const nudgeMs = 1_000;

export function openClock({ wallMs, steadyMs, offsetMs }: ClockParts): Clock {
	let offset = offsetMs;
	/** What a clock that was set back is short of. */
	let setBackMs = 0;
	let last = { nowMs: 0, steadyMs: 0 };

	function nowMs(): number {
		const steady = steadyMs();
		const atLeast = last.nowMs === 0 ? 0 : last.nowMs + (steady - last.steadyMs);
		let now = wallMs() + (offset ?? 0) + setBackMs;
		if (now < atLeast - nudgeMs) {
			setBackMs += atLeast - now;
			now = atLeast;
		}
		now = Math.max(now, last.nowMs);
		last = { nowMs: now, steadyMs: steady };
		return now;
	}

	return {
		nowMs,
		now: () => new Date(nowMs()).toISOString(),
		offsetMs: () => offset,
		hear(sample) {
			const better = betterOffset(offset, sample);
			const changed = better !== offset;
			if (changed || sample.grainMs === 0) {
				offset = better;
				// The station's word is newer than whatever was set on this phone.
				setBackMs = 0;
				last = { nowMs: 0, steadyMs: 0 };
			}
			return changed;
		},
		adopt(measured) {
			if (measured === offset) return;
			offset = measured;
			setBackMs = 0;
			last = { nowMs: 0, steadyMs: 0 };
		}
	};
}
