/** Says that a concern was dealt with, and how: these are the words the resident is told. */
import type { EventDocument } from '#lib/domain/documents.ts';
import type { Outcome } from '#lib/domain/outcome.ts';
import { refused } from '#lib/domain/outcome.ts';
import type { KnownConcern, StepRefusal } from './knownConcern.ts';
import { mayStep } from './knownConcern.ts';
import { writeStep } from './writeStep.ts';
import type { WritingDesk } from './writingDesk.ts';

export async function resolveConcern(
	{ concern, note }: { concern: KnownConcern; note: string },
	desk: WritingDesk
): Promise<Outcome<EventDocument, StepRefusal>> {
	if (!mayStep(concern, 'resolve', desk)) return refused({ kind: 'not_allowed' });
	if (note.trim() === '') return refused({ kind: 'note_missing', field: 'note' });
	return await writeStep(concern.id, { type: 'resolve', note }, desk);
}
