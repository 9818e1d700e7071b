import { expect, test } from 'vitest';
import { isNearEnd, rowAfterKey, rowsToDraw, scrollToRow } from './windowing.ts';

const box = { count: 20_000, rowHeight: 80, scrollTop: 0, viewHeight: 800 };

test('[U80] of twenty thousand rows only those in sight and their neighbours are drawn', () => {
	expect(rowsToDraw(box, -1)).toEqual(Array.from({ length: 19 }, (_, at) => at));
	const middle = rowsToDraw({ ...box, scrollTop: 800_000 }, -1);
	expect(middle[0]).toBe(9_992);
	expect(middle.at(-1)).toBe(10_018);
	const end = rowsToDraw({ ...box, scrollTop: 20_000 * 80 - 800 }, -1);
	expect(end.at(-1)).toBe(19_999);
});

test('[U80] every row in sight is drawn wherever the list stands', () => {
	for (let scrollTop = 0; scrollTop < 4_000; scrollTop += 37) {
		const drawn = new Set(rowsToDraw({ ...box, scrollTop }, -1));
		for (let at = scrollTop; at < scrollTop + 800; at += 40) {
			expect(drawn.has(Math.floor(at / 80))).toBe(true);
		}
	}
});

test('[U80] the row that holds the focus stays in the page, wherever the list stands', () => {
	expect(rowsToDraw({ ...box, scrollTop: 800_000 }, 3)[0]).toBe(3);
	expect(rowsToDraw(box, 15_000).at(-1)).toBe(15_000);
	expect(rowsToDraw(box, 4).filter((row) => row === 4)).toHaveLength(1);
	expect(rowsToDraw({ ...box, count: 2 }, 9)).toEqual([0, 1]);
	expect(rowsToDraw({ ...box, count: 0 }, 0)).toEqual([]);
	expect(rowsToDraw({ ...box, rowHeight: 0 }, 0)).toEqual([]);
});

test('[U80] a list that became shorter than where it stood draws nothing out of range', () => {
	const rows = rowsToDraw({ ...box, count: 3, scrollTop: 90_000 }, -1);
	expect(rows.every((row) => row >= 0 && row < 3)).toBe(true);
});

test('[U81] moving to a row scrolls no further than needed', () => {
	const view = { rowHeight: 80, scrollTop: 400, viewHeight: 800 };
	expect(scrollToRow(view, 7)).toBe(400);
	expect(scrollToRow(view, 3)).toBe(240);
	expect(scrollToRow(view, 15)).toBe(480);
});

test('[U81] arrows and j, k move by one, pages by a window, and none leaves the list', () => {
	const at = (row: number) => ({ row, count: 10, page: 4 });
	expect(rowAfterKey('ArrowDown', at(0))).toBe(1);
	expect(rowAfterKey('j', at(8))).toBe(9);
	expect(rowAfterKey('j', at(9))).toBe(9);
	expect(rowAfterKey('k', at(0))).toBe(0);
	expect(rowAfterKey('ArrowUp', at(3))).toBe(2);
	expect(rowAfterKey('PageDown', at(8))).toBe(9);
	expect(rowAfterKey('PageUp', at(2))).toBe(0);
	expect(rowAfterKey('End', at(0))).toBe(9);
	expect(rowAfterKey('Home', at(5))).toBe(0);
	expect(rowAfterKey('x', at(5))).toBeUndefined();
	expect(rowAfterKey('j', { row: -1, count: 0, page: 4 })).toBeUndefined();
	expect(rowAfterKey('j', { row: -1, count: 5, page: 4 })).toBe(0);
});

test('[U80] more is fetched before the end is reached', () => {
	expect(isNearEnd({ ...box, count: 100, scrollTop: 0 })).toBe(false);
	expect(isNearEnd({ ...box, count: 100, scrollTop: 6_400 })).toBe(true);
	expect(isNearEnd({ ...box, count: 3 })).toBe(true);
});
