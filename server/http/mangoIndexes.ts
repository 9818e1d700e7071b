/**
 * The indexes of Mango: made, listed, taken away. As in CouchDB they lie in design documents and
 * travel with replication; their keys are this station's own and follow from the documents.
 */
import type { DocumentRow, DocumentStore } from '../storage/documentStore.ts';
import { editOf } from '../storage/edit.ts';
import type { IndexDefinition } from '../mango/indexDefinition.ts';
import {
	allDocsIndex,
	definitionAsked,
	definitionsOf,
	designId,
	shownIndex,
	viewOf
} from '../mango/indexDefinition.ts';
import { tableName } from '../mango/indexKeys.ts';
import type { Call, Resource } from './call.ts';
import { storeOf } from './call.ts';
import { badRequest, conflict, CouchError, notFound, tooLarge } from './couchError.ts';
import { json } from './couchResponse.ts';
import { readDeclaredObject } from './requestBody.ts';

export const answerIndexes: Resource = async (call) => {
	const store = await storeOf(call);
	if (call.request.method === 'POST') return create(call, store);
	const indexes = [allDocsIndex, ...(await indexesOf(store)).map(shownIndex)];
	return json(200, { total_rows: indexes.length, indexes });
};

export const answerIndex: Resource = async (call) => {
	const store = await storeOf(call);
	const { docId, attachment } = call.route;
	const row = await store.row(docId);
	const removed = row && definitionOf(row, attachment);
	if (!removed) throw notFound('missing');
	const { [attachment]: _, ...views } = viewsOf(row);
	await write(store, row.id, row, Object.keys(views).length > 0 ? views : null);
	await dropUnused(store, [removed]);
	return json(200, { ok: true });
};

/** Several design documents at once, as tools clean up. */
export const answerIndexesGone: Resource = async (call) => {
	const { docids } = await readDeclaredObject(call.request, call.limits.bodyBytes);
	if (!Array.isArray(docids)) throw badRequest('`docids` must be a list');
	if (docids.length > call.limits.documents) throw tooLarge('Too many ids in one request');
	const store = await storeOf(call);
	const success: unknown[] = [];
	const fail: unknown[] = [];
	for (const id of docids as unknown[]) {
		const row = typeof id === 'string' ? await store.row(designId(id)) : undefined;
		const removed = row && !row.deleted ? definitionsIn(row) : [];
		if (!row || removed.length === 0) {
			fail.push({ id, error: 'not_found' });
			continue;
		}
		await write(store, row.id, row, null);
		await dropUnused(store, removed);
		success.push({ id, ok: true });
	}
	return json(200, { success, fail });
};

export async function indexesOf(store: DocumentStore): Promise<IndexDefinition[]> {
	const range = { from: '_design/', to: '_design0', toExclusive: true, bodies: true };
	const rows = await store.rowsById({ ...range, limit: mostDesigns });
	return rows.flatMap(definitionsIn);
}

/** More design documents than this nobody writes by hand. */
const mostDesigns = 1_000;

async function create({ request, limits }: Call, store: DocumentStore): Promise<Response> {
	const asked = definitionAsked(await readDeclaredObject(request, limits.bodyBytes));
	const { ddoc, name } = asked;
	const row = await store.row(ddoc);
	const there = row && !row.deleted ? row : undefined;
	if (there) checkLanguage(there);
	const same = there && definitionOf(there, name);
	if (same && JSON.stringify(viewOf(same)) === JSON.stringify(viewOf(asked))) {
		return json(200, { result: 'exists', id: ddoc, name });
	}
	const views = { ...(there ? viewsOf(there) : {}), [name]: viewOf(asked) };
	await write(store, ddoc, row, views);
	if (same) await dropUnused(store, [same]);
	return json(200, { result: 'created', id: ddoc, name });
}

function checkLanguage(row: DocumentRow): void {
	const { language } = contentOf(row);
	if (language === 'query') return;
	throw new CouchError(
		400,
		'invalid_ddoc_lang',
		`Existing design doc has an invalid language: ${JSON.stringify(language ?? null)}`
	);
}

/** null takes the design document away. */
async function write(
	store: DocumentStore,
	id: string,
	before: DocumentRow | undefined,
	views: Record<string, unknown> | null
): Promise<void> {
	const content = before && !before.deleted ? contentOf(before) : {};
	const document = {
		_id: id,
		...(before ? { _rev: before.rev } : {}),
		...(views ? { ...content, language: 'query', views } : { _deleted: true })
	};
	const [row] = await store.write([editOf(document, { newEdits: true })], { newEdits: true });
	if (row?.outcome !== 'written') throw conflict();
}

async function dropUnused(store: DocumentStore, removed: IndexDefinition[]): Promise<void> {
	const used = new Set((await indexesOf(store)).map(tableName));
	for (const name of removed.map(tableName)) if (!used.has(name)) store.keyTable(name).drop();
}

function definitionOf(row: DocumentRow, name: string): IndexDefinition | undefined {
	if (row.deleted) return undefined;
	return definitionsIn(row).find((index) => index.name === name);
}

function definitionsIn(row: DocumentRow): IndexDefinition[] {
	return definitionsOf(row.id, contentOf(row));
}

function viewsOf(row: DocumentRow): Record<string, unknown> {
	return (contentOf(row)['views'] ?? {}) as Record<string, unknown>;
}

function contentOf(row: DocumentRow): Record<string, unknown> {
	return JSON.parse(row.body) as Record<string, unknown>;
}
