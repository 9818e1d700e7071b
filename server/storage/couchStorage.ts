/**
 * The station's storage in an Apache CouchDB cluster, shared with other stations: each database of
 * the port is one there. Nothing is kept here that the next start would miss.
 */
import type { CouchCalls } from './couchCalls.ts';
import { openCouchCalls } from './couchCalls.ts';
import { CouchStore, infoOf } from './couchStore.ts';
import { assertDatabaseName, isDatabaseName } from './databaseName.ts';
import type { StationStorage } from './documentStore.ts';
import { DatabaseGone } from './storageErrors.ts';

export interface CouchStorageOptions {
	/** `http://user:password@host:5984`. */
	url: string;
	/** Stands before every name in the cluster, so that communities can share one. */
	prefix?: string;
	/** How many databases may hold a connection open for news at the same time. */
	lines?: number;
	/** How often the others are looked at. */
	lookMs?: number;
}

/**
 * Feeds are many and small: with one shard each they keep the order of writing and need half the
 * files of CouchDB's default of two. Copies are the cluster's business.
 */
const shards = 'q=1';
const mostLines = 512;
const usualLookMs = 5_000;

export async function openCouchStorage(options: CouchStorageOptions): Promise<StationStorage> {
	const { url, prefix = '', lines = mostLines, lookMs = usualLookMs } = options;
	const calls = openCouchCalls(url);
	const slots = { free: lines, lookMs };
	const stores = new Map<string, CouchStore>();
	const pathOf = (name: string) => encodeURIComponent(prefix + name);

	async function forget(name: string): Promise<void> {
		stores.get(name)?.close();
		stores.delete(name);
	}

	return {
		isShared: true,
		async create(name) {
			assertDatabaseName(name);
			const { status } = await calls.ask('PUT', `${pathOf(name)}?${shards}`, { also: [412] });
			return status !== 412;
		},
		async open(name) {
			const known = stores.get(name);
			if (known) return known;
			const place = await placeOf(calls, pathOf(name));
			if (place === undefined) return undefined;
			const path = pathOf(name);
			const store = stores.get(name) ?? new CouchStore({ name, path, calls, slots, place });
			stores.set(name, store);
			return store;
		},
		async drop(name) {
			await forget(name);
			try {
				await calls.ask('DELETE', pathOf(name));
				return true;
			} catch (error) {
				if (error instanceof DatabaseGone) return false;
				throw error;
			}
		},
		async names() {
			const [start, end] = [prefix, `${prefix}\ufff0`].map((key) => JSON.stringify(key));
			const query = new URLSearchParams({ start_key: start ?? '', end_key: end ?? '' });
			const { json } = await calls.ask('GET', `_all_dbs?${query.toString()}`);
			return (json as string[])
				.filter((name) => name.startsWith(prefix))
				.map((name) => name.slice(prefix.length))
				.filter(isDatabaseName)
				.sort();
		},
		async close() {
			for (const name of [...stores.keys()]) await forget(name);
		}
	};
}

/** Where a database stands; undefined when there is none. */
async function placeOf(calls: CouchCalls, path: string): Promise<string | undefined> {
	try {
		return infoOf((await calls.ask('GET', path)).json).updateSeq;
	} catch (error) {
		if (error instanceof DatabaseGone) return undefined;
		throw error;
	}
}
