/**
 * A shelf in one SQLite file. Rows lie in the order of seq, so that reading changes is one scan;
 * bodies are text and never parsed here. A commit is on the medium when it returns (SAFETY F6).
 */
import type {
	AttachmentStubs,
	DocumentRow,
	IdRange,
	LocalDocument,
	PurgedInfo,
	StoredRevision
} from './documentStore.ts';
import type { KeyTable } from './keyTable.ts';
import type { Counts, KeptRevision, KeptSettings, RevisionName, Shelf } from './shelf.ts';
import type { SqliteConnection, SqlValue } from './sqliteDriver.ts';
import { forgetKeysOfDeleted, sqliteKeyTable } from './sqliteKeyTable.ts';
import { SqliteStatements } from './sqliteStatements.ts';
import { StorageBroken, StorageFull } from './storageErrors.ts';

export class SqliteShelf implements Shelf {
	readonly #connection: SqliteConnection;
	readonly #guarded: <T>(work: () => T) => T;
	readonly #sql: SqliteStatements;

	/** `guarded` sees every transaction, and what it throws. */
	constructor(connection: SqliteConnection, guarded: <T>(work: () => T) => T) {
		this.#connection = connection;
		this.#guarded = guarded;
		this.#sql = new SqliteStatements(connection);
	}

	transaction<T>(work: () => T): T {
		return this.#guarded(() => this.#transact(work));
	}

	row(id: string): DocumentRow | undefined {
		const found = this.#sql.rowById.one(id);
		return found && rowOf(found);
	}

