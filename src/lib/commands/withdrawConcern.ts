/** Ends a concern because whoever raised it wants it no longer, or it was none; with the reason. */
import type { EventDocument } from '#lib/domain/documents.ts';
import type { Outcome } from '#lib/domain/outcome.ts';
import { refused } from '#lib/domain/outcome.ts';
import type { KnownConcern, StepRefusal } from './knownConcern.ts';
import { mayStep } from './knownConcern.ts';
import { writeStep } from './writeStep.ts';
import type { WritingDesk } from './writingDesk.ts';

export async function withdrawConcern(
	{ concern, reason }: { concern: KnownConcern; reason: string },
	desk: WritingDesk
): Promise<Outcome<EventDocument, StepRefusal>> {
	if (!mayStep(concern, 'withdraw', desk)) return refused({ kind: 'not_allowed' });
	if (reason.trim() === '') return refused({ kind: 'note_missing', field: 'note' });
	return await writeStep(concern.id, { type: 'withdraw', note: reason }, desk);
}
