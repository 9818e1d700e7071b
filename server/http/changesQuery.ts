/** What a reader of changes asks for, each number within its bounds. */
import type { Call } from './call.ts';
import { badRequest, CouchError, tooLarge } from './couchError.ts';
import type { QueryParameters } from './queryParameters.ts';
import { readDeclaredObject } from './requestBody.ts';

export type Feed = 'normal' | 'longpoll' | 'continuous' | 'eventsource';

export interface ChangesAsked {
	feed: Feed;
	since: string;
	limit: number;
	descending: boolean;
	allLeaves: boolean;
	includeDocs: boolean;
	conflicts: boolean;
	attachments: boolean;
	/** Only these; null for every document. */
	docIds: ReadonlySet<string> | null;
	/** A sign of life every so often, and then no end by silence; null for none. */
	heartbeatMs: number | null;
	timeoutMs: number;
}

const unbounded = Number.MAX_SAFE_INTEGER;
/** CouchDB's default, and the longest that anybody may hold a connection in silence. */
export const longestSilenceMs = 60_000;
/** Faster signs of life are work without use. */
const fastestHeartbeatMs = 1_000;

export async function changesAsked(call: Call): Promise<ChangesAsked> {
	const { request, query, limits } = call;
	const body = request.method === 'POST' ? await readDeclaredObject(request, limits.bodyBytes) : {};
	query.count('seq_interval', 1, unbounded);
	return {
		feed: feedOf(query),
		since: query.text('since') ?? request.headers.get('last-event-id') ?? '0',
		limit: query.count('limit', unbounded, unbounded),
		descending: query.flag('descending'),
		allLeaves: query.text('style') === 'all_docs',
		includeDocs: query.flag('include_docs'),
		conflicts: query.flag('conflicts'),
		attachments: query.flag('attachments'),
		docIds: docIdsOf(query.with(body), limits.documents),
		heartbeatMs: heartbeatOf(query),
		timeoutMs: query.count('timeout', longestSilenceMs, longestSilenceMs)
	};
}

export function feedOf(query: QueryParameters): Feed {
	const feed = query.text('feed') ?? 'normal';
	switch (feed) {
		case 'normal':
		case 'longpoll':
		case 'continuous':
		case 'eventsource':
			return feed;
		case 'live':
			return 'continuous';
		default:
			throw badRequest('Supported `feed` types: normal, continuous, live, longpoll, eventsource');
	}
}

export function heartbeatOf(query: QueryParameters): number | null {
	const text = query.text('heartbeat');
	if (text === undefined || text === 'false') return null;
	if (text === 'true') return longestSilenceMs;
	return Math.max(fastestHeartbeatMs, query.count('heartbeat', 0, longestSilenceMs));
}

/** Filters that are code in a document are never run here (CVE-2017-12636 and its kin). */
function docIdsOf(query: QueryParameters, most: number): ReadonlySet<string> | null {
	const filter = query.text('filter');
	if (filter === undefined) return null;
	if (filter !== '_doc_ids') {
		if (/^[^_/][^/]*\/[^/]+$/.test(filter)) throw new CouchError(404, 'not_found', 'missing');
		throw badRequest('This station filters changes by `_doc_ids` only');
	}
	const ids = query.json('doc_ids');
	if (!Array.isArray(ids) || !ids.every((id) => typeof id === 'string')) {
		throw badRequest('`doc_ids` filter parameter is not a list of doc ids');
	}
	if (ids.length > most) throw tooLarge('Too many ids in one request');
	return new Set(ids);
}
