/** Names of the databases at the station. One role and scope has one feed (routing.ts fills them). */
import type { CommunityId, GridId } from './ids.ts';
import { communityOfGrid } from './ids.ts';

/** What an account may be, and where. */
export interface RoleGrant {
	role: Role;
	/**
	 * Where, as the role demands: a grid `150105001019-01`, a building `150105001019-01/xk/3`, a
	 * community `150105001019`, a unit of it `150105001019/wy-herun`, an informant
	 * `150105001019/xinxiyuan1`, a street `150105001`.
	 */
	scope: string;
	/** Calendar days between which a stand-in holds it, the days themselves included; absent for good. */
	from?: string;
	until?: string;
}

export const unitPattern = /^[a-z]{1,12}(?:-[a-z0-9]{1,20}){1,3}$/;
export const scopePattern =
	/^\d{9}$|^\d{12}$|^\d{12}-\d{2}(?:\/[a-z0-9]{1,12}\/[\p{L}\p{N}.]{1,20})?$|^\d{12}\/[\p{L}\p{N}][\p{L}\p{N}._-]{0,39}$/u;

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

/** `150105001019-01/xk/3`: a building with the grid it stands in. */
export function buildingFeed(scope: string): string {
	return `feed-building-${databaseWord(scope)}`;
}

export function informantFeed(scope: string): string {
	return `feed-informant-${databaseWord(scope)}`;
}

export function handlerFeed(community: CommunityId, unit: string): string {
	return `feed-handler-${community}-${unit}`;
}

export function communityFeed(community: CommunityId): string {
	return `feed-community-${community}`;
}

/** @param street the first nine digits of its communities' codes */
export function streetFeed(street: string): string {
	return `feed-street-${street}`;
}

/** Where a feed's pictures lie. */
export function mediaOf(feed: string): string {
	return feed.replace(/^feed-/, 'media-');
}

/** CouchDB takes few letters in a database's name; the others are written as their code points. */
function databaseWord(scope: string): string {
	return scope.replaceAll('/', '-').replace(/[^a-z0-9-]/gu, (letter) => {
		return `_${letter.codePointAt(0)?.toString(16) ?? ''}_`;
	});
}

/**
 * Under which device a phone writes into a feed. Numbers run by device and feed; what one person
 * writes into two feeds may meet in a third, and its numbers must not.
 */
export function writerIn(feed: string, device: string): string {
	if (gridOfFeed(feed) !== undefined) return device;
	let hash = 0x811c9dc5;
	for (const letter of feed) hash = Math.imul(hash ^ (letter.codePointAt(0) ?? 0), 0x01000193);
	return `${device}_${(hash >>> 0).toString(36)}`;
}

/** True for what this phone wrote, into whichever of its feeds. */
export function wroteHere(device: string, writer: string): boolean {
	return writer === device || writer.startsWith(`${device}_`);
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
