/** Which feeds a role reads and writes. What is not here, nobody reaches. */
import { feedOfGrant, memberOf } from '#lib/domain/feedOfGrant.ts';
import type { FeedGrant, RoleGrant } from '#lib/domain/feeds.ts';
import { mediaOf } from '#lib/domain/feeds.ts';
import type { Community } from './community.ts';
import { isOwnFeed } from './community.ts';

/** One of each feed, also for whoever holds it in two roles. */
export function feedsOf(grants: readonly RoleGrant[], community: Community): FeedGrant[] {
	const feeds = new Map<string, FeedGrant>();
	for (const { role, scope } of grants) {
		const feed = feedOfGrant({ role, scope });
		if (feed === undefined || feeds.has(feed) || !isOwnFeed(feed, community)) continue;
		const label = labelOf({ role, scope }, community);
		feeds.set(feed, { feed, media: mediaOf(feed), role, scope, label });
	}
	return [...feeds.values()];
}

function labelOf(
	{ role, scope }: RoleGrant,
	{ name, street, grids, scopes = [] }: Community
): string {
	const known = scopes.find((one) => one.scope === scope && one.label !== '')?.label;
	const grid = grids.find(({ id }) => id === scope.slice(0, 15))?.label ?? '';
	switch (role) {
		case 'grid_worker':
			return `${name} ${grid}`;
		case 'building_head':
			return known ?? `${name} ${grid} ${scope.slice(16).replace('/', ' ')}号楼`;
		case 'informant':
			return `${name} 流动信息员`;
		case 'handler_property':
		case 'handler_dept':
			return `${name} ${known ?? memberOf(scope)}`;
		case 'street_staff':
			return street === '' ? '街道' : street;
		case 'community_staff':
		case 'community_lead':
		case 'station_keeper':
			return name;
	}
}
