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

/** As a community calls them, on a badge and where it is checked. */
export const badgeRoleNames: Readonly<Record<BadgeRole, string>> = {
	community_lead: '社区书记',
	community_staff: '社区工作者',
	grid_worker: '网格员',
	building_head: '楼栋长',
	informant: '流动信息员'
};

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
