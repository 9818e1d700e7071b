import { describe, expect, test } from 'vitest';
import type { WalkDoor } from './dayWalk.ts';
import { inOrderOfWeight, nextOnWalk, stairKey, walkOf } from './dayWalk.ts';

/** `1-1-501` in building xk/1, unit 1. */
function door(label: string, fields: Partial<WalkDoor> = {}): WalkDoor {
	const [building = '', unit = '', room = ''] = label.split('-');
	const down = 999 - Number(room);
	return {
		...{ door: label, building: `xk/${building}`, unit, walk: `${building} ${unit} ${down}` },
		...{ why: ['due'], overdueDays: 0, doneAt: '' },
		...fields
	};
}
const plain = { out: [], order: [] };
const labels = ({ stairs }: ReturnType<typeof walkOf>) =>
	stairs.map(({ doors }) => doors.map((one) => one.door));

describe('the walk of a day', () => {
	test('[V26] goes by building and stairwell, from the top down, what runs out first before the rest', () => {
		const walk = walkOf(
			[
				door('1-1-201'),
				door('2-2-301'),
				door('1-1-501'),
				door('3-1-101', { why: ['change'] }),
				door('2-1-401', { why: ['overdue'], overdueDays: 4 }),
				door('1-2-101', { why: ['overdue'], overdueDays: 9 })
			],
			plain
		);
		expect(labels(walk)).toEqual([
			['3-1-101'],
			['1-2-101'],
			['1-1-501', '1-1-201'],
			['2-1-401'],
			['2-2-301']
		]);
		expect(walk).toMatchObject({ done: 0, left: 6, aside: [] });
	});

	test('[V26] a stairwell once begun is walked to its end, and one that is done comes last', () => {
		const at = '2026-11-27T02:00:00.000Z';
		const walk = walkOf(
			[
				door('1-1-501', { why: ['promised'] }),
				door('2-1-501', { why: [], doneAt: at }),
				door('2-1-401', { why: ['taken'] }),
				door('3-1-101', { why: [], doneAt: at })
			],
			plain
		);
		expect(labels(walk)).toEqual([['2-1-501', '2-1-401'], ['1-1-501'], ['3-1-101']]);
		expect(walk).toMatchObject({ done: 2, left: 2 });
		expect(walk.stairs.map(({ left }) => left)).toEqual([1, 1, 0]);
	});

	test('[V26] a finished stairwell makes room even where its building is still being walked', () => {
		const at = '2026-11-27T02:00:00.000Z';
		const walk = walkOf(
			[
				door('1-1-501', { why: [], doneAt: at }),
				door('1-2-501', { why: ['taken'] }),
				door('2-1-501', { why: ['taken'] })
			],
			plain
		);
		expect(labels(walk)).toEqual([['1-2-501'], ['2-1-501'], ['1-1-501']]);
	});
	test('[V26] under the thumb nothing moves: what is shown keeps its place, what is new comes after', () => {
		const before = [door('1-1-501', { why: ['promised'] }), door('2-1-501')];
		const held = walkOf(before, plain).stairs.map(({ key }) => key);
		const after = [
			before[0]!,
			door('2-1-501', { why: [], doneAt: '2026-11-27T02:00:00.000Z' }),
			door('0-1-501', { why: ['change'] })
		];
		expect(labels(walkOf(after, plain, held))).toEqual([['1-1-501'], ['2-1-501'], ['0-1-501']]);
		expect(labels(walkOf(after, plain))[0]).toEqual(['0-1-501']);
	});

	test('[V27] her own order counts for stairwells and for doors; only 24 hours come before it', () => {
		const doors = [door('1-1-501'), door('1-1-401'), door('2-1-501', { why: ['overdue'] })];
		const order = [...[doors[0]!, doors[2]!].map(stairKey), '1-1-401', '1-1-501'];
		expect(labels(walkOf(doors, { out: [], order }))).toEqual([
			['1-1-401', '1-1-501'],
			['2-1-501']
		]);
		const urgent = [...doors, door('3-1-101', { why: ['change'] })];
		expect(labels(walkOf(urgent, { out: [], order }))[0]).toEqual(['3-1-101']);
	});

	test('[V27] what she left out is aside and not counted; what was visited all the same is done', () => {
		const walk = walkOf([door('1-1-501'), door('1-1-401', { doneAt: 'x' })], {
			out: ['1-1-501', '1-1-401'],
			order: []
		});
		expect(walk.aside.map((one) => one.door)).toEqual(['1-1-501']);
		expect(walk).toMatchObject({ done: 1, left: 0 });
	});

	test('[V30] the next door is the next one that is not done with, from the end to the beginning again', () => {
		const walk = walkOf(
			[door('1-1-501'), door('1-1-401', { doneAt: 'x' }), door('1-1-301'), door('2-1-501')],
			plain
		);
		expect(nextOnWalk(walk, '1-1-501')?.door).toBe('1-1-301');
		expect(nextOnWalk(walk, '2-1-501')?.door).toBe('1-1-501');
		expect(nextOnWalk(walk, 'elsewhere')).toBeUndefined();
		expect(nextOnWalk(walkOf([door('1-1-501')], plain), '1-1-501')).toBeUndefined();
	});

	test('[V26] reasons stand in the order of their weight, each once', () => {
		expect(inOrderOfWeight(['taken', 'owed', 'change', 'owed'])).toEqual([
			'change',
			'owed',
			'taken'
		]);
	});
});
