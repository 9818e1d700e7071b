/**
 * Finds where an order is in the register of doors. A door only where the address names its estate
 * and exactly one door fits; else the building that it names; else its own words.
 */
import { parseAddress } from '#lib/domain/address.ts';
import { plainAddress } from '#lib/domain/addressText.ts';
import type { DoorDocument } from '#lib/domain/documents.ts';
import { buildingKeyOf, buildingName } from '#lib/domain/doorId.ts';
import type { DoorId } from '#lib/domain/ids.ts';

export interface OrderPlace {
	door: DoorId | '';
	building: string;
	place: string;
}
interface FoundPlace extends OrderPlace {
	found: 'door' | 'building' | 'words' | 'nothing';
}
export type PlaceFinder = (address: string) => FoundPlace;

export type RegisterDoor = Pick<
	DoorDocument,
	'door' | 'estate' | 'building' | 'unit' | 'room' | 'type'
>;

/** An order must say where; where it does not, whoever reads it is told so. */
const nowhere = '工单未写地址';

export function placeFinder(doors: readonly RegisterDoor[]): PlaceFinder {
	const byRoom = new Map<string, RegisterDoor[]>();
	const buildings = new Map<string, string>();
	for (const one of doors) {
		const { door, estate, building, unit, room } = one;
		const at = key(building, unit, room);
		byRoom.set(at, [...(byRoom.get(at) ?? []), one]);
		buildings.set(plainAddress(buildingName(estate, building)), buildingKeyOf(door, building));
	}
	return (address) => {
		const place = address.replace(/\s+/g, ' ').trim();
		if (place === '') return { found: 'nothing', door: '', building: '', place: nowhere };
		const door = doorAt(place, byRoom);
		if (door) {
			const building = buildingKeyOf(door.door, door.building);
			return { found: 'door', door: door.door, building, place };
		}
		const plain = plainAddress(place);
		const named = [...buildings].filter(([name]) => plain.includes(name));
		const [only] = named;
		return only && named.length === 1
			? { found: 'building', door: '', building: only[1], place }
			: { found: 'words', door: '', building: '', place };
	};
}

function doorAt(
	place: string,
	byRoom: ReadonlyMap<string, readonly RegisterDoor[]>
): RegisterDoor | undefined {
	const parsed = parseAddress({ address: place });
	if (!parsed.ok || parsed.value.estate === '') return undefined;
	const { estate, building, unit, room } = parsed.value;
	const fitting = (byRoom.get(key(building, unit, room)) ?? []).filter(
		(door) => estate.includes(door.estate) || door.estate.includes(estate)
	);
	return fitting.length === 1 ? fitting[0] : undefined;
}

function key(building: string, unit: string, room: string): string {
	return `${building}|${unit}|${room}`;
}
