/** Ends a concern because whoever raised it wants it no longer, or it was none; with the reason. */
import type { EventDocument } from '#lib/domain/documents.ts';
import type { Outcome } from '#lib/domain/outcome.ts';
import type { KnownConcern, StepRefusal } from './knownConcern.ts';
import { takeStep } from './takeStep.ts';
import type { WritingDesk } from './writingDesk.ts';

export async function withdrawConcern(
	{ concern, reason }: { concern: KnownConcern; reason: string },
	desk: WritingDesk
): Promise<Outcome<EventDocument, StepRefusal>> {
	return await takeStep({ concern, step: { type: 'withdraw', note: reason } }, desk);
}
