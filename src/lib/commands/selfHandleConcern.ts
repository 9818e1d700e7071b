/** The worker takes a concern in hand herself (网格自办). */
import type { EventDocument } from '#lib/domain/documents.ts';
import type { Outcome } from '#lib/domain/outcome.ts';
import type { KnownConcern, StepRefusal } from './knownConcern.ts';
import { takeStep } from './takeStep.ts';
import type { WritingDesk } from './writingDesk.ts';

export async function selfHandleConcern(
	{ concern, note }: { concern: KnownConcern; note: string },
	desk: WritingDesk
): Promise<Outcome<EventDocument, StepRefusal>> {
	return await takeStep({ concern, step: { type: 'self_handle', note } }, desk);
}
