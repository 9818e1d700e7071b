/** Writes one event of a concern, once the words in it are fit to be kept. */
import { documentShapes } from '#lib/domain/documentShapes.ts';
import type { EventDocument } from '#lib/domain/documents.ts';
import type { EventEntry } from '#lib/domain/entry.ts';
import { wrongExtra } from '#lib/domain/eventCarries.ts';
import { holdsIdNumber } from '#lib/domain/idNumber.ts';
import { documentId, localPart } from '#lib/domain/ids.ts';
import type { Outcome } from '#lib/domain/outcome.ts';
import { accepted, refused } from '#lib/domain/outcome.ts';
import type { StepRefusal } from './knownConcern.ts';
import type { WritingDesk } from './writingDesk.ts';
import { writtenOf } from './writtenOf.ts';

export type Step = Omit<EventEntry, '_id' | 'kind' | 'grid' | 'concern'>;

export async function writeStep(
	concernId: string,
	step: Step,
	desk: WritingDesk
): Promise<Outcome<EventDocument, StepRefusal>> {
	const note = step.note.trim();
	if (holdsIdNumber(note)) return refused({ kind: 'id_number', field: 'note' });
	const field = wrongExtra(step) ?? wrongValue({ ...step, note });
	if (field !== undefined) return refused({ kind: 'shape', field });
	const concern = localPart(concernId);
	const written = await desk.append([
		{
			...step,
			note,
			_id: documentId.event(concern, desk.newId()),
			kind: 'event',
			grid: desk.grid,
			concern
		}
	]);
	return accepted(writtenOf(written, 'event'));
}

function wrongValue(step: Step): string | undefined {
	const shape = documentShapes.event;
	return Object.entries(step).find(([name, value]) => shape[name]?.(value) !== true)?.[0];
}
