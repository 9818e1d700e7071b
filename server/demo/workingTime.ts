/** Hours in which people of the demo act: offices by day, grid workers also in the early evening. */
import { addDays, dayOf, instantAt, minuteOfDay } from '#lib/domain/calendar.ts';

export interface OpenHours {
	/** Minutes after midnight. */
	from: number;
	to: number;
}

export const office: OpenHours = { from: 8 * 60 + 40, to: 18 * 60 };
export const property: OpenHours = { from: 8 * 60, to: 20 * 60 };
export const anyHour: OpenHours = { from: 0, to: 24 * 60 };
export const gridWork: OpenHours = { from: 9 * 60, to: 19 * 60 + 30 };

/** So many minutes later, counting only open hours; nights are passed over. */
export function afterWork(atMs: number, minutes: number, hours: OpenHours): number {
	let left = minutes;
	let day = dayOf(isoOf(atMs));
	let minute = Math.max(minuteOfDay(isoOf(atMs)), hours.from);
	while (minute + left > hours.to) {
		left -= Math.max(0, hours.to - minute);
		day = addDays(day, 1);
		minute = hours.from;
	}
	const seconds = atMs % 60_000;
	return Date.parse(instantAt(day, minute + left)) + seconds;
}

export function isoOf(atMs: number): string {
	return new Date(atMs).toISOString();
}
