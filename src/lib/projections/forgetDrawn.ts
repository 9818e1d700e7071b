/**
 * Takes from the rows what the station has erased, with everything that was drawn from it. Inside
 * the transaction of a drawing.
 */
import { documentId, localPart } from '#lib/domain/ids.ts';
import { concernOfEventId } from './arrivedBatch.ts';
import { changeCounts, changeSetAside } from './counts.ts';
import type { Drawing } from './drawing.ts';
import { changeDoor } from './drawing.ts';
import { keptKinds } from './keptRows.ts';
import { withoutPapers } from './papers.ts';

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
	const amended = await forgetAmendments(drawing, ofKind('amendment'));
	await forgetPapers(drawing, [...ofKind('concern'), ...ofKind('event')]);
	await database.photos.bulkDelete(ofKind('photo'));
	await database.warnings.bulkDelete(ofKind('warning'));
	await database.organisations.bulkDelete(ofKind('organisation'));
	await database.checks.bulkDelete(ofKind('check'));
	await database.checkAnswers.bulkDelete(ofKind('check_answer'));
	await database.kept.bulkDelete(keptKinds.flatMap(ofKind));
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
		...amended,
		...ofKind('concern'),
		...ofKind('event').map(concernOfEventId),
		...ofKind('check_answer').map((id) => documentId.check(localPart(id).slice(0, 26)))
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

/** The id of an amendment names its subject, but not of which kind it is. */
async function forgetAmendments({ database }: Drawing, ids: string[]): Promise<string[]> {
	const gone = new Set(ids);
	const subjects = new Set(
		ids.flatMap((id) => {
			const subject = localPart(id).replace(/:[^:]*$/, '');
			return ['household', 'resident', 'visit', 'concern'].map((kind) => `${kind}:${subject}`);
		})
	);
	const found = await database.amendments.bulkGet([...subjects]);
	const rest = found.flatMap((known) => {
		const documents = known?.documents.filter(({ _id }) => !gone.has(_id)) ?? [];
		return known && documents.length < known.documents.length ? [{ ...known, documents }] : [];
	});
	await database.amendments.bulkPut(rest);
	return rest.map(({ subject }) => subject);
}

/** Only this feed's copies; another feed may hold its own. */
async function forgetPapers({ database, feed }: Drawing, ids: string[]): Promise<void> {
	const gone = new Set(ids);
	const concerns = new Set(ids.map((id) => (id.startsWith('event:') ? concernOfEventId(id) : id)));
	const found = await database.papers.bulkGet([...concerns]);
	await database.papers.bulkPut(
		found.flatMap((papers) => (papers ? withoutPapers(papers, gone, feed) : []))
	);
}
