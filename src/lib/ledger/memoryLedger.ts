/**
 * The ledger's twin in memory, for tests and stories: the same promises, nothing kept. Never used
 * where a person's work is at stake.
 */
import type { LedgerDocument } from '#lib/domain/documents.ts';
import { generationOf } from '#lib/domain/revision.ts';
import type { Ledger, LedgerChanges, Note, Receipt } from './ledger.ts';
import { LedgerConflict, LedgerFailure } from './ledgerFailure.ts';

interface Held {
	/** By revision, of the latest generation; the greatest is the one that is shown, as in PouchDB. */
	revisions: Map<string, LedgerDocument>;
	erased: boolean;
	seq: number;
}

export function openMemoryLedger(feed: string): Ledger {
	const held = new Map<string, Held>();
	const receipts = new Map<string, Receipt>();
	const notes = new Map<string, object>();
	const listeners = new Set<() => void>();
	let lastSeq = 0;
	let isClosed = false;

	function mustBeOpen(): void {
		if (isClosed) throw new LedgerFailure('storage_closed', undefined);
	}

	/** True if this was news. */
	function keep(document: LedgerDocument): boolean {
		const known = held.get(document._id);
		if (known && (known.erased || known.revisions.has(document._rev))) return false;
		const generation = generationOf(document._rev);
		const others = [...(known?.revisions ?? [])];
		if (others.some(([rev]) => generationOf(rev) > generation)) return false;
		const revisions = new Map(others.filter(([rev]) => generationOf(rev) === generation));
		revisions.set(document._rev, structuredClone(document));
		held.set(document._id, { revisions, erased: false, seq: ++lastSeq });
		return true;
	}

	function tell(isNews: boolean): void {
		if (isNews) for (const listener of listeners) queueMicrotask(listener);
	}

	return {
		feed,
		async append(documents, note?: Note) {
			mustBeOpen();
			for (const { _id, _rev } of documents) {
				const known = held.get(_id);
				if (known && !known.revisions.has(_rev)) throw new LedgerConflict(_id);
			}
			const news = documents.map(keep);
			if (note) notes.set(note.name, structuredClone(note.value));
			tell(news.includes(true));
		},
		async take(documents) {
			mustBeOpen();
			tell(documents.map(keep).includes(true));
		},
		async forget(tombstones) {
			mustBeOpen();
			const known = tombstones.filter(({ id }) => held.get(id)?.erased === false);
			for (const { id } of known) {
				const revisions = held.get(id)?.revisions ?? new Map<string, LedgerDocument>();
				held.set(id, { revisions, erased: true, seq: ++lastSeq });
			}
			tell(known.length > 0);
		},
		async get(id) {
			mustBeOpen();
			return shown(held.get(id));
		},
		async changesSince(since, limit): Promise<LedgerChanges> {
			mustBeOpen();
			const changed = [...held].filter(([, { seq }]) => seq > since);
			changed.sort(([, a], [, b]) => a.seq - b.seq);
			const portion = changed.slice(0, limit);
			return {
				documents: portion.flatMap(([, one]) => shown(one) ?? []),
				forgotten: portion.filter(([, one]) => one.erased).map(([id]) => id),
				seq: portion[portion.length - 1]?.[1].seq ?? since
			};
		},
		async lastSeq() {
			mustBeOpen();
			return lastSeq;
		},
		async settle(settled) {
			mustBeOpen();
			for (const receipt of settled) receipts.set(`${receipt.of} ${receipt.id}`, { ...receipt });
		},
		async receipts() {
			mustBeOpen();
			return [...receipts.values()].map((receipt) => ({ ...receipt }));
		},
		async readNote<T extends object>(name: string) {
			mustBeOpen();
			const note = notes.get(name);
			return note === undefined ? undefined : (structuredClone(note) as T);
		},
		async writeNote(name, value) {
			mustBeOpen();
			notes.set(name, structuredClone(value));
		},
		onChange(listener) {
			listeners.add(listener);
			return () => listeners.delete(listener);
		},
		async close() {
			isClosed = true;
			listeners.clear();
		},
		async destroy() {
			isClosed = true;
			for (const kept of [held, receipts, notes, listeners]) kept.clear();
		}
	};
}

function shown(one: Held | undefined): LedgerDocument | undefined {
	if (!one || one.erased) return undefined;
	const [last] = [...one.revisions.keys()].sort().slice(-1);
	return last === undefined ? undefined : structuredClone(one.revisions.get(last));
}
