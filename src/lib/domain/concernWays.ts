/**
 * The one table of which event leads a concern from where to where (DOMAIN 5.1). What is not in the
 * table has no effect; it is never an error.
 */
import type { ConcernStateCode } from './concernStates.ts';
import type { ConcernEventType } from './documents.ts';

type Ways = Partial<Record<ConcernEventType, ConcernStateCode>>;

/** What may happen to any matter that is not over, wherever it stands. */
const anywhere = (state: ConcernStateCode): Ways => ({ receive: state, join_household: state });

/** The ways out of the hands of whoever has it, or nobody, into others'. */
const onwards = (state: ConcernStateCode): Ways => ({
	...anywhere(state),
	dispatch: 'dispatched',
	request_whistle: state,
	blow_whistle: 'whistled'
});

/** As long as nobody but the community has it. */
const atTheDesk = (state: ConcernStateCode): Ways => ({
	...onwards(state),
	self_handle: 'self_handling',
	mediate: 'mediating',
	deliberate: 'deliberating',
	merge: 'merged',
	split: 'split'
});

const inWork = (state: ConcernStateCode): Ways => ({
	...onwards(state),
	request_suspend: state,
	refuse_suspend: state,
	suspend: 'suspended',
	nudge: state
});

/**
 * The station receives by itself, so `receive` may come after people have acted on what they saw; it
 * then only says that the community knows, and must not stand in the way of their work.
 */
const ways: Readonly<Record<ConcernStateCode, Ways>> = {
	reported: {
		...atTheDesk('reported'),
		receive: 'received',
		decline: 'declined',
		withdraw: 'withdrawn'
	},
	received: { ...atTheDesk('received'), decline: 'declined', withdraw: 'withdrawn' },
	self_handling: {
		...inWork('self_handling'),
		respond: 'self_handling',
		progress: 'self_handling',
		resolve: 'resolved',
		mediate: 'mediating',
		merge: 'merged',
		split: 'split',
		withdraw: 'withdrawn'
	},
	dispatched: {
		...onwards('dispatched'),
		accept: 'accepted',
		return: 'returned',
		nudge: 'dispatched',
		mediate: 'mediating',
		merge: 'merged',
		split: 'split',
		withdraw: 'withdrawn'
	},
	accepted: {
		...inWork('accepted'),
		respond: 'in_progress',
		return: 'returned',
		mediate: 'mediating'
	},
	returned: { ...atTheDesk('returned'), decline: 'declined', withdraw: 'withdrawn' },
	in_progress: {
		...inWork('in_progress'),
		respond: 'in_progress',
		progress: 'in_progress',
		resolve: 'resolved',
		join: 'in_progress',
		mediate: 'mediating',
		deliberate: 'deliberating'
	},
	suspended: {
		...onwards('suspended'),
		progress: 'suspended',
		resolve: 'resolved',
		request_suspend: 'suspended',
		refuse_suspend: 'suspended',
		suspend: 'suspended',
		resume: 'in_progress',
		join: 'suspended',
		nudge: 'suspended'
	},
	whistled: { ...onwards('whistled'), join: 'joined', nudge: 'whistled' },
	joined: {
		...inWork('joined'),
		join: 'joined',
		respond: 'in_progress',
		progress: 'in_progress'
	},
	mediating: {
		...onwards('mediating'),
		mediate: 'mediating',
		progress: 'mediating',
		refer_out: 'referred_out',
		deliberate: 'deliberating',
		suspend: 'suspended',
		nudge: 'mediating',
		merge: 'merged',
		split: 'split',
		withdraw: 'withdrawn'
	},
	deliberating: {
		...onwards('deliberating'),
		deliberate: 'deliberating',
		mediate: 'mediating',
		merge: 'merged',
		split: 'split',
		withdraw: 'withdrawn'
	},
	resolved: {
		...anywhere('resolved'),
		follow_up: 'closed',
		not_reached: 'resolved',
		close_unanswered: 'closed'
	},
	reopened: atTheDesk('reopened'),
	closed: {},
	declined: {},
	merged: {},
	split: {},
	referred_out: {},
	withdrawn: {}
};

/**
 * Where an event leads from a state; undefined where it has no effect. A copy cut down for a handler
 * may lack what the other doors said, and believe too early that the matter was closed: it still hears
 * a door that says no. Orders it takes as the community does, so that both see the same.
 */
export function wayFrom(
	state: ConcernStateCode,
	type: ConcernEventType,
	{ isCut = false }: { isCut?: boolean } = {}
): ConcernStateCode | undefined {
	const isHeardLate = isCut && state === 'closed' && type === 'follow_up';
	return isHeardLate ? 'closed' : ways[state][type];
}
