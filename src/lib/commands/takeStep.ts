/**
 * Takes one step with a concern: checked against the rights and the state as this phone knows them,
 * and refused with the reason where it would have no effect.
 */
import { addDays, dayOf } from '#lib/domain/calendar.ts';
import type { ConcernEventType, EventDocument } from '#lib/domain/documents.ts';
import { mayWrite, stageOf } from '#lib/domain/eventRights.ts';
import { partOf, stepRefusal, unitsAsked } from '#lib/domain/openSteps.ts';
import type { Outcome } from '#lib/domain/outcome.ts';
import { refused } from '#lib/domain/outcome.ts';
import type { KnownConcern, StepRefusal } from './knownConcern.ts';
import { mergeRefusal, shareDoors } from './mergedDoors.ts';
import type { PreparedPicture } from './picture.ts';
import type { PreparedSound } from './sound.ts';
import type { Step } from './writeStep.ts';
import { writeStep } from './writeStep.ts';
import type { WritingDesk } from './writingDesk.ts';

export interface StepToTake {
	concern: KnownConcern;
	/** Without what the pictures and sounds will add. */
	step: Omit<Step, 'photos' | 'sounds'>;
	pictures?: readonly PreparedPicture[];
	sounds?: readonly PreparedSound[];
	/** The concern that `step.into` names, when one is merged into another. */
	into?: KnownConcern | undefined;
}

/** A reason, what was done, what was agreed: without words nobody could answer for it later. */
const needsWords: ReadonlySet<ConcernEventType> = new Set([
	'return',
	'resolve',
	'decline',
	'withdraw',
	'request_suspend',
	'suspend',
	'refuse_suspend',
	'request_whistle',
	'refer_out'
]);

export async function takeStep(
	{ concern, step: intent, pictures = [], sounds = [], into }: StepToTake,
	desk: WritingDesk
): Promise<Outcome<EventDocument, StepRefusal>> {
	const step = completed(intent, concern, desk);
	const refusal =
		rightsRefusal(step, concern, desk) ??
		doorRefusal(step, concern) ??
		wordsRefusal(step, concern, pictures.length + sounds.length) ??
		untilRefusal(step, desk) ??
		(step.type === 'merge' ? mergeRefusal(concern, into) : undefined);
	if (refusal) return refused(refusal);
	const also = into ? shareDoors(concern, into, desk) : [];
	const beside = { pictures, sounds, also };
	return await writeStep(concern.id, step, { ...desk, grid: concern.grid }, beside);
}

/** What follows from who writes it need not be asked for. */
function completed(
	step: StepToTake['step'],
	concern: KnownConcern,
	{ role, units }: WritingDesk
): StepToTake['step'] {
	if (step.type === 'join') {
		const unit = step.handler ?? unitsAsked(concern).find((asked) => units.includes(asked));
		return unit === undefined ? step : { ...step, handler: unit };
	}
	if (step.type === 'mediate') {
		const stage = step.stage ?? stageOf(role);
		return stage === undefined ? step : { ...step, stage };
	}
	if (isAsking(step) && step.door === undefined) {
		const [only, ...others] = concern.owedTo;
		return only === undefined || others.length > 0 ? step : { ...step, door: only };
	}
	return step;
}

function rightsRefusal(
	step: StepToTake['step'],
	concern: KnownConcern,
	{ account, role, units }: WritingDesk
): StepRefusal | undefined {
	const who = { account, units };
	const part = partOf(concern, who);
	if (!mayWrite(role, step.type, concern.state, part)) {
		const isUncalled = step.type === 'join' && !part.isAsked;
		return { kind: isUncalled ? 'not_asked' : 'not_allowed' };
	}
	if (step.type === 'mediate' && step.stage !== stageOf(role)) return { kind: 'not_allowed' };
	if (step.type === 'join' && !isJoining(step.handler, concern, units)) {
		return { kind: 'not_asked', field: 'handler' };
	}
	const kind = stepRefusal(role, step.type, concern, who);
	return kind && { kind };
}

/** A unit reports in for itself; the community and the street for whoever rang. */
function isJoining(
	unit: string | undefined,
	concern: KnownConcern,
	units: readonly string[]
): boolean {
	if (unit === undefined || !unitsAsked(concern).includes(unit)) return false;
	return units.length === 0 || units.includes(unit);
}

function isAsking({ type }: Pick<Step, 'type'>): boolean {
	return type === 'follow_up' || type === 'not_reached';
}

function doorRefusal(
	step: StepToTake['step'],
	{ households, owedTo }: KnownConcern
): StepRefusal | undefined {
	const { type, door } = step;
	if (type === 'join_household' && door !== undefined && households.includes(door)) {
		return { kind: 'already', field: 'door' };
	}
	if (!isAsking(step) || owedTo.length === 0) return undefined;
	if (door === undefined) return { kind: 'shape', field: 'door' };
	return owedTo.includes(door) ? undefined : { kind: 'already', field: 'door' };
}

function wordsRefusal(
	{ type, note, agreed }: StepToTake['step'],
	{ confidentialReporter }: KnownConcern,
	attached: number
): StepRefusal | undefined {
	if (note.trim() !== '') return undefined;
	const isMissing =
		needsWords.has(type) ||
		agreed === true ||
		(type === 'progress' && attached === 0) ||
		((type === 'dispatch' || type === 'blow_whistle') && confidentialReporter);
	return isMissing ? { kind: 'note_missing', field: 'note' } : undefined;
}

function untilRefusal({ until }: StepToTake['step'], desk: WritingDesk): StepRefusal | undefined {
	if (until === undefined) return undefined;
	const today = dayOf(desk.now());
	const isMeant = until > today && until <= addDays(today, 366);
	return isMeant ? undefined : { kind: 'until', field: 'until' };
}
