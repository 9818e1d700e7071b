/**
 * What a worker decides about her own day: doors taken in, left out or put off, and the order of the
 * stairwells. It lies on her phone, is never sent, and never says where she was.
 */
import type { Day } from './calendar.ts';
import { daysBetween } from './calendar.ts';
import type { DoorId } from './ids.ts';
import { isRecord } from './shapeChecks.ts';

export interface DayPlan {
	day: Day;
	/** On the walk by her wish until the door was visited on this day or later. */
	taken: { door: DoorId; since: Day }[];
	/** Not today. */
	out: DoorId[];
	/** Of those, on the walk again tomorrow, due or not. */
	tomorrow: DoorId[];
	/** Keys of stairwells and doors in the order she chose, as far as she chose any. */
	order: string[];
}

/** A wish nobody came back to is let go. */
const wishDays = 14;

/** Takes up what was kept; on a new day what was not done goes on, and what was left out comes back. */
export function openDayPlan(kept: unknown, today: Day): DayPlan {
	const plan = isPlan(kept) ? kept : undefined;
	if (!plan) return { day: today, taken: [], out: [], tomorrow: [], order: [] };
	return plan.day === today ? plan : nextPage(plan, today);
}

export function takeIn(plan: DayPlan, doors: readonly DoorId[]): DayPlan {
	const now = plan.day;
	const wished = [...new Set(doors)].filter(
		(door) => !plan.taken.some((taken) => taken.door === door)
	);
	return {
		...without(plan, doors),
		taken: [...plan.taken, ...wished.map((door) => ({ door, since: now }))]
	};
}

export function takeOut(plan: DayPlan, door: DoorId): DayPlan {
	return {
		...plan,
		taken: plan.taken.filter((taken) => taken.door !== door),
		out: [...new Set([...plan.out, door])]
	};
}

export function putOff(plan: DayPlan, doors: readonly DoorId[]): DayPlan {
	const out = doors.reduce(takeOut, plan);
	return { ...out, tomorrow: [...new Set([...plan.tomorrow, ...doors])] };
}

/** `shown` are the keys as they stand beside each other on the screen. */
export function move(plan: DayPlan, shown: readonly string[], key: string, by: 1 | -1): DayPlan {
	const at = shown.indexOf(key);
	const other = shown[at + by];
	if (at < 0 || other === undefined) return plan;
	const swapped = [...shown];
	swapped[at] = other;
	swapped[at + by] = key;
	return { ...plan, order: [...plan.order.filter((one) => !shown.includes(one)), ...swapped] };
}

/** The order was one of yesterday's urgencies. */
function nextPage({ taken, tomorrow }: DayPlan, today: Day): DayPlan {
	const still = taken.filter(({ since }) => Math.abs(daysBetween(since, today)) <= wishDays);
	const moved = tomorrow.map((door) => ({ door, since: today }));
	const known = new Set(tomorrow);
	const plan = { day: today, out: [], tomorrow: [], order: [] };
	return { ...plan, taken: [...moved, ...still.filter(({ door }) => !known.has(door))] };
}

function without(plan: DayPlan, doors: readonly DoorId[]): DayPlan {
	const stay = (door: DoorId) => !doors.includes(door);
	return { ...plan, out: plan.out.filter(stay), tomorrow: plan.tomorrow.filter(stay) };
}

function isPlan(kept: unknown): kept is DayPlan {
	if (!isRecord(kept) || typeof kept['day'] !== 'string') return false;
	const { taken, out, tomorrow, order } = kept;
	return (
		Array.isArray(taken) &&
		taken.every((one) => isRecord(one) && isText(one['door']) && isText(one['since'])) &&
		[out, tomorrow, order].every((list) => Array.isArray(list) && list.every(isText))
	);
}

function isText(value: unknown): value is string {
	return typeof value === 'string';
}
