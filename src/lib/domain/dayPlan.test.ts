import { describe, expect, test } from 'vitest';
import type { DayPlan } from './dayPlan.ts';
import { move, openDayPlan, putOff, takeIn, takeOut } from './dayPlan.ts';

const today = '2026-11-27';
const fresh = openDayPlan(undefined, today);

describe('the plan of a day', () => {
	test('[V24] doors are taken in and out, and the last word counts', () => {
		expect(takeIn(fresh, ['a', 'b', 'a']).taken.map(({ door }) => door)).toEqual(['a', 'b']);
		const once = takeIn(takeIn(fresh, ['a']), ['a']);
		expect(once.taken).toEqual([{ door: 'a', since: today }]);
		const out = takeOut(once, 'a');
		expect(out).toMatchObject({ taken: [], out: ['a'] });
		expect(takeIn(out, ['a'])).toMatchObject({ taken: [{ door: 'a' }], out: [] });
	});

	test('[V25] on the next day what was put off or wished for goes on, and what was left out comes back', () => {
		const plan = move(
			putOff(takeOut(takeIn(fresh, ['a', 'b']), 'c'), ['b', 'd']),
			['x', 'y'],
			'y',
			-1
		);
		expect(plan).toMatchObject({ out: ['c', 'b', 'd'], tomorrow: ['b', 'd'], order: ['y', 'x'] });
		const next = openDayPlan(plan, '2026-11-28');
		expect(next).toEqual({
			day: '2026-11-28',
			taken: [
				{ door: 'b', since: '2026-11-28' },
				{ door: 'd', since: '2026-11-28' },
				{ door: 'a', since: today }
			],
			out: [],
			tomorrow: [],
			order: []
		} satisfies DayPlan);
	});

	test('[V25] a wish nobody came back to for two weeks is let go', () => {
		expect(openDayPlan(takeIn(fresh, ['a']), '2026-12-11').taken).toHaveLength(1);
		expect(openDayPlan(takeIn(fresh, ['a']), '2026-12-12').taken).toEqual([]);
	});

	test('[V24] what was kept and is no plan is not taken for one', () => {
		for (const kept of [null, 7, {}, { ...fresh, taken: ['a'] }, { ...fresh, order: [1] }]) {
			expect(openDayPlan(kept, today)).toEqual(fresh);
		}
		const kept = JSON.parse(JSON.stringify(takeIn(fresh, ['a']))) as unknown;
		expect(openDayPlan(kept, today)).toEqual(takeIn(fresh, ['a']));
	});

	test('[V24] moving goes by one place and ends at the ends', () => {
		const shown = ['a', 'b', 'c'];
		expect(move(fresh, shown, 'c', -1).order).toEqual(['a', 'c', 'b']);
		expect(move(fresh, shown, 'a', -1)).toBe(fresh);
		expect(move(fresh, shown, 'c', 1)).toBe(fresh);
		const doors = move(move(fresh, shown, 'a', 1), ['p', 'q'], 'p', 1);
		expect(doors.order).toEqual(['b', 'a', 'c', 'q', 'p']);
	});
});
