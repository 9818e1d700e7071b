/** A shelf in memory: the twin that tests and stories run on. It forgets everything at the end. */
import type {
	AttachmentStubs,
	DocumentRow,
	IdRange,
	LocalDocument,
	PurgedInfo,
	StoredRevision
} from './documentStore.ts';
import type { KeyTable } from './keyTable.ts';
import { memoryKeyTable } from './memoryKeyTable.ts';
import type { KeptRevision, RevisionName, Shelf } from './shelf.ts';

export class MemoryShelf implements Shelf {
	readonly #rows = new Map<string, DocumentRow>();
	/** By seq; a hole where a document has moved on. */
	readonly #log: (DocumentRow | undefined)[] = [];
	readonly #revisions = new Map<string, Map<string, StoredRevision>>();
	readonly #attachments = new Map<string, Uint8Array>();
	readonly #locals = new Map<string, LocalDocument>();
	readonly #purges = new Map<number, PurgedInfo>();
	readonly #keyTables = new Map<string, KeyTable>();
	/** Ids in order; made again when a document came. */
	#order: string[] | undefined;
	#undo: (() => void)[] = [];

	transaction<T>(work: () => T): T {
		this.#undo = [];
		try {
			return work();
		} catch (error) {
			for (const step of this.#undo.reverse()) step();
			throw error;
		} finally {
			this.#undo = [];
		}
	}

	row(id: string): DocumentRow | undefined {
		return this.#rows.get(id);
	}

	insertRow(row: DocumentRow): boolean {
		if (this.#rows.has(row.id)) return false;
		this.#order = undefined;
		this.replaceRow(row);
		return true;
	}

	replaceRow(row: DocumentRow): void {
		const before = this.#rows.get(row.id);
		if (before) this.#log[before.seq] = undefined;
		this.#put(row);
		this.#undo.push(() => {
			this.#log[row.seq] = undefined;
			this.#rows.delete(row.id);
			if (before) this.#put(before);
			else this.#order = undefined;
		});
	}

