import { describe, expect, test } from 'vitest';
import { badgeGrants, badgeIdPattern } from './badge.ts';
import type { RoleGrant } from './feeds.ts';

const grants: RoleGrant[] = [
	{ role: 'building_head', scope: '150105001019-01/xk/3' },
	{ role: 'handler_property', scope: '150105001019/wy-herun' },
	{ role: 'grid_worker', scope: '150105001019-01' },
	{ role: 'street_staff', scope: '150105001' },
	{ role: 'station_keeper', scope: '150105001019' }
];

describe('who carries a badge', () => {
	test('[U170] who works or volunteers for the community, the most responsible role first', () => {
		expect(badgeGrants(grants).map(({ role }) => role)).toEqual(['grid_worker', 'building_head']);
		expect(badgeGrants([])).toEqual([]);
	});

	test('[U170] an id is 22 signs and no path', () => {
		expect(badgeIdPattern.test('abcdefghijABCDEFGHIJ-_')).toBe(true);
		expect(badgeIdPattern.test('../etc/passwd/and/more')).toBe(false);
		expect(badgeIdPattern.test(':badge')).toBe(false);
	});
});
