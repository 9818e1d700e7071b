/** Keeps what a household said when the answer was brought to its door (回访). */
import type { EventDocument } from '#lib/domain/documents.ts';
import type { DoorId } from '#lib/domain/ids.ts';
import type { Outcome } from '#lib/domain/outcome.ts';
import type { KnownConcern, StepRefusal } from './knownConcern.ts';
import { takeStep } from './takeStep.ts';
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
	{ concern, ...answer }: FollowUp,
	desk: WritingDesk
): Promise<Outcome<EventDocument, StepRefusal>> {
	return await takeStep({ concern, step: { type: 'follow_up', ...answer } }, desk);
}
