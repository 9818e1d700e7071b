/**
 * Reads documents of one database in a cluster. What is the winner alone costs one call for many;
 * only documents with a history are asked for leaf by leaf.
 */
import type { CouchCalls } from './couchCalls.ts';
import { documentPath } from './couchCalls.ts';
import type { CouchDocument, ListedRow } from './couchRows.ts';
import { isPlain, plainRow, rowOfLeaves } from './couchRows.ts';
import type {
	ChangedRow,
	ChangePage,
	ChangesQuery,
	DocumentRow,
	IdRange
} from './documentStore.ts';
import { EditRefused } from './storageErrors.ts';

interface AllDocsAnswer {
	offset: number | null;
	rows: {
		id: string;
		error?: string;
		value?: { rev: string; deleted?: boolean } | null;
		doc?: CouchDocument | null;
	}[];
}

interface ChangesAnswer {
	results: {
		seq: string | number;
		id: string;
		changes: { rev: string }[];
		deleted?: boolean;
		doc?: CouchDocument | null;
	}[];
	last_seq: string | number;
	pending?: number;
}

/** Ids of one call; `_doc_ids` looks up a list of this length and scans for a longer one. */
const idsAtOnce = 100;

export class CouchReading {
	readonly #calls: CouchCalls;
	/** Of the database, encoded. */
	readonly #path: string;

	constructor(calls: CouchCalls, path: string) {
		this.#calls = calls;
		this.#path = path;
	}

	async row(id: string): Promise<DocumentRow | undefined> {
		const path = `${documentPath(this.#path, id)}?open_revs=all&revs=true`;
		const { status, json } = await this.#calls.ask('GET', path, { also: [404] });
		if (status === 404) return undefined;
		const leaves = (json as { ok?: CouchDocument }[]).flatMap(({ ok }) => ok ?? []);
		return rowOfLeaves(leaves, 0);
	}

	async rows(ids: readonly string[]): Promise<(DocumentRow | undefined)[]> {
		if (ids.length === 0) return [];
		const { rows } = await this.#allDocs('include_docs=true&conflicts=true', ids);
		const known = await this.#whole(rows.flatMap((row) => listed(row) ?? []));
		const byId = new Map(known.map((row) => [row.id, row]));
		return ids.map((id) => byId.get(id));
	}

	async rowsById(range: IdRange): Promise<DocumentRow[]> {
		const { from, to, toExclusive = false, descending = false, skip = 0, limit, bodies } = range;
		// CouchDB leaves out an end, never a beginning.
		const dropsFirst = descending && toExclusive && to !== undefined;
		const query = new URLSearchParams({
			skip: String(skip),
			limit: String(limit + Number(dropsFirst))
		});
		if (descending) query.set('descending', 'true');
		else if (toExclusive) query.set('inclusive_end', 'false');
		if (bodies) query.set('include_docs', 'true');
		if (bodies) query.set('conflicts', 'true');
		const [first, last] = descending ? [to, from] : [from, to];
		if (first !== undefined && first !== '') query.set('startkey', JSON.stringify(first));
		if (last !== undefined && last !== '') query.set('endkey', JSON.stringify(last));
		const { rows } = await this.#allDocs(query.toString());
		const within = dropsFirst ? rows.filter(({ id }) => id !== to).slice(0, limit) : rows;
		return this.#whole(within.flatMap((row) => listed(row) ?? []));
	}

