/**
 * Local documents of one database in a cluster: checkpoints, places, notes of a station. The last
 * write wins, also where two stations write at once.
 */
import type { CouchCalls } from './couchCalls.ts';
import type { CouchDocument } from './couchRows.ts';
import { contentText } from './couchRows.ts';
import type { LocalDocument } from './documentStore.ts';

interface LocalDocsAnswer {
	rows: { id: string; doc?: CouchDocument | null }[];
}

const prefix = '_local/';
/** What the nodes of a cluster note for each other is none of a reader's. */
const ofNodes = /^(?:shard-sync|purge)-/;

export class CouchLocals {
	readonly #calls: CouchCalls;
	/** Of the database, encoded. */
	readonly #path: string;

	constructor(calls: CouchCalls, path: string) {
		this.#calls = calls;
		this.#path = path;
	}

	async read(id: string): Promise<LocalDocument | undefined> {
		const { status, json } = await this.#calls.ask('GET', this.#pathOf(id), { also: [404] });
		return status === 404 ? undefined : localOf(json as CouchDocument);
	}

	async write(id: string, body: string): Promise<string> {
		for (;;) {
			const before = await this.read(id);
			const head = `{"_id":${JSON.stringify(prefix + id)}${before ? `,"_rev":"${before.rev}"` : ''}`;
			const json = head + (body === '{}' ? '}' : `,${body.slice(1)}`);
			const { status, json: answer } = await this.#calls.ask('PUT', this.#pathOf(id), {
				json,
				also: [409]
			});
			// Somebody else was faster; the last one wins all the same.
			if (status !== 409) return (answer as { rev: string }).rev;
		}
	}

	async remove(id: string): Promise<boolean> {
		const before = await this.read(id);
		if (!before) return false;
		const query = new URLSearchParams({ rev: before.rev }).toString();
		const how = { also: [404, 409] };
		return (await this.#calls.ask('DELETE', `${this.#pathOf(id)}?${query}`, how)).status < 300;
	}

	async after(id: string, limit: number): Promise<(LocalDocument & { id: string })[]> {
		const found: (LocalDocument & { id: string })[] = [];
		for (let from = id; found.length < limit;) {
			const query = new URLSearchParams({
				startkey: JSON.stringify(prefix + from),
				include_docs: 'true',
				limit: String(limit + 1)
			});
			const { json } = await this.#calls.ask(
				'GET',
				`${this.#path}/_local_docs?${query.toString()}`
			);
			const { rows } = json as LocalDocsAnswer;
			for (const { id: whole, doc } of rows) {
				const own = whole.slice(prefix.length);
				if (doc && own !== from && !ofNodes.test(own)) found.push({ id: own, ...localOf(doc) });
			}
			const last = rows.at(-1)?.id.slice(prefix.length);
			if (last === undefined || rows.length <= limit) break;
			from = last;
		}
		return found.slice(0, limit);
	}

	#pathOf(id: string): string {
		return `${this.#path}/_local/${encodeURIComponent(id)}`;
	}
}

function localOf(document: CouchDocument): LocalDocument {
	return { rev: document._rev, body: contentText(document) };
}
