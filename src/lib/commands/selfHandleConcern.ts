/** The worker takes a concern in hand herself (网格自办). */
import type { EventDocument } from '#lib/domain/documents.ts';
import type { Outcome } from '#lib/domain/outcome.ts';
import { refused } from '#lib/domain/outcome.ts';
import type { KnownConcern, StepRefusal } from './knownConcern.ts';
import { mayStep } from './knownConcern.ts';
import { writeStep } from './writeStep.ts';
import type { WritingDesk } from './writingDesk.ts';

export async function selfHandleConcern(
	{ concern, note }: { concern: KnownConcern; note: string },
	desk: WritingDesk
): Promise<Outcome<EventDocument, StepRefusal>> {
	if (!mayStep(concern, 'self_handle', desk)) return refused({ kind: 'not_allowed' });
	return await writeStep(concern.id, { type: 'self_handle', note }, desk);
}
