/**
 * The three lists of a handler: what waits to be accepted, what is in hand, what is done. A concern
 * stands in one of them; what went to somebody else is in none.
 */
import type { ConcernStateCode } from '#lib/domain/concernStates.ts';
import type { ConcernRow } from '#lib/projections/rows.ts';

export type HandlerList = 'waiting' | 'doing' | 'done';

type Read = Pick<ConcernRow, 'state' | 'handler' | 'lastHandler' | 'supporters' | 'joined'>;

const inHand: ReadonlySet<ConcernStateCode> = new Set([
	'accepted',
	'in_progress',
	'suspended',
	'whistled',
	'joined',
	'mediating',
	'deliberating',
	'self_handling'
]);

/** Undefined where it is not, or no longer, theirs. */
export function listFor(concern: Read, mine: readonly string[]): HandlerList | undefined {
	const { state, handler, lastHandler, supporters, joined } = concern;
	const leads = mine.includes(handler);
	const called = [handler, ...supporters].filter((code) => mine.includes(code));
	if (state === 'dispatched') return leads ? 'waiting' : undefined;
	if (inHand.has(state)) {
		if (called.length === 0) return undefined;
		const isAwaited = awaitsJoining(state) && !called.some((code) => joined.includes(code));
		return isAwaited && (state === 'whistled' || !leads) ? 'waiting' : 'doing';
	}
	const took =
		called.length > 0 || mine.includes(lastHandler) || mine.some((code) => joined.includes(code));
	return took && state !== 'returned' ? 'done' : undefined;
}

/** Whistled for, and not there yet. */
function awaitsJoining(state: ConcernStateCode): boolean {
	return state === 'whistled' || state === 'joined' || state === 'in_progress';
}

export function handlerLists<R extends Read>(
	rows: readonly R[],
	mine: readonly string[]
): Record<HandlerList, R[]> {
	const lists: Record<HandlerList, R[]> = { waiting: [], doing: [], done: [] };
	for (const row of rows) {
		const list = listFor(row, mine);
		if (list) lists[list].push(row);
	}
	return lists;
}
