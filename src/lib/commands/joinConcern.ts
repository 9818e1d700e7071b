/** Adds a household to a concern that was raised already (+1 户), instead of raising it twice. */
import type { EventDocument } from '#lib/domain/documents.ts';
import type { DoorId } from '#lib/domain/ids.ts';
import type { Outcome } from '#lib/domain/outcome.ts';
import { refused } from '#lib/domain/outcome.ts';
import type { KnownConcern, StepRefusal } from './knownConcern.ts';
import { mayStep } from './knownConcern.ts';
import { writeStep } from './writeStep.ts';
import type { WritingDesk } from './writingDesk.ts';

export async function joinConcern(
	{ concern, door, note }: { concern: KnownConcern; door: DoorId; note: string },
	desk: WritingDesk
): Promise<Outcome<EventDocument, StepRefusal>> {
	if (!mayStep(concern, 'join_household', desk)) return refused({ kind: 'not_allowed' });
	if (concern.households.includes(door)) return refused({ kind: 'already', field: 'door' });
	return await writeStep(concern.id, { type: 'join_household', door, note }, desk);
}
