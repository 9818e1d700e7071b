/** Lists documents by their ids, or looks up the ids it is given. */
import type { DocumentRow, DocumentStore } from '../storage/documentStore.ts';
import type { IdBounds } from './allDocsRange.ts';
import { boundsOf, unbounded } from './allDocsRange.ts';
import type { Call, Resource } from './call.ts';
import { storeOf } from './call.ts';
import { badRequest, tooLarge } from './couchError.ts';
import { jsonStream } from './couchResponse.ts';
import { plainShowing, showDocument } from './documentText.ts';
import type { QueryParameters } from './queryParameters.ts';
import { readDeclaredObject } from './requestBody.ts';

/** Rows read at a time, so that a long list holds nobody up. */
const pageLength = 500;

interface Listing {
	store: DocumentStore;
	bodies: boolean;
	conflicts: boolean;
	attachments: boolean;
}

export const answerAllDocs: Resource = async (call) => {
	const store = await storeOf(call);
	const query = await queryOf(call);
	const listing: Listing = {
		store,
		bodies: query.flag('include_docs'),
		conflicts: query.flag('conflicts'),
		attachments: query.flag('attachments')
	};
	const { docCount, updateSeq } = await store.info();
	const seq = query.flag('update_seq') ? `,"update_seq":"${updateSeq}"` : '';
	const keys = query.json('keys');
	if (keys !== undefined) {
		const rows = rowsOfKeys(listing, chosen(checkedKeys(keys, call.limits.documents), query));
		return jsonStream(listed(`{"total_rows":${docCount}${seq},"offset":null,"rows":[`, rows));
	}
	const bounds = boundsOf(query);
	const offset = bounds ? await offsetOf(store, bounds, docCount) : docCount;
	const rows = bounds ? rowsWithin(listing, bounds) : [];
	return jsonStream(listed(`{"total_rows":${docCount}${seq},"offset":${offset},"rows":[`, rows));
};

async function queryOf({ request, query, limits }: Call): Promise<QueryParameters> {
	if (request.method !== 'POST') return query;
	return query.with(await readDeclaredObject(request, limits.bodyBytes));
}

async function* listed(
	head: string,
	rows: AsyncIterable<string> | Iterable<string>
): AsyncGenerator<string> {
	yield head;
	let separator = '\n';
	for await (const row of rows) {
		yield separator + row;
		separator = ',\n';
	}
	yield '\n]}\n';
}

function checkedKeys(keys: unknown, most: number): unknown[] {
	if (!Array.isArray(keys)) throw badRequest('`keys` member must be an array.');
	if (keys.length > most) throw tooLarge('Too many keys in one request');
	return keys;
}

/** The other parameters hold for a list of keys as well. */
function chosen(keys: unknown[], query: QueryParameters): unknown[] {
	const ordered = query.flag('descending') ? keys.toReversed() : keys;
	const skip = query.count('skip', 0, unbounded);
	return ordered.slice(skip, skip + query.count('limit', unbounded, unbounded));
}

async function* rowsOfKeys(listing: Listing, keys: readonly unknown[]): AsyncGenerator<string> {
	for (const key of keys) {
		const row = typeof key === 'string' ? await listing.store.row(key) : undefined;
		yield row ? await rowText(listing, row) : JSON.stringify({ key, error: 'not_found' });
	}
}

async function* rowsWithin(listing: Listing, bounds: IdBounds): AsyncGenerator<string> {
	const { skip, limit, descending } = bounds;
	let { from, to, toExclusive } = bounds;
	for (let read = 0; read < limit;) {
		const wanted = Math.min(pageLength, limit - read);
		const rows = await listing.store.rowsById({
			from,
			...(to === undefined ? {} : { to }),
			toExclusive,
			descending,
			skip: read === 0 ? skip : 0,
			limit: wanted,
			bodies: listing.bodies
		});
		for (const row of rows) yield await rowText(listing, row);
		const last = rows.at(-1);
		if (!last || rows.length < wanted) return;
		read += rows.length;
		if (descending) [to, toExclusive] = [last.id, true];
		else from = after(last.id);
	}
}

async function offsetOf(store: DocumentStore, bounds: IdBounds, total: number): Promise<number> {
	const { from, to, toExclusive, descending, skip } = bounds;
	if (!descending) return Math.min(total, (from === '' ? 0 : await store.countBefore(from)) + skip);
	if (to === undefined) return Math.min(total, skip);
	const below = await store.countBefore(toExclusive ? to : after(to));
	return Math.min(total, total - below + skip);
}

/** The next id there can be: nothing stands between an id and itself with a NUL behind. */
function after(id: string): string {
	return `${id}\0`;
}

async function rowText(listing: Listing, row: DocumentRow): Promise<string> {
	const id = JSON.stringify(row.id);
	const value = `{"rev":"${row.rev}"${row.deleted ? ',"deleted":true' : ''}}`;
	return `{"id":${id},"key":${id},"value":${value}${await docMember(listing, row)}}`;
}

async function docMember(listing: Listing, row: DocumentRow): Promise<string> {
	const { store, bodies, conflicts, attachments } = listing;
	if (!bodies) return '';
	if (row.deleted) return ',"doc":null';
	const showing = { ...plainShowing, conflicts, attachments };
	return `,"doc":${await showDocument(store, row, { rev: row.rev, content: row }, showing)}`;
}
