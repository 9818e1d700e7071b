/** How much a database remembers: revisions of one line, and purges. Numbers, read and set. */
import type { StoreSettings } from '../storage/documentStore.ts';
import { longestLine } from '../storage/revisionTree.ts';
import type { Call, Resource } from './call.ts';
import { storeOf } from './call.ts';
import { badRequest } from './couchError.ts';
import { json } from './couchResponse.ts';
import { readJson } from './requestBody.ts';

type Limit = 'revsLimit' | 'purgedInfosLimit';

/** What CouchDB calls it, and the highest that this station keeps. */
const limitOf: Readonly<Record<Limit, { name: string; most: number }>> = {
	revsLimit: { name: 'revs_limit', most: longestLine },
	purgedInfosLimit: { name: 'purged_infos_limit', most: 1_000_000 }
};

export const answerRevsLimit: Resource = (call) => answerLimit(call, 'revsLimit');

export const answerPurgedInfosLimit: Resource = (call) => answerLimit(call, 'purgedInfosLimit');

async function answerLimit(call: Call, limit: Limit): Promise<Response> {
	const store = await storeOf(call);
	if (call.request.method === 'GET') return json(200, (await store.settings())[limit]);
	const { name, most } = limitOf[limit];
	const value = await readJson(call.request, call.limits.bodyBytes);
	if (typeof value !== 'number' || !Number.isInteger(value) || value < 1) {
		throw badRequest(`\`${name}\` must be positive integer`);
	}
	if (value > most) throw badRequest(`\`${name}\` must not be greater than ${most}`);
	const change: Partial<StoreSettings> = { [limit]: value };
	await store.saveSettings(change);
	return json(200, { ok: true });
}
