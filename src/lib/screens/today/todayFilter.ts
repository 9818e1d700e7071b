/** Narrows the plan of the day to one kind of errand. */
import type { TodayBuilding, TodayDoor, TodayPlan } from '#lib/projections/todayPlan.ts';

export type TodayFilter = 'all' | 'care' | 'promised' | 'owed';

export const todayFilters: readonly TodayFilter[] = ['all', 'care', 'promised', 'owed'];

export function filtered(plan: TodayPlan, filter: TodayFilter): TodayBuilding[] {
	return plan.buildings
		.map((building) => ({
			...building,
			doors: building.doors.filter((door) => isOf(door, filter))
		}))
		.filter(({ doors }) => doors.length > 0);
}

/** Doors of this kind in sight; `all` counts those that did not fit as well. */
export function countOf(plan: TodayPlan, filter: TodayFilter): number {
	const inSight = filtered(plan, filter).reduce((sum, { doors }) => sum + doors.length, 0);
	return filter === 'all' ? inSight + plan.counts.left : inSight;
}

function isOf({ row, why }: TodayDoor, filter: TodayFilter): boolean {
	if (filter === 'care') return row.tier !== 'ordinary';
	if (filter === 'promised') return why === 'promised';
	return filter === 'all' || row.answersOwed > 0;
}
