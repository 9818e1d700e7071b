/**
 * One database in a CouchDB cluster as a DocumentStore. It keeps nothing but where it stands; what
 * was written is answered for only when enough copies of the cluster have it.
 */
import type { CouchCalls } from './couchCalls.ts';
import { documentPath } from './couchCalls.ts';
import type { LineSlots } from './couchLine.ts';
import { CouchLine } from './couchLine.ts';
import { CouchReading } from './couchReading.ts';
import type { CouchDocument } from './couchRows.ts';
import { contentText, revisionOf } from './couchRows.ts';
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
	StoredRevision,
	StoreInfo,
	WriteOptions,
	WriteRow
} from './documentStore.ts';

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
	readonly #line: CouchLine;

	constructor({ name, path, calls, slots, place }: CouchStoreParts) {
		this.name = name;
		this.#path = path;
		this.#calls = calls;
		this.#reading = new CouchReading(calls, path);
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
		const { status, json } = await this.#calls.ask('GET', this.#localPath(id), { also: [404] });
		if (status === 404) return undefined;
		const document = json as CouchDocument;
		return { rev: document._rev, body: contentText(document) };
	}

	async writeLocal(id: string, body: string): Promise<string> {
		for (;;) {
			const before = await this.local(id);
			const head = `{"_id":${JSON.stringify(`_local/${id}`)}${before ? `,"_rev":"${before.rev}"` : ''}`;
			const json = head + (body === '{}' ? '}' : `,${body.slice(1)}`);
			const { status, json: answer } = await this.#calls.ask('PUT', this.#localPath(id), {
				json,
				also: [409]
			});
			// Somebody else was faster; the last one wins all the same.
			if (status !== 409) return (answer as { rev: string }).rev;
		}
	}

	async removeLocal(id: string): Promise<boolean> {
		const before = await this.local(id);
		if (!before) return false;
		const query = new URLSearchParams({ rev: before.rev }).toString();
		const how = { also: [404, 409] };
		return (await this.#calls.ask('DELETE', `${this.#localPath(id)}?${query}`, how)).status < 300;
	}

	onCommit(listener: CommitListener): () => void {
		return this.#line.listen(listener);
	}

	async standing(): Promise<string> {
		return this.#line.standing();
	}

	/** Asks for it; a cluster also does so in its own time. */
	async compact(): Promise<void> {
		await this.#calls.ask('POST', `${this.#path}/_compact`, { json: '{}' });
	}

	close(): void {
		this.#line.close();
	}

	#localPath(id: string): string {
		return `${this.#path}/_local/${encodeURIComponent(id)}`;
	}
}

export function infoOf(json: unknown): StoreInfo {
	const info = json as {
		doc_count: number;
		doc_del_count: number;
		update_seq: string | number;
		instance_start_time: string;
		sizes?: { file?: number };
	};
	return {
		docCount: info.doc_count,
		deletedCount: info.doc_del_count,
		updateSeq: String(info.update_seq),
		startTime: info.instance_start_time,
		fileSize: info.sizes?.file ?? 0
	};
}
