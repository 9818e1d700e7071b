/**
 * What makes a visit a visit: an intent from a form becomes the fields of a document, or a refusal
 * with the reason. It never fills in what the worker did not say.
 */
import { addDays, dayOf } from './calendar.ts';
import type { CareTier } from './care.ts';
import { visitShape } from './documentShapes.ts';
import type { CareBlock, CareChecks, VisitFields, VisitMode, VisitOutcome } from './documents.ts';
import { holdsIdNumber } from './idNumber.ts';
import type { DoorId } from './ids.ts';
import type { Outcome } from './outcome.ts';
import { accepted, refused } from './outcome.ts';
import { wrongField } from './shapeChecks.ts';

/** What the form gathered; `photos` are ids of photo documents written beside it. */
export type VisitIntent = VisitFields;

export type VisitRefusal =
	| { kind: 'shape'; field: string }
	/** Nobody was met, so nobody can say that nothing changed, nor be checked on. */
	| { kind: 'not_met'; field: 'unchanged' | 'careChecks' }
	/** A slip is left at a door where nobody was met. */
	| { kind: 'slip' }
	/** Something needs attention and it is not said what. */
	| { kind: 'note_missing'; field: 'note' | CareBlock }
	/** Another time was agreed, and neither day nor hour is given. */
	| { kind: 'time_missing' }
	| { kind: 'promise'; field: 'nextVisitOn' }
	| { kind: 'id_number'; field: 'note' };

export const careBlocks: readonly CareBlock[] = ['health', 'mood', 'safety', 'hygiene', 'living'];

const metOutcomes: ReadonlySet<VisitOutcome> = new Set(['met', 'met_family']);
/** Outcomes at a door that stayed shut. */
const shutOutcomes: ReadonlySet<VisitOutcome> = new Set(['no_answer', 'vacant']);
/** Further away a promise is a slip of the finger. */
export const promiseAtMostDays = 366;

/** A call is enough for general care; the key tier is at least seen, the high tier met in person. */
const modesThatCount: Readonly<Record<CareTier, ReadonlySet<VisitMode>>> = {
	high: new Set(['door', 'encounter']),
	key: new Set(['door', 'encounter', 'video']),
	general: new Set(['door', 'encounter', 'video', 'phone', 'proxy']),
	ordinary: new Set(['door', 'encounter', 'video', 'phone', 'proxy'])
};

export function isMet(outcome: VisitOutcome): boolean {
	return metOutcomes.has(outcome);
}

/** Whether a visit restarts the cadence of a household of this tier. */
export function countsAsMet(visit: Pick<VisitFields, 'outcome' | 'mode'>, tier: CareTier): boolean {
	return isMet(visit.outcome) && modesThatCount[tier].has(visit.mode);
}

/** Restarts the cadence: somebody was met, or there is nobody to meet. */
export function countsForCadence(
	visit: Pick<VisitFields, 'outcome' | 'mode'>,
	tier: CareTier
): boolean {
	return countsAsMet(visit, tier) || visit.outcome === 'vacant' || visit.outcome === 'moved';
}

/** Somebody lives here and was not met: to be tried again. */
export function isFailedAttempt(outcome: VisitOutcome): boolean {
	return outcome === 'no_answer' || outcome === 'refused' || outcome === 'rescheduled';
}

export function checkVisit(
	intent: VisitIntent,
	{ now }: { now: string }
): Outcome<VisitFields, VisitRefusal> {
	const visit: VisitIntent = {
		...intent,
		note: intent.note.trim(),
		bestTime: intent.bestTime.trim()
	};
	const field = wrongField({ ...visit }, visitShape);
	if (field !== undefined) return refused({ kind: 'shape', field });
	const refusal =
		meetingRefusal(visit) ?? noteRefusal(visit) ?? promiseRefusal(visit, now) ?? slipRefusal(visit);
	return refusal ? refused(refusal) : accepted(visit);
}

function meetingRefusal(visit: VisitIntent): VisitRefusal | undefined {
	if (isMet(visit.outcome)) return undefined;
	if (visit.unchanged) return { kind: 'not_met', field: 'unchanged' };
	const isChecked = Object.keys(visit.careChecks).length > 0;
	return isChecked && visit.outcome !== 'abnormal'
		? { kind: 'not_met', field: 'careChecks' }
		: undefined;
}

function noteRefusal(visit: VisitIntent): VisitRefusal | undefined {
	if (visit.outcome === 'abnormal' && visit.note === '') {
		return { kind: 'note_missing', field: 'note' };
	}
	for (const block of careBlocks) {
		const check = visit.careChecks[block];
		if (check?.state === 'attention' && check.note.trim() === '') {
			return { kind: 'note_missing', field: block };
		}
	}
	const texts = [visit.note, visit.bestTime, ...Object.values(visit.careChecks).map((c) => c.note)];
	return texts.some(holdsIdNumber) ? { kind: 'id_number', field: 'note' } : undefined;
}

function promiseRefusal(visit: VisitIntent, now: string): VisitRefusal | undefined {
	const { outcome, nextVisitOn, bestTime } = visit;
	if (outcome === 'rescheduled' && nextVisitOn === '' && bestTime === '') {
		return { kind: 'time_missing' };
	}
	if (nextVisitOn === '') return undefined;
	const today = dayOf(now);
	return nextVisitOn < today || nextVisitOn > addDays(today, promiseAtMostDays)
		? { kind: 'promise', field: 'nextVisitOn' }
		: undefined;
}

function slipRefusal(visit: VisitIntent): VisitRefusal | undefined {
	const isShut = visit.mode === 'door' && shutOutcomes.has(visit.outcome);
	return visit.leftSlip && !isShut ? { kind: 'slip' } : undefined;
}

const blank: Omit<VisitIntent, 'door' | 'type' | 'outcome' | 'unchanged'> = {
	mode: 'door',
	note: '',
	careChecks: {},
	photos: [],
	leftSlip: false,
	nextVisitOn: '',
	bestTime: ''
};

/**
 * 见到·无变化, one tap. "No change" repeats what was last seen, block by block, and claims nothing
 * about a block that nobody has checked yet.
 */
export function metNoChange(door: DoorId, tier: CareTier, lastChecks: CareChecks): VisitIntent {
	const careChecks = tier === 'ordinary' ? {} : asLastTime(lastChecks);
	return { ...blank, door, type: visitTypeOf(tier), outcome: 'met', unchanged: true, careChecks };
}

/** 没人, one tap. */
export function nobodyHome(door: DoorId, tier: CareTier): VisitIntent {
	return { ...blank, door, type: visitTypeOf(tier), outcome: 'no_answer', unchanged: false };
}

/** What the five blocks of the checklist are prefilled with. */
export function asLastTime(lastChecks: CareChecks): CareChecks {
	const prefilled: CareChecks = {};
	for (const block of careBlocks) {
		const check = lastChecks[block];
		if (check) prefilled[block] = { state: check.state, note: check.note };
	}
	return prefilled;
}

function visitTypeOf(tier: CareTier): VisitFields['type'] {
	return tier === 'ordinary' ? 'routine' : 'care';
}
