/**
 * The order in which a grid is walked: estate, building, unit, floor, room. Numbers count as
 * numbers, so that building 10 comes after building 9.
 */
import type { DoorDocument } from './documents.ts';
import { buildingKeyOf } from './doorId.ts';

export type FloorsFrom = 'top' | 'bottom';

/** Highest floor that is counted; a key must stay text that sorts. */
const floorsAtMost = 500;

/** Text that sorts into walking order. Most go up by the lift, or once on foot, and walk down. */
export function walkKey(
	door: Pick<DoorDocument, 'door' | 'building' | 'unit' | 'floor' | 'room'>,
	from: FloorsFrom = 'top'
): string {
	const up = Math.min(Math.max(door.floor, -9), floorsAtMost - 10) + 9;
	const floor = from === 'top' ? floorsAtMost - up : up;
	return [
		natural(buildingKeyOf(door.door, door.building)),
		natural(door.unit),
		String(floor).padStart(3, '0'),
		natural(door.room)
	].join(' ');
}

/** Numbers inside a text padded, so that texts sort as people count. */
export function natural(text: string): string {
	return text.replace(/\d+/g, (digits) => digits.padStart(6, '0'));
}
