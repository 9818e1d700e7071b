/** Adds a household to a concern that was raised already (+1 户), instead of raising it twice. */
import type { EventDocument } from '#lib/domain/documents.ts';
import type { DoorId } from '#lib/domain/ids.ts';
import type { Outcome } from '#lib/domain/outcome.ts';
import type { KnownConcern, StepRefusal } from './knownConcern.ts';
import { takeStep } from './takeStep.ts';
import type { WritingDesk } from './writingDesk.ts';

export async function joinConcern(
	{ concern, door, note }: { concern: KnownConcern; door: DoorId; note: string },
	desk: WritingDesk
): Promise<Outcome<EventDocument, StepRefusal>> {
	return await takeStep({ concern, step: { type: 'join_household', door, note } }, desk);
}
