/** Draws a resident from the imported document and every amendment. */
import type { AmendmentDocument, ResidentDocument, ResidentFields } from '#lib/domain/documents.ts';
import { foldFields } from '#lib/domain/household.ts';
import { majorChangeOf } from '#lib/domain/majorChange.ts';
import type { ResidentFacts, StoredResident } from './storedRows.ts';

export function projectResident(
	document: ResidentDocument,
	amendments: readonly AmendmentDocument[],
	feed: string
): StoredResident {
	const base: ResidentFields = {
		name: document.name,
		relation: document.relation,
		gender: document.gender,
		birthYear: document.birthYear,
		phone: document.phone,
		residency: document.residency,
		careTags: document.careTags,
		ethnicity: document.ethnicity,
		emergencyContact: document.emergencyContact,
		note: document.note,
		moved: document.moved,
		deceased: document.deceased
	};
	const { _id: id, door } = document;
	return amendResident({ ...base, id, door, feed, base, majorChangeAt: '' }, amendments);
}

/** Folds anew from what the row keeps of the document. */
export function amendResident(
	row: StoredResident,
	amendments: readonly AmendmentDocument[]
): StoredResident {
	const majorChangeAt = majorChangeOf(row.base, amendments);
	return { ...row, ...foldFields(row.base, amendments).fields, majorChangeAt };
}

export function factsOfResident(row: StoredResident): ResidentFacts {
	const { name, phone, careTags, moved, deceased, majorChangeAt } = row;
	return { name, phone, careTags, isHere: !moved && !deceased, majorChangeAt };
}
