/** Draws a visit, amendments included. What was taken back keeps its row and is marked. */
import { wroteHere } from '#lib/domain/feeds.ts';
import type { AmendmentDocument, VisitDocument } from '#lib/domain/documents.ts';
import { foldFields, isRetracted } from '#lib/domain/household.ts';
import type { StoredVisit, VisitFacts } from './storedRows.ts';

export function projectVisit(
	document: VisitDocument,
	amendments: readonly AmendmentDocument[],
	{ feed, device }: { feed: string; device: string }
): StoredVisit {
	const { note, outcome, nextVisitOn, bestTime } = document;
	const base = { note, outcome, nextVisitOn, bestTime };
	const row: StoredVisit = {
		...base,
		base,
		id: document._id,
		feed,
		door: document.door,
		author: document.author,
		capturedAt: document.capturedAt,
		type: document.type,
		mode: document.mode,
		unchanged: document.unchanged,
		careChecks: document.careChecks,
		photos: document.photos,
		leftSlip: document.leftSlip,
		own: wroteHere(device, document.device),
		retracted: false
	};
	return amendments.length === 0 ? row : amendVisit(row, amendments);
}

/** Folds anew from what the row keeps of the document. */
export function amendVisit(
	row: StoredVisit,
	amendments: readonly AmendmentDocument[]
): StoredVisit {
	const { note, outcome, nextVisitOn, bestTime } = foldFields(row.base, amendments).fields;
	const retracted = isRetracted(row, amendments);
	return { ...row, note, outcome, nextVisitOn, bestTime, retracted };
}

/** What the door's row needs of it; undefined for a visit that does not count. */
export function factsOfVisit(row: StoredVisit): VisitFacts | undefined {
	if (row.retracted) return undefined;
	const { capturedAt, outcome, mode, nextVisitOn, bestTime } = row;
	return { capturedAt, outcome, mode, nextVisitOn, bestTime };
}