	async countBefore(id: string): Promise<number> {
		const query = new URLSearchParams({ startkey: JSON.stringify(id), limit: '1' });
		return (await this.#allDocs(query.toString())).offset ?? 0;
	}

	async changes(asked: ChangesQuery): Promise<ChangePage> {
		const { since, descending = false, before, docIds, limit } = asked;
		if (limit === 0) {
			// CouchDB takes none for one.
			const { lastSeq, rows, pending } = await this.changes({ ...asked, limit: 1 });
			return {
				rows: [],
				lastSeq: since === 'now' ? lastSeq : since,
				pending: pending + rows.length
			};
		}
		if (before !== undefined) return this.#changesBefore({ ...asked, before });
		const query = new URLSearchParams({ since, style: 'all_docs' });
		if (limit < Number.MAX_SAFE_INTEGER) query.set('limit', String(limit));
		if (descending) query.set('descending', 'true');
		if (asked.bodies) query.set('include_docs', 'true');
		if (docIds) query.set('filter', '_doc_ids');
		const path = `${this.#path}/_changes?${query.toString()}`;
		const { json } = docIds
			? await this.#calls.ask('POST', path, { json: JSON.stringify({ doc_ids: docIds }) })
			: await this.#calls.ask('GET', path);
		const { results, last_seq: lastSeq, pending = 0 } = json as ChangesAnswer;
		const rows = await this.#changedRows(results);
		// Read backwards, CouchDB names its newest place; here it is where reading goes on.
		const end = descending ? rows.at(-1)?.place : undefined;
		return { rows, lastSeq: end ?? String(lastSeq), pending };
	}

	/** Reading backwards cannot be taken up again in CouchDB, so it is read anew up to there. */
	async #changesBefore({
		before,
		limit,
		...asked
	}: ChangesQuery & { before: string }): Promise<ChangePage> {
		const { before: _, ...whole } = { ...asked, before };
		const page = await this.changes({ ...whole, limit: Number.MAX_SAFE_INTEGER });
		const at = page.rows.findIndex(({ place }) => place === before);
		if (at < 0)
			throw new EditRefused('bad_request', 'The changes were changed while they were read.');
		const rows = page.rows.slice(at + 1, at + 1 + limit);
		return { ...page, rows, lastSeq: rows.at(-1)?.place ?? page.lastSeq };
	}

	async #changedRows(results: ChangesAnswer['results']): Promise<ChangedRow[]> {
		const given = results.map(({ id, changes, deleted = false, doc }): ListedRow => {
			const leaves = changes.map(({ rev }) => rev);
			return { id, rev: doc?._rev ?? leaves[0] ?? '', deleted, leaves, doc: doc ?? null };
		});
		const rows = await this.#whole(given);
		return rows.map((row, at) => {
			const place = String(results[at]?.seq);
			return { ...row, seq: Number.parseInt(place, 10), place };
		});
	}

	/** Adds the history to those that have one, in one call for all of them. */
	async #whole(rows: readonly ListedRow[]): Promise<DocumentRow[]> {
		const deep = rows.filter((row) => !isPlain(row));
		const known = new Map<string, CouchDocument[]>();
		for (let at = 0; at < deep.length; at += idsAtOnce) {
			const docs = deep
				.slice(at, at + idsAtOnce)
				.flatMap(({ id, rev, leaves }) =>
					[...new Set([rev, ...leaves])].map((one) => ({ id, rev: one }))
				);
			const path = `${this.#path}/_bulk_get?revs=true`;
			const { json } = await this.#calls.ask('POST', path, { json: JSON.stringify({ docs }) });
			const { results } = json as { results: { id: string; docs: { ok?: CouchDocument }[] }[] };
			for (const { id, docs: found } of results) {
				known.set(id, [...(known.get(id) ?? []), ...found.flatMap(({ ok }) => ok ?? [])]);
			}
		}
		// What was written over and compacted in between has no history to show; it is a change all the same.
		return rows.map((row) => rowOfLeaves(known.get(row.id) ?? [], 0) ?? plainRow(row, 0));
	}

	async #allDocs(query: string, keys?: readonly string[]): Promise<AllDocsAnswer> {
		const path = `${this.#path}/_all_docs?${query}`;
		const { json } = keys
			? await this.#calls.ask('POST', path, { json: JSON.stringify({ keys }) })
			: await this.#calls.ask('GET', path);
		return json as AllDocsAnswer;
	}
}

/** Undefined for an id that was asked for and is nobody's. */
function listed({ id, error, value, doc }: AllDocsAnswer['rows'][number]): ListedRow | undefined {
	if (error !== undefined || !value) return undefined;
	const others = (doc?.['_conflicts'] as string[] | undefined) ?? [];
	const leaves = [value.rev, ...others];
	return { id, rev: value.rev, deleted: value.deleted === true, leaves, doc: doc ?? null };
}
