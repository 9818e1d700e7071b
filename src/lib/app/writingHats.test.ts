import { describe, expect, test } from 'vitest';
import { communityFeed, gridFeed, handlerFeed, mediaOf, streetFeed } from '#lib/domain/feeds.ts';
import { buildingFeed, informantFeed } from '#lib/domain/feeds.ts';
import type { FeedGrant, Role } from '#lib/domain/feeds.ts';
import { sampleDoor, sampleGrid } from '#lib/domain/sampleDocuments.ts';
import type { Line } from '#lib/domain/toldConcern.ts';
import { told, toldHeader } from '#lib/domain/toldConcern.ts';
import { grantForAnswer, grantForAsking, grantForStep, placeForRaising } from './writingHats.ts';

const community = sampleGrid.slice(0, 12);
const street = community.slice(0, 9);
const building = `${sampleGrid}/xk/3`;

function grant(role: Role, scope: string, feed: string): FeedGrant {
	return { role, scope, feed, media: mediaOf(feed), label: scope };
}

const asWorker = grant('grid_worker', sampleGrid, gridFeed(sampleGrid));
const asHead = grant('building_head', building, buildingFeed(building));
const asOtherHead = grant(
	'building_head',
	`${sampleGrid}/xk/4`,
	buildingFeed(`${sampleGrid}/xk/4`)
);
const asInformant = grant(
	'informant',
	`${community}/xinxiyuan1`,
	informantFeed(`${community}/xinxiyuan1`)
);
const asProperty = (unit: string) =>
	grant('handler_property', `${community}/${unit}`, handlerFeed(community, unit));
const asCommunity = grant('community_staff', community, communityFeed(community));
const asLead = grant('community_lead', community, communityFeed(community));
const asStreet = grant('street_staff', street, streetFeed(street));

const somebody = (...feeds: FeedGrant[]) => ({
	account: 'somebody',
	feeds,
	community: { id: community, name: '兴康社区', street: '人民路街道', phone: '' }
});

function concern(lines: Line[], feeds: string[]) {
	const header = toldHeader();
	return { ...header, ...told(header, ...lines), feeds };
}

describe('grantForStep', () => {
	test('[C90] goes by the role whose step it is', () => {
		const both = somebody(asHead, asWorker);
		const fresh = concern([], [asHead.feed, asWorker.feed]);
		expect(grantForStep(both, 'self_handle', fresh)).toBe(asWorker);
		expect(grantForStep(both, 'join_household', fresh)).toBe(asHead);
		const staffAndLead = somebody(asCommunity, asLead);
		const working: Line[] = [
			['shequ1', 'dispatch'],
			['wuye1', 'accept']
		];
		const held = concern(working, [asCommunity.feed]);
		expect(grantForStep(staffAndLead, 'dispatch', held)).toBe(asCommunity);
		expect(grantForStep(staffAndLead, 'suspend', held)).toBe(asLead);
	});

	test('[C90] prefers the feed that holds the concern', () => {
		const both = somebody(asHead, asWorker);
		const here = concern([], [asWorker.feed]);
		expect(grantForStep(both, 'join_household', here)).toBe(asWorker);
	});

	test('[C90] writes for the unit that has it, not for another of the same person', () => {
		const two = somebody(asProperty('wy-jiahe'), asProperty('wy-herun'));
		const sent = concern([['shequ1', 'dispatch']], [handlerFeed(community, 'wy-herun')]);
		expect(grantForStep(two, 'accept', sent)?.scope).toBe(`${community}/wy-herun`);
	});

	test('[C90] whom it does not reach gets nothing; who may not gets a desk that says no', () => {
		const fresh = concern([], []);
		expect(grantForStep(somebody(asOtherHead), 'join_household', fresh)).toBeUndefined();
		expect(grantForStep(somebody(asStreet), 'dispatch', fresh)).toBe(asStreet);
	});
});

describe('placeForRaising', () => {
	const at = (change: object) => ({ door: '' as const, building: '', ...change });

	test('[C90] a door decides: its worker, its building’s head, or the community', () => {
		const door = at({ door: sampleDoor });
		const raisedBy = (...feeds: FeedGrant[]) => placeForRaising(somebody(...feeds), door);
		expect(raisedBy(asOtherHead, asHead)).toMatchObject({
			grant: asHead,
			grid: sampleGrid,
			building: 'xk/3'
		});
		expect(raisedBy(asCommunity)).toMatchObject({ grant: asCommunity, grid: sampleGrid });
		expect(raisedBy(asStreet)).toMatchObject({ grant: asStreet, grid: sampleGrid });
		expect(raisedBy(asOtherHead)).toBeUndefined();
	});

	test('[C90] what has no door belongs to whom it was told, or to the whole community', () => {
		const raisedBy = (grant: FeedGrant, change = {}) =>
			placeForRaising(somebody(grant), at(change));
		expect(raisedBy(asWorker)?.grid).toBe(sampleGrid);
		expect(raisedBy(asHead)).toMatchObject({ grid: sampleGrid, building: 'xk/3' });
		expect(raisedBy(asHead, { building: 'xk/4' })).toBeUndefined();
		for (const one of [asInformant, asProperty('wy-herun'), asCommunity, asStreet]) {
			expect(raisedBy(one)?.grid, one.role).toBe(`${community}-00`);
		}
		expect(raisedBy(asCommunity, { building: 'xk/3', gridOfBuilding: sampleGrid })?.grid).toBe(
			sampleGrid
		);
	});

	test('[C90] the hat that is named is worn, and a role that raises nothing is none', () => {
		const two = somebody(asWorker, asCommunity);
		expect(placeForRaising(two, at({ role: 'community_staff' }))?.grant).toBe(asCommunity);
		const keeper = grant('station_keeper', community, 'feed-none');
		expect(placeForRaising(somebody(keeper), at({}))).toBeUndefined();
	});
});

describe('looking in at a door', () => {
	const check = {
		...{ door: sampleDoor, label: '501', words: '看看', dueOn: '2026-11-30' },
		scope: building
	};

	test('[C90] the worker asks in her grid, else the community; who was asked answers', () => {
		expect(grantForAsking(somebody(asHead, asWorker), check)).toBe(asWorker);
		expect(grantForAsking(somebody(asLead), check)).toBe(asLead);
		expect(grantForAsking(somebody(asHead, asStreet), check)).toBeUndefined();
		expect(grantForAnswer(somebody(asOtherHead, asHead), check)).toBe(asHead);
		expect(grantForAnswer(somebody(asWorker), check)).toBeUndefined();
	});
});
