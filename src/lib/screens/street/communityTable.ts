/**
 * Counts per community as a street reads them: five columns made of the states, for the whole
 * community and for what reached the street, and three rates with what they are counted of.
 */
import type { ConcernStateCode } from '#lib/domain/concernStates.ts';
import { isEnded } from '#lib/domain/concernStates.ts';
import type { CommunityFigures } from '#lib/projections/tallies.ts';

export type StreetColumn = 'called' | 'working' | 'resolved' | 'ended';
export const streetColumns: readonly StreetColumn[] = ['called', 'working', 'resolved', 'ended'];

type StreetRate = 'responded' | 'solved' | 'satisfied';

export interface CommunityLine {
	community: string;
	/** `''` as long as the station has not said it. */
	name: string;
	whistled: Record<StreetColumn, number>;
	/** Undefined as long as no count of the community came. */
	whole:
		| {
				/** Instant at which it was counted. */
				at: string;
				counts: Record<StreetColumn, number>;
				late: number;
				rates: { rate: StreetRate; part: number; of: number }[];
		  }
		| undefined;
}

export function communityTable(figures: readonly CommunityFigures[]): CommunityLine[] {
	return figures.map(({ community, whistled, tally }) => ({
		community,
		name: tally?.name ?? '',
		whistled: inColumns(whistled),
		whole: tally && {
			at: tally.capturedAt,
			counts: inColumns(Object.entries(tally.states)),
			late: tally.late,
			rates: [
				{ rate: 'responded', part: tally.responded, of: tally.sent },
				{ rate: 'solved', part: tally.solved, of: tally.asked },
				{ rate: 'satisfied', part: tally.satisfied, of: tally.asked }
			]
		}
	}));
}

/** Whole percent; undefined where there is nothing to count of. */
export function percentOf({ part, of }: { part: number; of: number }): number | undefined {
	return of === 0 ? undefined : Math.floor((100 * part) / of);
}

function inColumns(states: Iterable<readonly [string, number]>): Record<StreetColumn, number> {
	const line = { called: 0, working: 0, resolved: 0, ended: 0 };
	for (const [state, count] of states) line[columnOf(state)] += count;
	return line;
}

/** A state that a newer station names is at least not over. */
function columnOf(state: string): StreetColumn {
	if (isEnded(state as ConcernStateCode)) return 'ended';
	if (state === 'whistled') return 'called';
	return state === 'resolved' ? 'resolved' : 'working';
}
