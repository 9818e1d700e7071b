/** COPY: a revision of one document becomes the next revision of another, attachments included. */
import type { AttachmentEdit, DocumentStore } from '../storage/documentStore.ts';
import { checkedId } from '../storage/edit.ts';
import { generationOf, hashOf, isRevision } from '../storage/revisionTree.ts';
import type { Call } from './call.ts';
import { storeOf } from './call.ts';
import { badRequest, conflict } from './couchError.ts';
import { json } from './couchResponse.ts';
import { findRevision } from './documentReading.ts';
import { locationOf, revisionAsked } from './documentWriting.ts';
import { decodeSegment } from './pathGrammar.ts';

export async function copyDocument(call: Call): Promise<Response> {
	const { id, rev } = destinationOf(call.request.headers.get('destination'));
	const store = await storeOf(call);
	const found = await findRevision(store, call.route.docId, revisionAsked(call), false);
	const [row] = await store.write(
		[
			{
				id,
				revisions: rev === undefined ? null : { start: generationOf(rev), ids: [hashOf(rev)] },
				deleted: false,
				body: found.content.body,
				attachments: await attachmentsOf(store, found)
			}
		],
		{ newEdits: true }
	);
	if (!row || row.outcome === 'conflict') throw conflict();
	const headers = { ETag: `"${row.rev}"`, Location: locationOf(call, id) };
	return json(201, { ok: true, id, rev: row.rev }, headers);
}

/** `id` or `id?rev=…`, encoded as in a URL. */
function destinationOf(destination: string | null): { id: string; rev?: string } {
	if (destination === null) throw badRequest('Destination header is mandatory for COPY.');
	if (/^[a-z][a-z0-9+.-]*:\/\//i.test(destination)) {
		throw badRequest('Destination URL must be relative.');
	}
	const [name = '', search = ''] = destination.split('?', 2);
	const id = checkedId(decodeSegment(name));
	const rev = new URLSearchParams(search).get('rev');
	if (rev === null) return { id };
	if (!isRevision(rev)) throw badRequest('Invalid rev format');
	return { id, rev };
}

/** Their bytes, since the other document has no ancestor that a stub could stand for. */
async function attachmentsOf(
	store: DocumentStore,
	{ row, rev, content: { attachments } }: Awaited<ReturnType<typeof findRevision>>
): Promise<Record<string, AttachmentEdit> | null> {
	if (!attachments) return null;
	const copied: [string, AttachmentEdit][] = [];
	for (const [name, { digest, content_type: contentType }] of Object.entries(attachments)) {
		const bytes = await store.attachment(digest, { id: row.id, rev, name });
		if (bytes) copied.push([name, { bytes, contentType }]);
	}
	return Object.fromEntries(copied);
}
