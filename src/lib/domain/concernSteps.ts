/**
 * One step in the life of a concern: what an event does to how things stand. It decides about this
 * one event only; order, history and taking back are the fold's (concernFold.ts).
 */
import { followedUp, joinedHousehold, notReached, resolved, unanswered } from './answers.ts';
import { wayFrom } from './concernWays.ts';
import type { ConcernDocument, EventDocument } from './documents.ts';
import { isOutOfHand } from './inHand.ts';
import { mayReferOut, mediated } from './mediation.ts';
import type { NoEffect } from './noEffect.ts';
import type { Pause, Standing } from './standing.ts';
import { isWhistleDue, reportedIn, whistled } from './whistle.ts';

export function apply(
	header: ConcernDocument,
	standing: Standing,
	event: EventDocument
): Standing | NoEffect {
	// Before anything else: the router tells it to nobody but grid and community.
	if (isOutOfHand(header, standing, event)) return 'not_in_hand';
	const state = wayFrom(standing.state, event.type, { isCut: header.cut !== undefined });
	if (state === undefined) return 'not_allowed';
	const moved: Standing = { ...standing, state, changedAt: event.capturedAt };
	const next = stepped(header, standing, moved, event);
	return typeof next === 'string' ? next : afterwards(standing, next, event);
}

function stepped(
	header: ConcernDocument,
	standing: Standing,
	moved: Standing,
	event: EventDocument
): Standing | NoEffect {
	const at = event.capturedAt;
	switch (event.type) {
		case 'receive':
			return received(standing, moved, event);
		case 'self_handle':
		case 'dispatch':
			return handedOver(standing, moved, event);
		case 'accept':
			return { ...moved, acceptedAt: at };
		case 'return':
			return returned(standing, moved);
		case 'respond':
			return standing.respondedAt === ''
				? { ...moved, respondedAt: at, firstResponse: event.firstResponse ?? '' }
				: moved;
		case 'progress':
			return standing.state === 'suspended' ? { ...moved, notedAt: at } : moved;
		case 'resolve':
			return resolved(standing, moved, event);
		case 'follow_up':
			return followedUp(header, standing, moved, event);
		case 'not_reached':
			return notReached(header, standing, moved, event);
		case 'close_unanswered':
			return unanswered(standing, moved, event);
		case 'join_household':
			return joinedHousehold(standing, moved, event);
		case 'merge':
			return event.into === undefined || event.into === event.concern
				? 'not_allowed'
				: { ...moved, mergedInto: event.into };
		case 'split':
			return split(moved, event);
		case 'request_suspend':
			return {
				...moved,
				suspendAsked: { until: event.until ?? '', by: event.author, note: event.note },
				suspendRefused: null
			};
		case 'refuse_suspend':
			return standing.suspendAsked === null
				? 'nothing_asked'
				: { ...moved, suspendAsked: null, suspendRefused: { by: event.author, note: event.note } };
		case 'suspend':
			return suspended(standing, moved, event);
		case 'resume':
			return { ...moved, state: standing.resumesTo };
		case 'nudge':
			return nudged(standing, moved, event);
		case 'request_whistle':
			return { ...moved, isWhistleAsked: true };
		case 'blow_whistle':
			return whistled(standing, moved, event);
		case 'join':
			return reportedIn(standing, moved, event);
		case 'mediate': {
			const next = mediated(header, standing, moved, event);
			return typeof next === 'string' ? next : agreed(standing, next, event);
		}
		case 'deliberate':
			return agreed(standing, moved, event);
		case 'refer_out':
			return mayReferOut(standing.stage) ? { ...moved, resolution: event.note } : 'not_allowed';
		case 'decline':
		case 'withdraw':
			return moved;
		case 'retract':
			return 'not_allowed';
	}
}

