/**
 * The DocumentStore over a shelf: CouchDB's rules of reading, once for every medium. Writing is in
 * editing.ts. Nothing here waits inside a transaction. Long, since one object answers the whole port.
 */
import { setImmediate as nextTurn } from 'node:timers/promises';
import type {
	ChangedRow,
	ChangePage,
	ChangesQuery,
	Commit,
	CommitListener,
	DocumentRow,
	DocumentStore,
	Edit,
	IdRange,
	LocalDocument,
	PurgedInfo,
	StoredRevision,
	StoreInfo,
	StoreSettings,
	WriteOptions,
	WriteRow
} from './documentStore.ts';
import type { Write, Written } from './commitGroup.ts';
import { CommitGroup } from './commitGroup.ts';
import { Compacting, digestsOf } from './compacting.ts';
import { Editing } from './editing.ts';
import type { KeyTable } from './keyTable.ts';
import { Purging } from './purging.ts';
import { resolveSince, seqText } from './sequence.ts';
import type { Counts, KeptSettings, Shelf, StoreFacts } from './shelf.ts';

/** Remembered counts of what is left after a page, so that reading on page by page counts once. */
const pendingRemembered = 64;

export class ShelvedStore implements DocumentStore {
	readonly name: string;
	readonly #shelf: () => Shelf;
	readonly #facts: StoreFacts;
	readonly #onWritten: () => void;
	/** By themselves, since one may be given twice. */
	readonly #listeners = new Set<{ onCommit: CommitListener; onGone?: (() => void) | undefined }>();
	readonly #compactings = new Set<Compacting>();
	readonly #pending = new Map<number, number>();
	readonly #group = new CommitGroup((writes) => this.#commitAll(writes));

	/** `shelf` is asked for each call: a file may have been closed since the last one. */
	constructor(name: string, facts: StoreFacts, shelf: () => Shelf, onWritten: () => void) {
		this.name = name;
		this.#facts = facts;
		this.#shelf = shelf;
		this.#onWritten = onWritten;
	}

	async info(): Promise<StoreInfo> {
		const { docs, deleted, seq, epoch, startTime, settings } = this.#facts;
		return {
			docCount: docs,
			deletedCount: deleted,
			updateSeq: seqText(seq, epoch),
			purgeSeq: settings.purgeSeq,
			startTime,
			fileSize: this.#shelf().fileSize()
		};
	}

	async write(edits: readonly Edit[], options: WriteOptions): Promise<WriteRow[]> {
		return this.#group.join(edits, options);
	}

	/** For a storage that closes: whoever waits for a commit gets it now. */
	commitNow(): void {
		this.#group.commitNow();
	}

