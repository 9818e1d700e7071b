/** Narrows the plan of the day to one kind of errand, and to as many doors as are drawn. */
import type { DoorRow } from '#lib/projections/rows.ts';
import type { TodayPlan } from '#lib/projections/todayPlan.ts';

export type TodayFilter = 'all' | 'care' | 'promised' | 'owed';

export interface TodayGroup {
	building: string;
	buildingName: string;
	/** Doors of the building under this filter, drawn or not. */
	total: number;
	doors: DoorRow[];
}

export function countOf(plan: TodayPlan, filter: TodayFilter): number {
	return plan.buildings.reduce(
		(sum, { doors }) => sum + doors.filter((row) => isOf(row, filter)).length,
		0
	);
}

export function filtered(
	plan: TodayPlan,
	filter: TodayFilter,
	most: number
): { groups: TodayGroup[]; hidden: number } {
	const groups: TodayGroup[] = [];
	let room = most;
	let hidden = 0;
	for (const { building, buildingName, doors } of plan.buildings) {
		const wanted = doors.filter((row) => isOf(row, filter));
		const drawn = wanted.slice(0, room);
		room -= drawn.length;
		hidden += wanted.length - drawn.length;
		if (drawn.length > 0) {
			groups.push({ building, buildingName, total: wanted.length, doors: drawn });
		}
	}
	return { groups, hidden };
}

function isOf(row: DoorRow, filter: TodayFilter): boolean {
	if (filter === 'care') return row.tier !== 'ordinary';
	if (filter === 'promised') return row.dueReason === 'promised';
	return filter === 'all' || row.answersOwed > 0;
}
