/**
 * Where a concern is, in words for people. The register says it best; without one the copy's own
 * words do, else the name of the door itself. The same whatever came first.
 */
import type { ConcernFields } from '#lib/domain/documents.ts';
import { buildingName } from '#lib/domain/doorId.ts';
import type { ProjectionDatabase } from './database.ts';
import type { ConcernRow, DoorRow } from './rows.ts';

type Place = Pick<ConcernFields, 'door' | 'building' | 'place'>;
type Register = Pick<DoorRow, 'buildingName' | 'unit' | 'room' | 'type'>;

/** @param register the door's row; for what has no door the row of any door of the building */
export function placeWords({ door, building, place }: Place, register?: Register): string {
	if (door === '') return placeWithoutDoor(building, place, register?.buildingName);
	if (register) {
		const { unit, room, type } = register;
		if (type === 'bungalow') return `${register.buildingName}${room}号`;
		return `${register.buildingName}${unit === '' ? '' : `${unit}单元`}${room}`;
	}
	return place === '' ? wordsOfDoorId(door) : place;
}

function placeWithoutDoor(building: string, place: string, known: string | undefined): string {
	if (building === '') return place;
	const name = known ?? buildingName('', building.split('/')[1] ?? '');
	return place.includes(name) ? place : `${name}${place === '' ? '' : ` ${place}`}`;
}

/** `3-2-501` → 3号楼2单元501; what does not count units stays as it is written. */
function wordsOfDoorId(door: string): string {
	const local = door.split('/').at(-1) ?? door;
	const [building = '', unit = '', room = '', ...more] = local.split('-');
	if (room === '' || more.length > 0 || !/^\d+$/.test(building + unit)) return local;
	return `${building}号楼${unit}单元${room}`;
}

/** Puts the register's words to rows that were drawn without looking at it. */
export async function withPlaceWords(
	database: ProjectionDatabase,
	rows: readonly ConcernRow[]
): Promise<ConcernRow[]> {
	const places = [...new Set(rows.map(({ door }) => door))].filter((door) => door !== '');
	const doors = new Map<string, DoorRow>();
	for (const row of await database.doors.bulkGet(places)) if (row) doors.set(row.door, row);
	const buildings = new Map<string, DoorRow>();
	for (const { door, building } of rows) {
		if (door !== '' || building === '' || buildings.has(building)) continue;
		const any = await database.doors.where('building').equals(building).first();
		if (any) buildings.set(building, any);
	}
	return rows.map((row) => {
		const register = row.door === '' ? buildings.get(row.building) : doors.get(row.door);
		return { ...row, label: placeWords(row, register) };
	});
}

/** Doors became known, or were erased, after something was raised there. */
export async function relabelConcerns(
	database: ProjectionDatabase,
	{ doors, buildings }: { doors: string[]; buildings: string[] }
): Promise<void> {
	if (doors.length === 0) return;
	const { concerns } = database;
	const [atDoors, inBuildings] = await Promise.all([
		concerns.where('door').anyOf(doors).toArray(),
		concerns.where('building').anyOf(buildings).toArray()
	]);
	const rows = [...atDoors, ...inBuildings.filter(({ door }) => door === '')];
	if (rows.length > 0) await concerns.bulkPut(await withPlaceWords(database, rows));
}
