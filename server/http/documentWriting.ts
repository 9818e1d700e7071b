/** Writes one document after the gate has looked at it, and answers as CouchDB does. */
import type { Edit, WriteRow } from '../storage/documentStore.ts';
import { editOf } from '../storage/edit.ts';
import { isRevision } from '../storage/revisionTree.ts';
import type { Call } from './call.ts';
import { storeOf } from './call.ts';
import { badRequest, conflict, refusedBy } from './couchError.ts';
import { json } from './couchResponse.ts';

/** `?rev=` or `If-Match`, as CouchDB takes them; two that differ are a mistake. */
export function revisionAsked({ query, request }: Call): string | undefined {
	const asked = query.text('rev');
	const tag = request.headers.get('if-match')?.replaceAll('"', '').trim();
	if (asked !== undefined && tag !== undefined && asked !== tag) {
		throw badRequest('Document rev and etag have different values');
	}
	const rev = asked ?? tag;
	if (rev !== undefined && !isRevision(rev)) throw badRequest('Invalid rev format');
	return rev;
}

/**
 * With `batch=ok` CouchDB answers before it has written; here it is written all the same, since 2xx
 * means on the medium, and only the answer is CouchDB's.
 */
export async function writeDocument(
	call: Call,
	document: { _id: unknown; _rev?: unknown; _deleted?: unknown },
	newEdits: boolean
): Promise<Response> {
	const { id, rev, outcome } = await writeScreened(call, document, newEdits);
	if (outcome === 'conflict') throw conflict();
	const headers = { ETag: `"${rev}"`, Location: locationOf(call, id) };
	if (call.query.text('batch') === 'ok') return json(202, { ok: true, id }, headers);
	return json(document._deleted === true ? 200 : 201, { ok: true, id, rev }, headers);
}

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

/** Where the document is, from where the call came in. */
export function locationOf({ request, route }: Call, id: string): string {
	const { origin, pathname } = new URL(request.url);
	const segments = pathname.split('/');
	const at = segments.findIndex((segment) => decodeURIComponent(segment) === route.db);
	const database = segments.slice(0, at + 1).join('/');
	const name = id.startsWith('_design/')
		? `_design/${encodeURIComponent(id.slice('_design/'.length))}`
		: encodeURIComponent(id);
	return `${origin}${database}/${name}`;
}
