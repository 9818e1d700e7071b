/** Which feeds a role reads and writes. What is not here, nobody reaches. */
import type { FeedGrant, RoleGrant } from '#lib/domain/feeds.ts';
import { gridFeed, gridMedia } from '#lib/domain/feeds.ts';
import type { Community } from './community.ts';

export function feedsOf(grants: readonly RoleGrant[], community: Community): FeedGrant[] {
	return grants.flatMap((grant) => feedOf(grant, community) ?? []);
}

/** One line per role that has a feed. */
function feedOf({ role, scope }: RoleGrant, community: Community): FeedGrant | undefined {
	if (role !== 'grid_worker') return undefined;
	const grid = community.grids.find(({ id }) => id === scope);
	if (!grid) return undefined;
	return {
		feed: gridFeed(grid.id),
		media: gridMedia(grid.id),
		role,
		scope,
		label: `${community.name} ${grid.label}`
	};
}
