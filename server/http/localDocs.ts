/** Lists the local documents of a database: checkpoints of replications, each under its own key. */
import type { DocumentStore, LocalDocument } from '../storage/documentStore.ts';
import { boundsOf } from './allDocsRange.ts';
import type { IdBounds } from './allDocsRange.ts';
import type { Resource } from './call.ts';
import { storeOf } from './call.ts';
import { answerListing, keysOf } from './listing.ts';
import type { Listed } from './listing.ts';
import { localText } from './localDocument.ts';
import type { QueryParameters } from './queryParameters.ts';

type Local = LocalDocument & { id: string };

const prefix = '_local/';
const pageLength = 500;

export const answerLocalDocs: Resource = async (call) => {
	const store = await storeOf(call);
	return answerListing(call, async (query) => list(store, query, call.limits.documents));
};

async function list(
	store: DocumentStore,
	query: QueryParameters,
	mostKeys: number
): Promise<Listed> {
	const seq = query.flag('update_seq') ? { update_seq: (await store.info()).updateSeq } : {};
	const head = { total_rows: null, offset: null, ...seq };
	const bodies = query.flag('include_docs');
	const keys = keysOf(query, mostKeys);
	if (keys) return { head, rows: rowsOfKeys(store, keys, bodies) };
	const bounds = boundsOf(query);
	return { head, rows: bounds ? rowsWithin(store, bounds, bodies) : [] };
}

async function* rowsOfKeys(
	store: DocumentStore,
	keys: readonly unknown[],
	bodies: boolean
): AsyncGenerator<string> {
	for (const key of keys) {
		const id = typeof key === 'string' && key.startsWith(prefix) ? key.slice(prefix.length) : '';
		const local = id === '' ? undefined : await store.local(id);
		yield local ? rowText({ id, ...local }, bodies) : JSON.stringify({ key, error: 'not_found' });
	}
}

/** Read forwards from the beginning, since there are few; backwards they are turned round. */
async function* rowsWithin(
	store: DocumentStore,
	{ from, to, toExclusive, descending, skip, limit }: IdBounds,
	bodies: boolean
): AsyncGenerator<string> {
	const found: Local[] = [];
	const wanted = descending ? Infinity : skip + limit;
	for (let after = ''; found.length < wanted;) {
		const page = await store.localsAfter(after, pageLength);
		for (const local of page) {
			const id = prefix + local.id;
			if (id >= from && (to === undefined || (toExclusive ? id < to : id <= to))) found.push(local);
		}
		const last = page.at(-1);
		if (!last || page.length < pageLength) break;
		after = last.id;
	}
	if (descending) found.reverse();
	for (const local of found.slice(skip, skip + limit)) yield rowText(local, bodies);
}

function rowText(local: Local, bodies: boolean): string {
	const id = JSON.stringify(prefix + local.id);
	const doc = bodies ? `,"doc":${localText(prefix + local.id, local)}` : '';
	return `{"id":${id},"key":${id},"value":{"rev":"${local.rev}"}${doc}}`;
}