/** The station gives the number; who received before it did not know one. */
function received(standing: Standing, moved: Standing, event: EventDocument): Standing | NoEffect {
	const number = event.number ?? '';
	if (standing.receivedAt === '') return { ...moved, receivedAt: event.capturedAt, number };
	return standing.number === '' && number !== '' ? { ...moved, number } : 'already';
}

function handedOver(
	standing: Standing,
	moved: Standing,
	event: EventDocument
): Standing | NoEffect {
	if (isWhistleDue(standing)) return 'whistle_due';
	const isDispatch = event.type === 'dispatch';
	return {
		...moved,
		handler: isDispatch ? (event.handler ?? '') : event.author,
		lastHandler: standing.handler === '' ? standing.lastHandler : standing.handler,
		supporters: [],
		joined: [],
		workers: [],
		order: isDispatch ? event.note : '',
		contact: isDispatch ? (event.contact ?? '') : '',
		isWhistleAsked: false,
		handedAt: event.capturedAt,
		dispatchedAt: isDispatch ? event.capturedAt : standing.dispatchedAt,
		acceptedAt: '',
		respondedAt: '',
		whistledAt: '',
		joinedAt: '',
		resolvedAt: '',
		closedAt: '',
		firstResponse: ''
	};
}

function returned(standing: Standing, moved: Standing): Standing {
	const { returns, reopens } = standing.sinceWhistle;
	return {
		...moved,
		lastHandler: standing.handler,
		handler: '',
		returns: standing.returns + 1,
		sinceWhistle: { returns: returns + 1, reopens }
	};
}

/** Halves of one complaint: at least two, and neither is the whole. */
function split(moved: Standing, event: EventDocument): Standing | NoEffect {
	const parts = [...new Set(event.parts)];
	if (parts.length < 2 || parts.includes(event.concern)) return 'not_allowed';
	return { ...moved, splitInto: parts };
}

/** Before there was a word for it, the no to a wish to suspend was a nudge. */
const refusingSince = 3;

function nudged(standing: Standing, moved: Standing, { schema }: EventDocument): Standing {
	const next = { ...moved, nudges: standing.nudges + 1 };
	return schema < refusingSince ? { ...next, suspendAsked: null } : next;
}

/** Asked again while it is suspended, the matter waits longer. */
function suspended(standing: Standing, moved: Standing, event: EventDocument): Standing {
	const at = event.capturedAt;
	const agreedUntil = event.until ?? '';
	const isLonger = standing.state === 'suspended';
	return {
		...moved,
		suspendAsked: null,
		suspendRefused: null,
		suspendedUntil: agreedUntil,
		resumesTo: isLonger ? standing.resumesTo : standing.state,
		notedAt: at,
		pauses: [...ended(standing.pauses, at), { from: at, until: '', agreedUntil }]
	};
}

function ended(pauses: readonly Pause[], at: string): Pause[] {
	return pauses.map((pause) => (pause.until === '' ? { ...pause, until: at } : pause));
}

/** Parties, or a council, that agreed have settled it; who presided does not ask how it was. */
function agreed(standing: Standing, moved: Standing, event: EventDocument): Standing {
	return event.agreed === true ? resolved(standing, { ...moved, state: 'resolved' }, event) : moved;
}

const work: ReadonlySet<EventDocument['type']> = new Set([
	'accept',
	'respond',
	'progress',
	'resolve',
	'join'
]);

/** What follows from every step: who worked on it, and what ends when the state does. */
function afterwards(before: Standing, after: Standing, event: EventDocument): Standing {
	const next = { ...after };
	const isWork = work.has(event.type) && before.state !== 'suspended';
	if (isWork && !next.workers.includes(event.author)) {
		next.workers = [...next.workers, event.author];
	}
	if (next.state === before.state) return next;
	next.suspendAsked = null;
	next.suspendRefused = null;
	if (before.state === 'suspended') {
		next.suspendedUntil = '';
		next.notedAt = '';
		next.pauses = ended(next.pauses, event.capturedAt);
	}
	return next;
}
