/**
 * Whose badge a resident may check: who works or volunteers for the community itself, under the
 * grants that hold today. A property company or a department is not the community's to vouch for.
 */
import type { Role, RoleGrant } from './feeds.ts';

/** The most responsible one stands first on the badge. */
const carriers = [
	'community_lead',
	'community_staff',
	'grid_worker',
	'building_head',
	'informant'
] as const satisfies readonly Role[];
export type BadgeRole = (typeof carriers)[number];
export type BadgeGrant = RoleGrant & { role: BadgeRole };

export function badgeGrants(grants: readonly RoleGrant[]): BadgeGrant[] {
	return carriers.flatMap((role) =>
		grants.flatMap((grant) => (grant.role === role ? [{ ...grant, role }] : []))
	);
}

/** Where the station answers whether a badge is real; behind it stands the badge's id. */
export const checkPath = '/check/';

/** 128 bits, as base64url. */
export const badgeIdPattern = /^[\w-]{22}$/;
