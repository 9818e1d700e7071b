/**
 * Three weeks behind the demo community: visits, concerns and what became of them, amendments, as
 * the documents that phones and desks would have written. The same for one roster, one seed and one
 * now; it reads no clock.
 */
import { tierOf } from '#lib/domain/care.ts';
import { buildingKeyOf } from '#lib/domain/doorId.ts';
import type {
	DoorDocument,
	HouseholdDocument,
	LedgerDocument,
	ResidentDocument
} from '#lib/domain/documents.ts';
import type { Sha256 } from '#lib/domain/revision.ts';
import { walkKey } from '#lib/domain/walkingOrder.ts';
import type { AmendedDoor } from './amendmentHistory.ts';
import { makeAmendments } from './amendmentHistory.ts';
import { demoAccounts } from './accounts.ts';
import { makeCampaign } from './campaignHistory.ts';
import { openChance } from './chance.ts';
import { makeChecks } from './checkHistory.ts';
import { makeConcerns } from './concernHistory.ts';
import { withNumbers } from './demoNumbers.ts';
import { demoSeed } from './demoRoster.ts';
import type { Deed } from './demoWriter.ts';
import { writeDeeds } from './demoWriter.ts';
import { makeSettings } from './settingsHistory.ts';
import { makeStories } from './storyHistory.ts';
import type { KnownDoor } from './visitHistory.ts';
import { makeVisits } from './visitHistory.ts';

export interface HistoryParts {
	/** What the importer wrote: doors, households and residents; others are not looked at. */
	roster: readonly LedgerDocument[];
	/** ISO instant; nothing is written after it. */
	now: string;
	sha256: Sha256;
	seed?: string;
}

/** In the order in which they were written; a grid worker's belong into the feed of her grid. */
export function makeHistory({
	roster,
	now,
	sha256,
	seed = demoSeed
}: HistoryParts): LedgerDocument[] {
	const nowMs = Date.parse(now);
	const known = knownDoors(roster);
	const behind = whoLivesWhere(roster);
	const deeds: Deed[] = [];
	for (const { name, grants } of demoAccounts) {
		const grid = grants[0]?.scope ?? '';
		const doors = known.filter((door) => door.grid === grid);
		if (doors.length === 0) continue;
		const chance = openChance(`${seed} ${grid}`);
		const visits = makeVisits(doors, nowMs, chance);
		deeds.push(...visits.map(({ atMs, entry }) => ({ author: name, atMs, entry })));
		deeds.push(...makeConcerns(name, visits, nowMs, chance));
		deeds.push(...makeAmendments(name, visits, behind, nowMs, chance));
		deeds.push(...makeChecks(name, doors, nowMs, chance));
	}
	deeds.push(...makeSettings(nowMs, openChance(`${seed} settings`)));
	deeds.push(...makeStories(known, nowMs, openChance(`${seed} stories`)));
	deeds.push(...makeCampaign(known, nowMs, openChance(`${seed} campaign`)));
	return writeDeeds(withNumbers(deeds), sha256);
}

function knownDoors(roster: readonly LedgerDocument[]): KnownDoor[] {
	const behind = whoLivesWhere(roster);
	return roster
		.filter((document): document is DoorDocument => document.kind === 'door')
		.sort((a, b) => (walkKey(a) < walkKey(b) ? -1 : 1))
		.map(({ door, grid, building }) => ({
			door,
			grid,
			buildingKey: buildingKeyOf(door, building),
			tier: tierOf(behind.get(door)?.residents.flatMap(({ careTags }) => careTags) ?? []),
			tenure: behind.get(door)?.household.tenure ?? 'unknown'
		}));
}

function whoLivesWhere(roster: readonly LedgerDocument[]): ReadonlyMap<string, AmendedDoor> {
	const residents = Map.groupBy(
		roster.filter((document): document is ResidentDocument => document.kind === 'resident'),
		({ door }) => door
	);
	const households = roster.filter(
		(document): document is HouseholdDocument => document.kind === 'household'
	);
	return new Map(
		households.map((household) => [
			household.door,
			{ household, residents: residents.get(household.door) ?? [] }
		])
	);
}
