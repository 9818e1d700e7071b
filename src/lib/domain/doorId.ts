/**
 * Names of doors and buildings, made from an address: stable, readable by a person, and never with
 * a person's data in them.
 */
import type { Address } from './address.ts';
import type { DoorDocument } from './documents.ts';
import type { DoorId, GridId } from './ids.ts';

/** `3-2-501`; a part that does not exist is left out: `3排-5`, `3-底商2`. */
function placeOf({ building, unit, room }: Pick<Address, 'building' | 'unit' | 'room'>): string {
	return [building, unit, room].filter((part) => part !== '').join('-');
}

export function doorIdOf(
	grid: GridId,
	estateCode: string,
	address: Pick<Address, 'building' | 'unit' | 'room'>
): DoorId {
	return `${grid}/${estateCode}/${placeOf(address).normalize('NFC')}`;
}

/** `xk/3`: estate code and building. */
export function buildingKeyOf(door: DoorId, building: string): string {
	return `${door.split('/')[1] ?? ''}/${building}`;
}

/** As people say it at the door: `3-2-501`, `3排5号`, `3号楼底商2`. */
export function doorLabel(door: Pick<DoorDocument, 'building' | 'unit' | 'room' | 'type'>): string {
	if (door.type === 'bungalow') return `${door.building}${door.room}号`;
	if (door.type === 'flat') return placeOf(door);
	return /^[A-Z]?\d+[A-Z]?$|^[A-Z]$/.test(door.building)
		? `${door.building}号楼${door.unit === '' ? '' : `${door.unit}单元`}${door.room}`
		: `${door.building}${door.room}`;
}

/** 兴康小区3号楼 */
export function buildingName(estate: string, building: string): string {
	return /\d[A-Z]?$|^[A-Z]$/.test(building) ? `${estate}${building}号楼` : `${estate}${building}`;
}

/**
 * A short code for an estate from the initials of its name, other than those already given away.
 * A code once given stays with its name for ever: it is part of door ids.
 */
export function estateCodeFor(
	estate: string,
	initials: string,
	given: ReadonlyMap<string, string>
): string {
	const known = given.get(estate);
	if (known !== undefined) return known;
	const taken = new Set(given.values());
	const stem =
		initials
			.toLowerCase()
			.replace(/[^a-z0-9]/g, '')
			.slice(0, 10) || 'x';
	for (let number = 1; ; number += 1) {
		const code = number === 1 ? stem : `${stem}${number}`;
		if (!taken.has(code)) return code;
	}
}
