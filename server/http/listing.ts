/**
 * The frame of `_all_docs` and its kin: CouchDB's parameters from the URL or the body, several
 * questions in one call, and an answer that is written while it is read.
 */
import type { Call } from './call.ts';
import { badRequest, tooLarge } from './couchError.ts';
import { jsonStream } from './couchResponse.ts';
import type { QueryParameters } from './queryParameters.ts';
import { readDeclaredObject } from './requestBody.ts';

/** The head of an answer, up to `"rows":[`, and its rows. */
export interface Listed {
	head: Record<string, unknown>;
	rows: AsyncIterable<string> | Iterable<string>;
}

export type List = (query: QueryParameters) => Promise<Listed>;

/** Questions of one call beyond this are several calls. */
const mostQueries = 100;

export async function answerListing(call: Call, list: List): Promise<Response> {
	const { request, query, limits, route } = call;
	if (request.method !== 'POST') return jsonStream(written(await list(query)));
	const body = await readDeclaredObject(request, limits.bodyBytes);
	if (route.attachment !== 'queries') return jsonStream(written(await list(query.with(body))));
	const { queries } = body;
	if (!Array.isArray(queries)) throw badRequest('`queries` member must be an array.');
	if (queries.length > mostQueries) throw tooLarge('Too many queries in one request');
	// Each is read to its parameters before the answer begins, so that a mistake is still an error.
	const lists: Listed[] = [];
	for (const one of queries) lists.push(await list(query.with((one ?? {}) as object)));
	return jsonStream(together(lists));
}

async function* together(lists: readonly Listed[]): AsyncGenerator<string> {
	yield '{"results":[\n';
	for (const [at, one] of lists.entries()) {
		if (at > 0) yield ',\n';
		yield* written(one);
	}
	yield ']}\n';
}

async function* written({ head, rows }: Listed): AsyncGenerator<string> {
	const text = JSON.stringify(head).slice(0, -1);
	yield `${text}${text === '{' ? '' : ','}"rows":[`;
	let separator = '\n';
	for await (const row of rows) {
		yield separator + row;
		separator = ',\n';
	}
	yield '\n]}\n';
}

export function keysOf(query: QueryParameters, most: number): unknown[] | undefined {
	const keys = query.json('keys');
	if (keys === undefined) return undefined;
	if (!Array.isArray(keys)) throw badRequest('`keys` member must be an array.');
	if (keys.length > most) throw tooLarge('Too many keys in one request');
	const given: unknown[] = keys;
	const ordered = query.flag('descending') ? given.toReversed() : given;
	const skip = query.count('skip', 0, Number.MAX_SAFE_INTEGER);
	return ordered.slice(skip, skip + query.count('limit', keys.length, Number.MAX_SAFE_INTEGER));
}
