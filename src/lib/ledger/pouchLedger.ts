/**
 * The ledger in PouchDB over IndexedDB. Four things only: append, follow changes, get by id, notes.
 * Never a view, a query or PouchDB's own replication (STACK C).
 */
import type { LedgerDocument } from '#lib/domain/documents.ts';
import { generationOf } from '#lib/domain/revision.ts';
import { openChangeBell } from './changeBell.ts';
import type { Ledger, LedgerChanges, Note, Receipt } from './ledger.ts';
import { LedgerConflict } from './ledgerFailure.ts';
import { noteToPut, readNote, statusOf, writeNote } from './notes.ts';
import { openHandle } from './openHandle.ts';
import type { Pouch } from './pouch.ts';
import { openReceiptLog } from './receiptLog.ts';

export interface PouchLedgerParts {
	feed: string;
	/** Of the database; one per account and feed. */
	name: string;
}

export async function openPouchLedger({ feed, name }: PouchLedgerParts): Promise<Ledger> {
	const handle = await openHandle(name);
	const bell = openChangeBell(name);
	const receiptLog = openReceiptLog();

	return {
		feed,
		append: (documents, note) =>
			handle(async (pouch) => {
				await refuseOtherContent(pouch, documents);
				await write(pouch, documents, note);
				bell.ring();
			}),
		take: (documents) =>
			handle(async (pouch) => {
				const later = documents.filter(({ _rev }) => generationOf(_rev) > 1);
				const erased = await erasedAmong(pouch, later);
				await write(
					pouch,
					documents.filter((document) => !erased.has(document._id) || !later.includes(document))
				);
				for (const { _id } of later) if (!erased.has(_id)) await dropEarlier(pouch, _id);
				bell.ring();
			}),
		forget: (tombstones) =>
			handle(async (pouch) => {
				let erased = 0;
				for (const { id } of tombstones) erased += await erase(pouch, id);
				if (erased > 0) bell.ring();
			}),
		get: (id) => handle((pouch) => documentIn(pouch, id)),
		changesSince: (since, limit) => handle((pouch) => changesIn(pouch, since, limit)),
		lastSeq: () => handle(async (pouch) => Number((await pouch.info()).update_seq)),
		settle: (receipts) => handle((pouch) => receiptLog.append(pouch, receipts)),
		receipts: () => handle((pouch): Promise<Receipt[]> => receiptLog.read(pouch)),
		readNote: <T extends object>(note: string) =>
			handle(async (pouch) => (await readNote(pouch, note)) as T | undefined),
		writeNote: (note, value) => handle((pouch) => writeNote(pouch, note, value)),
		onChange: (listener) => bell.listen(listener),
		async close() {
			bell.close();
			await handle.close();
		},
		async destroy() {
			bell.close();
			await handle.destroy();
		}
	};
}

/** Without this PouchDB would keep the other content as a second branch. */
async function refuseOtherContent(
	pouch: Pouch,
	documents: readonly LedgerDocument[]
): Promise<void> {
	const revisions = new Map(documents.map(({ _id, _rev }) => [_id, _rev]));
	const { rows } = await pouch.allDocs({ keys: [...revisions.keys()] });
	for (const row of rows) {
		if (!('id' in row) || !('value' in row) || row.value.rev === revisions.get(row.id)) continue;
		const rev = revisions.get(row.id) ?? '';
		const [branch] = await pouch.get(row.id, { open_revs: [rev] });
		if (!branch || !('ok' in branch)) throw new LedgerConflict(row.id);
	}
}

async function write(
	pouch: Pouch,
	documents: readonly LedgerDocument[],
	note?: Note
): Promise<void> {
	const local = note && (await noteToPut(pouch, note.name, note.value));
	const together: object[] = local ? [...documents, local] : [...documents];
	if (together.length === 0) return;
	// With `new_edits: false` PouchDB answers with what failed, and with nothing else.
	const failed = await pouch.bulkDocs(together, { new_edits: false });
	const [first] = failed;
	if (first) throw new Error('PouchDB refused a document', { cause: first });
}

const erasedHash = 'e'.repeat(32);

/** Puts a tombstone on every branch and takes the content off the disk. Answers 1 if there was something. */
async function erase(pouch: Pouch, id: string): Promise<number> {
	const branches = await branchesOf(pouch, id);
	if (branches.length === 0) return 0;
	await endBranches(pouch, id, branches);
	return 1;
}

/** Its own tombstones, not the station's: nobody replicates from here, and they hang on what is held. */
async function endBranches(pouch: Pouch, id: string, branches: { _rev: string }[]): Promise<void> {
	const tombstones = branches.map(({ _rev }) => {
		const start = generationOf(_rev) + 1;
		const _revisions = { start, ids: [erasedHash, _rev.slice(_rev.indexOf('-') + 1)] };
		return { _id: id, _rev: `${start}-${erasedHash}`, _deleted: true, _revisions };
	});
	await pouch.bulkDocs(tombstones, { new_edits: false });
	await (pouch as Pouch & Compacting).compactDocument(id, 0);
}

/** What the station wrote later takes the place of what it wrote before, and that off the disk. */
async function dropEarlier(pouch: Pouch, id: string): Promise<void> {
	const branches = await branchesOf(pouch, id);
	const latest = Math.max(...branches.map(({ _rev }) => generationOf(_rev)));
	const earlier = branches.filter(({ _rev }) => generationOf(_rev) < latest);
	if (earlier.length > 0) await endBranches(pouch, id, earlier);
}

/** What was erased once stays so, also where something newer is said of it. */
async function erasedAmong(
	pouch: Pouch,
	documents: readonly LedgerDocument[]
): Promise<ReadonlySet<string>> {
	if (documents.length === 0) return new Set();
	const { rows } = await pouch.allDocs({ keys: documents.map(({ _id }) => _id) });
	return new Set(
		rows.flatMap((row) => ('value' in row && row.value.deleted === true ? [row.id] : []))
	);
}

/** In PouchDB for long, missing in its types. */
interface Compacting {
	compactDocument(id: string, maxHeight: number): Promise<unknown>;
}

async function branchesOf(pouch: Pouch, id: string): Promise<{ _rev: string }[]> {
	try {
		const branches = await pouch.get(id, { open_revs: 'all' });
		return branches.flatMap((branch) =>
			'ok' in branch && !('_deleted' in branch.ok) ? [branch.ok] : []
		);
	} catch (cause) {
		if (statusOf(cause) === 404) return [];
		throw cause;
	}
}

async function documentIn(pouch: Pouch, id: string): Promise<LedgerDocument | undefined> {
	try {
		return (await pouch.get(id)) as unknown as LedgerDocument;
	} catch (cause) {
		if (statusOf(cause) === 404) return undefined;
		throw cause;
	}
}

async function changesIn(pouch: Pouch, since: number, limit: number): Promise<LedgerChanges> {
	const { results, last_seq } = await pouch.changes({ since, limit, include_docs: true });
	return {
		documents: results.flatMap(({ deleted, doc }) =>
			deleted || !doc ? [] : [doc as unknown as LedgerDocument]
		),
		forgotten: results.filter(({ deleted }) => deleted).map(({ id }) => id),
		seq: Number(results.length === 0 ? since : last_seq)
	};
}
