/** The community a station serves: its names for people, and the databases it needs. */
import { feedOfGrant } from '#lib/domain/feedOfGrant.ts';
import type { Role } from '#lib/domain/feeds.ts';
import {
	communityFeed,
	communityLedger,
	gridFeed,
	gridOfFeed,
	mediaOf,
	quarantineOf
} from '#lib/domain/feeds.ts';
import type { CommunityId, GridId } from '#lib/domain/ids.ts';

export interface Community {
	id: CommunityId;
	/** 兴康社区 */
	name: string;
	/** 人民路街道 */
	street: string;
	/** Whom residents may call; `''` where nobody told. */
	phone: string;
	grids: Grid[];
	/** Buildings, units, informants and the street that have a feed (feeds.ts). */
	scopes?: Scope[];
	/** True for a made-up community, which listens on loopback only. */
	demo: boolean;
}

interface Grid {
	id: GridId;
	/** As rosters and people call it: 第1网格. */
	label: string;
}

interface Scope {
	role: Role;
	scope: string;
	/** As people call it; `''` where nothing said it yet. */
	label: string;
}

/** When the station received what; see router/receivedBook.ts. */
export function receivedBookOf(community: CommunityId): string {
	return `received-${community}`;
}

/** What stations keep for each other in a cluster they share: people with their hashes, and leases. */
export const accessDatabase = 'station-access';
export const leaseDatabase = 'station-leases';
/** Also those of a neighbour, whose prefix in the cluster somebody forgot to set apart. */
const ofStations = new RegExp(`(?:^|-)(?:${accessDatabase}|${leaseDatabase})$`);

/**
 * Whether a name is free for general databases: not one of the community's own, now or when a grid
 * is added. Other communities' names are free, since a district gathers their ledgers.
 */
export function isGeneral(name: string, community: Community): boolean {
	const own = new RegExp(
		`^(?:(?:feed|media)-(?:[a-z]+-)*|ledger-|quarantine-|received-)${community.id}(?:-|$)`
	);
	const ofStreet = new RegExp(`^(?:feed|media)-street-${streetOf(community)}$`);
	const isOwn = own.test(name) || ofStreet.test(name);
	return !isOwn && !ofStations.test(name) && !databasesOf(community).includes(name);
}

/** Whether a feed is kept here: of a grid there is, or of whatever else is of this community. */
export function isOwnFeed(feed: string, community: Community): boolean {
	const grid = gridOfFeed(feed);
	if (grid !== undefined) return community.grids.some(({ id }) => id === grid);
	const [, role = '', scope = ''] = /^feed-([a-z]+)-(.+)$/.exec(feed) ?? [];
	if (role === 'street') return scope === streetOf(community);
	if (role === 'community') return scope === community.id;
	if (role === 'building') return community.grids.some(({ id }) => scope.startsWith(`${id}-`));
	return scope.startsWith(`${community.id}-`);
}

function streetOf({ id }: Community): string {
	return id.slice(0, 9);
}

/** Every feed of the community. */
export function feedNames({ id, grids, scopes = [] }: Community): string[] {
	const scoped = scopes.flatMap((scope) => feedOfGrant(scope) ?? []);
	return [...new Set([...grids.map((grid) => gridFeed(grid.id)), communityFeed(id), ...scoped])];
}

/** Every database of the community. */
export function databasesOf(community: Community): string[] {
	return [
		communityLedger(community.id),
		quarantineOf(community.id),
		receivedBookOf(community.id),
		...feedNames(community).flatMap((feed) => [feed, mediaOf(feed)])
	];
}

/** What the district gets: everything of the community but what was refused and its copies. */
export function sentUpstream(community: Community): string[] {
	return [
		communityLedger(community.id),
		receivedBookOf(community.id),
		...feedNames(community).map(mediaOf)
	];
}
