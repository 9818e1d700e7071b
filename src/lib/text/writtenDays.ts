/**
 * Days and whole numbers, written by the app itself. Never by the browser's Intl: its first formatters took
 * 30 of the 31 ms that the script of the sign-in form ran.
 */
import type { Day } from '#lib/domain/calendar.ts';
import type { Language } from './language.ts';

export interface WrittenDays {
	/** 11月23日 */
	date(on: Day): string;
	/** 周一 */
	weekday(on: Day): string;
}

const monthsEn = [
	...['January', 'February', 'March', 'April', 'May', 'June', 'July'],
	...['August', 'September', 'October', 'November', 'December']
];
const weekdaysZh = ['周日', '周一', '周二', '周三', '周四', '周五', '周六'];
const weekdaysEn = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];

const written: Record<Language, WrittenDays> = {
	zh: {
		date: (on) => `${String(atNoon(on).getUTCMonth() + 1)}月${String(atNoon(on).getUTCDate())}日`,
		weekday: (on) => weekdaysZh[atNoon(on).getUTCDay()] ?? ''
	},
	en: {
		date: (on) => `${String(atNoon(on).getUTCDate())} ${monthsEn[atNoon(on).getUTCMonth()] ?? ''}`,
		weekday: (on) => weekdaysEn[atNoon(on).getUTCDay()] ?? ''
	}
};

export function writtenDaysIn(language: Language): WrittenDays {
	return written[language];
}

/** Grouped by threes, as both languages do it; only for whole numbers. */
export function writtenNumber(value: number): string {
	return String(value).replace(/\B(?=(?:\d{3})+$)/g, ',');
}

function atNoon(on: Day): Date {
	return new Date(`${on}T12:00:00.000Z`);
}
