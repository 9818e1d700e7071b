/**
 * What a community's counts are made of, concern by concern. Pure, and of no person: how many stand
 * where, how many are late, what residents said when they were asked.
 */
import type { TallyFields } from '#lib/domain/communityDocuments.ts';
import type { ClockSettings } from '#lib/domain/clockPolicies.ts';
import type { ClockedConcern } from '#lib/domain/concernClocks.ts';
import { concernClocks } from '#lib/domain/concernClocks.ts';
import type { ConcernStateCode } from '#lib/domain/concernStates.ts';
import { isEnded } from '#lib/domain/concernStates.ts';
import type { ReadConcern } from './concernReading.ts';

/** As much of a concern as counts. */
export interface Counted {
	state: ConcernStateCode;
	capturedAt: string;
	isSent: boolean;
	isResponded: boolean;
	asked: number;
	solved: number;
	satisfied: number;
	/** Only of what is not over: nothing else can be late. */
	clocked: ClockedConcern | undefined;
}

export type Counts = Omit<TallyFields, 'community' | 'name' | 'day'>;

const satisfiedFrom = 4;

export function countedOf({ header, state: standing }: ReadConcern): Counted {
	const { state, handedAt, respondedAt, joinedAt, resolvedAt, history } = standing;
	const answers = history.flatMap(({ event, effect }) =>
		effect && event.type === 'follow_up' ? [event] : []
	);
	const { urgency, capturedAt } = header;
	return {
		...{ state, capturedAt },
		isSent: handedAt !== '',
		// Whoever reported in, or ended it, has responded.
		isResponded: handedAt !== '' && [respondedAt, joinedAt, resolvedAt].some((at) => at !== ''),
		asked: answers.length,
		solved: answers.filter(({ solved }) => solved === true).length,
		satisfied: answers.filter(({ satisfaction = 0 }) => satisfaction >= satisfiedFrom).length,
		clocked: isEnded(state) ? undefined : { ...standing, urgency, capturedAt }
	};
}

/** Of everything open, and of what is over as far as it came in after `from`. */
export function countsOf(
	all: Iterable<Counted>,
	{ from, settings, nowIso }: { from: string; settings: ClockSettings; nowIso: string }
): Counts {
	const counts: Counts = {
		...{ states: {}, late: 0, sent: 0, responded: 0 },
		...{ asked: 0, solved: 0, satisfied: 0 }
	};
	for (const one of all) {
		if (!one.clocked && one.capturedAt < from) continue;
		counts.states[one.state] = (counts.states[one.state] ?? 0) + 1;
		counts.sent += Number(one.isSent);
		counts.responded += Number(one.isResponded);
		counts.asked += one.asked;
		counts.solved += one.solved;
		counts.satisfied += one.satisfied;
		const clocks = one.clocked ? concernClocks(one.clocked, settings, nowIso) : [];
		counts.late += Number(clocks.some(({ state }) => state === 'late'));
	}
	return counts;
}
