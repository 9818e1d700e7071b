/** A day as it is written on paper that stays at a door: nobody there knows what 明天 was. */
import type { Day } from '#lib/domain/calendar.ts';
import { writtenDaysIn } from './writtenDays.ts';

const chinese = writtenDaysIn('zh');

export function dayInFull(on: Day): string {
	return `${chinese.date(on)}（${chinese.weekday(on)}）`;
}