	#commitAll(writes: readonly Write[]): Written[] {
		const shelf = this.#shelf();
		const { settings } = this.#facts;
		const taken = shelf.transaction(() => {
			let counts: Counts = this.#facts;
			const all = writes.map(({ edits, options }) => {
				const editing = new Editing(shelf, { ...counts, settings }, options);
				const rows = edits.map((edit) => editing.take(edit));
				({ counts } = editing);
				return { editing, rows };
			});
			if (counts.seq !== this.#facts.seq) shelf.writeCounts(counts);
			return all;
		});
		// All of it is true before anybody is told of any of it.
		return taken.map(({ editing, rows }) => {
			if (editing.changed.size === 0) return { rows, tell: () => undefined };
			const changed = [...editing.changed.values()].sort((a, b) => a.seq - b.seq);
			const commit = this.#committed(editing.counts, changed, editing.digests);
			return { rows, tell: () => this.#tell(commit) };
		});
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
		const { seq } = this.#facts;
		const { limit, bodies } = query;
		const since = resolveSince(query.since, this.#facts);
		const shelf = this.#shelf();
		if (query.docIds) return this.#changesOf(query.docIds, since, query);
		if (query.descending) {
			const before = query.before === undefined ? seq + 1 : resolveSince(query.before, this.#facts);
			const rows = limit > 0 ? shelf.rowsDownTo(since, before, limit, bodies) : [];
			return this.#page(rows, rows.at(-1)?.seq ?? seq, 0);
		}
		const rows = since < seq && limit > 0 ? shelf.rowsAfter(since, limit, bodies) : [];
		const lastSeq = rows.at(-1)?.seq ?? since;
		const whole = rows.length < limit;
		const pending =
			whole || !query.countPending ? 0 : this.#pendingAfter(since, lastSeq, rows.length);
		return this.#page(rows, lastSeq, pending);
	}

	/** A list of ids is looked up: its cost does not grow with what else has changed. */
	#changesOf(ids: readonly string[], since: number, query: ChangesQuery): ChangePage {
		const shelf = this.#shelf();
		const rows = ids
			.map((id) => shelf.row(id))
			.filter((row): row is DocumentRow => row !== undefined && row.seq > since)
			.sort((a, b) => (query.descending ? b.seq - a.seq : a.seq - b.seq));
		const taken = rows.slice(0, query.limit);
		const left = rows.length - taken.length;
		return this.#page(taken, left === 0 ? this.#facts.seq : (taken.at(-1)?.seq ?? since), left);
	}

	#page(rows: readonly DocumentRow[], lastSeq: number, pending: number): ChangePage {
		return { rows: rows.map((row) => this.#placed(row)), lastSeq: this.#place(lastSeq), pending };
	}

	#placed(row: DocumentRow): ChangedRow {
		return { ...row, place: this.#place(row.seq) };
	}

	#place(seq: number): string {
		return seqText(seq, this.#facts.epoch);
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

	async localsAfter(id: string, limit: number): Promise<(LocalDocument & { id: string })[]> {
		return this.#shelf().localsAfter(id, limit);
	}

	keyTable(name: string): KeyTable {
		return this.#shelf().keyTable(name);
	}

	onCommit(onCommit: CommitListener, onGone?: () => void): () => void {
		const listener = { onCommit, onGone };
		this.#listeners.add(listener);
		return () => this.#listeners.delete(listener);
	}

	async standing(): Promise<string> {
		return this.#place(this.#facts.seq);
	}

	/** The database was dropped: whoever listens is told, and hears nothing more. */
	tellGone(): void {
		const listeners = [...this.#listeners];
		this.#listeners.clear();
		for (const { onGone } of listeners) onGone?.();
	}

	async compact(onProgress?: (documentsSeen: number) => void): Promise<void> {
		const compacting = new Compacting(this.#shelf);
		this.#compactings.add(compacting);
		try {
			for (const seen of compacting.turns()) {
				onProgress?.(seen);
				await nextTurn();
			}
			this.#shelf().settleMedium();
		} finally {
			this.#compactings.delete(compacting);
		}
	}

	async settings(): Promise<StoreSettings> {
		const { revsLimit, purgedInfosLimit, security } = this.#facts.settings;
		return { revsLimit, purgedInfosLimit, security };
	}

	async saveSettings(change: Partial<StoreSettings>): Promise<void> {
		const shelf = this.#shelf();
		const settings = { ...this.#facts.settings, ...change };
		shelf.transaction(() => {
			shelf.writeSettings(settings);
			forgetOldPurges(shelf, settings);
		});
		this.#facts.settings = settings;
	}

	async purge(asked: ReadonlyMap<string, readonly string[]>): Promise<Map<string, string[]>> {
		const shelf = this.#shelf();
		const purging = new Purging(shelf, this.#facts);
		const settings = { ...this.#facts.settings };
		const purged = shelf.transaction(() => {
			const taken = new Map<string, string[]>();
			for (const [id, asks] of asked) {
				const revs = purging.take(id, asks);
				taken.set(id, revs);
				if (revs.length > 0) shelf.notePurge((settings.purgeSeq += 1), { id, revs });
			}
			if (settings.purgeSeq === this.#facts.settings.purgeSeq) return taken;
			shelf.writeCounts(purging.counts);
			shelf.writeSettings(settings);
			forgetOldPurges(shelf, settings);
			return taken;
		});
		if (settings.purgeSeq === this.#facts.settings.purgeSeq) return purged;
		this.#facts.settings = settings;
		this.#tell(this.#committed(purging.counts, purging.changed, []));
		return purged;
	}

	async purgedInfos(): Promise<PurgedInfo[]> {
		return this.#shelf().purges();
	}

	/** What a transaction counted has become true. */
	#committed(counts: Counts, rows: DocumentRow[], digests: Iterable<string>): Commit {
		const { seq: since, docs, deleted } = this.#facts;
		Object.assign(this.#facts, counts);
		this.#keepPending(counts.docs + counts.deleted - docs - deleted, rows.length);
		for (const compacting of this.#compactings) {
			compacting.spare(digests);
			for (const { attachments } of rows) compacting.spare(digestsOf(attachments));
		}
		return {
			since: this.#place(since),
			seq: this.#place(this.#facts.seq),
			rows: rows.map((row) => this.#placed(row))
		};
	}

	#tell(commit: Commit): void {
		for (const { onCommit } of [...this.#listeners]) onCommit(commit);
		this.#onWritten();
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

function forgetOldPurges(shelf: Shelf, { purgeSeq, purgedInfosLimit }: KeptSettings): void {
	shelf.forgetPurges(purgeSeq - purgedInfosLimit);
}
