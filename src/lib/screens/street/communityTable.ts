/** Counts per community as a street reads them: five columns made of the states. */
import type { ConcernStateCode } from '#lib/domain/concernStates.ts';
import { isEnded } from '#lib/domain/concernStates.ts';

export type StreetColumn = 'called' | 'working' | 'resolved' | 'ended';
export const streetColumns: readonly StreetColumn[] = ['called', 'working', 'resolved', 'ended'];

export interface CommunityLine {
	community: string;
	counts: Record<StreetColumn, number>;
}

/** In the order of the communities' codes. */
export function communityTable(
	counts: ReadonlyMap<string, ReadonlyMap<ConcernStateCode, number>>
): CommunityLine[] {
	return [...counts]
		.sort(([a], [b]) => (a < b ? -1 : 1))
		.map(([community, states]) => {
			const line = { called: 0, working: 0, resolved: 0, ended: 0 };
			for (const [state, count] of states) line[columnOf(state)] += count;
			return { community, counts: line };
		});
}

function columnOf(state: ConcernStateCode): StreetColumn {
	if (isEnded(state)) return 'ended';
	if (state === 'whistled') return 'called';
	return state === 'resolved' ? 'resolved' : 'working';
}
