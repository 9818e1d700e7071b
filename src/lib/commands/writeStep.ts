/** Writes one event of a concern, its pictures and sounds, once the words in it are fit to be kept. */
import { documentShapes } from '#lib/domain/documentShapes.ts';
import type { EventDocument } from '#lib/domain/documents.ts';
import type { Entry, EventEntry } from '#lib/domain/entry.ts';
import { wrongExtra } from '#lib/domain/eventCarries.ts';
import { holdsIdNumber } from '#lib/domain/idNumber.ts';
import { documentId, localPart } from '#lib/domain/ids.ts';
import type { Outcome } from '#lib/domain/outcome.ts';
import { accepted, refused } from '#lib/domain/outcome.ts';
import type { StepRefusal } from './knownConcern.ts';
import type { PreparedPicture } from './picture.ts';
import { photoEntries, photoIds } from './picture.ts';
import type { PreparedSound } from './sound.ts';
import { soundEntries, soundIds } from './sound.ts';
import type { WritingDesk } from './writingDesk.ts';

export type Step = Omit<EventEntry, '_id' | 'kind' | 'grid' | 'concern'>;

interface Beside {
	pictures?: readonly PreparedPicture[];
	sounds?: readonly PreparedSound[];
	/** Written with it, or not at all. */
	also?: readonly Entry[];
}

export async function writeStep(
	concernId: string,
	intent: Step,
	desk: WritingDesk,
	{ pictures = [], sounds = [], also = [] }: Beside = {}
): Promise<Outcome<EventDocument, StepRefusal>> {
	const step: Step = { ...intent, note: intent.note.trim() };
	if (pictures.length > 0) step.photos = photoIds(pictures);
	if (sounds.length > 0) step.sounds = soundIds(sounds);
	if (holdsIdNumber(step.note)) return refused({ kind: 'id_number', field: 'note' });
	if (holdsIdNumber(step.contact ?? '')) return refused({ kind: 'id_number', field: 'contact' });
	const field = wrongExtra(step) ?? wrongValue(step);
	if (field !== undefined) return refused({ kind: 'shape', field });
	const concern = localPart(concernId);
	const _id = documentId.event(concern, desk.newId());
	const [event] = await desk.append([
		{ ...step, _id, kind: 'event', grid: desk.grid, concern },
		...also,
		...photoEntries(pictures, { subject: _id, grid: desk.grid }),
		...soundEntries(sounds, { subject: _id, grid: desk.grid })
	]);
	if (event?.kind !== 'event') throw new Error('The desk wrote no event.');
	return accepted(event);
}

function wrongValue(step: Step): string | undefined {
	const shape = documentShapes.event;
	return Object.entries(step).find(([name, value]) => shape[name]?.(value) !== true)?.[0];
}
