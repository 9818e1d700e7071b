/**
 * The places of a community by the names that people write: grids, estates, buildings. What is not
 * in the register of doors is no place.
 */
import { buildingKeyOf, buildingName } from '#lib/domain/doorId.ts';
import type { DoorDocument } from '#lib/domain/documents.ts';
import type { Community } from '../access/community.ts';

export interface Places {
	community: Community;
	/** Code of an estate by its name. */
	estates: ReadonlyMap<string, string>;
	/** Scope of a building by its written name. */
	buildings: ReadonlyMap<string, string>;
	/** How people call a scope. */
	nameOf(scope: string): string;
}

export function placesOf(community: Community, doors: readonly DoorDocument[]): Places {
	const estates = new Map<string, string>();
	const buildings = new Map<string, string>();
	const names = new Map<string, string>();
	for (const { door, grid, estate, building } of doors) {
		const scope = `${grid}/${buildingKeyOf(door, building)}`;
		if (names.has(scope)) continue;
		estates.set(plain(estate), door.split('/')[1] ?? '');
		buildings.set(plainBuilding(estate + building), scope);
		names.set(scope, buildingName(estate, building));
	}
	for (const { id, label } of community.grids) names.set(id, label);
	names.set(community.id, community.name);
	names.set(streetOf(community), community.street || '街道');
	return { community, estates, buildings, nameOf: (scope) => names.get(scope) ?? scope };
}

/** The street is in the first nine digits of the community's code. */
export function streetOf({ id }: Community): string {
	return id.slice(0, 9);
}

/** Several in one cell. */
export function listed(written: string): string[] {
	return written.split(/[、，,；;\n]+|\s{1,}/u).filter((part) => part !== '');
}

/** Scope of a grid: 第1网格, 1, 第一网格 as its label says. */
export function gridScope(written: string, { community }: Places): string | undefined {
	const number = /(\d{1,2})\D*$/.exec(plain(written))?.[1];
	return community.grids.find(
		({ id, label }) =>
			id === written ||
			plain(label) === plain(written) ||
			(number !== undefined && Number(id.slice(-2)) === Number(number))
	)?.id;
}

/**
 * Scopes of buildings: 兴康小区3号楼、4号楼, or 兴康小区3-5号楼. The estate holds on until another is named.
 * A word that names no building stands under `unknown`.
 */
export function buildingScopes(
	written: string,
	{ estates, buildings }: Places
): { scopes: string[]; unknown: string[] } {
	const scopes: string[] = [];
	const unknown: string[] = [];
	let estate = '';
	for (const part of listed(written)) {
		const named = [...estates.keys()]
			.filter((name) => plain(part).startsWith(name))
			.sort((a, b) => b.length - a.length)[0];
		estate = named ?? estate;
		const rest = named === undefined ? plain(part) : plain(part).slice(named.length);
		for (const building of expanded(rest)) {
			const scope = buildings.get(plainBuilding(estate + building));
			if (scope === undefined) unknown.push(part);
			else scopes.push(scope);
		}
	}
	return { scopes: [...new Set(scopes)], unknown: [...new Set(unknown)] };
}

/** 3-5号楼: at most so many, or it is a slip of the hand. */
const longestRun = 60;

function expanded(written: string): string[] {
	const run = /^(\d{1,3})[-—–~至到](\d{1,3})(\D*)$/.exec(written);
	const [first, last] = [Number(run?.[1]), Number(run?.[2])];
	if (!run || last < first || last - first > longestRun) return [written];
	return Array.from({ length: last - first + 1 }, (_, at) => `${first + at}${run[3] ?? ''}`);
}

export function plain(written: string): string {
	return written.normalize('NFKC').replace(/\s+/g, '');
}

function plainBuilding(written: string): string {
	return plain(written).replace(/(?:#楼?|号楼?|栋|幢|楼)$/, '');
}
