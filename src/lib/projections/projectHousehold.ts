/** Draws a household from the imported document and every amendment; a real clash stays visible. */
import type {
	AmendmentDocument,
	HouseholdDocument,
	HouseholdFields
} from '#lib/domain/documents.ts';
import { foldFields } from '#lib/domain/household.ts';
import type { DoorFacts, StoredHousehold } from './storedRows.ts';

export function projectHousehold(
	document: HouseholdDocument,
	amendments: readonly AmendmentDocument[],
	feed: string
): StoredHousehold {
	const base: HouseholdFields = {
		tenure: document.tenure,
		headName: document.headName,
		phones: document.phones,
		partyHub: document.partyHub,
		preferredLanguage: document.preferredLanguage,
		bestTime: document.bestTime,
		note: document.note
	};
	const { door, capturedAt: knownSince } = document;
	return amendHousehold({ ...base, door, feed, base, knownSince, clashes: [] }, amendments);
}

/** Folds anew from what the row keeps of the document. */
export function amendHousehold(
	row: StoredHousehold,
	amendments: readonly AmendmentDocument[]
): StoredHousehold {
	const { fields, clashes } = foldFields(row.base, amendments);
	return { ...row, ...fields, clashes };
}

export function factsOfHousehold(row: StoredHousehold): NonNullable<DoorFacts['household']> {
	const { headName, tenure, partyHub, bestTime, phones, knownSince } = row;
	return { headName, tenure, partyHub, bestTime, phones, knownSince };
}
