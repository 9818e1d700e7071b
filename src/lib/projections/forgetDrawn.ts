/**
 * Takes from the rows what the station has erased, with everything that was drawn from it. Inside
 * the transaction of a drawing.
 */
import { localPart } from '#lib/domain/ids.ts';
import { concernOfEventId } from './arrivedBatch.ts';
import { changeCounts, changeSetAside } from './counts.ts';
import type { Drawing } from './drawing.ts';
import { changeDoor } from './drawing.ts';

/** Answers the ids of what has to be drawn again without what was erased. */
export async function forgetDrawn(
	drawing: Drawing,
	forgotten: readonly string[]
): Promise<string[]> {
	if (forgotten.length === 0) return [];
	const { database } = drawing;
	const ids = [...forgotten];
	const ofKind = (kind: string) => ids.filter((id) => id.startsWith(`${kind}:`));
	await forgetDoors(drawing, ofKind('door').map(localPart));
	await forgetHouseholds(drawing, ofKind('household').map(localPart));
	await forgetResidents(drawing, ofKind('resident'));
	await forgetVisits(drawing, ofKind('visit'));
	const amendments = await database.amendments.bulkGet(ofKind('amendment'));
	await database.amendments.bulkDelete(ofKind('amendment'));
	await database.papers.bulkDelete([...ofKind('concern'), ...ofKind('event')]);
	await database.photos.bulkDelete(ofKind('photo'));
	const records = await database.records.bulkGet(ids);
	await database.records.bulkDelete(ids);
	await changeCounts(
		database,
		records.flatMap((record) => record ?? []),
		[]
	);
	const aside = (await database.setAside.bulkGet(ids)).filter((row) => row !== undefined);
	await database.setAside.bulkDelete(ids);
	await changeSetAside(database, -aside.length);
	return [
		...amendments.flatMap((amendment) => amendment?.subject ?? []),
		...ofKind('concern'),
		...ofKind('event').map(concernOfEventId)
	];
}

async function forgetDoors(drawing: Drawing, doors: string[]): Promise<void> {
	await drawing.database.doors.bulkDelete(doors);
	for (const door of doors) {
		changeDoor(drawing, door, (facts) => {
			delete facts.address;
		});
	}
}

async function forgetHouseholds(drawing: Drawing, doors: string[]): Promise<void> {
	await drawing.database.households.bulkDelete(doors);
	for (const door of doors) {
		changeDoor(drawing, door, (facts) => {
			delete facts.household;
		});
	}
}

async function forgetResidents(drawing: Drawing, ids: string[]): Promise<void> {
	const { residents } = drawing.database;
	for (const row of await residents.bulkGet(ids)) {
		if (!row) continue;
		changeDoor(drawing, row.door, (facts) => {
			facts.residents.delete(row.id);
		});
	}
	await residents.bulkDelete(ids);
}

async function forgetVisits(drawing: Drawing, ids: string[]): Promise<void> {
	const { visits } = drawing.database;
	for (const row of await visits.bulkGet(ids)) {
		if (!row) continue;
		changeDoor(drawing, row.door, (facts) => {
			facts.visits.delete(row.id);
		});
	}
	await visits.bulkDelete(ids);
}
