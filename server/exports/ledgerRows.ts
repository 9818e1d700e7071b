/**
 * The rows of a table out of the community's ledger: the register, and visits with what was asked for
 * on them. Concerns are on the phones of everybody who may make a table of them.
 */
import { dayOf } from '#lib/domain/calendar.ts';
import { foldConcern } from '#lib/domain/concernFold.ts';
import type { ConcernDocument, EventDocument, VisitDocument } from '#lib/domain/documents.ts';
import type { ExportPeriod } from '#lib/domain/exports/exportPeriod.ts';
import { isWithinPeriod } from '#lib/domain/exports/exportPeriod.ts';
import type { ExportRow } from '#lib/domain/exports/exportRow.ts';
import { householdRow, residentRow } from '#lib/domain/exports/homeCells.ts';
import { visitRow } from '#lib/domain/exports/visitRow.ts';
import { foldFields, isRetracted } from '#lib/domain/household.ts';
import { localPart } from '#lib/domain/ids.ts';
import type { DocumentStore } from '../storage/documentStore.ts';
import { eachOfKind } from '../storage/ledgerReading.ts';
import type { LedgerAmendments } from './ledgerRegister.ts';
import { readAmendments, readRegister } from './ledgerRegister.ts';

export type LedgerSource = 'visits' | 'care_visits' | 'households' | 'residents';

export interface LedgerRowsAsked extends ExportPeriod {
	source: LedgerSource;
	/** As colleagues call an account. */
	nameOf: (account: string) => string;
}

/** A row is made when somebody takes it: thousands of them at once would stop the station. */
export async function ledgerRows(
	ledger: DocumentStore,
	asked: LedgerRowsAsked
): Promise<(() => ExportRow)[]> {
	const amendments = await readAmendments(ledger);
	const register = await readRegister(ledger, amendments);
	const homes = [...register.values()];
	if (asked.source === 'households') return homes.map((home) => () => householdRow(home));
	if (asked.source === 'residents') {
		return homes.flatMap((home) =>
			home.residents.map((resident) => () => residentRow(home, resident))
		);
	}
	const visits = await visitsWithin(ledger, asked, amendments);
	const concerns = await concernsByDoorAndDay(ledger, asked, amendments);
	return visits.map((visit) => () => {
		const { door, capturedAt, author } = visit;
		return visitRow({
			visit,
			home: register.get(door) ?? { door, address: null, household: null, residents: [] },
			worker: asked.nameOf(author),
			concerns: (concerns.get(placeAndDay(door, capturedAt)) ?? []).map((told) => told())
		});
	});
}

async function visitsWithin(
	ledger: DocumentStore,
	{ source, from, until }: LedgerRowsAsked,
	amendments: LedgerAmendments
): Promise<VisitDocument[]> {
	const visits: VisitDocument[] = [];
	for await (const visit of eachOfKind(ledger, 'visit')) {
		if (!isWithinPeriod(visit.capturedAt, { from, until })) continue;
		if (source === 'care_visits' && visit.type !== 'care') continue;
		const own = amendments.get(localPart(visit._id)) ?? [];
		if (isRetracted(visit, own)) continue;
		visits.push(own.length === 0 ? visit : foldFields(visit, own).fields);
	}
	return visits.sort((a, b) => (a.capturedAt < b.capturedAt ? -1 : 1));
}

type ToldConcern = () => {
	text: string;
	confidentialReporter: boolean;
} & Pick<ReturnType<typeof foldConcern>, 'state' | 'resolution'>;

async function concernsByDoorAndDay(
	ledger: DocumentStore,
	period: ExportPeriod,
	amendments: LedgerAmendments
): Promise<Map<string, ToldConcern[]>> {
	const headers: ConcernDocument[] = [];
	for await (const header of eachOfKind(ledger, 'concern')) {
		if (header.door === '' || !isWithinPeriod(header.capturedAt, period)) continue;
		if (!isRetracted(header, amendments.get(localPart(header._id)) ?? [])) headers.push(header);
	}
	const wanted = new Set(headers.map(({ _id }) => localPart(_id)));
	const events = new Map<string, EventDocument[]>();
	for await (const event of eachOfKind(ledger, 'event')) {
		if (!wanted.has(event.concern)) continue;
		events.set(event.concern, [...(events.get(event.concern) ?? []), event]);
	}
	const told = new Map<string, ToldConcern[]>();
	for (const header of headers) {
		const id = localPart(header._id);
		const key = placeAndDay(header.door, header.capturedAt);
		const { text, confidentialReporter } = foldFields(header, amendments.get(id) ?? []).fields;
		const line: ToldConcern = () => {
			const { state, resolution } = foldConcern(header, events.get(id) ?? []);
			return { text, confidentialReporter, state, resolution };
		};
		told.set(key, [...(told.get(key) ?? []), line]);
	}
	return told;
}

function placeAndDay(door: string, instant: string): string {
	return `${door} ${dayOf(instant)}`;
}
