/**
 * Bringing the answer back to the doors: resolved is what the handler says, closed what the
 * residents say. Who worked on a matter never asks whether it was done well.
 */
import type { ConcernDocument, EventDocument } from './documents.ts';
import type { DoorId } from './ids.ts';
import type { NoEffect } from './noEffect.ts';
import type { Standing } from './standing.ts';

/** DOMAIN 5.1: not reached three times, and the matter closes unrated. */
const unreachedAtMost = 3;
const satisfiedFrom = 3;

/** What a worker ended herself she has told the resident; the community asks, she owes nothing. */
export function resolved(standing: Standing, moved: Standing, event: EventDocument): Standing {
	const isOwn = standing.state === 'self_handling';
	return {
		...moved,
		resolvedAt: event.capturedAt,
		resolvedBy: event.author,
		resolution: event.note,
		satisfaction: null,
		unreached: {},
		owedTo: isOwn ? [] : standing.households
	};
}

/** One household that says no reopens the matter. */
export function followedUp(
	header: ConcernDocument,
	standing: Standing,
	moved: Standing,
	event: EventDocument
): Standing | NoEffect {
	const isGood = event.solved === true && (event.satisfaction ?? satisfiedFrom) >= satisfiedFrom;
	// Closed only in a copy cut down; what else was said there, it does not know.
	if (standing.state === 'closed') return isGood ? 'already' : reopened(standing, moved, event);
	const door = event.door ?? header.door;
	const refusal = askingRefusal(standing, event, door);
	if (refusal) return refusal;
	if (!isGood) return reopened(standing, moved, event);
	const given = [standing.satisfaction, event.satisfaction ?? null].filter((s) => s !== null);
	const satisfaction = given.length === 0 ? null : Math.min(...given);
	return answered({ ...moved, satisfaction }, door);
}

export function notReached(
	header: ConcernDocument,
	standing: Standing,
	moved: Standing,
	event: EventDocument
): Standing | NoEffect {
	const door = event.door ?? header.door;
	const refusal = askingRefusal(standing, event, door);
	if (refusal) return refusal;
	const times = (standing.unreached[door] ?? 0) + 1;
	const unreached = { ...standing.unreached, [door]: times };
	return times < unreachedAtMost
		? { ...moved, unreached }
		: answered({ ...moved, unreached }, door);
}

/**
 * The days for an answer are over. It names the resolution that nobody answered, so that one which
 * came meanwhile, or was written earlier and arrives later, is not closed by it.
 */
export function unanswered(
	standing: Standing,
	moved: Standing,
	{ since }: EventDocument
): Standing | NoEffect {
	if (since !== standing.resolvedAt) return 'not_allowed';
	return { ...moved, owedTo: [], closedAt: moved.changedAt };
}

/** A household that joins when all is done is still owed the answer. */
export function joinedHousehold(
	standing: Standing,
	moved: Standing,
	event: EventDocument
): Standing | NoEffect {
	const { door } = event;
	if (door === undefined || standing.households.includes(door)) return 'already';
	const isOwed = standing.owedTo.length > 0;
	return {
		...moved,
		households: [...standing.households, door],
		owedTo: isOwed ? [...standing.owedTo, door] : standing.owedTo
	};
}

function askingRefusal(
	standing: Standing,
	event: EventDocument,
	door: DoorId | ''
): NoEffect | undefined {
	if (event.author === standing.resolvedBy || standing.workers.includes(event.author)) {
		return 'own_work';
	}
	const isAnswered = standing.owedTo.length > 0 && !standing.owedTo.includes(door);
	return isAnswered ? 'already' : undefined;
}

function reopened(standing: Standing, moved: Standing, event: EventDocument): Standing {
	const { returns, reopens } = standing.sinceWhistle;
	return {
		...moved,
		state: 'reopened',
		reopens: standing.reopens + 1,
		sinceWhistle: { returns, reopens: reopens + 1 },
		satisfaction: event.satisfaction ?? null,
		lastHandler: standing.handler === '' ? standing.lastHandler : standing.handler,
		handler: '',
		stage: '',
		mediatedAt: '',
		owedTo: [],
		resolvedAt: '',
		closedAt: ''
	};
}

/** The matter is closed when no household waits for its answer any more. */
function answered(standing: Standing, door: DoorId | ''): Standing {
	const owedTo = standing.owedTo.filter((other) => other !== door);
	return owedTo.length > 0
		? { ...standing, state: 'resolved', owedTo }
		: { ...standing, state: 'closed', owedTo, closedAt: standing.changedAt };
}
