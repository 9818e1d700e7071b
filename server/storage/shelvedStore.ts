/**
 * The DocumentStore over a shelf: CouchDB's rules of reading, once for every medium. Writing is in
 * editing.ts. Nothing here waits inside a transaction.
 */
import type {
	ChangePage,
	ChangesQuery,
	Commit,
	CommitListener,
	DocumentRow,
	DocumentStore,
	Edit,
	IdRange,
	LocalDocument,
	StoredRevision,
	StoreInfo,
	WriteOptions,
	WriteRow
} from './documentStore.ts';
import { compactShelf } from './compacting.ts';
import { Editing } from './editing.ts';
import { resolveSince, seqText } from './sequence.ts';
import type { Shelf, StoreFacts } from './shelf.ts';

/** Remembered counts of what is left after a page, so that reading on page by page counts once. */
const pendingRemembered = 64;

export class ShelvedStore implements DocumentStore {
	readonly name: string;
	readonly #shelf: () => Shelf;
	readonly #facts: StoreFacts;
	readonly #listeners = new Set<CommitListener>();
	readonly #pending = new Map<number, number>();

	/** `shelf` is asked for each call: a file may have been closed since the last one. */
	constructor(name: string, facts: StoreFacts, shelf: () => Shelf) {
		this.name = name;
		this.#facts = facts;
		this.#shelf = shelf;
	}

	async info(): Promise<StoreInfo> {
		const { docs, deleted, seq, epoch, startTime } = this.#facts;
		return {
			docCount: docs,
			deletedCount: deleted,
			updateSeq: seqText(seq, epoch),
			startTime,
			fileSize: this.#shelf().fileSize()
		};
	}

	async write(edits: readonly Edit[], options: WriteOptions): Promise<WriteRow[]> {
		const shelf = this.#shelf();
		const since = this.#facts.seq;
		const editing = new Editing(shelf, this.#facts, options);
		const rows = shelf.transaction(() => {
			const written = edits.map((edit) => editing.take(edit));
			if (editing.changed.size > 0) shelf.writeCounts(editing.counts);
			return written;
		});
		if (editing.changed.size === 0) return rows;
		const { docs, deleted } = this.#facts;
		Object.assign(this.#facts, editing.counts);
		this.#keepPending(
			editing.counts.docs + editing.counts.deleted - docs - deleted,
			editing.changed.size
		);
		this.#tell({
			epoch: this.#facts.epoch,
			since,
			seq: this.#facts.seq,
			rows: [...editing.changed.values()].sort((a, b) => a.seq - b.seq)
		});
		return rows;
	}

	async row(id: string): Promise<DocumentRow | undefined> {
		return this.#shelf().row(id);
	}

	async rows(ids: readonly string[]): Promise<(DocumentRow | undefined)[]> {
		const shelf = this.#shelf();
		return ids.map((id) => shelf.row(id));
	}

	async revision(id: string, rev: string): Promise<StoredRevision | undefined> {
		const shelf = this.#shelf();
		const row = shelf.row(id);
		if (row?.rev === rev) return row;
		return shelf.revision(id, rev);
	}

	async rowsById(range: IdRange): Promise<DocumentRow[]> {
		return this.#shelf().rowsById(range);
	}

	async countBefore(id: string): Promise<number> {
		return this.#shelf().countBefore(id);
	}

	async changes(query: ChangesQuery): Promise<ChangePage> {
		const { epoch, seq } = this.#facts;
		const { limit, bodies } = query;
		const since = resolveSince(query.since, this.#facts);
		const shelf = this.#shelf();
		if (query.descending) {
			const rows = limit > 0 ? shelf.rowsDownTo(since, query.before ?? seq + 1, limit, bodies) : [];
			return { rows, epoch, lastSeq: rows.at(-1)?.seq ?? seq, pending: 0 };
		}
		const rows = since < seq && limit > 0 ? shelf.rowsAfter(since, limit, bodies) : [];
		const lastSeq = rows.at(-1)?.seq ?? since;
		const whole = rows.length < limit;
		const pending =
			whole || !query.countPending ? 0 : this.#pendingAfter(since, lastSeq, rows.length);
		return { rows, epoch, lastSeq, pending };
	}

	async attachment(digest: string): Promise<Uint8Array | undefined> {
		return this.#shelf().attachment(digest);
	}

	async local(id: string): Promise<LocalDocument | undefined> {
		return this.#shelf().local(id);
	}

	async writeLocal(id: string, body: string): Promise<string> {
		const shelf = this.#shelf();
		return shelf.transaction(() => {
			const before = shelf.local(id);
			const rev = `0-${(before ? Number(before.rev.slice(2)) : 0) + 1}`;
			shelf.writeLocal(id, { rev, body });
			return rev;
		});
	}

	async removeLocal(id: string): Promise<boolean> {
		const shelf = this.#shelf();
		return shelf.transaction(() => shelf.removeLocal(id));
	}

	onCommit(listener: CommitListener): () => void {
		this.#listeners.add(listener);
		return () => this.#listeners.delete(listener);
	}

	async compact(): Promise<void> {
		const shelf = this.#shelf();
		shelf.transaction(() => compactShelf(shelf));
	}

	#tell(commit: Commit): void {
		for (const listener of [...this.#listeners]) listener(commit);
	}

	/**
	 * New documents stand behind every page, so what was counted goes on counting; one that was
	 * written again has left a place nobody noted.
	 */
	#keepPending(added: number, changed: number): void {
		if (added !== changed) {
			this.#pending.clear();
			return;
		}
		for (const [since, left] of this.#pending) this.#pending.set(since, left + added);
	}

	#pendingAfter(since: number, lastSeq: number, read: number): number {
		const { docs, deleted } = this.#facts;
		const before = since === 0 ? docs + deleted : this.#pending.get(since);
		const left = before === undefined ? this.#shelf().countAfter(lastSeq) : before - read;
		if (this.#pending.size >= pendingRemembered) this.#pending.clear();
		this.#pending.set(lastSeq, left);
		return left;
	}
}
