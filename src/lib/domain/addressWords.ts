/** An address as somebody is told who has no register: estate, building, door. */
import { buildingName, doorLabel } from './doorId.ts';
import type { DoorDocument } from './documents.ts';

type Address = Pick<DoorDocument, 'estate' | 'building' | 'unit' | 'room' | 'type'>;

/** 兴康小区3号楼2单元501 */
export function addressWords(door: Address): string {
	if (door.type !== 'flat') return `${door.estate}${doorLabel(door)}`;
	const unit = door.unit === '' ? '' : `${door.unit}单元`;
	return `${buildingName(door.estate, door.building)}${unit}${door.room}`;
}
