/** Somebody who was not in the register: a child that was born, a person who moved in. */
import { isCareTag } from './care.ts';
import type { ResidentFields } from './documents.ts';
import { residentShape } from './documentShapes.ts';
import { holdsIdNumber } from './idNumber.ts';
import type { Outcome } from './outcome.ts';
import { accepted, refused } from './outcome.ts';

/** What is asked at the door; the rest is not known and stays so. */
export type NewResident = Pick<
	ResidentFields,
	'name' | 'relation' | 'gender' | 'birthYear' | 'phone' | 'residency' | 'careTags'
>;

export type NewResidentRefusal =
	| { kind: 'name_missing'; field: 'name' }
	| { kind: 'birth_year'; field: 'birthYear' }
	| { kind: 'care_tag'; field: 'careTags' }
	| { kind: 'id_number'; field: string }
	| { kind: 'shape'; field: string };

export function checkNewResident(
	intent: NewResident,
	{ now }: { now: string }
): Outcome<ResidentFields, NewResidentRefusal> {
	const resident: ResidentFields = {
		...intent,
		name: intent.name.trim(),
		relation: intent.relation.trim(),
		phone: intent.phone.trim(),
		...{ ethnicity: '', emergencyContact: '', note: '', moved: false, deceased: false }
	};
	if (resident.name === '') return refused({ kind: 'name_missing', field: 'name' });
	if (resident.birthYear > Number(now.slice(0, 4))) {
		return refused({ kind: 'birth_year', field: 'birthYear' });
	}
	if (!resident.careTags.every(isCareTag)) return refused({ kind: 'care_tag', field: 'careTags' });
	for (const field of ['name', 'relation', 'phone'] as const) {
		if (holdsIdNumber(resident[field])) return refused({ kind: 'id_number', field });
	}
	const wrong = Object.entries(resident).find(
		([field, value]) => !residentShape[field as keyof ResidentFields](value)
	);
	return wrong ? refused({ kind: 'shape', field: wrong[0] }) : accepted(resident);
}
