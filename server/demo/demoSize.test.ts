import { expect, test } from 'vitest';
import { demoHeads } from './demoOrganisation.ts';
import { makeDemoRoster } from './demoRoster.ts';
import { ofSize } from './demoSize.ts';

const whole = makeDemoRoster('2026-11-23');

test('[O97] the small demo has a stairwell of every building, and nothing that the whole one lacks', () => {
	const small = ofSize(whole, 'small').households;
	expect(small.length).toBeLessThan(whole.households.length / 2);
	expect(small.every((household) => whole.households.includes(household))).toBe(true);
	for (const { estate, grid, buildings } of demoHeads) {
		for (const building of buildings) {
			const doors = small.filter(
				(one) => one.grid === grid && one.estate === estate && one.building === building
			);
			// The stories of the demo happen at up to four doors of a building.
			expect(doors.length, `${estate} ${building}`).toBeGreaterThanOrEqual(4);
			expect(new Set(doors.map(({ unit }) => unit).filter(Boolean)).size).toBeLessThanOrEqual(1);
		}
	}
	expect(ofSize(whole, 'whole')).toBe(whole);
});
