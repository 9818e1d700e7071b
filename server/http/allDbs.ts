/** Which databases there are, by their names, and what each holds. Only those the gate names. */
import type { Call, Face, Resource } from './call.ts';
import { namedBy } from './call.ts';
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
	// Names are ASCII, so their own order is that of their bytes.
	const names = (await face.storage.names()).filter(namedBy(face));
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
	const isNamed = namedBy(face);
	let separator = '[\n';
	for (const key of keys) {
		yield separator + JSON.stringify(await infoRow(face, isNamed, key));
		separator = ',\n';
	}
	yield separator === '[\n' ? '[]\n' : '\n]\n';
}

async function infoRow(
	{ storage, compactions }: Face,
	isNamed: (db: string) => boolean,
	key: unknown
): Promise<object> {
	const store = typeof key === 'string' && isNamed(key) ? await storage.open(key) : undefined;
	if (!store) return { key, error: 'not_found' };
	return { key, info: await describeDatabase(store, compactions) };
}
