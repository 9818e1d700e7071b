/**
 * The names of things. An id never carries personal data: a door id is an address, everything else
 * is a ULID or the hash of content.
 */

/** `150105001019-01`: 12 digits of the community, a dash, two digits of the grid. */
export type GridId = string;
/** 12 digits of the statistical division code. */
export type CommunityId = string;
/** `150105001019-01/xk/3-2-501`: grid, estate code, building-unit-room. Stable and readable by a person. */
export type DoorId = string;
/** 26 characters of Crockford base 32, time first. */
export type Ulid = string;
/** An account's login name; the `author` of what it writes. */
export type AccountName = string;
/** A ULID made once per installation of the app; `station` for the station's own documents. */
export type DeviceId = string;

export const ulidPattern = /^[0-9A-HJKMNP-TV-Z]{26}$/;
export const gridPattern = /^\d{12}-\d{2}$/;
export const communityPattern = /^\d{12}$/;
export const doorPattern = /^\d{12}-\d{2}\/[a-z0-9]{1,12}\/[\p{L}\p{N}.-]{1,40}$/u;
export const sha256Pattern = /^[0-9a-f]{64}$/;

/** Document ids, one maker per kind. The part before the first colon is the kind. */
export const documentId = {
	door: (door: DoorId) => `door:${door}`,
	household: (door: DoorId) => `household:${door}`,
	resident: (id: Ulid) => `resident:${id}`,
	visit: (id: Ulid) => `visit:${id}`,
	concern: (id: Ulid) => `concern:${id}`,
	event: (concern: Ulid, id: Ulid) => `event:${concern}:${id}`,
	amendment: (subject: Ulid | DoorId, id: Ulid) => `amendment:${subject}:${id}`,
	photo: (sha256: string) => `photo:${sha256}`,
	check: (id: Ulid) => `check:${id}`,
	checkAnswer: (check: Ulid, id: Ulid) => `check_answer:${check}:${id}`,
	/** The same limit is warned of once, whoever finds it. */
	warning: (concern: Ulid, of: string) => `warning:${concern}:${of}`,
	organisation: (id: Ulid) => `organisation:${id}`,
	settings: (id: Ulid) => `settings:${id}`,
	places: (id: Ulid) => `places:${id}`,
	campaign: (id: Ulid) => `campaign:${id}`,
	campaignEnd: (campaign: Ulid, id: Ulid) => `campaign_end:${campaign}:${id}`,
	campaignAnswer: (campaign: Ulid, id: Ulid) => `campaign_answer:${campaign}:${id}`,
	rightsRequest: (id: Ulid) => `rights_request:${id}`,
	rightsAnswer: (request: Ulid, id: Ulid) => `rights_answer:${request}:${id}`,
	exportProfile: (id: Ulid) => `export_profile:${id}`,
	exportRun: (id: Ulid) => `export_run:${id}`,
	tally: (community: CommunityId, day: string) => `tally:${community}:${day}`,
	sound: (sha256: string) => `sound:${sha256}`
};

export function communityOfGrid(grid: GridId): CommunityId {
	return grid.slice(0, 12);
}

/** The `grid` of what belongs to no one grid. */
export function wholeCommunity(community: CommunityId): GridId {
	return `${community}-00`;
}

export function gridOfDoor(door: DoorId): GridId {
	return door.slice(0, 15);
}

/** What stands after the first colon: the ULID, door id or hash. */
export function localPart(id: string): string {
	return id.slice(id.indexOf(':') + 1);
}
