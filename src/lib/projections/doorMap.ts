/** A building as one sees it from outside: unit beside unit, floor above floor, door beside door. */
import type { Day } from '#lib/domain/calendar.ts';
import { addDays } from '#lib/domain/calendar.ts';
import type { ProjectionDatabase } from './database.ts';
import type { DoorRow } from './rows.ts';

/** What a door looks like on the map. */
export type DoorLook = 'overdue' | 'due' | 'never' | 'fresh';

export interface DoorCell {
	row: DoorRow;
	look: DoorLook;
}

export interface DoorMap {
	building: string;
	buildingName: string;
	units: {
		/** `''` where a building has no units. */
		unit: string;
		/** From the top down; 0 where the floor is unknown. */
		floors: { floor: number; doors: DoorCell[] }[];
	}[];
}

export interface BuildingRow {
	building: string;
	buildingName: string;
	doors: number;
	residents: number;
	overdue: number;
	due: number;
	never: number;
	owed: number;
}

/** Due within so many days is shown as due. */
const soonDays = 3;

export function lookOf(row: DoorRow, today: Day): DoorLook {
	if (row.dueOn < today) return 'overdue';
	if (row.dueOn <= addDays(today, soonDays)) return 'due';
	return row.lastMetAt === '' ? 'never' : 'fresh';
}

/** In walking order. */
export async function buildings(database: ProjectionDatabase, today: Day): Promise<BuildingRow[]> {
	const found = new Map<string, BuildingRow>();
	for (const row of await database.doors.orderBy('walk').toArray()) {
		const { building, buildingName } = row;
		const known = found.get(building) ?? {
			building,
			buildingName,
			...{ doors: 0, residents: 0, overdue: 0, due: 0, never: 0, owed: 0 }
		};
		const look = lookOf(row, today);
		known.doors += 1;
		known.residents += row.residents;
		if (look !== 'fresh') known[look] += 1;
		if (row.answersOwed > 0) known.owed += 1;
		found.set(building, known);
	}
	return [...found.values()];
}

/** Undefined where there is no such building. */
export async function doorMap(
	database: ProjectionDatabase,
	building: string,
	today: Day
): Promise<DoorMap | undefined> {
	const rows = await database.doors.where('building').equals(building).toArray();
	rows.sort((a, b) => (a.walk < b.walk ? -1 : 1));
	const [first] = rows;
	if (!first) return undefined;
	const units = new Map<string, Map<number, DoorCell[]>>();
	for (const row of rows) {
		const floors = units.get(row.unit) ?? new Map<number, DoorCell[]>();
		const doors = floors.get(row.floor) ?? [];
		doors.push({ row, look: lookOf(row, today) });
		floors.set(row.floor, doors);
		units.set(row.unit, floors);
	}
	return {
		building,
		buildingName: first.buildingName,
		units: [...units].map(([unit, floors]) => ({
			unit,
			floors: [...floors].sort(([a], [b]) => b - a).map(([floor, doors]) => ({ floor, doors }))
		}))
	};
}
