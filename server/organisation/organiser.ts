/**
 * The way of a table of who acts in a community into the station: first the account of what it would
 * do, then, once somebody confirmed that very account, the directory and the accounts.
 */
import { randomUUID } from 'node:crypto';
import { ulid } from 'ulid';
import { dayOf } from '#lib/domain/calendar.ts';
import { canonicalJson } from '#lib/domain/canonicalJson.ts';
import type { RoleGrant } from '#lib/domain/feeds.ts';
import { communityLedger } from '#lib/domain/feeds.ts';
import { documentId, wholeCommunity } from '#lib/domain/ids.ts';
import type { Outcome } from '#lib/domain/outcome.ts';
import { accepted, refused } from '#lib/domain/outcome.ts';
import type { Account } from '../access/account.ts';
import type { AccessStore } from '../access/accessStore.ts';
import type { AuditTrail } from '../access/auditTrail.ts';
import type { Community } from '../access/community.ts';
import { newPassword } from '../access/newPassword.ts';
import { hashPassword } from '../access/passwords.ts';
import type { ScryptCost } from '../access/passwords.ts';
import { applyImport } from '../admin/applyImport.ts';
import { documentsOf } from '../storage/ledgerReading.ts';
import { readSheetAs } from '../admin/readSheet.ts';
import type { SheetRefusal } from '../admin/sheetRefusal.ts';
import type { DocumentStore, StationStorage } from '../storage/documentStore.ts';
import { readKnownDirectory } from './knownDirectory.ts';
import type { Directory, OrganisationPlan, OrganisationReport } from './organisationPlan.ts';
import { planOrganisation } from './organisationPlan.ts';
import type { OrganisationRow } from './organisationReading.ts';
import { grantWords } from './organisationText.ts';
import { placesOf } from './places.ts';

export interface OrganiserParts {
	storage: StationStorage;
	access: AccessStore;
	/** With grants of all days, those of stand-ins to come included. */
	allAccounts: () => readonly Account[];
	community: () => Community;
	audit: Pick<AuditTrail, 'note'>;
	cost: ScryptCost;
	nowMs: () => number;
	/** Makes the feeds of new grants, where a station runs. */
	ensureFeeds?: (grants: readonly RoleGrant[]) => Promise<void>;
	/** The first password of a new account; shown once. */
	makePassword?: () => string;
	/** Reads the file; in a worker with limits, unless a test is in a hurry. */
	read?: (file: Uint8Array) => Promise<Outcome<OrganisationRow[], SheetRefusal>>;
}

export interface OrganisationProposal {
	/** What a confirmation names. */
	id: string;
	report: OrganisationReport;
	changesNothing: boolean;
}

export interface FirstPassword {
	name: string;
	displayName: string;
	password: string;
}

export type OrganisationConfirmation =
	| { kind: 'done'; passwords: FirstPassword[] }
	/** Something moved on meanwhile: here is the account as it would be now. */
	| { kind: 'changed'; proposal: OrganisationProposal }
	| { kind: 'unknown' };

export interface Organiser {
	propose(file: Uint8Array): Promise<Outcome<OrganisationProposal, SheetRefusal>>;
	confirm(id: string): Promise<OrganisationConfirmation>;
}

/** As many as fit the shape of the document (documentShapes.ts). */
const most: Readonly<Record<keyof Directory, number>> = { units: 100, posts: 300, branches: 200 };
const longestWaitMs = 15 * 60_000;

/** Only the latest proposal waits: one person looks at one file at a time. */
export function openOrganiser(parts: OrganiserParts): Organiser {
	const { storage, access, community, nowMs, makePassword = newPassword } = parts;
	const { read = (file: Uint8Array) => readSheetAs('organisation', file) } = parts;
	let waiting: { id: string; rows: OrganisationRow[]; report: OrganisationReport } | undefined;
	let forget: NodeJS.Timeout | undefined;

	async function planned(rows: readonly OrganisationRow[]) {
		const ledger = await ledgerOf(storage, community());
		const { directory, clock } = await readKnownDirectory(ledger);
		const places = placesOf(community(), await documentsOf(ledger, 'door'));
		const wordsOf = grantWords(places);
		const accounts = parts.allAccounts();
		const today = dayOf(new Date(nowMs()).toISOString());
		const plan = planOrganisation(rows, { places, directory, accounts, wordsOf, today });
		return { ledger, clock, plan };
	}

	function offer(rows: OrganisationRow[], plan: OrganisationPlan): OrganisationProposal {
		const id = randomUUID();
		waiting = { id, rows, report: plan.report };
		clearTimeout(forget);
		forget = setTimeout(() => (waiting = undefined), longestWaitMs).unref();
		return { id, report: plan.report, changesNothing: changesNothing(plan) };
	}

	/** Accounts and their grants; new ones get a password each. */
	async function writeAccounts({ accounts }: OrganisationReport): Promise<FirstPassword[]> {
		const passwords: FirstPassword[] = [];
		const hashes = new Map<string, string>();
		for (const { name, displayName, isNew, grants } of accounts) {
			const facts = { account: name, roles: [...new Set(grants.map((g) => g.role))].join(' ') };
			const known = access.account(name);
			const isDemo = known?.demo ?? community().demo;
			let hash = access.passwordHash(name);
			if (isNew || hash === undefined) {
				const password = makePassword();
				hash = hashes.get(password) ?? (await hashPassword(password, parts.cost));
				hashes.set(password, hash);
				passwords.push({ name, displayName, password });
			}
			parts.audit.note(isNew ? 'account_added' : 'grants_changed', 'station', facts);
			access.saveAccount({ ...known, name, displayName, grants, demo: isDemo }, hash);
		}
		return passwords;
	}

	return {
		async propose(file) {
			const rows = await read(file);
			if (!rows.ok) return refused(rows.refusal);
			const { plan } = await planned(rows.value);
			for (const what of ['units', 'posts', 'branches'] as const) {
				if (plan.directory[what].length > most[what]) {
					return refused({ kind: 'too_many_entries', what, most: most[what] });
				}
			}
			return accepted(offer(rows.value, plan));
		},
		async confirm(id) {
			if (waiting?.id !== id) return { kind: 'unknown' };
			const { rows, report } = waiting;
			const { ledger, clock, plan } = await planned(rows);
			if (canonicalJson(plan.report) !== canonicalJson(report)) {
				return { kind: 'changed', proposal: offer(rows, plan) };
			}
			waiting = undefined;
			const now = nowMs();
			if (plan.isDirectoryChanged) {
				const grid = wholeCommunity(community().id);
				const _id = documentId.organisation(ulid(now));
				const entry = { _id, kind: 'organisation' as const, grid, ...plan.directory };
				await applyImport(ledger, [entry], { clock, nowMs: now });
			}
			const passwords = await writeAccounts(plan.report);
			await parts.ensureFeeds?.(plan.report.accounts.flatMap(({ grants }) => grants));
			return { kind: 'done', passwords };
		}
	};
}

function changesNothing({ isDirectoryChanged, report }: OrganisationPlan): boolean {
	return !isDirectoryChanged && report.accounts.length === 0;
}

async function ledgerOf(storage: StationStorage, { id }: Community): Promise<DocumentStore> {
	const name = communityLedger(id);
	const ledger = await storage.open(name);
	if (!ledger) throw new Error(`There is no database ${name}.`);
	return ledger;
}
