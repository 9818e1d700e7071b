/**
 * Who may raise a concern, and from where it then comes (DOMAIN 5.5). Only the community says how a
 * matter reached it; everybody else's source is what they are.
 */
import type { ConcernFields, ConcernSource } from './documents.ts';
import type { Role } from './feeds.ts';

const toldToTheCommunity: ReadonlySet<ConcernSource> = new Set(['resident', 'meeting', 'hotline']);

/** Undefined where the role raises none. */
export function sourceOf(
	role: Role,
	{ door, source }: Pick<ConcernFields, 'door'> & { source?: ConcernSource | undefined }
): ConcernSource | undefined {
	switch (role) {
		case 'grid_worker':
			return door === '' ? 'patrol' : 'visit';
		case 'building_head':
			return 'building_head';
		case 'informant':
			return 'informant';
		case 'handler_property':
			return 'property';
		case 'community_staff':
		case 'community_lead':
			return source !== undefined && toldToTheCommunity.has(source) ? source : 'resident';
		case 'street_staff':
			return 'hotline';
		case 'handler_dept':
		case 'station_keeper':
			return undefined;
	}
}
