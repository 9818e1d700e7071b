/**
 * The demo community: its name and code from the public table, its figures from a newspaper article
 * about it (5 grids, 63 buildings, 2,758 households). Which estates it has is made up.
 */
import type { DoorType } from '#lib/domain/documents.ts';
import { divisionName } from './demoData.ts';

export const demoCommunityId = '150105001019';

export const demoCommunity = {
	id: demoCommunityId,
	name: divisionName(demoCommunityId).replace(/居委会$/, ''),
	street: divisionName(demoCommunityId.slice(0, 9)),
	district: divisionName(demoCommunityId.slice(0, 6)),
	/** 0471 is Hohhot; no number of the city begins with 0. */
	phone: '0471-0000000',
	grids: [1, 2, 3, 4, 5].map((number) => ({
		id: `${demoCommunityId}-0${number}`,
		label: `第${number}网格`
	}))
} as const;

/** A run of buildings of one make. */
interface BuildingRun {
	grid: number;
	estate: string;
	first: number;
	last: number;
	units: number;
	floors: number;
	/** Doors on one floor of one unit. */
	wide: number;
}

const runs: readonly BuildingRun[] = [
	{ grid: 1, estate: '兴康小区', first: 1, last: 7, units: 3, floors: 6, wide: 2 },
	{ grid: 1, estate: '兴康小区', first: 8, last: 13, units: 4, floors: 6, wide: 2 },
	{ grid: 2, estate: '兴康小区', first: 14, last: 22, units: 3, floors: 6, wide: 2 },
	{ grid: 2, estate: '兴康南院', first: 1, last: 5, units: 3, floors: 7, wide: 2 },
	{ grid: 3, estate: '兴康南院', first: 6, last: 12, units: 4, floors: 6, wide: 2 },
	{ grid: 3, estate: '电业大院', first: 1, last: 4, units: 4, floors: 5, wide: 2 },
	{ grid: 4, estate: '青松园', first: 1, last: 8, units: 2, floors: 11, wide: 3 },
	{ grid: 5, estate: '和润家园', first: 1, last: 4, units: 1, floors: 18, wide: 4 },
	{ grid: 5, estate: '和润家园', first: 5, last: 14, units: 2, floors: 6, wide: 2 }
];

/** Three rows of one-storey houses that the renewal left standing. */
const rows = { grid: 3, estate: '兴康平房院', rows: 3, wide: 12 } as const;

/** Shops at the foot of buildings along the street: grid, estate, building, how many. */
const shops: readonly (readonly [number, string, number, number])[] = [
	[1, '兴康小区', 1, 6],
	[1, '兴康小区', 8, 4],
	[2, '兴康小区', 14, 8],
	[2, '兴康南院', 1, 8],
	[3, '兴康南院', 6, 10],
	[3, '电业大院', 1, 8],
	[4, '青松园', 1, 12],
	[4, '青松园', 2, 12],
	[5, '和润家园', 1, 14],
	[5, '和润家园', 2, 14]
];

export interface DemoPlace {
	/** 1 to 5. */
	grid: number;
	estate: string;
	building: string;
	unit: string;
	floor: number;
	room: string;
	type: DoorType;
}

/** Every door of the community, in the order in which it is walked. */
export function demoPlaces(): DemoPlace[] {
	return [...runs.flatMap(flatsOf), ...bungalows(), ...shops.flatMap(shopsOf)];
}

function flatsOf({ grid, estate, first, last, units, floors, wide }: BuildingRun): DemoPlace[] {
	const flats: DemoPlace[] = [];
	for (let building = first; building <= last; building += 1) {
		for (let unit = 1; unit <= units; unit += 1) {
			for (let floor = 1; floor <= floors; floor += 1) {
				for (let side = 1; side <= wide; side += 1) {
					flats.push({
						grid,
						estate,
						building: String(building),
						unit: String(unit),
						floor,
						room: String(floor * 100 + side),
						type: 'flat'
					});
				}
			}
		}
	}
	return flats;
}

function bungalows(): DemoPlace[] {
	return Array.from({ length: rows.rows * rows.wide }, (_, at) => ({
		grid: rows.grid,
		estate: rows.estate,
		building: `${Math.floor(at / rows.wide) + 1}排`,
		unit: '',
		floor: 0,
		room: String((at % rows.wide) + 1),
		type: 'bungalow' as const
	}));
}

function shopsOf([grid, estate, building, count]: (typeof shops)[number]): DemoPlace[] {
	return Array.from({ length: count }, (_, at) => ({
		grid,
		estate,
		building: String(building),
		unit: '',
		floor: 0,
		room: `底商${at + 1}`,
		type: 'shop' as const
	}));
}
