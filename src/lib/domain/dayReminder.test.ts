import { expect, test } from 'vitest';
import { readReminded, reminderDue } from './dayReminder.ts';

const day = '2026-11-27';
const pressing = { promised: 1, lastDay: 0 };
const at = (minute: number, reminded?: ReturnType<typeof readReminded>) =>
	reminderDue(pressing, { day, minute, reminded });

test('[V31] reminds in the morning and in the afternoon, once each', () => {
	expect([at(7 * 60), at(8 * 60), at(15 * 60), at(16 * 60)]).toEqual([
		undefined,
		'morning',
		'morning',
		'afternoon'
	]);
	expect(at(9 * 60, { day, part: 'morning' })).toBeUndefined();
	expect(at(17 * 60, { day, part: 'morning' })).toBe('afternoon');
	expect(at(17 * 60, { day, part: 'afternoon' })).toBeUndefined();
	expect(at(9 * 60, { day: '2026-11-26', part: 'afternoon' })).toBe('morning');
});

test('[V31] says nothing where nothing presses', () => {
	const nothing = { promised: 0, lastDay: 0 };
	expect(reminderDue(nothing, { day, minute: 600, reminded: undefined })).toBeUndefined();
});

test('[V31] what was kept and says nothing of a reminder is none', () => {
	for (const kept of [undefined, 'x', { day }, { day, part: 'night' }]) {
		expect(readReminded(kept)).toBeUndefined();
	}
	expect(readReminded({ day, part: 'morning', more: 1 })).toEqual({ day, part: 'morning' });
});
