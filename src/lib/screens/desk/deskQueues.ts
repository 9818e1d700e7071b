/**
 * In which queues of the desk a concern stands, and in which order they are worked off. One concern
 * may stand in several: what is late is also somewhere else.
 */
import type { ConcernClock } from '#lib/domain/concernClocks.ts';
import type { ConcernStateCode } from '#lib/domain/concernStates.ts';
import { isEnded } from '#lib/domain/concernStates.ts';
import type { ConcernRow } from '#lib/projections/rows.ts';

export type DeskQueue =
	| 'incoming'
	| 'again'
	| 'late'
	| 'followUp'
	| 'suspendAsks'
	| 'whistles'
	/** The two halves of a whistle that are a street's: to be blown, and blown but not answered. */
	| 'toBlow'
	| 'called'
	| 'talks'
	| 'underway'
	| 'ended';

/** As they stand on the screen: what waits for the desk first. */
export const deskQueues: readonly DeskQueue[] = [
	'incoming',
	'again',
	'late',
	'followUp',
	'suspendAsks',
	'whistles',
	'talks',
	'underway',
	'ended'
];

/** As a street works: what only it can do, then what is late. */
export const streetQueues: readonly DeskQueue[] = [
	'toBlow',
	'called',
	'late',
	'suspendAsks',
	'underway',
	'ended'
];

/** A concern with what the desk has to know of it at a glance. */
export interface SeatedConcern {
	row: ConcernRow;
	queues: readonly DeskQueue[];
	/** The clock that ends next or is longest past; undefined where none runs. */
	pressing: ConcernClock | undefined;
}

const queueOfState: Readonly<Partial<Record<ConcernStateCode, DeskQueue>>> = {
	reported: 'incoming',
	received: 'incoming',
	returned: 'again',
	reopened: 'again',
	self_handling: 'underway',
	dispatched: 'underway',
	accepted: 'underway',
	in_progress: 'underway',
	suspended: 'underway',
	whistled: 'whistles',
	joined: 'whistles',
	mediating: 'talks',
	deliberating: 'talks',
	resolved: 'followUp'
};

export function seat(row: ConcernRow, clocks: readonly ConcernClock[]): SeatedConcern {
	const ticking = clocks
		.filter(({ state }) => state === 'running' || state === 'near' || state === 'late')
		.sort((a, b) => a.leftMs - b.leftMs);
	return { row, queues: queuesOf(row, ticking), pressing: ticking[0] };
}

function queuesOf(row: ConcernRow, ticking: readonly ConcernClock[]): DeskQueue[] {
	if (isEnded(row.state)) return ['ended'];
	const queues = new Set<DeskQueue>();
	const home = queueOfState[row.state];
	if (row.state === 'joined') queues.add('underway');
	if (home) queues.add(home);
	if (row.suspendAsked !== null) queues.add('suspendAsks');
	if (row.isWhistleAsked || row.isWhistleDue) queues.add('whistles').add('toBlow');
	if (isCalled(row)) queues.add('called');
	if (ticking.some(({ state }) => state !== 'running')) queues.add('late');
	return [...queues];
}

/** Blown, and some of the units have not come yet. */
function isCalled({ whistledAt, handler, supporters, joined, state }: ConcernRow): boolean {
	if (whistledAt === '' || state === 'resolved') return false;
	return [handler, ...supporters].some((unit) => unit !== '' && !joined.includes(unit));
}

/** What of a queue is shown; every part may be `''`. */
export interface DeskFilter {
	words: string;
	group: string;
	grid: string;
	handler: string;
}

export const noFilter: DeskFilter = { words: '', group: '', grid: '', handler: '' };

export function isFiltered(filter: DeskFilter): boolean {
	return Object.values(filter).some((part) => part !== '');
}

/**
 * @param haystack what the words are looked for in, in lower case
 */
export function isWanted(row: ConcernRow, filter: DeskFilter, haystack: () => string): boolean {
	const { group, grid, handler } = filter;
	if (group !== '' && !row.category.startsWith(`${group}.`)) return false;
	if (grid !== '' && row.grid !== grid) return false;
	if (handler !== '' && row.handler !== handler && !row.supporters.includes(handler)) return false;
	const words = filter.words.toLowerCase().split(/\s+/).filter(Boolean);
	if (words.length === 0) return true;
	const text = haystack();
	return words.every((word) => text.includes(word));
}

/** Sorts a queue as it should be worked off; it answers a new array. */
export function inWorkingOrder(queue: DeskQueue, seats: readonly SeatedConcern[]): SeatedConcern[] {
	const order = orders[queue];
	return [...seats].sort((a, b) => order(a, b) || (a.row.id < b.row.id ? -1 : 1));
}

type Order = (a: SeatedConcern, b: SeatedConcern) => number;
const urgencyRank = { red: 0, yellow: 1, green: 2 };

const oldest =
	(field: 'capturedAt' | 'resolvedAt' | 'changedAt'): Order =>
	(a, b) =>
		compare(a.row[field], b.row[field]);
const byUrgency: Order = (a, b) => urgencyRank[a.row.urgency] - urgencyRank[b.row.urgency];
/** What has no clock goes last. */
const byClock: Order = (a, b) =>
	(a.pressing?.leftMs ?? Infinity) === (b.pressing?.leftMs ?? Infinity)
		? 0
		: (a.pressing?.leftMs ?? Infinity) - (b.pressing?.leftMs ?? Infinity);

const then =
	(...orders: Order[]): Order =>
	(a, b) =>
		orders.reduce((so, order) => so || order(a, b), 0);

const orders: Readonly<Record<DeskQueue, Order>> = {
	incoming: then(byUrgency, oldest('capturedAt')),
	again: then(byUrgency, oldest('capturedAt')),
	late: then(byClock, oldest('capturedAt')),
	followUp: oldest('resolvedAt'),
	suspendAsks: oldest('changedAt'),
	whistles: then(byClock, oldest('changedAt')),
	toBlow: then(byUrgency, oldest('changedAt')),
	called: then(byClock, oldest('changedAt')),
	talks: then(byClock, oldest('changedAt')),
	underway: then(byClock, oldest('capturedAt')),
	ended: (a, b) => compare(b.row.changedAt, a.row.changedAt)
};

function compare(a: string, b: string): number {
	return a < b ? -1 : a > b ? 1 : 0;
}
