/**
 * Tells which database of a cluster was made, written to or dropped, by whichever station, from
 * CouchDB's `_db_updates`. That needs the database `_global_changes`, which is made where it is missing.
 */
import { setTimeout as pause } from 'node:timers/promises';
import type { CouchCalls } from './couchCalls.ts';
import type { StorageEvent, StorageListener } from './documentStore.ts';
import { DatabaseGone } from './storageErrors.ts';
import { StorageEvents } from './storageEvents.ts';

export interface CouchUpdates {
	on(listener: StorageListener): () => void;
	close(): void;
}

interface UpdatesAnswer {
	results: { db_name: string; type: string }[];
	last_seq: string | number;
}

/** How long one question for news stays open. */
const waitMs = 25_000;
const firstRetryMs = 500;
const longestRetryMs = 30_000;

/** `nameOf` answers undefined for a database that is not this community's. */
export async function openCouchUpdates(
	calls: CouchCalls,
	nameOf: (database: string) => string | undefined
): Promise<CouchUpdates> {
	const events = new StorageEvents();
	const closing = new AbortController();
	let following: Promise<void> | undefined;
	// From here on nothing is missed. Where it cannot be asked now, whoever calls hears why.
	let place = await ask('now', {}).then(placeOf, () => 'now');

	async function ask(since: string, more: Record<string, string>): Promise<UpdatesAnswer> {
		const query = new URLSearchParams({ since, ...more }).toString();
		const how = { signal: closing.signal, timeoutMs: waitMs * 2 };
		try {
			return (await calls.ask('GET', `_db_updates?${query}`, how)).json as UpdatesAnswer;
		} catch (error) {
			if (!(error instanceof DatabaseGone)) throw error;
			await calls.ask('PUT', '_global_changes', { also: [412] });
			return (await calls.ask('GET', `_db_updates?${query}`, how)).json as UpdatesAnswer;
		}
	}

	async function follow(): Promise<void> {
		let retryMs = firstRetryMs;
		while (!closing.signal.aborted) {
			try {
				const answer = await ask(place, { feed: 'longpoll', timeout: String(waitMs) });
				place = placeOf(answer);
				retryMs = firstRetryMs;
				for (const { db_name: database, type } of answer.results) {
					const db = nameOf(database);
					if (db !== undefined && isEvent(type)) events.tell({ type, db });
				}
			} catch {
				// Whoever calls the storage hears of the trouble; here only time helps.
				await pause(retryMs, undefined, { ref: false, signal: closing.signal }).catch(
					() => undefined
				);
				retryMs = Math.min(retryMs * 2, longestRetryMs);
			}
		}
	}

	return {
		on(listener) {
			const leave = events.on(listener);
			following ??= follow();
			return leave;
		},
		close: () => closing.abort()
	};
}

function placeOf({ last_seq: place }: UpdatesAnswer): string {
	return String(place);
}

function isEvent(type: string): type is StorageEvent['type'] {
	return type === 'created' || type === 'updated' || type === 'deleted';
}
