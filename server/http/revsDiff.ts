/** Which of the revisions a sender has are not here yet. */
import { hasRevision, isRevision, possibleAncestors, treeOf } from '../storage/revisionTree.ts';
import type { Call, Resource } from './call.ts';
import { storeOf } from './call.ts';
import { badRequest, tooLarge } from './couchError.ts';
import { json } from './couchResponse.ts';
import { readDeclaredObject } from './requestBody.ts';

interface Missing {
	missing: string[];
	possible_ancestors?: string[];
}

export const answerRevsDiff: Resource = async (call) => {
	return json(200, Object.fromEntries(await missingOf(call)));
};

export const answerMissingRevs: Resource = async (call) => {
	const revs = (await missingOf(call)).map(([id, { missing }]) => [id, missing] as const);
	return json(200, { missing_revs: Object.fromEntries(revs) });
};

async function missingOf(call: Call): Promise<[string, Missing][]> {
	const asked = Object.entries(await readDeclaredObject(call.request, call.limits.bodyBytes));
	if (asked.length > call.limits.documents) throw tooLarge('Too many ids in one request');
	const store = await storeOf(call);
	const rows = await store.rows(asked.map(([id]) => id));
	return asked.flatMap(([id, given], index): [string, Missing][] => {
		const revs = checkedRevs(given);
		const row = rows[index];
		if (!row) return revs.length > 0 ? [[id, { missing: revs }]] : [];
		const tree = treeOf(row);
		const missing = revs.filter((rev) => !hasRevision(tree, rev));
		if (missing.length === 0) return [];
		const ancestors = [...new Set(missing.flatMap((rev) => possibleAncestors(tree, rev)))];
		return [[id, ancestors.length > 0 ? { missing, possible_ancestors: ancestors } : { missing }]];
	});
}

function checkedRevs(given: unknown): string[] {
	if (!Array.isArray(given) || !given.every((rev) => typeof rev === 'string' && isRevision(rev))) {
		throw badRequest('Invalid rev format');
	}
	return given as string[];
}
