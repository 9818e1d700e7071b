/** A clock of a concern as a screen says it: what is left in words, how pressing by a tone. */
import type { ConcernClock } from '#lib/domain/concernClocks.ts';
import { mostPressing } from '#lib/domain/concernClocks.ts';
import { clockWords, formatSpan } from '#lib/text/clockWords.ts';

export interface ClockSaid {
	tone: '' | 'good' | 'due' | 'late' | 'qing';
	text: string;
}

type Read = Pick<ConcernClock, 'policy' | 'step' | 'state' | 'leftMs'>;

export function sayClock({ policy, step, state, leftMs }: Read): ClockSaid {
	const name = stepName(policy, step);
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

/** Whoever is whistled for does not respond: he comes. */
function stepName(policy: Read['policy'], step: Read['step']): string {
	return policy === 'whistle' && step === 'respond' ? clockWords.reportIn : clockWords.steps[step];
}

/** Late first, then what runs out first; what has no limit comes last, the oldest first. */
export function byPressure<R extends { changedAt: string }>(
	rows: readonly R[],
	clocksOf: (row: R) => readonly ConcernClock[]
): R[] {
	return rows
		.map((row) => ({ row, left: mostPressing(clocksOf(row))?.leftMs ?? Infinity }))
		.sort((a, b) => compare(a.left, b.left) || compare(a.row.changedAt, b.row.changedAt))
		.map(({ row }) => row);
}

function compare<T>(a: T, b: T): number {
	if (a === b) return 0;
	return a < b ? -1 : 1;
}
