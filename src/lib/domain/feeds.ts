/** Names of the databases at the station. One role and scope has one feed (routing.ts fills them). */
import type { CommunityId, GridId } from './ids.ts';
import { communityOfGrid } from './ids.ts';

/** What an account may be, and where. */
export interface RoleGrant {
	role: Role;
	/** A grid id, a community id, … as the role demands. */
	scope: string;
}

export type Role =
	| 'grid_worker'
	| 'building_head'
	| 'informant'
	| 'handler_property'
	| 'handler_dept'
	| 'community_staff'
	| 'community_lead'
	| 'street_staff'
	| 'station_keeper';

/** What a phone is told about one of its feeds. */
export interface FeedGrant {
	/** Database under /db that the phone replicates. */
	feed: string;
	/** Database under /db that holds this feed's pictures. */
	media: string;
	role: Role;
	scope: string;
	/** As people call it, e.g. 兴康社区 第1网格. */
	label: string;
}

export function gridFeed(grid: GridId): string {
	return `feed-grid-${grid}`;
}

export function gridMedia(grid: GridId): string {
	return `media-grid-${grid}`;
}

/** Everything of a community, whole; read by no phone. */
export function communityLedger(community: CommunityId): string {
	return `ledger-${community}`;
}

/** What was refused from phones, kept with its reason until somebody decides. */
export function quarantineOf(community: CommunityId): string {
	return `quarantine-${community}`;
}

export function gridOfFeed(feed: string): GridId | undefined {
	return /^feed-grid-(\d{12}-\d{2})$/.exec(feed)?.[1];
}

export function ledgerOfGrid(grid: GridId): string {
	return communityLedger(communityOfGrid(grid));
}

export function communityOfLedger(database: string): CommunityId | undefined {
	return /^ledger-(\d{12})$/.exec(database)?.[1];
}
