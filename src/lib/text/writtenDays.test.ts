import { expect, test } from 'vitest';
import { addDays, clockOf } from '#lib/domain/calendar.ts';
import { writtenDaysIn, writtenNumber } from './writtenDays.ts';

const locales = { zh: 'zh-CN', en: 'en-GB' } as const;
const timeZone = 'Asia/Shanghai';

test.each(['zh', 'en'] as const)('[U220] days are written as Intl writes them: %s', (language) => {
	const date = new Intl.DateTimeFormat(locales[language], {
		timeZone,
		month: 'long',
		day: 'numeric'
	});
	const weekday = new Intl.DateTimeFormat(locales[language], { timeZone, weekday: 'short' });
	const ours = writtenDaysIn(language);
	for (let on = '2027-12-30'; on < '2029-01-03'; on = addDays(on, 1)) {
		const noon = new Date(`${on}T12:00:00+08:00`);
		expect([ours.date(on), ours.weekday(on)]).toEqual([date.format(noon), weekday.format(noon)]);
	}
});

test('[U220] clocks and whole numbers are written as Intl writes them', () => {
	const clock = new Intl.DateTimeFormat('zh-CN', {
		timeZone,
		hour: '2-digit',
		minute: '2-digit',
		hourCycle: 'h23'
	});
	for (let minute = 0; minute < 1_440; minute += 1) {
		const instant = new Date(Date.UTC(2026, 10, 23, 0, minute, 59)).toISOString();
		expect(clockOf(instant)).toBe(clock.format(new Date(instant)));
	}
	const number = new Intl.NumberFormat('zh-CN');
	for (const value of [0, 7, 42, 999, 1_000, 2_700, 99_999, 100_000, 1_234_567, -7, -1_234])
		expect(writtenNumber(value)).toBe(number.format(value));
});
