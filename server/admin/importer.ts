/**
 * The way of a spreadsheet into the station, in two steps: first the account of what it would do,
 * then, once somebody confirmed that very account, the doing.
 */
import { randomUUID } from 'node:crypto';
import { canonicalJson } from '#lib/domain/canonicalJson.ts';
import { dayOf } from '#lib/domain/calendar.ts';
import { communityLedger } from '#lib/domain/feeds.ts';
import type { Outcome } from '#lib/domain/outcome.ts';
import { accepted, refused } from '#lib/domain/outcome.ts';
import type { Community } from '../access/community.ts';
import type { Recognition } from '../router/erasureBook.ts';
import type { DocumentStore, StationStorage } from '../storage/documentStore.ts';
import { applyImport } from './applyImport.ts';
import { readKnownRoster } from './knownRoster.ts';
import type { ImportPlan, ImportReport } from './rosterPlan.ts';
import { planImport } from './rosterPlan.ts';
import { readSheet } from './readSheet.ts';
import type { RosterSheet } from './sheetReading.ts';
import type { SheetRefusal } from './sheetRefusal.ts';

export interface ImporterParts {
	storage: StationStorage;
	community: () => Community;
	nowMs: () => number;
	/** Whose data were erased on request. */
	recognise: () => Promise<Recognition>;
	/** Reads the file; in a worker with limits, unless a test is in a hurry. */
	read?: typeof readSheet;
}

export interface Proposal {
	/** What a confirmation names. */
	id: string;
	report: ImportReport;
}

export type Confirmation =
	| { kind: 'done'; written: number; report: ImportReport }
	/** The ledger moved on meanwhile: here is the account as it would be now. */
	| { kind: 'changed'; proposal: Proposal }
	| { kind: 'unknown' };

export interface Importer {
	propose(file: Uint8Array): Promise<Outcome<Proposal, SheetRefusal>>;
	/** @param again also enters who had been erased on request */
	confirm(id: string, again?: boolean): Promise<Confirmation>;
}

/** Rows of people do not stay in memory because nobody answered. */
const longestWaitMs = 15 * 60_000;

/** Only the latest proposal waits: a keeper looks at one file at a time. */
export function openImporter(parts: ImporterParts): Importer {
	const { storage, community, nowMs, recognise, read = readSheet } = parts;
	let waiting: { id: string; sheet: RosterSheet; report: ImportReport } | undefined;
	let forget: NodeJS.Timeout | undefined;

	async function planned(sheet: RosterSheet, again = false) {
		const ledger = await ledgerOf(storage, community());
		const known = await readKnownRoster(ledger);
		const recognition = await recognise();
		const now = nowMs();
		const today = dayOf(new Date(now).toISOString());
		const context = { community: community(), known, recognition, again, today, nowMs: now };
		const plan = planImport(sheet, context);
		return { ledger, plan, clock: known.clock, nowMs: now };
	}

	function offer(sheet: RosterSheet, { report }: ImportPlan): Proposal {
		const id = randomUUID();
		waiting = { id, sheet, report };
		clearTimeout(forget);
		forget = setTimeout(() => (waiting = undefined), longestWaitMs).unref();
		return { id, report };
	}

	return {
		async propose(file) {
			const sheet = await read(file);
			if (!sheet.ok) return refused(sheet.refusal);
			return accepted(offer(sheet.value, (await planned(sheet.value)).plan));
		},
		async confirm(id, again = false) {
			if (waiting?.id !== id) return { kind: 'unknown' };
			const { sheet, report } = waiting;
			const { ledger, plan, clock, nowMs: now } = await planned(sheet);
			if (canonicalJson(plan.report) !== canonicalJson(report)) {
				return { kind: 'changed', proposal: offer(sheet, plan) };
			}
			waiting = undefined;
			const { entries } = again ? (await planned(sheet, again)).plan : plan;
			await applyImport(ledger, entries, { clock, nowMs: now });
			return { kind: 'done', written: entries.length, report };
		}
	};
}

async function ledgerOf(storage: StationStorage, { id }: Community): Promise<DocumentStore> {
	const name = communityLedger(id);
	const ledger = await storage.open(name);
	if (!ledger) throw new Error(`There is no database ${name}.`);
	return ledger;
}
