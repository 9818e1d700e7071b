/** Until when a campaign is to be asked, in words; how long past where it is past. */
import type { Day } from '#lib/domain/calendar.ts';
import { daysBetween } from '#lib/domain/calendar.ts';
import { campaignWords } from '#lib/text/campaignWords.ts';

export function dueWords(dueOn: Day, today: Day): string {
	const past = daysBetween(dueOn, today);
	return past > 0 ? campaignWords.past(past) : campaignWords.dueOn(dueOn, today);
}
