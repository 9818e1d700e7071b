/**
 * When a concern's clocks turn: which limits are near or past now, and when to look again. Pure; the
 * same concern gives the same answer at every station.
 */
import { addDays, instantAt } from '#lib/domain/calendar.ts';
import type { ClockSettings } from '#lib/domain/clockPolicies.ts';
import type { ClockedConcern, ConcernClock } from '#lib/domain/concernClocks.ts';
import { concernClocks } from '#lib/domain/concernClocks.ts';

export interface Turn {
	clock: ConcernClock;
	stage: 'before' | 'after';
	/** When it turned. */
	atMs: number;
}

export interface Turns {
	due: Turn[];
	/** When to look again; undefined when nothing runs. */
	nextMs: number | undefined;
}

/** @param clocks of the concern, at that moment */
export function turnsOf(
	concern: ClockedConcern,
	clocks: readonly ConcernClock[],
	{ settings, nowMs }: { settings: ClockSettings; nowMs: number }
): Turns {
	const due: Turn[] = [];
	const next: number[] = [];
	for (const clock of clocks) {
		// Nobody is warned of what the station does by itself (closing.ts).
		if (clock.step === 'close') continue;
		const dueMs = Date.parse(clock.dueAt);
		if (clock.state === 'late') due.push({ clock, stage: 'after', atMs: dueMs });
		if (clock.state === 'near') {
			due.push({ clock, stage: 'before', atMs: nearMs(clock, concern, settings) });
			// Where the office is closed at that moment, it is late when it opens.
			next.push(Math.max(dueMs + 1_000, nowMs + lookAgainMs));
		}
		if (clock.state === 'running') {
			next.push(Math.max(nearMs(clock, concern, settings), nowMs + 1_000));
		}
		if (clock.state === 'paused') next.push(pauseEndsMs(concern, nowMs));
	}
	return { due, nextMs: next.length === 0 ? undefined : Math.min(...next) };
}

const lookAgainMs = 1_000;
const dayMs = 24 * 3_600_000;

/** To the second: when so much of the limit had gone that it is near. */
function nearMs(clock: ConcernClock, concern: ClockedConcern, settings: ClockSettings): number {
	const limit = settings.policies[clock.policy].find(({ step }) => step === clock.step);
	const left = (limit?.ms ?? 0) * (1 - settings.nearFrom);
	const isNear = (atMs: number) =>
		concernClocks(concern, settings, isoOf(atMs)).some(
			({ policy, step, leftMs }) => policy === clock.policy && step === clock.step && leftMs <= left
		);
	let from = Date.parse(clock.startedAt);
	let until = Date.parse(clock.dueAt);
	while (until - from > 1_000) {
		const middle = from + Math.floor((until - from) / 2_000) * 1_000;
		if (middle === from) break;
		if (isNear(middle)) until = middle;
		else from = middle;
	}
	return until;
}

/** Beyond the day up to which it was allowed the clocks run again. */
function pauseEndsMs({ pauses }: ClockedConcern, nowMs: number): number {
	const agreed = pauses.at(-1)?.agreedUntil ?? '';
	const endsMs = agreed === '' ? 0 : Date.parse(instantAt(addDays(agreed, 1), 0));
	return endsMs > nowMs ? endsMs : nowMs + dayMs;
}

function isoOf(ms: number): string {
	return new Date(ms).toISOString();
}
