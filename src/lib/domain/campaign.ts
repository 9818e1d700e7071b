/**
 * How far one matter that is put to many doors has come: which answer of a door holds, what came too
 * late, and how many doors are still to be asked. The same whatever the order of arrival.
 */
import type {
	CampaignAnswerDocument,
	CampaignDocument,
	CampaignEndDocument,
	CampaignFields
} from './communityDocuments.ts';
import { isWhere } from './communityDocuments.ts';
import { inClockOrder } from './household.ts';
import type { DoorId } from './ids.ts';

export interface DoorAnswers {
	/** The last one given in time. */
	holds: CampaignAnswerDocument;
	/** In the order of the clock. */
	earlier: CampaignAnswerDocument[];
}

export interface CampaignStanding {
	/** The first end holds; undefined while it runs. */
	ended: CampaignEndDocument | undefined;
	byDoor: ReadonlyMap<DoorId, DoorAnswers>;
	/** Given after the end, or at a door that was not to be asked: kept and shown, without effect. */
	aside: CampaignAnswerDocument[];
}

export function campaignStanding(
	{ where }: Pick<CampaignDocument, 'where'>,
	ends: readonly CampaignEndDocument[],
	answers: readonly CampaignAnswerDocument[]
): CampaignStanding {
	const [ended] = inClockOrder(ends);
	const byDoor = new Map<DoorId, DoorAnswers>();
	const aside: CampaignAnswerDocument[] = [];
	for (const answer of inClockOrder(answers)) {
		const isLate = ended !== undefined && answer.clock > ended.clock;
		if (isLate || !isWhere(where, answer.door)) {
			aside.push(answer);
			continue;
		}
		const known = byDoor.get(answer.door);
		const earlier = known ? [...known.earlier, known.holds] : [];
		byDoor.set(answer.door, { holds: answer, earlier });
	}
	return { ended, byDoor, aside };
}

export type DoorStanding = CampaignAnswerDocument['outcome'] | 'not_asked';

export function standingOfDoor({ byDoor }: CampaignStanding, door: DoorId): DoorStanding {
	return byDoor.get(door)?.holds.outcome ?? 'not_asked';
}

export interface CampaignCounts {
	all: number;
	answered: number;
	no_answer: number;
	refused: number;
	not_asked: number;
}

/** What a count must know of a door. */
interface CountedDoor {
	door: DoorId;
	building: string;
}

/** Every door that is to be asked, once; doors that are elsewhere are not looked at. */
export function campaignCounts(
	{ where }: Pick<CampaignFields, 'where'>,
	standing: CampaignStanding,
	doors: readonly CountedDoor[]
): CampaignCounts {
	const counts: CampaignCounts = { all: 0, answered: 0, no_answer: 0, refused: 0, not_asked: 0 };
	for (const { door } of doors) {
		if (!isWhere(where, door)) continue;
		counts.all += 1;
		counts[standingOfDoor(standing, door)] += 1;
	}
	return counts;
}

/** The same, building by building, in the order of the doors. */
export function countsByBuilding(
	campaign: Pick<CampaignFields, 'where'>,
	standing: CampaignStanding,
	doors: readonly CountedDoor[]
): { building: string; counts: CampaignCounts }[] {
	const keys = [...new Set(doors.map(({ building }) => building))];
	return keys
		.map((building) => {
			const own = doors.filter((door) => door.building === building);
			return { building, counts: campaignCounts(campaign, standing, own) };
		})
		.filter(({ counts }) => counts.all > 0);
}
