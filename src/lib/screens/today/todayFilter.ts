/** Narrows the walk of the day to one kind of errand. */
import type { TodayDoor } from '#lib/projections/todayPlan.ts';
import type { TodayWalk } from './dayWalk.svelte.ts';

export type TodayFilter = 'all' | 'care' | 'promised' | 'owed';

export const todayFilters: readonly TodayFilter[] = ['all', 'care', 'promised', 'owed'];

export function filtered({ stairs }: TodayWalk, filter: TodayFilter): TodayWalk['stairs'] {
	return stairs
		.map((stair) => ({ ...stair, doors: stair.doors.filter((door) => isOf(door, filter)) }))
		.filter(({ doors }) => doors.length > 0);
}

/** Doors of this kind that are not done with. */
export function countOf(walk: TodayWalk, filter: TodayFilter): number {
	return filtered(walk, filter)
		.flatMap(({ doors }) => doors)
		.filter(({ doneAt }) => doneAt === '').length;
}

function isOf({ row, why }: TodayDoor, filter: TodayFilter): boolean {
	if (filter === 'care') return row.tier !== 'ordinary';
	if (filter === 'promised') return why.includes('promised');
	return filter === 'all' || row.answersOwed > 0;
}
