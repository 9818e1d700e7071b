/**
 * One attachment of a document. Its bytes came from somebody else, so they are never shown as a page
 * of this station (SAFETY 1.4, CVE-2021-38295).
 */
import type {
	AttachmentEdit,
	AttachmentStub,
	DocumentStore,
	WriteRow
} from '../storage/documentStore.ts';
import { checkedType } from '../storage/edit.ts';
import { generationOf, hashOf, isRevision } from '../storage/revisionTree.ts';
import type { Call, Resource } from './call.ts';
import { storeOf } from './call.ts';
import { badRequest, conflict, notFound } from './couchError.ts';
import { rangeOf } from './byteRange.ts';
import { json, withoutBody } from './couchResponse.ts';
import { revisionAsked, locationOf } from './documentWriting.ts';
import { checkDigest } from './relatedDocument.ts';
import { readBytes } from './requestBody.ts';

/** Types a browser may only show or play in place; everything else is for saving. */
const shownInPlace = new Set([
	...['image/jpeg', 'image/png', 'image/webp'],
	...['audio/webm', 'audio/mp4', 'audio/ogg']
]);

export const answerAttachment: Resource = async (call) => {
	switch (call.request.method) {
		case 'PUT':
			return put(call);
		case 'DELETE':
			return remove(call);
		default:
			return read(call);
	}
};

async function read(call: Call): Promise<Response> {
	const { docId, attachment, db } = call.route;
	const asked = { db, docId, name: attachment };
	const origin = await call.face.gate.attachmentOrigin?.(call.principal, asked);
	const store =
		(origin === undefined ? undefined : await call.face.storage.open(origin)) ??
		(await storeOf(call));
	const { stub, rev } = await stubOf(call, store);
	const tag = `"${stub.digest.slice('md5-'.length)}"`;
	const headers = {
		'Content-Type': stub.content_type,
		ETag: tag,
		'Cache-Control': 'private, no-cache',
		'X-Content-Type-Options': 'nosniff',
		'Content-Security-Policy': "default-src 'none'; sandbox",
		'Content-Disposition': shownInPlace.has(stub.content_type) ? 'inline' : 'attachment'
	};
	if (call.request.headers.get('if-none-match')?.includes(tag)) return withoutBody(304, headers);
	const bytes = await store.attachment(stub.digest, { id: docId, rev, name: attachment });
	if (!bytes) throw notFound('Document is missing attachment');
	return rangeOf(call.request, new Uint8Array(bytes), { ...headers, 'Accept-Ranges': 'bytes' });
}

async function stubOf(
	{ query, route }: Call,
	store: DocumentStore
): Promise<{ stub: AttachmentStub; rev: string }> {
	const { docId, attachment } = route;
	const rev = query.text('rev');
	if (rev !== undefined && !isRevision(rev)) throw badRequest('Invalid rev format');
	const row = await store.row(docId);
	if (!row) throw notFound('missing');
	if (rev === undefined && row.deleted) throw notFound('deleted');
	const revision = rev === undefined ? row : await store.revision(docId, rev);
	if (!revision) throw notFound('missing');
	const { attachments } = revision;
	const stub = attachments && Object.hasOwn(attachments, attachment) && attachments[attachment];
	if (!stub) throw notFound('Document is missing attachment');
	return { stub, rev: rev ?? row.rev };
}

async function put(call: Call): Promise<Response> {
	const { face, principal, request, route, limits } = call;
	const bytes = await readBytes(request, limits.attachmentBytes);
	const digest = request.headers.get('content-md5');
	if (digest !== null) checkDigest(digest, bytes);
	const contentType = checkedType(
		request.headers.get('content-type') ?? 'application/octet-stream'
	);
	await face.gate.screenAttachment?.(principal, {
		db: route.db,
		docId: route.docId,
		name: route.attachment,
		contentType,
		bytes
	});
	const row = await write(call, (others) => ({
		...others,
		[route.attachment]: { bytes, contentType }
	}));
	const { id, rev } = row;
	const headers = {
		ETag: `"${rev}"`,
		Location: `${locationOf(call, id)}/${encodeURIComponent(route.attachment)}`
	};
	return json(201, { ok: true, id, rev }, headers);
}

async function remove(call: Call): Promise<Response> {
	const { attachment } = call.route;
	const row = await write(call, (others) => {
		if (!Object.hasOwn(others, attachment)) throw notFound('Document is missing attachment');
		const { [attachment]: _, ...left } = others;
		return left;
	});
	return json(200, { ok: true, id: row.id, rev: row.rev });
}

/** A new revision of the document, whose other attachments and content stay as they are. */
async function write(
	call: Call,
	change: (others: Record<string, AttachmentEdit>) => Record<string, AttachmentEdit>
): Promise<WriteRow> {
	const store = await storeOf(call);
	const { docId } = call.route;
	const rev = revisionAsked(call);
	const row = await store.row(docId);
	const parent = rev === undefined ? undefined : await store.revision(docId, rev);
	if (rev !== undefined && !parent) throw row ? conflict() : notFound('missing');
	const kept = Object.keys(parent?.attachments ?? {}).map(
		(name) => [name, { stub: true }] as const
	);
	const [written] = await store.write(
		[
			{
				id: docId,
				revisions: rev === undefined ? null : { start: generationOf(rev), ids: [hashOf(rev)] },
				deleted: false,
				body: parent?.body ?? '{}',
				attachments: change(Object.fromEntries(kept))
			}
		],
		{ newEdits: true }
	);
	if (!written || written.outcome === 'conflict') throw conflict();
	return written;
}
