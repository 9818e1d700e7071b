import { describe, expect, test } from 'vitest';
import { bearingOf, nearestFirst, reachOf, walkingMinutes, windOf } from './livingCircle.ts';

const place = (name: string, metres: number) => ({
	...{ name, metres, type: 'market' as const, address: '', bearing: -1, hours: '', phone: '' }
});

describe('the living circle', () => {
	test('[U178] minutes on foot are rounded up, and a place lies within 5, 10, 15 or beyond', () => {
		expect([0, 75, 76, 375, 376, 750, 1125, 1126].map(walkingMinutes)).toEqual([
			...[1, 1, 2, 5, 6, 10, 15, 16]
		]);
		expect([375, 376, 750, 751, 1125, 1126].map(reachOf)).toEqual([5, 10, 10, 15, 15, undefined]);
	});

	test('[U178] the nearest comes first, and numbers stay the same however the sheet is sorted', () => {
		const places = [place('乙', 300), place('甲', 300), place('丙', 20)];
		const names = (list: typeof places) => nearestFirst(list).map(({ name }) => name);
		expect(names(places)).toEqual(names([...places].reverse()));
		expect(names(places)[0]).toBe('丙');
	});

	test('[I26] a direction is read as people write it, or as degrees', () => {
		const written = [
			'东',
			'正东',
			'东北',
			'北东',
			'东北方向',
			'西南侧',
			'0',
			'225',
			'360°',
			' 南 '
		];
		expect(written.map(bearingOf)).toEqual([90, 90, 45, 45, 45, 225, 0, 225, 0, 180]);
		expect(['对面', '400', '-5', ''].map(bearingOf)).toEqual([
			...[undefined, undefined, undefined, undefined]
		]);
		expect([0, 44, 350, 180, -1].map(windOf)).toEqual(['北', '东北', '北', '南', '']);
	});
});
