/**
 * What a worker may turn her phone around for: what is written about one household, or about one
 * person in it. Never what others raised, never anything confidential, and of the others who live
 * there only how many. Free words stand apart, since they may speak of neighbours.
 */
import { isConfidentialByDefault } from '#lib/domain/concern.ts';
import type { ConcernStateCode } from '#lib/domain/concernStates.ts';
import type { CareBlock, VisitOutcome } from '#lib/domain/documents.ts';
import type { DoorId } from '#lib/domain/ids.ts';
import { careBlocks } from '#lib/domain/visit.ts';
import { campaignsAtDoor } from './campaigns.ts';
import type { ProjectionDatabase } from './database.ts';
import { doorSheet } from './doorSheet.ts';
import type { DoorRow, HouseholdRow, ResidentRow } from './rows.ts';

export interface ShownToResident {
	row: DoorRow;
	household: HouseholdRow | undefined;
	/** The one who asks; undefined where the household as a whole does. */
	person: ResidentRow | undefined;
	/** Whoever could ask. */
	people: ResidentRow[];
	visits: {
		id: string;
		capturedAt: string;
		outcome: VisitOutcome;
		/** What was looked at; what was seen is among the words. */
		looked: CareBlock[];
		words: string[];
	}[];
	concerns: {
		id: string;
		capturedAt: string;
		category: string;
		state: ConcernStateCode;
		words: string[];
	}[];
	campaigns: { id: string; title: string; capturedAt: string; words: string[] }[];
}

/** @param person `resident:<ulid>`, `''` for the household */
export async function shownToResident(
	database: ProjectionDatabase,
	door: DoorId,
	person: string
): Promise<ShownToResident | undefined> {
	const sheet = await doorSheet(database, door);
	if (!sheet) return undefined;
	const raised = await database.concerns.where('door').equals(door).toArray();
	const campaigns = await campaignsAtDoor(database, door);
	return {
		row: sheet.row,
		household: sheet.household,
		person: sheet.residents.find(({ id }) => id === person),
		people: sheet.residents,
		visits: sheet.visits.map(({ id, capturedAt, outcome, careChecks, note }) => ({
			...{ id, capturedAt, outcome },
			looked: careBlocks.filter((block) => careChecks[block]),
			words: [note, ...careBlocks.map((block) => careChecks[block]?.note ?? '')].filter(Boolean)
		})),
		concerns: raised
			.filter(
				({ confidentialReporter, category }) =>
					!confidentialReporter && !isConfidentialByDefault(category)
			)
			.sort((a, b) => (a.capturedAt < b.capturedAt ? 1 : -1))
			.map(({ id, capturedAt, category, state, text }) => ({
				...{ id, capturedAt, category, state },
				words: [text].filter(Boolean)
			})),
		campaigns: campaigns.flatMap(({ campaign, answers }) =>
			answers
				? [
						{
							id: campaign._id,
							title: campaign.title,
							capturedAt: answers.holds.capturedAt,
							words: [answers.holds.note].filter(Boolean)
						}
					]
				: []
		)
	};
}
