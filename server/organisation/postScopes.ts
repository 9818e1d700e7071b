/** What a post is and where it holds, from the words of a table. */
import type { Unit } from '#lib/domain/loopDocuments.ts';
import type { Role } from '#lib/domain/feeds.ts';
import type { Outcome } from '#lib/domain/outcome.ts';
import { accepted, refused } from '#lib/domain/outcome.ts';
import type { Places } from './places.ts';
import { buildingScopes, gridScope, listed, plain, streetOf } from './places.ts';

/** `handler`: of a property company or of another unit, as the unit says. */
export type PostRole = Exclude<Role, 'handler_property' | 'handler_dept'> | 'handler';

interface ScopeRefusal {
	reason: 'scope_missing' | 'scope_unknown' | 'unit_wrong_kind';
	word: string;
}

const roles: readonly (readonly [PostRole, RegExp])[] = [
	['grid_worker', /网格(?:员|长)|^网格/],
	['building_head', /楼栋长|楼长|单元长|楼道长|微网格|联户长/],
	['informant', /信息员/],
	['street_staff', /街道/],
	['community_lead', /书记|社区主任/],
	['station_keeper', /同步站|站管|管理员/],
	['handler', /物业|部门|志愿|互助|处置|办理|公司|中队/],
	['community_staff', /社区|居委|社工/]
];

export function roleOf(written: string): PostRole | undefined {
	return roles.find(([, words]) => words.test(plain(written)))?.[0];
}

interface Asked {
	written: string;
	account: string;
	places: Places;
	units: readonly Unit[];
}

type Found = Outcome<{ role: Role; scope: string }[], ScopeRefusal>;

export function scopesOf(role: PostRole, asked: Asked): Found {
	const { written, account, places } = asked;
	const { community } = places;
	switch (role) {
		case 'community_staff':
		case 'community_lead':
		case 'station_keeper':
			return accepted([{ role, scope: community.id }]);
		case 'street_staff':
			return accepted([{ role, scope: streetOf(community) }]);
		case 'informant':
			return accepted([{ role, scope: `${community.id}/${account}` }]);
		case 'handler':
			return handlerScopes(asked);
		case 'grid_worker':
		case 'building_head':
			if (plain(written) === '') return refused({ reason: 'scope_missing', word: '' });
			return role === 'grid_worker' ? gridScopes(asked) : headScopes(asked);
	}
}

function gridScopes({ written, places }: Asked): Found {
	const found: { role: Role; scope: string }[] = [];
	for (const part of listed(written)) {
		const scope = gridScope(part, places);
		if (scope === undefined) return refused({ reason: 'scope_unknown', word: part });
		found.push({ role: 'grid_worker', scope });
	}
	return accepted(found);
}

function headScopes({ written, places }: Asked): Found {
	const { scopes, unknown } = buildingScopes(written, places);
	const [word] = unknown;
	if (word !== undefined) return refused({ reason: 'scope_unknown', word });
	return accepted(scopes.map((scope) => ({ role: 'building_head', scope })));
}

function handlerScopes({ written, places, units }: Asked): Found {
	const parts = listed(written);
	if (parts.length === 0) return refused({ reason: 'scope_missing', word: '' });
	const found: { role: Role; scope: string }[] = [];
	for (const part of parts) {
		const unit = units.find(({ name, code }) => name === plain(part) || code === part);
		if (!unit) return refused({ reason: 'scope_unknown', word: part });
		if (unit.kind === 'community' || unit.kind === 'street') {
			return refused({ reason: 'unit_wrong_kind', word: part });
		}
		const role: Role = unit.kind === 'property' ? 'handler_property' : 'handler_dept';
		found.push({ role, scope: `${places.community.id}/${unit.code}` });
	}
	return accepted(found);
}

/** A party branch is of the community, a grid or a building. */
export function branchScope(written: string, places: Places): string | undefined {
	const word = plain(written);
	const { community } = places;
	if (word === '' || word === plain(community.name) || /^(?:本|全)?社区$/.test(word)) {
		return community.id;
	}
	const { scopes, unknown } = buildingScopes(written, places);
	if (unknown.length === 0 && scopes.length === 1) return scopes[0];
	return /网格/.test(word) || /^\d{1,2}$/.test(word) ? gridScope(written, places) : undefined;
}
