/** Reads and sets who may use a general database. */
import type { Resource } from './call.ts';
import { storeOf } from './call.ts';
import { badRequest } from './couchError.ts';
import { json } from './couchResponse.ts';
import { readObject } from './requestBody.ts';
import { checkedSecurity, securityOf } from './securityObject.ts';

/** It is read at every call, so it stays small. */
const mostBytes = 64 * 1024;

export const answerSecurity: Resource = async (call) => {
	const store = await storeOf(call);
	if (call.request.method === 'GET') {
		return json(200, securityOf((await store.settings()).security));
	}
	const security = JSON.stringify(checkedSecurity(await readObject(call.request, mostBytes)));
	if (Buffer.byteLength(security) > mostBytes) throw badRequest('The security object is too large');
	await store.saveSettings({ security });
	return json(200, { ok: true });
};
