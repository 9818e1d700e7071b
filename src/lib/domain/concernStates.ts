/** The states of a concern (DOMAIN 5.1), and on which list each of them is shown. */

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

const endedStates: ReadonlySet<ConcernStateCode> = new Set([
	'closed',
	'declined',
	'merged',
	'split',
	'referred_out',
	'withdrawn'
]);

export function isEnded(state: ConcernStateCode): boolean {
	return endedStates.has(state);
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
