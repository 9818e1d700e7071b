/** Draws households, residents and visits: one document each, and what was amended about it. */
import type {
	AmendmentDocument,
	HouseholdDocument,
	ResidentDocument,
	VisitDocument
} from '#lib/domain/documents.ts';
import type { Table } from 'dexie';
import { localPart } from '#lib/domain/ids.ts';
import type { Amendments } from './amendmentsOf.ts';
import type { Drawing } from './drawing.ts';
import { changeDoor } from './drawing.ts';
import { amendHousehold, factsOfHousehold, projectHousehold } from './projectHousehold.ts';
import { amendResident, factsOfResident, isTakenBack, projectResident } from './projectResident.ts';
import { amendVisit, factsOfVisit, projectVisit } from './projectVisit.ts';
import type { StoredResident } from './storedRows.ts';

export async function drawHouseholds(
	drawing: Drawing,
	documents: readonly HouseholdDocument[],
	amended: ReadonlySet<string>,
	amendments: Amendments
): Promise<void> {
	const { households } = drawing.database;
	const keys = wanted('household', amended, documents).map(localPart);
	const rows = [
		...documents.map((one) => projectHousehold(one, of(amendments, one._id), drawing.feed)),
		...(await held(households, keys)).map((row) =>
			amendHousehold(row, of(amendments, `household:${row.door}`))
		)
	];
	await households.bulkPut(rows);
	for (const row of rows) {
		changeDoor(drawing, row.door, (facts) => {
			facts.household = factsOfHousehold(row);
		});
	}
}

export async function drawResidents(
	drawing: Drawing,
	documents: readonly ResidentDocument[],
	amended: ReadonlySet<string>,
	amendments: Amendments
): Promise<void> {
	const { residents } = drawing.database;
	const rows = [
		...documents.map((one) => projectResident(one, of(amendments, one._id), drawing.feed)),
		...(await held(residents, wanted('resident', amended, documents))).map((row) =>
			amendResident(row, of(amendments, row.id))
		)
	];
	const isBack = (row: StoredResident) => isTakenBack(row, of(amendments, row.id));
	const gone = rows.filter(isBack);
	await residents.bulkPut(rows.filter((row) => !isBack(row)));
	// No query has to know of it: who was taken back has no row. Nobody takes that back in turn.
	await residents.bulkDelete(gone.map(({ id }) => id));
	for (const row of rows) {
		changeDoor(drawing, row.door, (facts) => {
			if (isBack(row)) facts.residents.delete(row.id);
			else facts.residents.set(row.id, factsOfResident(row));
		});
	}
}

export async function drawVisits(
	drawing: Drawing,
	documents: readonly VisitDocument[],
	amended: ReadonlySet<string>,
	amendments: Amendments
): Promise<void> {
	const { visits } = drawing.database;
	const rows = [
		...documents.map((one) => projectVisit(one, of(amendments, one._id), drawing)),
		...(await held(visits, wanted('visit', amended, documents))).map((row) =>
			amendVisit(row, of(amendments, row.id))
		)
	];
	await visits.bulkPut(rows);
	for (const row of rows) {
		const counted = factsOfVisit(row);
		changeDoor(drawing, row.door, (facts) => {
			if (counted) facts.visits.set(row.id, counted);
			else facts.visits.delete(row.id);
		});
	}
}

/** Ids of this kind that were amended and whose document is not in this portion. */
function wanted(
	kind: string,
	amended: ReadonlySet<string>,
	documents: readonly { _id: string }[]
): string[] {
	const arrived = new Set(documents.map(({ _id }) => _id));
	return [...amended].filter((id) => id.startsWith(`${kind}:`) && !arrived.has(id));
}

/** An amendment may come before its subject; it is folded when the subject comes. */
async function held<T>(table: Table<T, string>, keys: string[]): Promise<T[]> {
	return keys.length === 0 ? [] : (await table.bulkGet(keys)).flatMap((row) => row ?? []);
}

function of(amendments: Amendments, id: string): readonly AmendmentDocument[] {
	return amendments.get(id) ?? [];
}
