/**
 * Takes one's own last step with a concern back, as long as nobody acted upon it. The step stays in
 * the history, without effect.
 */
import type { EventDocument } from '#lib/domain/documents.ts';
import { mayEverWrite } from '#lib/domain/eventRights.ts';
import { localPart } from '#lib/domain/ids.ts';
import type { Outcome } from '#lib/domain/outcome.ts';
import { refused } from '#lib/domain/outcome.ts';
import type { TakenStep } from '#lib/domain/takingBack.ts';
import { stepToTakeBack } from '#lib/domain/takingBack.ts';
import type { StepRefusal } from './knownConcern.ts';
import { writeStep } from './writeStep.ts';
import type { WritingDesk } from './writingDesk.ts';

export interface StepTakenBack {
	concern: {
		/** `concern:<ulid>` */
		id: string;
		grid: string;
		history: readonly (TakenStep & { id: string })[];
	};
	/** `_id` of the event. */
	step: string;
}

export async function takeBackStep(
	{ concern, step }: StepTakenBack,
	desk: WritingDesk
): Promise<Outcome<EventDocument, StepRefusal>> {
	const refusal = refusalOf(concern.history, step, desk);
	if (refusal) return refused({ kind: refusal });
	const retracts = localPart(localPart(step));
	const own = { ...desk, grid: concern.grid };
	return await writeStep(concern.id, { type: 'retract', note: '', retracts }, own);
}

function refusalOf(
	history: StepTakenBack['concern']['history'],
	step: string,
	{ account, role }: WritingDesk
) {
	const line = history.find(({ id }) => id === step);
	if (!line || !mayEverWrite(role, 'retract')) return 'not_allowed';
	if (line.author !== account) return 'not_own';
	if (!line.effect) return 'retracted';
	return stepToTakeBack(history, account) === line ? undefined : 'built_upon';
}
