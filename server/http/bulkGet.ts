/** Reads many revisions by name: one entry a request row, in the order of the request. */
import type { DocumentRow, DocumentStore, StoredRevision } from '../storage/documentStore.ts';
import { isRevision } from '../storage/revisionTree.ts';
import type { Resource } from './call.ts';
import { storeOf } from './call.ts';
import { badRequest, tooLarge } from './couchError.ts';
import { jsonStream } from './couchResponse.ts';
import type { PartAsked } from './documentParts.ts';
import { accepts, mixedParts } from './documentParts.ts';
import { openRevisions, revisionsIn, showingOf } from './documentReading.ts';
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
	const store = await storeOf(call);
	const found = find(store, docs, showing, query.flag('latest'));
	const inParts = ['multipart/mixed', 'multipart/related'].some((type) =>
		accepts(call.request, type)
	);
	return inParts ? mixedParts(store, parts(found)) : jsonStream(results(store, found));
};

/** What stands for one row of the request. */
interface Found {
	id: string | null;
	docs: (Failure | { row: DocumentRow; revision: { rev: string; content: StoredRevision } })[];
	showing: Showing;
}

interface Failure {
	error: { id: string | null; rev: unknown; error: string; reason: string };
}

async function* find(
	store: DocumentStore,
	docs: readonly unknown[],
	showing: Showing,
	latest: boolean
): AsyncGenerator<Found> {
	for (const asked of docs) yield findRow(store, asked, showing, latest);
}

async function findRow(
	store: DocumentStore,
	asked: unknown,
	general: Showing,
	latest: boolean
): Promise<Found> {
	const { id, rev, atts_since: since } = (asked ?? {}) as Record<string, unknown>;
	if (typeof id !== 'string') {
		const failure = failed(null, null, 'bad_request', 'document id missed');
		return { id: null, docs: [failure], showing: general };
	}
	const showing = Array.isArray(since) ? { ...general, attsSince: revisionsIn(since) } : general;
	if (rev !== undefined && (typeof rev !== 'string' || !isRevision(rev))) {
		const given = JSON.stringify(rev);
		return { id, docs: [failed(id, given, 'bad_request', 'Invalid rev format')], showing };
	}
	const row = await store.row(id);
	if (!row) return { id, docs: [failed(id, rev ?? 'undefined', 'not_found', 'missing')], showing };
	const revisions = await openRevisions(store, row, rev === undefined ? 'all' : [rev], latest);
	const shown = revisions.map((revision) =>
		'missing' in revision ? failed(id, revision.missing, 'not_found', 'missing') : { row, revision }
	);
	return { id, docs: shown, showing };
}

async function* results(store: DocumentStore, found: AsyncIterable<Found>): AsyncGenerator<string> {
	yield '{"results":[';
	let separator = '';
	for await (const { id, docs, showing } of found) {
		const shown: string[] = [];
		for (const doc of docs) {
			if ('error' in doc) shown.push(JSON.stringify(doc));
			else shown.push(`{"ok":${await showDocument(store, doc.row, doc.revision, showing)}}`);
		}
		yield `${separator}{"id":${JSON.stringify(id)},"docs":[${shown.join(',')}]}`;
		separator = ',';
	}
	yield ']}\n';
}

async function* parts(found: AsyncIterable<Found>): AsyncGenerator<PartAsked> {
	for await (const { docs, showing } of found) {
		for (const doc of docs) {
			if ('error' in doc) yield doc;
			else {
				const headers = `X-Doc-Id: ${encodeURIComponent(doc.row.id)}\r\nX-Rev-Id: ${doc.revision.rev}\r\n`;
				yield { ...doc, showing, headers };
			}
		}
	}
}

function failed(id: string | null, rev: unknown, error: string, reason: string): Failure {
	return { error: { id, rev, error, reason } };
}
