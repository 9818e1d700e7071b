/**
 * One database in a CouchDB cluster as a DocumentStore. It keeps nothing but where it stands; what
 * was written is answered for only when enough copies of the cluster have it.
 */
import type { CouchCalls } from './couchCalls.ts';
import { documentPath } from './couchCalls.ts';
import { CouchKeeping } from './couchKeeping.ts';
import type { LineSlots } from './couchLine.ts';
import { CouchLine } from './couchLine.ts';
import { CouchLocals } from './couchLocals.ts';
import { CouchReading } from './couchReading.ts';
import type { CouchDocument } from './couchRows.ts';
import { revisionOf } from './couchRows.ts';
import { writeEdits } from './couchWriting.ts';
import type {
	AttachmentPlace,
	ChangePage,
	ChangesQuery,
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
import type { KeyTable } from './keyTable.ts';
import { memoryKeyTable } from './memoryKeyTable.ts';

export interface CouchStoreParts {
	name: string;
	/** As the cluster calls it, encoded. */
	path: string;
	calls: CouchCalls;
	slots: LineSlots;
	/** Where it stood when it was opened. */
	place: string;
}

const pageRows = 500;
/** How long one question for news stays open. */
const waitMs = 25_000;

export class CouchStore implements DocumentStore {
	readonly name: string;
	readonly #path: string;
	readonly #calls: CouchCalls;
	readonly #reading: CouchReading;
	readonly #locals: CouchLocals;
	readonly #keeping: CouchKeeping;
	readonly #keyTables = new Map<string, KeyTable>();
	readonly #line: CouchLine;

	constructor({ name, path, calls, slots, place }: CouchStoreParts) {
		this.name = name;
		this.#path = path;
		this.#calls = calls;
		this.#reading = new CouchReading(calls, path);
		this.#locals = new CouchLocals(calls, path);
		this.#keeping = new CouchKeeping(calls, path);
		this.#line = new CouchLine(place, {
			slots,
			read: (since) => this.#reading.changes({ since, limit: pageRows, bodies: true }),
			wait: async (since, signal) => {
				const query = new URLSearchParams({
					...{ feed: 'longpoll', since, limit: '1' },
					timeout: String(waitMs)
				});
				const how = { signal, timeoutMs: waitMs * 2 };
				await calls.ask('GET', `${path}/_changes?${query.toString()}`, how);
			}
		});
	}

	async info(): Promise<StoreInfo> {
		const { json } = await this.#calls.ask('GET', this.#path);
		const info = infoOf(json);
		this.#line.noteEnd(info.updateSeq);
		return info;
	}

	async write(edits: readonly Edit[], options: WriteOptions): Promise<WriteRow[]> {
		const rows = await writeEdits(this.#calls, this.#path, edits, options);
		// Written is written: whoever could not be told now is told by the line.
		await this.#line.catchUp().catch(() => undefined);
		return rows;
	}

	async row(id: string): Promise<DocumentRow | undefined> {
		return this.#reading.row(id);
	}

	async rows(ids: readonly string[]): Promise<(DocumentRow | undefined)[]> {
		return this.#reading.rows(ids);
	}

	async revision(id: string, rev: string): Promise<StoredRevision | undefined> {
		const path = `${documentPath(this.#path, id)}?${new URLSearchParams({ rev }).toString()}`;
		const { status, json } = await this.#calls.ask('GET', path, { also: [404] });
		return status === 404 ? undefined : revisionOf(json as CouchDocument);
	}

	async rowsById(range: IdRange): Promise<DocumentRow[]> {
		return this.#reading.rowsById(range);
	}

	async countBefore(id: string): Promise<number> {
		return this.#reading.countBefore(id);
	}

	async changes(query: ChangesQuery): Promise<ChangePage> {
		return this.#reading.changes(query);
	}

	async attachment(
		_digest: string,
		{ id, rev, name }: AttachmentPlace
	): Promise<Uint8Array | undefined> {
		const names = name.split('/').map(encodeURIComponent).join('/');
		const query = new URLSearchParams({ rev }).toString();
		return this.#calls.bytes(`${documentPath(this.#path, id)}/${names}?${query}`);
	}

	async local(id: string): Promise<LocalDocument | undefined> {
		return this.#locals.read(id);
	}

	async writeLocal(id: string, body: string): Promise<string> {
		return this.#locals.write(id, body);
	}

	async removeLocal(id: string): Promise<boolean> {
		return this.#locals.remove(id);
	}

	async localsAfter(id: string, limit: number): Promise<(LocalDocument & { id: string })[]> {
		return this.#locals.after(id, limit);
	}

	/** Each station holds its own in memory, and fills it again after a start. */
	keyTable(name: string): KeyTable {
		const table = this.#keyTables.get(name) ?? memoryKeyTable();
		this.#keyTables.set(name, table);
		return table;
	}

	onCommit(onCommit: CommitListener, onGone?: () => void): () => void {
		return this.#line.listen({ onCommit, onGone });
	}

	async standing(): Promise<string> {
		return this.#line.standing();
	}

	async compact(): Promise<void> {
		await this.#keeping.compact();
	}

	async settings(): Promise<StoreSettings> {
		return this.#keeping.settings();
	}

	async saveSettings(change: Partial<StoreSettings>): Promise<void> {
		await this.#keeping.save(change);
	}

	/** A branch that wins now is told like any change; a document that is gone is told to nobody. */
	async purge(asked: ReadonlyMap<string, readonly string[]>): Promise<Map<string, string[]>> {
		const purged = await this.#keeping.purge(asked);
		await this.#line.catchUp().catch(() => undefined);
		return purged;
	}

	async purgedInfos(): Promise<PurgedInfo[]> {
		return this.#keeping.purgedInfos();
	}

	/** The database was dropped: whoever listens is told, and hears nothing more. */
	tellGone(): void {
		this.#line.tellGone();
	}

	close(): void {
		this.#line.close();
	}
}

export function infoOf(json: unknown): StoreInfo {
	const info = json as {
		doc_count: number;
		doc_del_count: number;
		update_seq: string | number;
		purge_seq?: string | number;
		instance_start_time: string;
		sizes?: { file?: number };
	};
	return {
		docCount: info.doc_count,
		deletedCount: info.doc_del_count,
		updateSeq: String(info.update_seq),
		// CouchDB's own is opaque behind its number.
		purgeSeq: Number.parseInt(String(info.purge_seq ?? 0), 10),
		startTime: info.instance_start_time,
		fileSize: info.sizes?.file ?? 0
	};
}
