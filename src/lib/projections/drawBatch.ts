/**
 * Draws one portion of documents into rows, in one transaction with its checkpoint. The same rows
 * come out whatever the order and however often a document comes: what is drawn from several
 * documents is drawn again from all of them. Everything is read and written in bulk.
 */
import type { LedgerDocument, PhotoDocument } from '#lib/domain/documents.ts';
import { amendmentsOf } from './amendmentsOf.ts';
import type { ByKind } from './arrivedBatch.ts';
import { byKind, concernOf, subjectOf } from './arrivedBatch.ts';
import { drawLimitsAgain } from './clocksHere.ts';
import { drawChecks, drawOrganisations, drawWarnings } from './drawCommunity.ts';
import { drawConcerns } from './drawConcerns.ts';
import { drawDoors } from './drawDoors.ts';
import { drawHouseholds, drawResidents, drawVisits } from './drawPeople.ts';
import { drawRecords } from './drawRecords.ts';
import type { Drawing } from './drawing.ts';
import { changeDoor } from './drawing.ts';
import { forgetDrawn } from './forgetDrawn.ts';
import { drawKept } from './keptPapers.ts';
import type { Syllables } from './pinyin.ts';
import { projectPhoto } from './projectPhoto.ts';

export interface Portion {
	documents: readonly LedgerDocument[];
	/** Ids that the station has erased. */
	forgotten: readonly string[];
	/** Written with the rows: where to go on reading the ledger. */
	checkpoint?: { key: string; value: unknown };
}

/** Without `syllables` the rows of doors are left for a later portion; their changes stay in `drawing`. */
export async function drawBatch(
	drawing: Drawing,
	{ documents, forgotten, checkpoint }: Portion,
	syllables: Syllables | undefined
): Promise<void> {
	const { database } = drawing;
	const kinds = byKind(documents);
	await database.transaction('rw', database.tables, async () => {
		const disturbed = await forgetDrawn(drawing, forgotten);
		const amended = new Set([...kinds.amendment.map(subjectOf), ...disturbed]);
		const concerns = concernsIn(kinds, amended);
		const amendments = await amendmentsOf(drawing, kinds.amendment, [
			...amended,
			...[...kinds.household, ...kinds.resident, ...kinds.visit].map(({ _id }) => _id),
			...concerns
		]);
		await drawHouseholds(drawing, kinds.household, amended, amendments);
		await drawResidents(drawing, kinds.resident, amended, amendments);
		await drawVisits(drawing, kinds.visit, amended, amendments);
		await drawOrganisations(drawing, kinds.organisation);
		await drawKept(drawing, documents);
		if (moveLimits(kinds, forgotten)) await drawLimitsAgain(drawing);
		await drawConcerns(drawing, [...kinds.concern, ...kinds.event], concerns, amendments);
		await drawChecks(drawing, kinds.check, kinds.check_answer, checksIn(disturbed));
		await drawWarnings(drawing, kinds.warning);
		for (const document of kinds.door) {
			const { grid, estate, building, unit, floor, room, type, capturedAt } = document;
			changeDoor(drawing, document.door, (facts) => {
				facts.address = { grid, estate, building, unit, floor, room, type, capturedAt };
			});
		}
		await drawPhotos(drawing, kinds.photo);
		if (syllables) await drawDoors(drawing, syllables);
		await drawRecords(drawing, documents);
		if (checkpoint) await database.facts.put(checkpoint);
	});
	if (syllables) drawing.doors.clear();
}

/** A copy that another feed sends of what was taken here stays our own. */
async function drawPhotos(drawing: Drawing, arrived: readonly PhotoDocument[]): Promise<void> {
	if (arrived.length === 0) return;
	const { photos } = drawing.database;
	const known = await photos.bulkGet(arrived.map(({ _id }) => _id));
	const own = new Set(known.flatMap((row) => (row?.own ? [row.id] : [])));
	await photos.bulkPut(
		arrived
			.map((document) => projectPhoto(document, drawing))
			.filter((row) => row.own || !own.has(row.id))
	);
}

/** Limits follow from who acts here and from what was settled. */
function moveLimits({ organisation, settings }: ByKind, forgotten: readonly string[]): boolean {
	const isGone = forgotten.some((id) => /^(?:organisation|settings):/.test(id));
	return organisation.length + settings.length > 0 || isGone;
}

function checksIn(disturbed: readonly string[]): string[] {
	return disturbed.filter((id) => id.startsWith('check:'));
}

function concernsIn(kinds: ByKind, amended: ReadonlySet<string>): string[] {
	const papers = [...kinds.concern, ...kinds.event];
	const corrected = [...amended].filter((id) => id.startsWith('concern:'));
	return [...new Set([...papers.map(concernOf), ...corrected])];
}
