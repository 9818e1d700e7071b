/** Takes revisions out of a database as if they had never been there, and tells which were. */
import { isRevision } from '../storage/revisionTree.ts';
import type { Resource } from './call.ts';
import { storeOf } from './call.ts';
import { badRequest, tooLarge } from './couchError.ts';
import { json } from './couchResponse.ts';
import { readDeclaredObject } from './requestBody.ts';

export const answerPurge: Resource = async (call) => {
	const { request, limits, face, route } = call;
	const asked = Object.entries(await readDeclaredObject(request, limits.bodyBytes));
	if (asked.length > limits.documents) throw tooLarge('Exceeded maximum number of documents.');
	const revs = new Map(asked.map(([id, given]) => [id, checkedRevs(given)] as const));
	const store = await storeOf(call);
	// In turn with pushes: what a push has looked at must still be there when it is written.
	const purged = await face.inTurn(route.db, () => store.purge(revs));
	return json(201, { purge_seq: null, purged: Object.fromEntries(purged) });
};

export const answerPurgedInfos: Resource = async (call) => {
	const purged = await (await storeOf(call)).purgedInfos();
	return json(200, { purged_infos: purged.map(({ id, revs }) => ({ id, revs })) });
};

function checkedRevs(given: unknown): string[] {
	if (!Array.isArray(given)) throw badRequest('Invalid purge request: revisions must be a list');
	if (!given.every((rev) => typeof rev === 'string' && isRevision(rev))) {
		throw badRequest('Invalid rev format');
	}
	return given as string[];
}
