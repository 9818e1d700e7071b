/** An instant as tables show it. */
import { dayOf, minuteOfDay } from '#lib/domain/calendar.ts';

/** `2026-11-27 09:15` as clocks in Hohhot show it; `''` stays. */
export function instantCell(instant: string): string {
	if (instant === '') return '';
	const minute = minuteOfDay(instant);
	const two = (count: number) => String(count).padStart(2, '0');
	return `${dayOf(instant)} ${two(Math.floor(minute / 60))}:${two(minute % 60)}`;
}
