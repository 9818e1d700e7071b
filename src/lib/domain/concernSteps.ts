/**
 * One step in the life of a concern: what an event does to how things stand. It decides about this
 * one event only; order, history and taking back are the fold's (concernFold.ts).
 */
import type { ConcernStateCode } from './concernStates.ts';
import { wayFrom } from './concernStates.ts';
import type { ConcernDocument, EventDocument } from './documents.ts';
import type { AccountName, DoorId, Ulid } from './ids.ts';

/** Why an event had no effect. */
export type NoEffect =
	'other_concern' | 'not_allowed' | 'already' | 'own_work' | 'retracted' | 'built_upon' | 'not_own';

/** How things stand after some of the events. */
export interface Standing {
	state: ConcernStateCode;
	/** Doors that share the concern, the first one included. */
	households: DoorId[];
	/** Doors to which the answer is still to be brought. */
	owedTo: DoorId[];
	/** How often each door was asked in vain since the matter was resolved. */
	unreached: Readonly<Record<string, number>>;
	/** Account or organisation that has it in hand, or `''`. */
	handler: string;
	resolvedBy: AccountName | '';
	/** What was done, in the words of the last `resolve`. */
	resolution: string;
	/** The lowest that an asked household gave; null while nobody has said. */
	satisfaction: number | null;
	mergedInto: Ulid | '';
	suspendedUntil: string;
	returns: number;
	reopens: number;
	firstResponse: 'call' | 'onsite' | '';
	/** Instants, or `''`. The handler's clock starts at dispatch, the resident's at capture. */
	receivedAt: string;
	dispatchedAt: string;
	acceptedAt: string;
	respondedAt: string;
	resolvedAt: string;
	closedAt: string;
	/** Of the last event with effect, else of the capture. */
	changedAt: string;
}

/** DOMAIN 5.1: not reached three times, and the matter closes unrated. */
const unreachedAtMost = 3;
const satisfiedFrom = 3;

export function beginningOf(header: ConcernDocument): Standing {
	return {
		state: 'reported',
		households: header.door === '' ? [] : [header.door],
		owedTo: [],
		unreached: {},
		handler: '',
		resolvedBy: '',
		resolution: '',
		satisfaction: null,
		mergedInto: '',
		suspendedUntil: '',
		returns: 0,
		reopens: 0,
		firstResponse: '',
		receivedAt: '',
		dispatchedAt: '',
		acceptedAt: '',
		respondedAt: '',
		resolvedAt: '',
		closedAt: '',
		changedAt: header.capturedAt
	};
}

export function apply(
	header: ConcernDocument,
	standing: Standing,
	event: EventDocument
): Standing | NoEffect {
	const state = wayFrom(standing.state, event.type);
	if (state === undefined) return 'not_allowed';
	const at = event.capturedAt;
	const moved: Standing = { ...standing, state, changedAt: at };
	switch (event.type) {
		case 'receive':
			return standing.receivedAt === '' ? { ...moved, receivedAt: at } : 'already';
		case 'self_handle':
			return { ...moved, handler: event.author };
		case 'dispatch':
			return {
				...moved,
				handler: event.handler ?? '',
				dispatchedAt: at,
				acceptedAt: '',
				respondedAt: '',
				firstResponse: ''
			};
		case 'accept':
			return { ...moved, acceptedAt: at };
		case 'return':
			return { ...moved, handler: '', returns: standing.returns + 1 };
		case 'respond':
			return standing.respondedAt === ''
				? { ...moved, respondedAt: at, firstResponse: event.firstResponse ?? '' }
				: moved;
		case 'progress':
			return moved;
		case 'resolve':
			return resolved(standing, moved, event);
		case 'follow_up':
			return followedUp(header, standing, moved, event);
		case 'not_reached':
			return notReached(header, standing, moved, event);
		case 'join_household':
			return joined(standing, moved, event);
		case 'merge':
			return event.into === undefined || event.into === event.concern
				? 'not_allowed'
				: { ...moved, mergedInto: event.into };
		case 'suspend':
			return { ...moved, suspendedUntil: event.until ?? '' };
		case 'resume':
			return { ...moved, suspendedUntil: '' };
		case 'decline':
		case 'withdraw':
			return moved;
		case 'request_suspend':
		case 'nudge':
		case 'request_whistle':
		case 'blow_whistle':
		case 'join':
		case 'mediate':
		case 'refer_out':
		case 'deliberate':
		case 'split':
		case 'retract':
			return 'not_allowed';
	}
}

/** What the worker ended herself she has told the resident; the community asks, she owes nothing. */
function resolved(standing: Standing, moved: Standing, event: EventDocument): Standing {
	return {
		...moved,
		resolvedAt: event.capturedAt,
		resolvedBy: event.author,
		resolution: event.note,
		satisfaction: null,
		unreached: {},
		owedTo: standing.state === 'self_handling' ? [] : standing.households
	};
}

/** Nobody verifies her own work (DOMAIN 5.5). One household that says no reopens the matter. */
function followedUp(
	header: ConcernDocument,
	standing: Standing,
	moved: Standing,
	event: EventDocument
): Standing | NoEffect {
	if (event.author === standing.resolvedBy) return 'own_work';
	const door = event.door ?? header.door;
	if (standing.owedTo.length > 0 && !standing.owedTo.includes(door)) return 'already';
	if (event.solved !== true || (event.satisfaction ?? satisfiedFrom) < satisfiedFrom) {
		return {
			...moved,
			state: 'reopened',
			reopens: standing.reopens + 1,
			satisfaction: event.satisfaction ?? null,
			handler: '',
			owedTo: []
		};
	}
	const given = [standing.satisfaction, event.satisfaction ?? null].filter((s) => s !== null);
	const satisfaction = given.length === 0 ? null : Math.min(...given);
	return answered({ ...moved, satisfaction }, door);
}

function notReached(
	header: ConcernDocument,
	standing: Standing,
	moved: Standing,
	event: EventDocument
): Standing | NoEffect {
	if (event.author === standing.resolvedBy) return 'own_work';
	const door = event.door ?? header.door;
	if (standing.owedTo.length > 0 && !standing.owedTo.includes(door)) return 'already';
	const times = (standing.unreached[door] ?? 0) + 1;
	const unreached = { ...standing.unreached, [door]: times };
	return times < unreachedAtMost
		? { ...moved, unreached }
		: answered({ ...moved, unreached }, door);
}

/** The matter is closed when no household waits for its answer any more. */
function answered(standing: Standing, door: DoorId | ''): Standing {
	const owedTo = standing.owedTo.filter((other) => other !== door);
	return owedTo.length > 0
		? { ...standing, state: 'resolved', owedTo }
		: { ...standing, state: 'closed', owedTo, closedAt: standing.changedAt };
}

function joined(standing: Standing, moved: Standing, event: EventDocument): Standing | NoEffect {
	if (event.door === undefined || standing.households.includes(event.door)) return 'already';
	return { ...moved, households: [...standing.households, event.door] };
}
