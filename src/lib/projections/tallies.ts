/** What a street knows of each of its communities: the station's newest count, and what was whistled. */
import type { TallyDocument } from '#lib/domain/communityDocuments.ts';
import type { ConcernStateCode } from '#lib/domain/concernStates.ts';
import type { CommunityId } from '#lib/domain/ids.ts';
import type { ProjectionDatabase } from './database.ts';
import { countsByCommunity, organisationsHere } from './deskRows.ts';
import { keptOf } from './keptPapers.ts';

export interface CommunityFigures {
	community: CommunityId;
	/** Of what reached the street; states of which there is none are left out. */
	whistled: ReadonlyMap<ConcernStateCode, number>;
	/** Undefined as long as none came. */
	tally: TallyDocument | undefined;
}

/** Every community of which anything is here, in the order of their codes. */
export async function figuresByCommunity(
	database: ProjectionDatabase
): Promise<CommunityFigures[]> {
	const [counts, organisations, tallies] = await Promise.all([
		countsByCommunity(database),
		organisationsHere(database),
		newestTallies(database)
	]);
	const communities = new Set([...counts.keys(), ...organisations.keys(), ...tallies.keys()]);
	return [...communities].sort().map((community) => ({
		community,
		whistled: counts.get(community) ?? new Map<ConcernStateCode, number>(),
		tally: tallies.get(community)
	}));
}

async function newestTallies(
	database: ProjectionDatabase
): Promise<Map<CommunityId, TallyDocument>> {
	const oldestFirst = await keptOf(database, 'tally');
	return new Map(oldestFirst.map(({ document }) => [document.community, document]));
}