	insertRow(row: DocumentRow): boolean {
		const { seq, id, rev, deleted, leaves, tree, body, attachments } = row;
		const inserted = this.#sql.insertRow.run(
			seq,
			id,
			rev,
			deleted ? 1 : 0,
			leaves && JSON.stringify(leaves),
			tree,
			attachments && JSON.stringify(attachments),
			body
		);
		return inserted > 0;
	}

	replaceRow(row: DocumentRow): void {
		this.#sql.deleteRow.run(row.id);
		this.insertRow(row);
	}

	removeRow(id: string): void {
		this.#sql.deleteRow.run(id);
	}

	rowsAfter(seq: number, limit: number, bodies: boolean): DocumentRow[] {
		const statement = bodies ? this.#sql.rowsAfter : this.#sql.headsAfter;
		return statement.all(seq, limit).map(rowOf);
	}

	rowsDownTo(seq: number, before: number, limit: number, bodies: boolean): DocumentRow[] {
		const statement = bodies ? this.#sql.rowsDownTo : this.#sql.headsDownTo;
		return statement.all(seq, before, limit).map(rowOf);
	}

	rowsById({ from, to, toExclusive, descending, skip, limit, bodies }: IdRange): DocumentRow[] {
		const statement = this.#sql.rowsById({
			bounded: to !== undefined,
			toExclusive: toExclusive === true,
			descending: descending === true,
			bodies
		});
		const most = Math.min(limit, Number.MAX_SAFE_INTEGER);
		const bounds = to === undefined ? [from ?? ''] : [from ?? '', to];
		return statement.all(...bounds, most, skip ?? 0).map(rowOf);
	}

	countAfter(seq: number): number {
		return Number(this.#sql.countAfter.one(seq)?.[0]);
	}

	countBefore(id: string): number {
		return Number(this.#sql.countBefore.one(id)?.[0]);
	}

	revision(id: string, rev: string): StoredRevision | undefined {
		const found = this.#sql.revision.one(id, rev);
		if (!found) return undefined;
		return { deleted: found[0] === 1, attachments: stubsOf(found[1]), body: found[2] as string };
	}

	keepRevision(id: string, rev: string, { deleted, body, attachments }: StoredRevision): void {
		const stubs = attachments && JSON.stringify(attachments);
		this.#sql.keepRevision.run(id, rev, deleted ? 1 : 0, stubs, body);
	}

	dropRevision(id: string, rev: string): void {
		this.#sql.dropRevision.run(id, rev);
	}

	keptRevisions(after: RevisionName, limit: number): KeptRevision[] {
		const found = this.#sql.keptRevisions.all(after.id, after.rev, limit);
		return found.map(([id, rev, stubs]) => ({
			id: id as string,
			rev: rev as string,
			attachments: stubsOf(stubs)
		}));
	}

	attachment(digest: string): Uint8Array | undefined {
		return this.#sql.attachment.one(digest)?.[0] as Uint8Array | undefined;
	}

	keepAttachment(digest: string, bytes: Uint8Array): void {
		this.#sql.keepAttachment.run(digest, bytes);
	}

	dropAttachment(digest: string): void {
		this.#sql.dropAttachment.run(digest);
	}

	attachmentDigests(after: string, limit: number): string[] {
		return this.#sql.attachmentDigests.all(after, limit).map(([digest]) => digest as string);
	}

	stubsAfter(seq: number, limit: number): { seq: number; attachments: AttachmentStubs | null }[] {
		const found = this.#sql.stubsAfter.all(seq, limit);
		return found.map(([at, stubs]) => ({ seq: at as number, attachments: stubsOf(stubs) }));
	}

	local(id: string): LocalDocument | undefined {
		const found = this.#sql.local.one(id);
		return found && { rev: found[0] as string, body: found[1] as string };
	}

	writeLocal(id: string, { rev, body }: LocalDocument): void {
		this.#sql.writeLocal.run(id, rev, body);
	}

	removeLocal(id: string): boolean {
		return this.#sql.removeLocal.run(id) > 0;
	}

	localsAfter(id: string, limit: number): (LocalDocument & { id: string })[] {
		return this.#sql.localsAfter.all(id, limit).map(([found, rev, body]) => ({
			id: found as string,
			rev: rev as string,
			body: body as string
		}));
	}

	keyTable(name: string): KeyTable {
		return sqliteKeyTable(this.#connection, (work) => this.transaction(work), name);
	}

	forgetKeysOfDeleted(): void {
		forgetKeysOfDeleted(this.#connection);
	}

	writeCounts({ seq, docs, deleted }: Counts): void {
		this.#sql.writeCounts.run(seq, docs, deleted);
	}

	writeSettings(settings: KeptSettings): void {
		this.#sql.writeSettings.run(JSON.stringify(settings));
	}

	notePurge(number: number, { id, revs }: PurgedInfo): void {
		this.#sql.notePurge.run(number, id, JSON.stringify(revs));
	}

	forgetPurges(upTo: number): void {
		this.#sql.forgetPurges.run(upTo);
	}

	purges(): PurgedInfo[] {
		return this.#sql.purges.all().map(([id, revs]) => ({
			id: id as string,
			revs: JSON.parse(revs as string) as string[]
		}));
	}

	fileSize(): number {
		return Number(this.#sql.pages.one()?.[0]) * Number(this.#sql.pageSize.one()?.[0]);
	}

	/** The log beside the file still says what was written before; a copy that is under way keeps it. */
	settleMedium(): void {
		this.#connection.prepare('PRAGMA wal_checkpoint(TRUNCATE)').one();
	}

	async copyTo(file: string, signal: AbortSignal): Promise<void> {
		await this.#connection.copyTo(file, signal);
	}

	close(): void {
		this.#connection.close();
	}

	/** Closes a file that will be removed: what closing writes need not reach the medium. */
	abandon(): void {
		this.#connection.exec('PRAGMA synchronous = OFF');
		this.#connection.close();
	}

	#transact<T>(work: () => T): T {
		this.#sql.begin.run();
		let answer: T;
		try {
			answer = work();
		} catch (error) {
			this.#rollBack(error);
			throw error;
		}
		try {
			this.#sql.commit.run();
		} catch (error) {
			// Only "no room" is an answer one can trust here; after anything else nobody knows what
			// reached the medium.
			if (!(error instanceof StorageFull)) throw new StorageBroken('A commit failed.', error);
			this.#rollBack(error);
			throw error;
		}
		return answer;
	}

	#rollBack(reason: unknown): void {
		try {
			this.#sql.rollback.run();
		} catch (error) {
			// SQLite has rolled back by itself after some errors; then there is nothing to undo.
			if (reason instanceof StorageFull && /no transaction is active/.test(String(error))) return;
			throw new StorageBroken('A transaction could not be undone.', reason);
		}
	}
}

function rowOf(values: SqlValue[]): DocumentRow {
	return {
		seq: values[0] as number,
		id: values[1] as string,
		rev: values[2] as string,
		deleted: values[3] === 1,
		leaves: values[4] === null ? null : (JSON.parse(values[4] as string) as string[]),
		tree: values[5] as string | null,
		attachments: stubsOf(values[6]),
		body: values[7] as string
	};
}

function stubsOf(text: SqlValue | undefined): AttachmentStubs | null {
	return typeof text === 'string' ? (JSON.parse(text) as AttachmentStubs) : null;
}
