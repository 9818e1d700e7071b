/**
 * How much of the demo community is made. The small one has every grid, building, post and story, and
 * of each building one stairwell: for a weak machine, and for tests that need a few doors. It must
 * never have a door that the whole one lacks.
 */
import type { DemoRoster } from './demoRoster.ts';

export type DemoSize = 'whole' | 'small';

/** Of a tower; so that its stairwell is no longer than the others. */
const floorsOfSmall = 6;

export function ofSize(roster: DemoRoster, size: DemoSize): DemoRoster {
	if (size === 'whole') return roster;
	const households = roster.households.filter(
		({ unit, floor }) => (unit === '' || unit === '1') && floor <= floorsOfSmall
	);
	return { ...roster, households };
}
