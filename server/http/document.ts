/** One document under its name: read, written, deleted, copied, and the one posted without a name. */
import type { Call, Resource } from './call.ts';
import { storeOf } from './call.ts';
import { badRequest, conflict, notFound } from './couchError.ts';
import { copyDocument } from './documentCopy.ts';
import { readDocument } from './documentReading.ts';
import { revisionAsked, writeDocument } from './documentWriting.ts';
import { boundaryOf } from './multipartParts.ts';
import { readRelatedDocument } from './relatedDocument.ts';
import { readDeclaredObject, readObject } from './requestBody.ts';
import { newUuid } from './serverInfo.ts';

export const answerDocument: Resource = async (call) => {
	switch (call.request.method) {
		case 'PUT':
			return put(call);
		case 'DELETE':
			return remove(call);
		case 'COPY':
			return copyDocument(call);
		default:
			return readDocument(call);
	}
};

export async function postDocument(call: Call): Promise<Response> {
	const document = await readDeclaredObject(call.request, call.limits.bodyBytes);
	return writeDocument(call, { ...document, _id: document['_id'] ?? newUuid() }, true);
}

async function put(call: Call): Promise<Response> {
	const body = await documentOf(call);
	const newEdits = call.query.flag('new_edits', true);
	// The name in the URL is the one that was authorised; another one in the body says nothing.
	const document = { ...body, _id: call.route.docId };
	const asked = revisionAsked(call);
	if (asked === undefined) return writeDocument(call, document, newEdits);
	if (body['_rev'] !== undefined && body['_rev'] !== asked) {
		throw badRequest('Document rev from request body and query string have different values');
	}
	return writeDocument(call, { ...document, _rev: asked }, newEdits);
}

async function documentOf({ request, limits }: Call): Promise<Record<string, unknown>> {
	const boundary = boundaryOf(request.headers.get('content-type'), 'related');
	if (boundary === undefined) return readObject(request, limits.bodyBytes);
	return readRelatedDocument(request, boundary, limits.bodyBytes);
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
	return writeDocument(call, { _id: docId, _rev: rev, _deleted: true }, true);
}