	removeRow(id: string): void {
		const before = this.#rows.get(id);
		if (!before) return;
		this.#log[before.seq] = undefined;
		this.#rows.delete(id);
		this.#order = undefined;
		this.#undo.push(() => {
			this.#put(before);
			this.#order = undefined;
		});
	}

	rowsAfter(seq: number, limit: number): DocumentRow[] {
		const rows: DocumentRow[] = [];
		for (let at = seq + 1; at < this.#log.length && rows.length < limit; at += 1) {
			const row = this.#log[at];
			if (row) rows.push(row);
		}
		return rows;
	}

	rowsDownTo(seq: number, before: number, limit: number): DocumentRow[] {
		const rows: DocumentRow[] = [];
		const top = Math.min(before, this.#log.length) - 1;
		for (let at = top; at > seq && rows.length < limit; at -= 1) {
			const row = this.#log[at];
			if (row) rows.push(row);
		}
		return rows;
	}

	rowsById({ from, to, toExclusive, descending, skip = 0, limit }: IdRange): DocumentRow[] {
		const rows = this.#inOrder().filter(
			({ id }) =>
				(from === undefined || byUtf8(id, from) >= 0) &&
				(to === undefined || byUtf8(id, to) < (toExclusive ? 0 : 1))
		);
		if (descending) rows.reverse();
		return rows.slice(skip, skip + limit);
	}

	countAfter(seq: number): number {
		return this.rowsAfter(seq, Infinity).length;
	}

	countBefore(id: string): number {
		return this.#inOrder().filter((row) => byUtf8(row.id, id) < 0).length;
	}

	revision(id: string, rev: string): StoredRevision | undefined {
		return this.#revisions.get(id)?.get(rev);
	}

	keepRevision(id: string, rev: string, { deleted, body, attachments }: StoredRevision): void {
		const kept = this.#revisions.get(id) ?? new Map<string, StoredRevision>();
		this.#revisions.set(id, kept);
		kept.set(rev, { deleted, body, attachments });
		this.#undo.push(() => kept.delete(rev));
	}

	dropRevision(id: string, rev: string): void {
		const kept = this.#revisions.get(id);
		const before = kept?.get(rev);
		kept?.delete(rev);
		if (before) this.#undo.push(() => kept?.set(rev, before));
	}

	keptRevisions(after: RevisionName, limit: number): KeptRevision[] {
		return [...this.#revisions]
			.flatMap(([id, kept]) =>
				[...kept].map(([rev, { attachments }]) => ({ id, rev, attachments }))
			)
			.sort(byName)
			.filter((kept) => byName(kept, after) > 0)
			.slice(0, limit);
	}

	attachment(digest: string): Uint8Array | undefined {
		return this.#attachments.get(digest);
	}

	keepAttachment(digest: string, bytes: Uint8Array): void {
		if (this.#attachments.has(digest)) return;
		this.#attachments.set(digest, Uint8Array.from(bytes));
		this.#undo.push(() => this.#attachments.delete(digest));
	}

	dropAttachment(digest: string): void {
		const before = this.#attachments.get(digest);
		this.#attachments.delete(digest);
		if (before) this.#undo.push(() => this.#attachments.set(digest, before));
	}

	attachmentDigests(after: string, limit: number): string[] {
		const digests = [...this.#attachments.keys()].filter((digest) => digest > after);
		return digests.sort().slice(0, limit);
	}

	stubsAfter(seq: number, limit: number): { seq: number; attachments: AttachmentStubs | null }[] {
		return this.rowsAfter(seq, limit);
	}

	local(id: string): LocalDocument | undefined {
		return this.#locals.get(id);
	}

	writeLocal(id: string, local: LocalDocument): void {
		this.#locals.set(id, local);
	}

	removeLocal(id: string): boolean {
		return this.#locals.delete(id);
	}

	localsAfter(id: string, limit: number): (LocalDocument & { id: string })[] {
		return [...this.#locals]
			.map(([found, local]) => ({ id: found, ...local }))
			.filter((local) => byUtf8(local.id, id) > 0)
			.sort((a, b) => byUtf8(a.id, b.id))
			.slice(0, limit);
	}

	keyTable(name: string): KeyTable {
		const table = this.#keyTables.get(name) ?? memoryKeyTable();
		this.#keyTables.set(name, table);
		return table;
	}

	forgetKeysOfDeleted(): void {
		const gone = [...this.#rows.values()].filter(({ deleted }) => deleted);
		const entries = gone.map(({ id }) => ({ id, key: null }));
		for (const table of this.#keyTables.values()) table.fill(table.filledTo(), entries);
	}

	writeCounts(): void {
		// The store holds them; there is no later start to keep them for.
	}

	writeSettings(): void {
		// As with the counts.
	}

	notePurge(number: number, purged: PurgedInfo): void {
		this.#purges.set(number, purged);
		this.#undo.push(() => this.#purges.delete(number));
	}

	forgetPurges(upTo: number): void {
		for (const [number, purged] of this.#purges) {
			if (number > upTo) continue;
			this.#purges.delete(number);
			this.#undo.push(() => this.#purges.set(number, purged));
		}
	}

	purges(): PurgedInfo[] {
		return [...this.#purges].sort(([a], [b]) => a - b).map(([, purged]) => purged);
	}

	fileSize(): number {
		return 0;
	}

	settleMedium(): void {
		// Memory keeps nothing beside what it holds.
	}

	#put(row: DocumentRow): void {
		this.#rows.set(row.id, row);
		this.#log[row.seq] = row;
	}

	#inOrder(): DocumentRow[] {
		this.#order ??= [...this.#rows.keys()].sort(byUtf8);
		return this.#order.flatMap((id) => {
			const row = this.#rows.get(id);
			return row && !row.deleted ? [row] : [];
		});
	}
}

function byName(a: RevisionName, b: RevisionName): number {
	return byUtf8(a.id, b.id) || byUtf8(a.rev, b.rev);
}

const utf8 = new TextEncoder();

/** SQLite and CouchDB order ids by their bytes; JavaScript's own order differs beyond U+FFFF. */
function byUtf8(a: string, b: string): number {
	return a === b ? 0 : Buffer.compare(utf8.encode(a), utf8.encode(b));
}
