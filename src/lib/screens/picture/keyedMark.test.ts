import { expect, test } from 'vitest';
import { beginMark, moveMark } from './keyedMark.ts';

const picture = { width: 1000, height: 600 };
const right = { key: 'ArrowRight', shiftKey: false };
const taller = { key: 'ArrowDown', shiftKey: true };

test('[U229] a mark drawn by keyboard begins in the middle, is moved and resized, and stays on the picture', () => {
	const mark = beginMark('blur', picture);
	expect(mark.points).toEqual([
		{ x: 400, y: 200 },
		{ x: 600, y: 400 }
	]);
	expect(moveMark(mark, right, picture)?.points).toEqual([
		{ x: 430, y: 200 },
		{ x: 630, y: 400 }
	]);
	expect(moveMark(mark, taller, picture)?.points).toEqual([
		{ x: 400, y: 200 },
		{ x: 600, y: 430 }
	]);
	expect(moveMark(mark, { key: 'a', shiftKey: false }, picture)).toBeUndefined();
	let far = mark;
	for (let pressed = 0; pressed < 100; pressed += 1) far = moveMark(far, taller, picture) ?? far;
	expect(far.points.at(-1)).toEqual({ x: 600, y: 600 });
});
