/** A clock of a concern as a screen says it: what is left in words, how pressing by a tone. */
import type { ConcernClock } from '#lib/domain/concernClocks.ts';
import { clockWords, formatSpan } from '#lib/text/clockWords.ts';

export interface ClockSaid {
	tone: '' | 'good' | 'due' | 'late' | 'qing';
	text: string;
}

type Read = Pick<ConcernClock, 'step' | 'state' | 'leftMs'>;

export function sayClock({ step, state, leftMs }: Read): ClockSaid {
	const name = clockWords.steps[step] ?? '';
	if (state === 'done') {
		return leftMs < 0
			? { tone: '', text: clockWords.doneLate(name) }
			: { tone: 'good', text: clockWords.done(name) };
	}
	if (state === 'paused') return { tone: '', text: clockWords.paused(name) };
	if (state === 'late') return { tone: 'late', text: clockWords.late(name, formatSpan(leftMs)) };
	const tone = state === 'near' ? 'due' : 'qing';
	return { tone, text: clockWords.left(name, formatSpan(leftMs)) };
}

/** The one a person must look at first; undefined where none runs. */
export function pressingClock<C extends Read>(clocks: readonly C[]): C | undefined {
	const open = clocks.filter(({ state }) => state !== 'done');
	const running = open.filter(({ state }) => state !== 'paused');
	return running.sort((a, b) => a.leftMs - b.leftMs)[0] ?? open[0];
}

/** Late first, then what runs out first; what has no limit comes last, the oldest first. */
export function byPressure<R extends { changedAt: string }>(
	rows: readonly R[],
	clocksOf: (row: R) => readonly Read[]
): R[] {
	const left = (row: R) => {
		const clock = pressingClock(clocksOf(row));
		return clock === undefined || clock.state === 'paused' ? Infinity : clock.leftMs;
	};
	return rows
		.map((row) => ({ row, left: left(row) }))
		.sort((a, b) => compare(a.left, b.left) || compare(a.row.changedAt, b.row.changedAt))
		.map(({ row }) => row);
}

function compare<T>(a: T, b: T): number {
	if (a === b) return 0;
	return a < b ? -1 : 1;
}
