/**
 * Raises a concern: the concern, its pictures and sounds, and the step that takes it in hand if the worker does
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
import type { PreparedSound } from './sound.ts';
import { soundEntries, soundIds } from './sound.ts';
import type { WritingDesk } from './writingDesk.ts';
import { writtenOf } from './writtenOf.ts';

export interface ConcernToRaise extends Omit<ConcernIntent, 'photos' | 'sounds' | 'source'> {
	/** Where the role leaves it open. */
	source?: ConcernSource | undefined;
	selfHandle: boolean;
	pictures: readonly PreparedPicture[];
	sounds?: readonly PreparedSound[];
}

export async function raiseConcern(
	{ selfHandle, pictures, sounds = [], ...intent }: ConcernToRaise,
	desk: WritingDesk
): Promise<Outcome<ConcernDocument, ConcernRefusal | { kind: 'not_allowed' }>> {
	const source = sourceOf(desk.role, intent);
	if (source === undefined || (selfHandle && !mayEverWrite(desk.role, 'self_handle'))) {
		return refused({ kind: 'not_allowed' });
	}
	const attached = {
		photos: photoIds(pictures),
		...(sounds.length > 0 && { sounds: soundIds(sounds) })
	};
	const checked = checkConcern({ ...intent, source, ...attached });
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
		...photoEntries(pictures, { subject: _id, grid: desk.grid }),
		...soundEntries(sounds, { subject: _id, grid: desk.grid })
	]);
	return accepted(writtenOf(written, 'concern'));
}
