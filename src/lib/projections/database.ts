/**
 * The rows that screens read, in Dexie. A drawing of the ledgers, never a source: it may be deleted
 * at any time and is drawn again.
 */
import Dexie from 'dexie';
import type { Table } from 'dexie';
import type { AccountName, DoorId } from '#lib/domain/ids.ts';
import type { CheckAnswerDocument, OrganisationDocument } from '#lib/domain/loopDocuments.ts';
import type { KeptPaper } from './keptRows.ts';
import type { CheckRow, WarningRow } from './communityRows.ts';
import type { ConcernRow, DoorRow, PhotoRow, SetAsideRow } from './rows.ts';
import type {
	ConcernSheet,
	DoorFacts,
	StoredAmendments,
	StoredFact,
	StoredHousehold,
	StoredPapers,
	StoredReceipt,
	StoredRecord,
	StoredResident,
	StoredVisit
} from './storedRows.ts';

/**
 * Raise it whenever tables or the way rows are drawn change. The new version draws a database of its
 * own, so an old tab can never write with old code into new tables.
 */
const drawingVersion = 4;

const prefix = 'qingge-rows';

export class ProjectionDatabase extends Dexie {
	declare doors: Table<DoorRow, DoorId>;
	declare households: Table<StoredHousehold, DoorId>;
	declare residents: Table<StoredResident, string>;
	declare visits: Table<StoredVisit, string>;
	declare concerns: Table<ConcernRow, string>;
	declare checks: Table<CheckRow, string>;
	declare warnings: Table<WarningRow, string>;
	/** Every one that was sent; the newest holds. */
	declare organisations: Table<OrganisationDocument, string>;
	declare kept: Table<KeptPaper, string>;
	declare photos: Table<PhotoRow, string>;
	declare records: Table<StoredRecord, string>;
	declare setAside: Table<SetAsideRow, string>;
	/** The rest is for drawing; screens read nothing of it. */
	declare doorFacts: Table<DoorFacts, DoorId>;
	declare concernSheets: Table<ConcernSheet, string>;
	declare checkAnswers: Table<CheckAnswerDocument, string>;
	declare amendments: Table<StoredAmendments, string>;
	declare papers: Table<StoredPapers, string>;
	declare receipts: Table<StoredReceipt, string>;
	declare facts: Table<StoredFact, string>;

	constructor(name: string) {
		super(name, { chromeTransactionDurability: 'strict', cache: 'disabled' });
		this.version(1).stores({
			doors: 'door, building, dueOn, walk, answersOwed, lastVisitAt',
			households: 'door',
			residents: 'id, door',
			visits: 'id, [door+capturedAt], capturedAt',
			concerns:
				'id, [list+changedAt], state, handler, category, door, building, *households, changedAt',
			concernSheets: 'key',
			checks: 'id, scope, door',
			checkAnswers: '_id, check',
			warnings: 'id, concern',
			organisations: '_id, clock',
			kept: 'id, [kind+clock], [kind+about], [kind+door]',
			photos: 'id',
			records: 'id, about, state, capturedAt',
			setAside: 'id, feed',
			doorFacts: 'door',
			amendments: 'subject',
			papers: 'concern',
			receipts: 'key',
			facts: 'key'
		});
	}
}

/** One per account: rows of one person are never shown to another. */
export async function openProjectionDatabase(account: AccountName): Promise<ProjectionDatabase> {
	const database = new ProjectionDatabase(nameFor(account));
	await database.open();
	return database;
}

/** Takes an account's rows off this phone. */
export async function deleteProjectionDatabase(account: AccountName): Promise<void> {
	await dropOlderDrawings(account);
	await Dexie.delete(nameFor(account));
}

/** Nobody waits for it: a start would pay for what was drawn before the last update. */
export async function dropOlderDrawings(account: AccountName): Promise<void> {
	const older = Array.from({ length: drawingVersion - 1 }, (_, at) => nameFor(account, at + 1));
	await Promise.all(older.map((name) => Dexie.delete(name)));
}

function nameFor(account: AccountName, version = drawingVersion): string {
	return `${prefix}-${version}-${account}`;
}
