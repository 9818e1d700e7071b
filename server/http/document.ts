/** One document under its name: read, written, deleted, and the one that is posted without a name. */
import type { Edit, WriteRow } from '../storage/documentStore.ts';
import { editOf } from '../storage/edit.ts';
import { isRevision } from '../storage/revisionTree.ts';
import type { Call, Resource } from './call.ts';
import { storeOf } from './call.ts';
import { badRequest, conflict, notFound, refusedBy } from './couchError.ts';
import { json } from './couchResponse.ts';
import { readDocument } from './documentReading.ts';
import { readDeclaredObject, readObject } from './requestBody.ts';
import { newUuid } from './serverInfo.ts';

export const answerDocument: Resource = async (call) => {
	switch (call.request.method) {
		case 'PUT':
			return put(call);
		case 'DELETE':
			return remove(call);
		default:
			return readDocument(call);
	}
};

export async function postDocument(call: Call): Promise<Response> {
	const document = await readDeclaredObject(call.request, call.limits.bodyBytes);
	const id = document['_id'] ?? newUuid();
	return write(call, { ...document, _id: id }, true);
}

async function put(call: Call): Promise<Response> {
	const body = await readObject(call.request, call.limits.bodyBytes);
	const newEdits = call.query.flag('new_edits', true);
	// The name in the URL is the one that was authorised; another one in the body says nothing.
	const document: Record<string, unknown> = { ...body, _id: call.route.docId };
	const asked = revisionAsked(call);
	if (asked !== undefined) {
		if (document['_rev'] !== undefined && document['_rev'] !== asked) {
			throw badRequest('Document rev from request body and query string have different values');
		}
		document['_rev'] = asked;
	}
	return write(call, document, newEdits);
}

async function remove(call: Call): Promise<Response> {
	const store = await storeOf(call);
	const { docId } = call.route;
	const row = await store.row(docId);
	if (!row) throw notFound('missing');
	const rev = revisionAsked(call);
	const isLeaf = rev !== undefined && (row.rev === rev || row.leaves?.includes(rev) === true);
	if (row.deleted && !(isLeaf && rev !== row.rev)) throw notFound('deleted');
	if (rev === undefined) throw conflict();
	const response = await write(call, { _id: docId, _rev: rev, _deleted: true }, true);
	return json(200, await response.json());
}

/** `?rev=` or `If-Match`, as CouchDB takes them. */
export function revisionAsked({ query, request }: Call): string | undefined {
	const rev = query.text('rev') ?? request.headers.get('if-match')?.replaceAll('"', '').trim();
	if (rev !== undefined && !isRevision(rev)) throw badRequest('Invalid rev format');
	return rev;
}

async function write(call: Call, document: unknown, newEdits: boolean): Promise<Response> {
	const row = await writeScreened(call, document, newEdits);
	if (row.outcome === 'conflict') throw conflict();
	const { id, rev } = row;
	return json(201, { ok: true, id, rev }, { ETag: `"${rev}"` });
}

/** Writes one document, after the gate has looked at it. */
async function writeScreened(call: Call, document: unknown, newEdits: boolean): Promise<WriteRow> {
	const { face, principal, route } = call;
	const store = await storeOf(call);
	const written = async (edit: Edit): Promise<WriteRow> => {
		const [row] = await store.write([edit], { newEdits });
		if (!row) throw new Error('The store answered no row for an edit.');
		return row;
	};
	if (!face.gate.screenPush) return written(editOf(document, { newEdits }));
	return face.inTurn(route.db, async () => {
		const screening = await face.gate.screenPush?.(principal, route.db, [document], newEdits);
		const refused = screening?.refused[0];
		if (refused) throw refusedBy(refused);
		if (!screening) return written(editOf(document, { newEdits }));
		const [taken] = screening.take;
		// Neither refused nor to be written: the gate found that it is there already.
		if (taken === undefined) return knownRow(editOf(document, { newEdits }));
		return written(editOf(taken, { newEdits }));
	});
}

function knownRow({ id, revisions }: Edit): WriteRow {
	if (!revisions) throw new Error(`The gate took no document and refused none: ${id}`);
	return { id, rev: `${revisions.start}-${revisions.ids[0] ?? ''}`, outcome: 'known' };
}
