/**
 * What is to be done today, building by building in walking order: care visits due, promises, doors
 * to try again, answers to bring. It proposes; nobody is counted by it.
 */
import type { Day } from '#lib/domain/calendar.ts';
import { daysBetween, instantAt } from '#lib/domain/calendar.ts';
import type { ProjectionDatabase } from './database.ts';
import type { DoorRow } from './rows.ts';

type TodayReason = 'promised' | 'owed' | 'overdue' | 'due' | 'revisit';

export interface TodayDoor {
	row: DoorRow;
	/** The weightiest of its reasons; an answer owed shows in the row as well. */
	why: TodayReason;
	/** 0 when it is due today. */
	overdueDays: number;
}

export interface TodayBuilding {
	building: string;
	buildingName: string;
	/** In walking order. */
	doors: TodayDoor[];
}

export interface TodayPlan {
	/** In walking order. */
	buildings: TodayBuilding[];
	counts: {
		/** Care households whose day has passed. */
		overdue: number;
		/** Care households due today. */
		due: number;
		promised: number;
		/** Doors that did not open and are to be tried again. */
		revisit: number;
		/** Doors that wait for an answer. */
		owed: number;
		/** Different doors visited today. */
		visitedToday: number;
		/** Doors that did not fit into the list. */
		left: number;
	};
	/** Ordinary doors nobody has seen for longest, for who has time left. */
	suggestions: DoorRow[];
}

/** More than a long day's work; what is less pressing waits behind a number. */
const mostDoors = 60;
const mostSuggestions = 8;
/** Looked at for suggestions; a grid has about 550 doors. */
const mostUnseen = 600;
const weight: Record<TodayReason, number> = {
	promised: 0,
	owed: 1,
	overdue: 2,
	due: 3,
	revisit: 4
};

export async function todayPlan(database: ProjectionDatabase, today: Day): Promise<TodayPlan> {
	const [due, owed, unseen, visitedToday] = await Promise.all([
		database.doors.where('dueOn').belowOrEqual(today).toArray(),
		database.doors.where('answersOwed').above(0).toArray(),
		database.doors.orderBy('lastVisitAt').filter(isSuggestible).limit(mostUnseen).toArray(),
		doorsVisitedOn(database, today)
	]);
	const rows = new Map([...due, ...owed].map((row) => [row.door, row]));
	const doors = [...rows.values()].flatMap((row) => todayDoor(row, today) ?? []);
	const counts: TodayPlan['counts'] = {
		...{ overdue: 0, due: 0, promised: 0, revisit: 0 },
		owed: owed.length,
		visitedToday,
		left: Math.max(0, doors.length - mostDoors)
	};
	for (const { why } of doors) if (why !== 'owed') counts[why] += 1;
	const listed = byBuilding(mostPressing(doors));
	return {
		buildings: listed,
		counts,
		suggestions: suggestionsAmong(unseen, listed)
	};
}

function todayDoor(row: DoorRow, today: Day): TodayDoor | undefined {
	const overdueDays = Math.max(0, daysBetween(row.dueOn, today));
	const isDue = row.dueOn <= today;
	if (isDue && row.dueReason === 'promised') return { row, why: 'promised', overdueDays };
	if (row.answersOwed > 0) return { row, why: 'owed', overdueDays: isDue ? overdueDays : 0 };
	if (row.dueReason === 'care')
		return { row, why: overdueDays > 0 ? 'overdue' : 'due', overdueDays };
	if (row.dueReason === 'revisit') return { row, why: 'revisit', overdueDays };
	return undefined;
}

function isSuggestible({ dueReason, answersOwed, tenure }: DoorRow): boolean {
	return dueReason === 'routine' && answersOwed === 0 && tenure !== 'vacant';
}

/** Of doors equally long unseen, those on the way come first. */
function suggestionsAmong(unseen: DoorRow[], listed: readonly TodayBuilding[]): DoorRow[] {
	const onTheWay = new Set(listed.map(({ building }) => building));
	const detour = ({ building }: DoorRow) => Number(!onTheWay.has(building));
	return unseen
		.sort(
			(a, b) =>
				compare(a.lastVisitAt, b.lastVisitAt) || detour(a) - detour(b) || compare(a.walk, b.walk)
		)
		.slice(0, mostSuggestions);
}

function mostPressing(doors: TodayDoor[]): TodayDoor[] {
	if (doors.length <= mostDoors) return doors;
	const pressing = (a: TodayDoor, b: TodayDoor) =>
		weight[a.why] - weight[b.why] || b.overdueDays - a.overdueDays;
	return [...doors].sort(pressing).slice(0, mostDoors);
}

function byBuilding(doors: TodayDoor[]): TodayBuilding[] {
	const buildings = new Map<string, TodayBuilding>();
	for (const door of [...doors].sort((a, b) => compare(a.row.walk, b.row.walk))) {
		const { building, buildingName } = door.row;
		const known = buildings.get(building) ?? { building, buildingName, doors: [] };
		known.doors.push(door);
		buildings.set(building, known);
	}
	return [...buildings.values()];
}

async function doorsVisitedOn(database: ProjectionDatabase, day: Day): Promise<number> {
	const visits = await database.visits
		.where('capturedAt')
		.between(instantAt(day, 0), instantAt(day, 24 * 60))
		.toArray();
	return new Set(visits.filter((visit) => !visit.retracted).map((visit) => visit.door)).size;
}

function compare(a: string, b: string): number {
	if (a === b) return 0;
	return a < b ? -1 : 1;
}
