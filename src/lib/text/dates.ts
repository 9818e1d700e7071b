/**
 * Numbers, sizes and times as people here write them. Community time is China's, whatever the
 * phone is set to; the instant to compare with is always an argument.
 */
import { clockOf, dayOf, daysBetween } from '#lib/domain/calendar.ts';
import { inLanguage, language } from './language.ts';
import { writtenDaysIn, writtenNumber } from './writtenDays.ts';

const written = writtenDaysIn(language);
const words = inLanguage({
	zh: {
		year: (year: string, day: string) => `${year}年${day}`,
		day: (day: string, weekday: string) => `${day} ${weekday}`,
		today: '今天',
		tomorrow: '明天',
		afterTomorrow: '后天',
		yesterday: '昨天',
		days: (count: number) => `${String(count)} 天前`,
		months: (count: number) => `${String(count)} 个月前`,
		years: (count: number) => `${String(count)} 年前`,
		slow: '慢',
		fast: '快',
		offset: (way: string, count: number, unit: 'second' | 'minute' | 'hour' | 'day') =>
			`手机时钟${way} ${String(count)} ${{ second: '秒', minute: '分钟', hour: '小时', day: '天' }[unit]}`
	},
	en: {
		year: (year, day) => `${day} ${year}`,
		day: (day, weekday) => `${weekday} ${day}`,
		today: 'today',
		tomorrow: 'tomorrow',
		afterTomorrow: 'in two days',
		yesterday: 'yesterday',
		days: (count) => `${String(count)} days ago`,
		months: (count) => `${String(count)} months ago`,
		years: (count) => `${String(count)} years ago`,
		slow: 'slow',
		fast: 'fast',
		offset: (way, count, unit) =>
			`Phone clock ${String(count)} ${unit}${count === 1 ? '' : 's'} ${way}`
	}
});

export function formatNumber(value: number): string {
	return writtenNumber(value);
}

/** 10:42 */
export function formatClock(instant: string): string {
	return clockOf(instant);
}

/** 今天, 明天, 昨天, otherwise 11月23日 周一; the year where it is another. */
export function formatDay(on: string, todayOn: string): string {
	const near = nearDays.get(daysBetween(todayOn, on));
	if (near) return near;
	return words.day(dateOf(on, todayOn), written.weekday(on));
}

/** 11月23日; the year where it is another. */
function dateOf(on: string, todayOn: string): string {
	const date = written.date(on);
	const isThisYear = on.slice(0, 4) === todayOn.slice(0, 4);
	return isThisYear ? date : words.year(on.slice(0, 4), date);
}

/** 今天 10:42, 昨天 18:03, 11月3日 09:15. */
export function formatInstant(instant: string, now: string): string {
	const on = dayOf(instant);
	const todayOn = dayOf(now);
	const ago = daysBetween(on, todayOn);
	const day = ago === 0 || ago === 1 ? formatDay(on, todayOn) : dateOf(on, todayOn);
	return `${day} ${formatClock(instant)}`;
}

/** Paper is read on other days: no 昨天, the whole date. */
export function datedInFull(instant: string): string {
	const on = dayOf(instant);
	const day = words.year(on.slice(0, 4), written.date(on));
	return `${day} ${formatClock(instant)}`;
}

/** Only the clock when it was today. */
export function formatMeeting(instant: string, now: string): string {
	return dayOf(instant) === dayOf(now) ? formatClock(instant) : formatInstant(instant, now);
}

/** 今天, 昨天, 12 天前, 3 个月前. */
export function formatAgo(instant: string, now: string): string {
	const days = daysBetween(dayOf(instant), dayOf(now));
	if (days <= 0) return words.today;
	if (days === 1) return words.yesterday;
	if (days < 60) return words.days(days);
	if (days < 700) return words.months(Math.round(days / 30));
	return words.years(Math.round(days / 365));
}

export function formatBytes(bytes: number): string {
	if (bytes < 1024) return `${bytes} B`;
	if (bytes < 1024 ** 2) return `${Math.round(bytes / 1024)} KB`;
	if (bytes < 1024 ** 3) return `${(bytes / 1024 ** 2).toFixed(1)} MB`;
	return `${(bytes / 1024 ** 3).toFixed(1)} GB`;
}

/** How far the phone's clock is off, in words; undefined when nobody needs to know. */
export function formatOffset(offsetMs: number): string | undefined {
	const seconds = Math.round(Math.abs(offsetMs) / 1000);
	if (seconds < 5) return undefined;
	const way = offsetMs > 0 ? words.slow : words.fast;
	if (seconds < 120) return words.offset(way, seconds, 'second');
	if (seconds < 7200) return words.offset(way, Math.round(seconds / 60), 'minute');
	if (seconds < 172_800) return words.offset(way, Math.round(seconds / 3600), 'hour');
	return words.offset(way, Math.round(seconds / 86_400), 'day');
}

/** 138****1234; what has no eleven digits keeps its last two. */
export function maskPhone(phone: string): string {
	const digits = phone.replace(/\D/g, '');
	if (digits.length >= 11) return `${digits.slice(0, 3)}****${digits.slice(-4)}`;
	return digits.length > 2 ? `****${digits.slice(-2)}` : '****';
}

const nearDays = new Map([
	[0, words.today],
	[1, words.tomorrow],
	[2, words.afterTomorrow],
	[-1, words.yesterday]
]);
