/** Says that a concern was dealt with, and how: these are the words the resident is told. */
import type { EventDocument } from '#lib/domain/documents.ts';
import type { Outcome } from '#lib/domain/outcome.ts';
import type { KnownConcern, StepRefusal } from './knownConcern.ts';
import { takeStep } from './takeStep.ts';
import type { WritingDesk } from './writingDesk.ts';

export async function resolveConcern(
	{ concern, note }: { concern: KnownConcern; note: string },
	desk: WritingDesk
): Promise<Outcome<EventDocument, StepRefusal>> {
	return await takeStep({ concern, step: { type: 'resolve', note } }, desk);
}
