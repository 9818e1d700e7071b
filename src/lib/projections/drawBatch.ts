/**
 * Draws one portion of documents into rows, in one transaction with its checkpoint. The same rows
 * come out whatever the order and however often a document comes: what is drawn from several
 * documents is drawn again from all of them. Everything is read and written in bulk.
 */
import type { LedgerDocument } from '#lib/domain/documents.ts';
import type { DeviceId } from '#lib/domain/ids.ts';
import { byKind, subjectOf } from './arrivedBatch.ts';
import { amendmentsOf } from './amendmentsOf.ts';
import type { ProjectionDatabase } from './database.ts';
import { drawConcerns } from './drawConcerns.ts';
import type { Drawing } from './drawing.ts';
import { changeDoor } from './drawing.ts';
import { drawDoors } from './drawDoors.ts';
import { drawHouseholds, drawResidents, drawVisits } from './drawPeople.ts';
import { drawRecords } from './drawRecords.ts';
import { forgetDrawn } from './forgetDrawn.ts';
import type { Syllables } from './pinyin.ts';
import { projectPhoto } from './projectPhoto.ts';

export interface Portion {
	feed: string;
	documents: readonly LedgerDocument[];
	/** Ids that the station has erased. */
	forgotten: readonly string[];
	/** Written with the rows: where to go on reading the ledger. */
	checkpoint?: { key: string; value: unknown };
}

export interface Tools {
	device: DeviceId;
	syllables: Syllables;
}

export async function drawBatch(
	database: ProjectionDatabase,
	{ feed, documents, forgotten, checkpoint }: Portion,
	{ device, syllables }: Tools
): Promise<void> {
	const kinds = byKind(documents);
	await database.transaction('rw', database.tables, async () => {
		const drawing: Drawing = { database, feed, device, doors: new Map() };
		const disturbed = await forgetDrawn(drawing, forgotten);
		await database.amendments.bulkPut(
			kinds.amendment.map((document) => ({
				id: document._id,
				subject: subjectOf(document),
				document
			}))
		);
		const amended = new Set([...kinds.amendment.map(subjectOf), ...disturbed]);
		const amendments = await amendmentsOf(database, [
			...amended,
			...[...kinds.household, ...kinds.resident, ...kinds.visit].map(({ _id }) => _id)
		]);
		await drawHouseholds(drawing, kinds.household, amended, amendments);
		await drawResidents(drawing, kinds.resident, amended, amendments);
		await drawVisits(drawing, kinds.visit, amended, amendments);
		await drawConcerns(drawing, [...kinds.concern, ...kinds.event], amended);
		for (const document of kinds.door) {
			const { grid, estate, building, unit, floor, room, type, capturedAt } = document;
			changeDoor(drawing, document.door, (facts) => {
				facts.address = { grid, estate, building, unit, floor, room, type, capturedAt };
			});
		}
		await database.photos.bulkPut(
			kinds.photo.map((document) => projectPhoto(document, { feed, device }))
		);
		await drawDoors(drawing, syllables);
		await drawRecords(drawing, documents);
		if (checkpoint) await database.facts.put(checkpoint);
	});
}
