/** Grids and their buildings, as the community's doors show them: what a campaign can be put to. */
import type { GridId } from '#lib/domain/ids.ts';
import type { DoorRow } from '#lib/projections/rows.ts';

export interface GridPlace {
	grid: GridId;
	doors: number;
	buildings: { place: string; name: string; doors: number }[];
}

/** @param doors in walking order */
export function placesOf(
	doors: readonly Pick<DoorRow, 'grid' | 'building' | 'buildingName'>[]
): GridPlace[] {
	const grids = new Map<GridId, GridPlace>();
	for (const { grid, building, buildingName: name } of doors) {
		const known = grids.get(grid) ?? { grid, doors: 0, buildings: [] };
		grids.set(grid, known);
		known.doors += 1;
		const place = `${grid}/${building}`;
		const found = known.buildings.find((one) => one.place === place);
		if (found) found.doors += 1;
		else known.buildings.push({ place, name, doors: 1 });
	}
	return [...grids.values()].sort((a, b) => (a.grid < b.grid ? -1 : 1));
}
