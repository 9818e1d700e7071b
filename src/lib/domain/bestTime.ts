/**
 * When to try a door again that stayed shut: at the part of the day at which somebody was met there
 * before, else at one that has not been tried. It proposes, from this door's own visits only.
 */
import { dayOf, minuteOfDay } from './calendar.ts';

export type PartOfDay = 'morning' | 'afternoon' | 'evening' | 'weekend';

const noon = 12 * 60;
/** People come home from work. */
const evening = 17 * 60 + 30;
/** Whoever works is at home then (DOMAIN 2.11); of what is left, the morning costs least. */
const likeliest: readonly PartOfDay[] = ['evening', 'weekend', 'morning', 'afternoon'];

export function partOfDay(instant: string): PartOfDay {
	const weekday = new Date(`${dayOf(instant)}T00:00:00.000Z`).getUTCDay();
	if (weekday === 0 || weekday === 6) return 'weekend';
	const minute = minuteOfDay(instant);
	if (minute < noon) return 'morning';
	return minute < evening ? 'afternoon' : 'evening';
}

export interface Attempt {
	capturedAt: string;
	/** Somebody was met; else nobody was. */
	isMet: boolean;
}

/** `''` where nobody has knocked in vain since the last meeting. Newest first. */
export function timeToTry(newestFirst: readonly Attempt[]): PartOfDay | '' {
	const lastMet = newestFirst.findIndex(({ isMet }) => isMet);
	const shut = newestFirst.slice(0, lastMet < 0 ? undefined : lastMet);
	if (shut.length === 0) return '';
	const tried = shut.map(({ capturedAt }) => partOfDay(capturedAt));
	const met = newestFirst.filter(({ isMet }) => isMet).map((one) => partOfDay(one.capturedAt));
	const untried = likeliest.filter((part) => !tried.includes(part));
	const [first] = [...untried].sort((a, b) => timesIn(met, b) - timesIn(met, a));
	// All were tried: the one that was tried longest ago.
	return first ?? [...likeliest].sort((a, b) => tried.indexOf(b) - tried.indexOf(a))[0] ?? '';
}

function timesIn(parts: readonly PartOfDay[], part: PartOfDay): number {
	return parts.filter((one) => one === part).length;
}
