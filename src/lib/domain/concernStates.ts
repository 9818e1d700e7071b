/**
 * The states of a concern (DOMAIN 5.1) and the one table of which event leads from where to where.
 * What is not in the table has no effect; it is never an error.
 */
import type { ConcernEventType } from './documents.ts';

export type ConcernStateCode =
	| 'reported'
	| 'received'
	| 'self_handling'
	| 'dispatched'
	| 'accepted'
	| 'returned'
	| 'in_progress'
	| 'suspended'
	| 'whistled'
	| 'joined'
	| 'mediating'
	| 'deliberating'
	| 'resolved'
	| 'reopened'
	| 'closed'
	| 'declined'
	| 'merged'
	| 'split'
	| 'referred_out'
	| 'withdrawn';

export const concernStates: readonly ConcernStateCode[] = [
	'reported',
	'received',
	'self_handling',
	'dispatched',
	'accepted',
	'returned',
	'in_progress',
	'suspended',
	'whistled',
	'joined',
	'mediating',
	'deliberating',
	'resolved',
	'reopened',
	'closed',
	'declined',
	'merged',
	'split',
	'referred_out',
	'withdrawn'
];

type Ways = Partial<Record<ConcernEventType, ConcernStateCode>>;

const ended: Ways = {};

/**
 * `receive` may arrive after a grid worker has begun, or even ended, the matter herself; it then
 * only says that the community knows. `follow_up` and `not_reached` have a second way (concernFold.ts).
 */
const ways: Readonly<Record<ConcernStateCode, Ways>> = {
	reported: {
		receive: 'received',
		self_handle: 'self_handling',
		withdraw: 'withdrawn',
		join_household: 'reported'
	},
	received: {
		self_handle: 'self_handling',
		dispatch: 'dispatched',
		decline: 'declined',
		merge: 'merged',
		withdraw: 'withdrawn',
		join_household: 'received'
	},
	self_handling: {
		receive: 'self_handling',
		respond: 'self_handling',
		progress: 'self_handling',
		resolve: 'resolved',
		dispatch: 'dispatched',
		withdraw: 'withdrawn',
		join_household: 'self_handling'
	},
	dispatched: {
		accept: 'accepted',
		return: 'returned',
		dispatch: 'dispatched',
		withdraw: 'withdrawn',
		join_household: 'dispatched'
	},
	accepted: { respond: 'in_progress', return: 'returned', join_household: 'accepted' },
	returned: { dispatch: 'dispatched', join_household: 'returned' },
	in_progress: {
		respond: 'in_progress',
		progress: 'in_progress',
		resolve: 'resolved',
		suspend: 'suspended',
		join_household: 'in_progress'
	},
	suspended: { progress: 'suspended', resume: 'in_progress', join_household: 'suspended' },
	whistled: {},
	joined: {},
	mediating: {},
	deliberating: {},
	resolved: { receive: 'resolved', follow_up: 'closed', not_reached: 'resolved' },
	reopened: { dispatch: 'dispatched', self_handle: 'self_handling', join_household: 'reopened' },
	closed: ended,
	declined: ended,
	merged: ended,
	split: ended,
	referred_out: ended,
	withdrawn: ended
};

/** Where an event leads from a state; undefined where it has no effect. */
export function wayFrom(
	state: ConcernStateCode,
	type: ConcernEventType
): ConcernStateCode | undefined {
	return ways[state][type];
}

export function isEnded(state: ConcernStateCode): boolean {
	return ways[state] === ended;
}

/** 需求清单, 服务清单, 满意清单: three views of the same concerns. */
export type ConcernList = 'needs' | 'service' | 'satisfied' | 'ended';

const serviceStates: ReadonlySet<ConcernStateCode> = new Set([
	'self_handling',
	'dispatched',
	'accepted',
	'returned',
	'in_progress',
	'suspended',
	'whistled',
	'joined',
	'mediating',
	'deliberating',
	'resolved',
	'reopened'
]);

/** `ended` is what ended otherwise than with a resident who says 4 or 5. */
export function listOfConcern(state: ConcernStateCode, satisfaction: number | null): ConcernList {
	if (state === 'reported' || state === 'received') return 'needs';
	if (serviceStates.has(state)) return 'service';
	return state === 'closed' && satisfaction !== null && satisfaction >= 4 ? 'satisfied' : 'ended';
}
