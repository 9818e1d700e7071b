/** The days that a table is about, and whether they can be meant. */
import type { Day } from '#lib/domain/calendar.ts';
import { addDays, dayOf, daysBetween } from '#lib/domain/calendar.ts';

/** Both included. */
export interface ExportPeriod {
	from: Day;
	until: Day;
}

/** Notes of visits are kept for two years (DOMAIN 2.9). */
const longestDays = 800;
export type PeriodCode = 'week' | 'month' | 'last_month' | 'year';

export function isPeriod({ from, until }: ExportPeriod): boolean {
	const days = daysBetween(from, until);
	return days >= 0 && days <= longestDays;
}

export function isWithinPeriod(instant: string, { from, until }: ExportPeriod): boolean {
	const day = dayOf(instant);
	return day >= from && day <= until;
}

export function periodOf(code: PeriodCode, today: Day): ExportPeriod {
	const monthFirst = `${today.slice(0, 7)}-01`;
	switch (code) {
		case 'week':
			return { from: addDays(today, -6), until: today };
		case 'month':
			return { from: monthFirst, until: today };
		case 'last_month': {
			const until = addDays(monthFirst, -1);
			return { from: `${until.slice(0, 7)}-01`, until };
		}
		case 'year':
			return { from: `${today.slice(0, 4)}-01-01`, until: today };
	}
}
