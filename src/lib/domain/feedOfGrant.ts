/**
 * Which feed a role in a scope reads, and into which a document was written. A scope that is not of
 * the form its role demands has no feed.
 */
import type { RoleGrant } from './feeds.ts';
import {
	buildingFeed,
	communityFeed,
	gridFeed,
	gridOfFeed,
	handlerFeed,
	informantFeed,
	streetFeed,
	writerIn
} from './feeds.ts';
import { communityPattern, gridPattern } from './ids.ts';

const buildingScope = /^\d{12}-\d{2}\/[a-z0-9]{1,12}\/[\p{L}\p{N}.]{1,20}$/u;
const memberScope = /^(\d{12})\/([\p{L}\p{N}][\p{L}\p{N}._-]{0,39})$/u;
const streetScope = /^\d{9}$/;

export function feedOfGrant({
	role,
	scope
}: Pick<RoleGrant, 'role' | 'scope'>): string | undefined {
	switch (role) {
		case 'grid_worker':
			return gridPattern.test(scope) ? gridFeed(scope) : undefined;
		case 'building_head':
			return buildingScope.test(scope) ? buildingFeed(scope) : undefined;
		case 'informant':
			return memberScope.test(scope) ? informantFeed(scope) : undefined;
		case 'handler_property':
		case 'handler_dept': {
			const [, community = '', unit = ''] = memberScope.exec(scope) ?? [];
			return /^[a-z0-9-]+$/.test(unit) ? handlerFeed(community, unit) : undefined;
		}
		case 'community_staff':
		case 'community_lead':
			return communityPattern.test(scope) ? communityFeed(scope) : undefined;
		case 'street_staff':
			return streetScope.test(scope) ? streetFeed(scope) : undefined;
		case 'station_keeper':
			return undefined;
	}
}

/** The unit of a handler's scope, the account of an informant's; `''` for others. */
export function memberOf(scope: string): string {
	return memberScope.exec(scope)?.[2] ?? '';
}

/**
 * Whether a document of this device was written into this feed by a phone, rather than brought there
 * from another: each feed but a grid's marks its writers (writerIn).
 */
export function isWriterOf(feed: string, device: string): boolean {
	const mark = /^(.+)_[0-9a-z]{1,7}$/.exec(device);
	if (gridOfFeed(feed) !== undefined) return !mark && device !== 'station';
	return mark !== null && device === writerIn(feed, mark[1] ?? '');
}
