/** Keeps what a household said when the answer was brought to its door (回访). */
import type { EventDocument } from '#lib/domain/documents.ts';
import type { DoorId } from '#lib/domain/ids.ts';
import type { Outcome } from '#lib/domain/outcome.ts';
import { refused } from '#lib/domain/outcome.ts';
import type { KnownConcern, StepRefusal } from './knownConcern.ts';
import { mayStep, resolverOf } from './knownConcern.ts';
import { writeStep } from './writeStep.ts';
import type { WritingDesk } from './writingDesk.ts';

export interface FollowUp {
	concern: KnownConcern;
	door: DoorId;
	solved: boolean;
	/** 1–5. */
	satisfaction: number;
	note: string;
}

export async function followUpConcern(
	{ concern, door, solved, satisfaction, note }: FollowUp,
	desk: WritingDesk
): Promise<Outcome<EventDocument, StepRefusal>> {
	if (!mayStep(concern, 'follow_up', desk)) return refused({ kind: 'not_allowed' });
	if (resolverOf(concern) === desk.account) return refused({ kind: 'own_work' });
	if (concern.owedTo.length > 0 && !concern.owedTo.includes(door)) {
		return refused({ kind: 'already', field: 'door' });
	}
	return await writeStep(concern.id, { type: 'follow_up', door, solved, satisfaction, note }, desk);
}
