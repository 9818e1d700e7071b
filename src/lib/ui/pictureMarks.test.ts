import { expect, test } from 'vitest';
import type { Mark } from './pictureMarks.ts';
import { arrowHeadOf, blockOf, boxOf } from './pictureMarks.ts';

const from = (x: number, y: number) => ({ x, y });

test('[U126] a box covers whole blocks, whichever corner was first', () => {
	const drawn: Mark = { tool: 'blur', points: [from(95, 130), from(41, 77)] };
	expect(boxOf(drawn, 40)).toEqual({ x: 40, y: 40, width: 80, height: 120 });
	const back: Mark = { tool: 'blur', points: [...drawn.points].reverse() };
	expect(boxOf(back, 40)).toEqual(boxOf(drawn, 40));
	const tapped: Mark = { tool: 'blur', points: [from(80, 80)] };
	expect(boxOf(tapped, 40)).toEqual({ x: 80, y: 80, width: 40, height: 40 });
	expect(boxOf({ tool: 'blur', points: [] }, 40)).toBeUndefined();
});

test('[U126] blocks grow with the picture, so a face has few of them in any', () => {
	expect(blockOf({ width: 1_600, height: 1_200 })).toBe(47);
	expect(blockOf({ width: 100, height: 80 })).toBe(8);
});

test('[U126] an arrow’s head opens backwards from its tip, alike on both sides', () => {
	const [left, right] = arrowHeadOf(from(0, 0), from(100, 0), 20);
	expect(left!.x).toBeCloseTo(right!.x);
	expect(left!.x).toBeLessThan(100);
	expect(left!.y).toBeCloseTo(-right!.y);
	expect(Math.hypot(100 - left!.x, left!.y)).toBeCloseTo(20);
});
