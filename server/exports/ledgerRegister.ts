/** The community's register as it stands today, out of its ledger: doors, households, residents. */
import type { AmendmentDocument, HouseholdFields, ResidentFields } from '#lib/domain/documents.ts';
import type { Home } from '#lib/domain/exports/homeCells.ts';
import { foldFields } from '#lib/domain/household.ts';
import type { DoorId } from '#lib/domain/ids.ts';
import { localPart } from '#lib/domain/ids.ts';
import { walkKey } from '#lib/domain/walkingOrder.ts';
import type { DocumentStore } from '../storage/documentStore.ts';
import { eachOfKind } from '../storage/ledgerReading.ts';

/** By door, in walking order. */
export type LedgerRegister = ReadonlyMap<DoorId, Home>;
/** By what they amend, as amendments name it. */
export type LedgerAmendments = ReadonlyMap<string, readonly AmendmentDocument[]>;

export async function readAmendments(ledger: DocumentStore): Promise<LedgerAmendments> {
	const amendments = new Map<string, AmendmentDocument[]>();
	for await (const one of eachOfKind(ledger, 'amendment')) {
		const known = amendments.get(one.subject);
		if (known) known.push(one);
		else amendments.set(one.subject, [one]);
	}
	return amendments;
}

export async function readRegister(
	ledger: DocumentStore,
	amendments: LedgerAmendments
): Promise<LedgerRegister> {
	const folded = <F extends object>(document: F, subject: string): F =>
		foldFields(document, amendments.get(subject) ?? []).fields;
	const households = new Map<DoorId, HouseholdFields>();
	for await (const document of eachOfKind(ledger, 'household')) {
		households.set(document.door, folded(document, document.door));
	}
	const residents = new Map<DoorId, ResidentFields[]>();
	for await (const document of eachOfKind(ledger, 'resident')) {
		const resident = folded(document, localPart(document._id));
		residents.set(document.door, [...(residents.get(document.door) ?? []), resident]);
	}
	const homes: { walk: string; home: Home }[] = [];
	for await (const address of eachOfKind(ledger, 'door')) {
		const { door } = address;
		const household = households.get(door) ?? null;
		const home = { door, address, household, residents: residents.get(door) ?? [] };
		homes.push({ walk: `${address.grid} ${walkKey(address)}`, home });
	}
	homes.sort((a, b) => (a.walk < b.walk ? -1 : 1));
	return new Map(homes.map(({ home }) => [home.door, home]));
}
