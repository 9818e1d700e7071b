/**
 * Calendar days as people in Hohhot count them. China keeps one zone, UTC+8, all year; the phone's
 * own zone is never asked.
 */

/** `2026-11-30` */
export type Day = string;

const msPerDay = 86_400_000;
const beijingAheadMs = 8 * 3_600_000;

/** Later than every day that is meant; sorts last. */
export const noDay: Day = '9999-12-31';

export function dayOf(instantIso: string): Day {
	return new Date(Date.parse(instantIso) + beijingAheadMs).toISOString().slice(0, 10);
}

export function addDays(day: Day, days: number): Day {
	return new Date(Date.parse(`${day}T00:00:00.000Z`) + days * msPerDay).toISOString().slice(0, 10);
}

/** Positive when `to` is later. */
export function daysBetween(from: Day, to: Day): number {
	return Math.round(
		(Date.parse(`${to}T00:00:00.000Z`) - Date.parse(`${from}T00:00:00.000Z`)) / msPerDay
	);
}

/** What the clocks in Hohhot show: `10:42`. */
export function clockOf(instantIso: string): string {
	return new Date(Date.parse(instantIso) + beijingAheadMs).toISOString().slice(11, 16);
}

/** Minutes after midnight in Hohhot. */
export function minuteOfDay(instantIso: string): number {
	const local = new Date(Date.parse(instantIso) + beijingAheadMs);
	return local.getUTCHours() * 60 + local.getUTCMinutes();
}

/** The instant of a wall-clock time in Hohhot. */
export function instantAt(day: Day, minutes: number): string {
	return new Date(
		Date.parse(`${day}T00:00:00.000Z`) + minutes * 60_000 - beijingAheadMs
	).toISOString();
}
