/** Asks for a database to be tidied. There are no views here, so nothing of them is ever left over. */
import type { Resource } from './call.ts';
import { storeOf } from './call.ts';
import { json } from './couchResponse.ts';
import { assertDeclaredJson } from './requestBody.ts';

export const answerCompact: Resource = async (call) => {
	assertDeclaredJson(call.request);
	const store = await storeOf(call);
	call.face.compactions.start(store);
	return json(202, { ok: true });
};

export const answerViewCleanup: Resource = async (call) => {
	assertDeclaredJson(call.request);
	await storeOf(call);
	return json(202, { ok: true });
};
