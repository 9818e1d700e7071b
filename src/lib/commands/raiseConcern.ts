/**
 * Raises a concern: the concern, its pictures, and the step that takes it in hand if the worker does
 * so herself (网格自办), together or not at all.
 */
import type { ConcernIntent, ConcernRefusal } from '#lib/domain/concern.ts';
import { checkConcern } from '#lib/domain/concern.ts';
import { sourceOf } from '#lib/domain/concernSource.ts';
import type { ConcernDocument, ConcernSource } from '#lib/domain/documents.ts';
import type { Entry } from '#lib/domain/entry.ts';
import { mayEverWrite } from '#lib/domain/eventRights.ts';
import { documentId } from '#lib/domain/ids.ts';
import type { Outcome } from '#lib/domain/outcome.ts';
import { accepted, refused } from '#lib/domain/outcome.ts';
import type { PreparedPicture } from './picture.ts';
import { photoEntries, photoIds } from './picture.ts';
import type { WritingDesk } from './writingDesk.ts';
import { writtenOf } from './writtenOf.ts';

export interface ConcernToRaise extends Omit<ConcernIntent, 'photos' | 'source'> {
	/** Where the role leaves it open. */
	source?: ConcernSource | undefined;
	selfHandle: boolean;
	pictures: readonly PreparedPicture[];
}

export async function raiseConcern(
	{ selfHandle, pictures, ...intent }: ConcernToRaise,
	desk: WritingDesk
): Promise<Outcome<ConcernDocument, ConcernRefusal | { kind: 'not_allowed' }>> {
	const source = sourceOf(desk.role, intent);
	if (source === undefined || (selfHandle && !mayEverWrite(desk.role, 'self_handle'))) {
		return refused({ kind: 'not_allowed' });
	}
	const checked = checkConcern({ ...intent, source, photos: photoIds(pictures) });
	if (!checked.ok) return checked;
	const concern = desk.newId();
	const _id = documentId.concern(concern);
	const entries: Entry[] = [{ ...checked.value, _id, kind: 'concern', grid: desk.grid }];
	if (selfHandle) {
		entries.push({
			_id: documentId.event(concern, desk.newId()),
			kind: 'event',
			grid: desk.grid,
			concern,
			type: 'self_handle',
			note: ''
		});
	}
	const written = await desk.append([
		...entries,
		...photoEntries(pictures, { subject: _id, grid: desk.grid })
	]);
	return accepted(writtenOf(written, 'concern'));
}
