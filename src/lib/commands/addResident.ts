/** Enters somebody into the register of a door: a child that was born, a person who moved in. */
import type { ResidentDocument } from '#lib/domain/documents.ts';
import type { DoorId } from '#lib/domain/ids.ts';
import { documentId, doorPattern, gridOfDoor } from '#lib/domain/ids.ts';
import type { NewResident, NewResidentRefusal } from '#lib/domain/newResident.ts';
import { checkNewResident } from '#lib/domain/newResident.ts';
import type { Outcome } from '#lib/domain/outcome.ts';
import { accepted, refused } from '#lib/domain/outcome.ts';
import type { WritingDesk } from './writingDesk.ts';
import { writtenOf } from './writtenOf.ts';

export async function addResident(
	{ door, resident }: { door: DoorId; resident: NewResident },
	desk: WritingDesk
): Promise<Outcome<ResidentDocument, NewResidentRefusal | { kind: 'not_allowed' }>> {
	if (!doorPattern.test(door)) return refused({ kind: 'shape', field: 'door' });
	const grid = gridOfDoor(door);
	if (desk.role !== 'grid_worker' || desk.grid !== grid) return refused({ kind: 'not_allowed' });
	const checked = checkNewResident(resident, { now: desk.now() });
	if (!checked.ok) return checked;
	const _id = documentId.resident(desk.newId());
	const written = await desk.append([{ ...checked.value, _id, kind: 'resident', grid, door }]);
	return accepted(writtenOf(written, 'resident'));
}
