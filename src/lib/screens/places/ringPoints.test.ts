import { describe, expect, test } from 'vitest';
import type { Place } from '#lib/domain/communityDocuments.ts';
import { markRadius, radiusOf, ringPoints, ringRadius } from './ringPoints.ts';

const place = (metres: number, bearing: number): Place => ({
	...{ name: `${metres}`, type: 'market', address: '', hours: '', phone: '', metres, bearing }
});

describe('the drawn ring', () => {
	test('[U179] a mark stands where its bearing and distance say', () => {
		const [north, east, west] = ringPoints([place(375, 0), place(750, 90), place(1125, 270)]);
		const spots = [north, east, west].map((point) => `${point!.x.toFixed()} ${point!.y.toFixed()}`);
		expect(spots).toEqual(['0 -33', '67 -0', '-100 0']);
		expect(radiusOf(1125)).toBe(ringRadius);
	});

	test('[U179] what has no direction is not drawn, and numbers stay those of the list', () => {
		expect(ringPoints([place(1, -1), place(500, 10)]).map(({ number }) => number)).toEqual([2]);
	});

	test('[U179] no mark covers another or the centre, and none leaves the drawing', () => {
		const many = Array.from({ length: 25 }, (_, at) => place(200 + (at % 3) * 40, (at * 7) % 60));
		const points = ringPoints([...many, place(9_000, 30), place(9_000, 30), place(0, 30)]);
		for (const [at, one] of points.entries()) {
			const radius = Math.hypot(one.x, one.y);
			expect(radius).toBeGreaterThan(markRadius * 2);
			expect(radius).toBeLessThan(ringRadius + 9);
			for (const other of points.slice(at + 1)) {
				expect(Math.hypot(one.x - other.x, one.y - other.y)).toBeGreaterThan(markRadius * 1.9);
			}
		}
	});
});
