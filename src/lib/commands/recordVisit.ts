/** Records a visit, its pictures and sounds, together or not at all. */
import type { VisitDocument } from '#lib/domain/documents.ts';
import { documentId } from '#lib/domain/ids.ts';
import type { Outcome } from '#lib/domain/outcome.ts';
import { accepted } from '#lib/domain/outcome.ts';
import type { VisitIntent, VisitRefusal } from '#lib/domain/visit.ts';
import { checkVisit } from '#lib/domain/visit.ts';
import type { PreparedPicture } from './picture.ts';
import { photoEntries, photoIds } from './picture.ts';
import type { PreparedSound } from './sound.ts';
import { soundEntries } from './sound.ts';
import type { WritingDesk } from './writingDesk.ts';
import { writtenOf } from './writtenOf.ts';

export interface VisitToRecord extends Omit<VisitIntent, 'photos'> {
	pictures: readonly PreparedPicture[];
	sounds?: readonly PreparedSound[];
}

export async function recordVisit(
	{ pictures, sounds = [], ...intent }: VisitToRecord,
	desk: WritingDesk
): Promise<Outcome<VisitDocument, VisitRefusal>> {
	const checked = checkVisit({ ...intent, photos: photoIds(pictures) }, { now: desk.now() });
	if (!checked.ok) return checked;
	const _id = documentId.visit(desk.newId());
	const written = await desk.append([
		{ ...checked.value, _id, kind: 'visit', grid: desk.grid },
		...photoEntries(pictures, { subject: _id, grid: desk.grid }),
		...soundEntries(sounds, { subject: _id, grid: desk.grid })
	]);
	return accepted(writtenOf(written, 'visit'));
}
