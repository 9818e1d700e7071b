/**
 * Documents that stay where they are: checkpoints of replications. A phone sees only its own, since
 * a foreign checkpoint moved forward would make it skip documents for ever (SAFETY F15).
 */
import type { DocumentStore, LocalDocument } from '../storage/documentStore.ts';
import type { Principal } from './gate.ts';
import type { Resource } from './call.ts';
import { storeOf } from './call.ts';
import { badRequest, notFound, tooLarge } from './couchError.ts';
import { json, jsonText } from './couchResponse.ts';
import { readObject } from './requestBody.ts';

const longestId = 512;
const mostBytes = 64 * 1024;

export const answerLocalDocument: Resource = async (call) => {
	const store = await storeOf(call);
	const { docId } = call.route;
	const key = keyOf(call.principal, docId);
	const id = `_local/${docId}`;
	switch (call.request.method) {
		case 'PUT': {
			const content = await readObject(call.request, mostBytes);
			const rev = await writeLocal(store, call.principal, docId, content);
			return json(201, { ok: true, id, rev });
		}
		case 'DELETE':
			if (!(await store.removeLocal(key))) throw notFound('missing');
			return json(200, { ok: true, id, rev: '0-0' });
		default: {
			const found = await store.local(key);
			if (!found) throw notFound('missing');
			return jsonText(200, localText(id, found));
		}
	}
};

/** Answers the new revision. Members that are CouchDB's own are not content. */
export async function writeLocal(
	store: DocumentStore,
	principal: Principal,
	id: string,
	content: Record<string, unknown>
): Promise<string> {
	const members = Object.entries(content).filter(([name]) => !name.startsWith('_'));
	const body = JSON.stringify(Object.fromEntries(members));
	if (Buffer.byteLength(body) > mostBytes) throw tooLarge('The document is too large');
	return store.writeLocal(keyOf(principal, id), body);
}

export function localText(id: string, { rev, body }: LocalDocument): string {
	const head = `{"_id":${JSON.stringify(id)},"_rev":"${rev}"`;
	return body === '{}' ? `${head}}` : `${head},${body.slice(1)}`;
}

/** The keeper's are plain; everybody else's stand under account and device. */
export function keyOf({ isAdmin, device, name }: Principal, id: string): string {
	if (Buffer.byteLength(id) > longestId) throw badRequest('Document ID is too long');
	if (isAdmin) return id;
	return JSON.stringify([name, device, id]);
}
