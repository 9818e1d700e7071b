/**
 * What has become of a concern: its header and its events, folded. Total and indifferent to the
 * order of arrival; an event that is not allowed where it falls is kept and shown, without effect.
 */
import type { ConcernList } from './concernStates.ts';
import { listOfConcern } from './concernStates.ts';
import { apply } from './concernSteps.ts';
import type { ConcernDocument, EventDocument } from './documents.ts';
import { inClockOrder } from './household.ts';
import type { Ulid } from './ids.ts';
import { localPart } from './ids.ts';
import type { NoEffect } from './noEffect.ts';
import type { Standing } from './standing.ts';
import { beginningOf } from './standing.ts';
import { isWhistleDue } from './whistle.ts';

export interface HistoryLine {
	event: EventDocument;
	effect: boolean;
	/** Only where there was no effect. */
	because?: NoEffect;
}

export interface ConcernState extends Omit<Standing, 'unreached' | 'sinceWhistle' | 'resumesTo'> {
	list: ConcernList;
	history: HistoryLine[];
	/** Returned, or reopened, three times: nobody is sent again until the street has whistled. */
	isWhistleDue: boolean;
}

export function foldConcern(
	header: ConcernDocument,
	events: readonly EventDocument[]
): ConcernState {
	const concern = localPart(header._id);
	const history: HistoryLine[] = [];
	let standing = beginningOf(header);
	for (const event of inClockOrder(events)) {
		const next =
			event.concern === concern ? step(header, standing, history, event) : 'other_concern';
		if (typeof next === 'string') history.push({ event, effect: false, because: next });
		else {
			history.push({ event, effect: true });
			standing = next;
		}
	}
	const { unreached: _asked, sinceWhistle: _counted, resumesTo: _next, ...state } = standing;
	return {
		...state,
		history,
		list: listOfConcern(state.state, state.satisfaction),
		isWhistleDue: isWhistleDue(standing)
	};
}

function step(
	header: ConcernDocument,
	standing: Standing,
	history: HistoryLine[],
	event: EventDocument
): Standing | NoEffect {
	return event.type === 'retract'
		? takeBack(header, history, event)
		: apply(header, standing, event);
}

/**
 * An event may be taken back by who wrote it as long as everything that had an effect after it would
 * still have one without it.
 */
function takeBack(
	header: ConcernDocument,
	history: HistoryLine[],
	retraction: EventDocument
): Standing | NoEffect {
	const target = history.find(
		({ event, effect }) =>
			effect && event.type !== 'retract' && eventUlid(event) === retraction.retracts
	);
	if (!target) return 'not_allowed';
	if (target.event.author !== retraction.author) return 'not_own';
	let standing = beginningOf(header);
	for (const { event, effect } of history) {
		if (!effect || event.type === 'retract' || event === target.event) continue;
		const next = apply(header, standing, event);
		if (typeof next === 'string') return 'built_upon';
		standing = next;
	}
	target.effect = false;
	target.because = 'retracted';
	return { ...standing, changedAt: retraction.capturedAt };
}

function eventUlid(event: EventDocument): Ulid {
	return event._id.slice(event._id.lastIndexOf(':') + 1);
}
