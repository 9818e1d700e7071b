/** How a worker is called towards residents: her work, her place, and until when she holds it. */
import type { Me } from '#lib/app/app.ts';
import { badgeGrants, badgeRoleNames, checkPath } from '#lib/domain/badge.ts';

interface WhoIsAtTheDoor {
	name: string;
	/** 网格员; `''` for who has no badge. */
	work: string;
	/** 兴康社区 第1网格 */
	place: string;
	/** Each post with its place. */
	works: string[];
	/** Last day of what she holds; `''` for good. */
	until: string;
}

export function whoIsAtTheDoor({ displayName, roles, feeds, community }: Me): WhoIsAtTheDoor {
	const grants = badgeGrants(roles);
	const placeOf = ({ role, scope }: { role: string; scope: string }) =>
		feeds.find((feed) => feed.role === role && feed.scope === scope)?.label ?? community.name;
	const untils = grants.map(({ until = '' }) => until);
	const [first] = grants;
	return {
		name: displayName,
		work: first ? badgeRoleNames[first.role] : '',
		place: first ? placeOf(first) : community.name,
		works: grants.map((grant) => `${badgeRoleNames[grant.role]} ${placeOf(grant)}`),
		until: untils.includes('') ? '' : (untils.sort().at(-1) ?? '')
	};
}

/** What the QR code holds; `''` before the station has told an id. */
export function checkAddress(origin: string, badge: string): string {
	return badge === '' ? '' : `${origin}${checkPath}${badge}`;
}
