/**
 * The day as a walk: doors grouped by building and stairwell, a stairwell once begun walked to its
 * end, then where something runs out first. The order is a proposal; the worker's own word counts.
 */
import type { DayPlan } from './dayPlan.ts';
import type { DoorId } from './ids.ts';

/** Why one goes to a door, the weightiest first. */
const walkReasons = [
	/** A major change: within 24 hours. */
	'change',
	'promised',
	'overdue',
	'due',
	/** Somebody else asks, or looked in and says that she is needed. */
	'check',
	'owed',
	'revisit',
	'campaign',
	/** By her own wish. */
	'taken'
] as const;
export type WalkReason = (typeof walkReasons)[number];

export interface WalkDoor {
	door: DoorId;
	building: string;
	unit: string;
	/** walkingOrder.ts */
	walk: string;
	/** In the order of `walkReasons`; empty where she merely was. */
	why: readonly WalkReason[];
	overdueDays: number;
	/** Instant at which it was done with for today, else `''`. */
	doneAt: string;
}

interface Stairwell<D extends WalkDoor> {
	key: string;
	/** From top to bottom, done ones in their place. */
	doors: D[];
	left: number;
}

export interface Walk<D extends WalkDoor> {
	/** Where nothing is left comes last. */
	stairs: Stairwell<D>[];
	/** Put off or left out by herself. */
	aside: D[];
	done: number;
	left: number;
}

export function stairKey({ building, unit }: Pick<WalkDoor, 'building' | 'unit'>): string {
	return `${building} ${unit}`;
}

/** @param held Stairwells in the order in which they stand under the thumb: it must not move them. */
export function walkOf<D extends WalkDoor>(
	doors: readonly D[],
	plan: Pick<DayPlan, 'out' | 'order'>,
	held: readonly string[] = []
): Walk<D> {
	const isOut = ({ door, doneAt }: D) => doneAt === '' && plan.out.includes(door);
	const going = doors.filter((door) => !isOut(door));
	const buildings = new Map<string, D[]>();
	for (const one of going) {
		buildings.set(one.building, [...(buildings.get(one.building) ?? []), one]);
	}
	const rankOf = (stair: Stairwell<D>): string[] => {
		const building = stair.doors[0]?.building ?? '';
		return [
			padded(held.indexOf(stair.key) < 0 ? held.length : held.indexOf(stair.key)),
			// What is walked to its end makes room, once it is not under the thumb.
			stair.left === 0 ? '1' : '0',
			chosen(plan.order, stair),
			rank(buildings.get(building) ?? []),
			building,
			rank(stair.doors),
			stair.doors[0]?.walk ?? ''
		];
	};
	const ranked = stairsOf(going, plan.order)
		.map((stair) => ({ stair, rank: rankOf(stair) }))
		.sort((a, b) => compareAll(a.rank, b.rank))
		.map(({ stair }) => stair);
	const done = going.filter(({ doneAt }) => doneAt !== '').length;
	return {
		stairs: ranked,
		aside: doors.filter(isOut),
		done,
		left: going.length - done
	};
}

/** The next one on the walk that is not done with; undefined where the door is not on it or none is left. */
export function nextOnWalk<D extends WalkDoor>(
	{ stairs }: Pick<Walk<D>, 'stairs'>,
	door: DoorId
): D | undefined {
	const all = stairs.flatMap((stair) => stair.doors);
	const at = all.findIndex((one) => one.door === door);
	if (at < 0) return undefined;
	return [...all.slice(at + 1), ...all.slice(0, at)].find(({ doneAt }) => doneAt === '');
}

/** Weightiest reason, then how late, then how many reasons: what cannot wait comes first. */
export function byUrgency(a: WalkDoor, b: WalkDoor): number {
	return compare(urgency(a), urgency(b));
}

/** Reasons in their order, each once. */
export function inOrderOfWeight(reasons: readonly WalkReason[]): WalkReason[] {
	return walkReasons.filter((reason) => reasons.includes(reason));
}

function stairsOf<D extends WalkDoor>(doors: readonly D[], order: readonly string[]) {
	const stairs = new Map<string, Stairwell<D>>();
	for (const door of [...doors].sort((a, b) => byChoice(order, a, b))) {
		const key = stairKey(door);
		const stair = stairs.get(key) ?? { key, doors: [], left: 0 };
		stair.doors.push(door);
		if (door.doneAt === '') stair.left += 1;
		stairs.set(key, stair);
	}
	return [...stairs.values()];
}

function byChoice(order: readonly string[], a: WalkDoor, b: WalkDoor): number {
	const [atA, atB] = [order.indexOf(a.door), order.indexOf(b.door)];
	if (atA >= 0 && atB >= 0) return atA - atB;
	return compare(a.walk, b.walk);
}

/** What she placed herself comes in her order; before it only what must be done within a day. */
function chosen(order: readonly string[], { key, doors }: Stairwell<WalkDoor>): string {
	const at = order.indexOf(key);
	if (at >= 0) return `1${padded(at)}`;
	return doors.some(({ why, doneAt }) => why[0] === 'change' && doneAt === '') ? '0' : '2';
}

/** Begun and not finished first, in the order in which they were begun; then the most urgent. */
function rank(doors: readonly WalkDoor[]): string {
	const open = doors.filter(({ doneAt }) => doneAt === '');
	if (open.length === 0) return '2';
	const begun = doors.flatMap(({ doneAt }) => (doneAt === '' ? [] : [doneAt])).sort();
	if (begun[0] !== undefined) return `0${begun[0]}`;
	return `1${open.map(urgency).sort()[0] ?? ''}`;
}

function urgency({ why, overdueDays }: WalkDoor): string {
	const weight = why[0] === undefined ? walkReasons.length : walkReasons.indexOf(why[0]);
	return `${padded(weight)}${padded(9_999 - Math.min(overdueDays, 9_999))}${padded(99 - why.length)}`;
}

function padded(number: number): string {
	return String(number).padStart(4, '0');
}

function compareAll(a: readonly string[], b: readonly string[]): number {
	const at = a.findIndex((text, index) => text !== b[index]);
	return at < 0 ? 0 : compare(a[at] ?? '', b[at] ?? '');
}

function compare(a: string, b: string): number {
	if (a === b) return 0;
	return a < b ? -1 : 1;
}
