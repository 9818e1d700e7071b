/**
 * The station's storage in an Apache CouchDB cluster, shared with other stations: each database of
 * the port is one there. Nothing is kept here that the next start would miss.
 */
import type { CouchCalls } from './couchCalls.ts';
import { openCouchCalls } from './couchCalls.ts';
import { CouchStore, infoOf } from './couchStore.ts';
import { openCouchUpdates } from './couchUpdates.ts';
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

	/** A name of the port, for what the cluster calls it; undefined for what is not ours. */
	function ourName(database: string): string | undefined {
		const name = database.slice(prefix.length);
		return database.startsWith(prefix) && isDatabaseName(name) ? name : undefined;
	}

	/** Whoever dropped it: the store that stood for it is done. */
	function gone(name: string, store: CouchStore | undefined): void {
		if (stores.get(name) === store) stores.delete(name);
		store?.tellGone();
	}

	function storeAt(name: string, place: string): CouchStore {
		const noticing = async <T>(asked: Promise<T>): Promise<T> => {
			try {
				return await asked;
			} catch (error) {
				if (error instanceof DatabaseGone) gone(name, store);
				throw error;
			}
		};
		const own: CouchCalls = {
			ask: (method, path, how) => noticing(calls.ask(method, path, how)),
			bytes: (path) => noticing(calls.bytes(path))
		};
		const store = new CouchStore({ name, path: pathOf(name), calls: own, slots, place });
		return store;
	}

	const updates = await openCouchUpdates(calls, ourName);

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
			const store = stores.get(name) ?? storeAt(name, place);
			stores.set(name, store);
			return store;
		},
		async drop(name) {
			try {
				await calls.ask('DELETE', pathOf(name));
				gone(name, stores.get(name));
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
			return (json as string[]).flatMap((database) => ourName(database) ?? []).sort();
		},
		onEvent: (listener) => updates.on(listener),
		async close() {
			updates.close();
			for (const store of stores.values()) store.close();
			stores.clear();
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
