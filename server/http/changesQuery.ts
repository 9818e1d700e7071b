/** What a reader of changes asks for, each number within its bounds. */
import type { DocumentStore } from '../storage/documentStore.ts';
import type { Call } from './call.ts';
import type { ChangesFilter } from './changesFilter.ts';
import { changesFilterOf } from './changesFilter.ts';
import { badRequest } from './couchError.ts';
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
	filter: ChangesFilter;
	/** Every so manieth row has its `seq`, the others null. */
	seqInterval: number;
	/** A sign of life every so often, and then no end by silence; null for none. */
	heartbeatMs: number | null;
	timeoutMs: number;
}

/** CouchDB's own: rows left are counted down from it, and `seq_interval` counts by them. */
const unbounded = 1_000_000_000_000_000;
/** CouchDB's default, and the longest that anybody may hold a connection in silence. */
export const longestSilenceMs = 60_000;
/** Faster signs of life are work without use. */
const fastestHeartbeatMs = 1_000;

export async function changesAsked(call: Call, store: DocumentStore): Promise<ChangesAsked> {
	const { request, query, limits } = call;
	const body =
		request.method === 'POST' ? await readDeclaredObject(request, limits.bodyBytes) : undefined;
	return {
		feed: feedOf(query),
		since: sinceOf(call),
		limit: query.count('limit', unbounded, unbounded),
		descending: query.flag('descending'),
		allLeaves: query.text('style') === 'all_docs',
		includeDocs: query.flag('include_docs'),
		conflicts: query.flag('conflicts'),
		attachments: query.flag('attachments'),
		filter: await changesFilterOf(call, store, body),
		seqInterval: Math.max(1, query.count('seq_interval', 1, unbounded)),
		heartbeatMs: heartbeatOf(query),
		timeoutMs: query.count('timeout', longestSilenceMs, longestSilenceMs)
	};
}

/** A browser's EventSource that reconnects says in a header where it was. */
function sinceOf({ request, query }: Call): string {
	const lastEvent = request.headers.get('last-event-id') ?? query.text('last-event-id');
	return query.text('since') ?? lastEvent ?? '0';
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
