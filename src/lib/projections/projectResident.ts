/** Draws a resident from the document and every amendment; a real clash stays visible. */
import type { AmendmentDocument, ResidentDocument, ResidentFields } from '#lib/domain/documents.ts';
import { foldFields, isRetracted } from '#lib/domain/household.ts';
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
	const { _id: id, door, author } = document;
	const row = { ...base, id, door, feed, author, base, clashes: [], majorChangeAt: '' };
	return amendResident(row, amendments);
}

/** Folds anew from what the row keeps of the document. */
export function amendResident(
	row: StoredResident,
	amendments: readonly AmendmentDocument[]
): StoredResident {
	const { fields, clashes } = foldFields(row.base, amendments);
	const majorChangeAt = majorChangeOf(row.base, amendments);
	return { ...row, ...fields, clashes, majorChangeAt };
}

/** Entered at the wrong door and taken back: nobody who lives there. */
export function isTakenBack(
	row: Pick<StoredResident, 'author'>,
	amendments: readonly AmendmentDocument[]
): boolean {
	return isRetracted(row, amendments);
}

export function factsOfResident(row: StoredResident): ResidentFacts {
	const { name, phone, careTags, moved, deceased, majorChangeAt } = row;
	return { name, phone, careTags, isHere: !moved && !deceased, majorChangeAt };
}
