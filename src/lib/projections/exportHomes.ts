/** Doors with who lives behind them, many at once. */
import type { Home } from '#lib/domain/exports/homeCells.ts';
import type { DoorId } from '#lib/domain/ids.ts';
import type { RegisterDoor } from '#lib/domain/orders/orderPlace.ts';
import type { ProjectionDatabase } from './database.ts';
import type { StoredResident } from './storedRows.ts';

export interface Homes {
	/** One with nothing but its door where nothing is known. */
	get(door: DoorId): Home;
}

export async function homesOf(
	database: ProjectionDatabase,
	doors: readonly DoorId[]
): Promise<Homes> {
	const [facts, households, people] = await Promise.all([
		database.doorFacts.bulkGet([...doors]),
		database.households.bulkGet([...doors]),
		database.residents
			.where('door')
			.anyOf([...doors])
			.toArray()
	]);
	const residents = new Map<DoorId, StoredResident[]>();
	for (const one of people) residents.set(one.door, [...(residents.get(one.door) ?? []), one]);
	const homes = new Map(
		doors.map((door, at): [DoorId, Home] => {
			const address = facts[at]?.address ?? null;
			const household = households[at] ?? null;
			return [door, { door, address, household, residents: residents.get(door) ?? [] }];
		})
	);
	return {
		get: (door) => homes.get(door) ?? { door, address: null, household: null, residents: [] }
	};
}

/** Every door of which the address is known here; for finding where an order is. */
export async function registerDoors(database: ProjectionDatabase): Promise<RegisterDoor[]> {
	const facts = await database.doorFacts.toArray();
	return facts.flatMap(({ door, address }) => (address ? [{ door, ...address }] : []));
}
