import { expect, test } from 'vitest';
import type { Role } from '#lib/domain/feeds.ts';
import { hatOf, hatsOf, placesOfHat } from './hats.ts';
import { Wardrobe } from './wardrobe.svelte.ts';

const community = { id: '150105001019', name: '兴康社区', street: '人民路街道', phone: '' };
const feedOf = (role: Role, label: string) => ({
	feed: label,
	media: '',
	role,
	scope: label,
	label
});
const meWith = (...roles: Role[]) => ({
	roles: roles.map((role) => ({ role, scope: '' })),
	feeds: roles.filter((role) => role !== 'station_keeper').map((role) => feedOf(role, role))
});

test('[U60] several buildings are one kind of work; the keeper needs no feed', () => {
	expect(hatsOf(meWith('building_head', 'building_head', 'grid_worker'))).toEqual(['head', 'grid']);
	expect(hatsOf(meWith('station_keeper'))).toEqual(['keeper']);
	expect(hatsOf({ roles: [], feeds: [] })).toEqual([]);
});

test('[U60] the hat worn last is worn again, as long as it is still hers', () => {
	expect(hatOf(['head', 'grid'], 'grid')).toBe('grid');
	expect(hatOf(['head'], 'grid')).toBe('head');
	expect(hatOf([], 'grid')).toBeUndefined();
});

test('[U60] the choice is kept on the phone', async () => {
	const kept = new Map<string, string>();
	const app = {
		me: {
			account: 'a',
			displayName: '',
			community,
			demo: true,
			badge: '',
			...meWith('grid_worker', 'informant')
		},
		preference: (name: string) => kept.get(name) ?? '',
		setPreference: async (name: string, value: string) => void kept.set(name, value)
	};
	await new Wardrobe(app).wear('informant');
	expect(new Wardrobe(app).hat).toBe('informant');
});

test('a header names one place whole and counts many', () => {
	const feeds = [feedOf('building_head', '3号楼'), feedOf('building_head', '5号楼')];
	expect(placesOfHat({ feeds, community }, 'head')).toBe('3号楼 等 2 处');
	expect(placesOfHat({ feeds: [], community }, 'head')).toBe('兴康社区');
});
