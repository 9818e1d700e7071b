/** Reads many revisions by name: one entry a request row, in the order of the request. */
import type { DocumentStore } from '../storage/documentStore.ts';
import { isRevision } from '../storage/revisionTree.ts';
import type { Resource } from './call.ts';
import { storeOf } from './call.ts';
import { badRequest, tooLarge } from './couchError.ts';
import { jsonStream } from './couchResponse.ts';
import { openRevisions, showingOf } from './documentReading.ts';
import type { Showing } from './documentText.ts';
import { showDocument } from './documentText.ts';
import { readDeclaredObject } from './requestBody.ts';

export const answerBulkGet: Resource = async (call) => {
	const body = await readDeclaredObject(call.request, call.limits.bodyBytes);
	const { docs } = body;
	if (!Array.isArray(docs)) throw badRequest("Missing JSON list of 'docs'.");
	if (docs.length > call.limits.documents) throw tooLarge('Too many documents in one request');
	const query = call.query.with(body);
	const showing = showingOf(query);
	const latest = query.flag('latest');
	return jsonStream(results(await storeOf(call), docs, showing, latest));
};

async function* results(
	store: DocumentStore,
	docs: readonly unknown[],
	showing: Showing,
	latest: boolean
): AsyncGenerator<string> {
	yield '{"results":[';
	let separator = '';
	for (const asked of docs) {
		yield `${separator}${await result(store, asked, showing, latest)}`;
		separator = ',';
	}
	yield ']}\n';
}

async function result(
	store: DocumentStore,
	asked: unknown,
	showing: Showing,
	latest: boolean
): Promise<string> {
	const { id, rev } = (asked ?? {}) as { id?: unknown; rev?: unknown };
	if (typeof id !== 'string') {
		return entry(null, [failed(null, null, 'bad_request', 'document id missed')]);
	}
	if (rev !== undefined && (typeof rev !== 'string' || !isRevision(rev))) {
		return entry(id, [failed(id, JSON.stringify(rev), 'bad_request', 'Invalid rev format')]);
	}
	const row = await store.row(id);
	if (!row) return entry(id, [failed(id, rev ?? 'undefined', 'not_found', 'missing')]);
	const revisions = await openRevisions(store, row, rev === undefined ? 'all' : [rev], latest);
	const shown: string[] = [];
	for (const revision of revisions) {
		if ('missing' in revision) shown.push(failed(id, revision.missing, 'not_found', 'missing'));
		else shown.push(`{"ok":${await showDocument(store, row, revision, showing)}}`);
	}
	return entry(id, shown);
}

function entry(id: string | null, docs: readonly string[]): string {
	return `{"id":${JSON.stringify(id)},"docs":[${docs.join(',')}]}`;
}

function failed(id: string | null, rev: string | null, error: string, reason: string): string {
	return JSON.stringify({ error: { id, rev, error, reason } });
}
