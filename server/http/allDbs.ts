/** Which databases there are, by their names, and what each holds. Only those the gate names. */
import type { Call, Face, Resource } from './call.ts';
import { badRequest, tooLarge } from './couchError.ts';
import { json, jsonStream } from './couchResponse.ts';
import { describeDatabase } from './database.ts';
import type { QueryParameters } from './queryParameters.ts';
import { readDeclaredObject } from './requestBody.ts';

const unbounded = Number.MAX_SAFE_INTEGER;

export const answerAllDbs: Resource = async (call) => json(200, await namesAsked(call));

export const answerDbsInfo: Resource = async (call) => {
	const { request, limits, face } = call;
	if (request.method === 'GET') return jsonStream(infos(face, await namesAsked(call)));
	const { keys } = await readDeclaredObject(request, limits.bodyBytes);
	if (!Array.isArray(keys)) throw badRequest('`keys` member must be an array.');
	if (keys.length > limits.documents) throw tooLarge('Too many keys in one request');
	return jsonStream(infos(face, keys));
};

async function namesAsked({ face, query }: Call): Promise<string[]> {
	const { storage, gate } = face;
	// Names are ASCII, so their own order is that of their bytes.
	const names = (await storage.names()).filter((name) => gate.lists?.(name) !== false);
	const descending = query.flag('descending');
	const ordered = descending ? names.toReversed() : names;
	const start = nameIn(query, 'startkey', 'start_key', 'key');
	const end = nameIn(query, 'endkey', 'end_key', 'key');
	const inclusive = query.flag('inclusive_end', true);
	const within = ordered.filter((name) => {
		const fromStart = start === undefined || (descending ? name <= start : name >= start);
		const toEnd = end === undefined || (descending ? name >= end : name <= end);
		return fromStart && toEnd && (inclusive || name !== end);
	});
	const skip = query.count('skip', 0, unbounded);
	return within.slice(skip, skip + query.count('limit', unbounded, unbounded));
}

function nameIn(query: QueryParameters, ...names: string[]): string | undefined {
	const value = query.json(...names);
	if (value === undefined || typeof value === 'string') return value;
	throw badRequest(`\`${names[0] ?? ''}\` must be a JSON string`);
}

async function* infos(face: Face, keys: readonly unknown[]): AsyncGenerator<string> {
	let separator = '[\n';
	for (const key of keys) {
		yield separator + JSON.stringify(await infoRow(face, key));
		separator = ',\n';
	}
	yield separator === '[\n' ? '[]\n' : '\n]\n';
}

async function infoRow({ storage, gate, compactions }: Face, key: unknown): Promise<object> {
	const named = typeof key === 'string' && gate.lists?.(key) !== false;
	const store = named ? await storage.open(key) : undefined;
	if (!store) return { key, error: 'not_found' };
	return { key, info: await describeDatabase(store, compactions) };
}
