/** The community a station serves: its names for people, and the databases it needs. */
import { communityLedger, gridFeed, gridMedia, quarantineOf } from '#lib/domain/feeds.ts';
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
	/** True for a made-up community, which listens on loopback only. */
	demo: boolean;
}

interface Grid {
	id: GridId;
	/** As rosters and people call it: 第1网格. */
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
	return !own.test(name) && !ofStations.test(name) && !databasesOf(community).includes(name);
}

/** Every database of the community. */
export function databasesOf(community: Community): string[] {
	return [
		communityLedger(community.id),
		quarantineOf(community.id),
		receivedBookOf(community.id),
		...community.grids.flatMap(({ id }) => [gridFeed(id), gridMedia(id)])
	];
}

/** What the district gets: everything of the community but what was refused and its copies. */
export function sentUpstream(community: Community): string[] {
	return [
		communityLedger(community.id),
		receivedBookOf(community.id),
		...community.grids.map(({ id }) => gridMedia(id))
	];
}
