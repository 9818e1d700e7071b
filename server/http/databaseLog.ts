/**
 * Remembers what last happened to each database, in order, for whoever follows them all. It lives as
 * long as the process: a reader who comes with the place of an earlier one is told of every database
 * again, so that none of them misses anything.
 */
import type { StationStorage, StorageEvent } from '../storage/documentStore.ts';
import { newEpoch, resolveSince } from '../storage/sequence.ts';

/** Databases that are gone are remembered up to here, the latest ones. */
const mostDeleted = 10_000;

export interface LoggedEvent extends StorageEvent {
	seq: number;
}

export class DatabaseLog {
	readonly epoch = newEpoch();
	/** By type and name; the order of a Map is that of the seqs. */
	readonly #entries = new Map<string, LoggedEvent>();
	readonly #waiting = new Set<() => void>();
	readonly #storage: StationStorage;
	/** Failed once, it is tried again by whoever asks next: a cluster may be away for a while. */
	#reading: Promise<void> | undefined;
	#early: StorageEvent[] | undefined = [];
	#seq = 0;
	#deleted = 0;

	constructor(storage: StationStorage) {
		this.#storage = storage;
		storage.onEvent((event) => {
			if (this.#early) this.#early.push(event);
			else this.#note(event);
		});
		this.#ready().catch(() => undefined);
	}

	async #ready(): Promise<void> {
		this.#reading ??= this.#readNames().catch((error: unknown) => {
			this.#reading = undefined;
			throw error;
		});
		return this.#reading;
	}

	async #readNames(): Promise<void> {
		const names = await this.#storage.names();
		for (const db of names) this.#note({ type: 'updated', db });
		const early = this.#early ?? [];
		this.#early = undefined;
		for (const event of early) this.#note(event);
	}

	/** Where reading begins. Throws EditRefused for what was never a place. */
	async placeOf(since: string): Promise<number> {
		await this.#ready();
		return resolveSince(since, { epoch: this.epoch, seq: this.#seq, former: [] });
	}

	/** What happened after `seq`, and the place where that ends. */
	after(seq: number): { events: LoggedEvent[]; seq: number } {
		const events: LoggedEvent[] = [];
		if (seq >= this.#seq) return { events, seq };
		for (const event of this.#entries.values()) if (event.seq > seq) events.push(event);
		return { events, seq: this.#seq };
	}

	/** Resolves when something happens, after so many milliseconds, or when the reader leaves. */
	next(ms: number, leaves: AbortSignal): Promise<void> {
		return new Promise((resolve) => {
			const end = (): void => {
				clearTimeout(timer);
				this.#waiting.delete(end);
				leaves.removeEventListener('abort', end);
				resolve();
			};
			const timer = setTimeout(end, ms);
			this.#waiting.add(end);
			leaves.addEventListener('abort', end);
			if (leaves.aborted) end();
		});
	}

	#note({ type, db }: StorageEvent): void {
		if (type === 'deleted') {
			this.#entries.delete(`created:${db}`);
			this.#entries.delete(`updated:${db}`);
		}
		const key = `${type}:${db}`;
		if (!this.#entries.delete(key) && type === 'deleted') this.#deleted += 1;
		this.#entries.set(key, { type, db, seq: (this.#seq += 1) });
		if (this.#deleted > mostDeleted) this.#forgetOldestDeleted();
		for (const wake of [...this.#waiting]) wake();
	}

	#forgetOldestDeleted(): void {
		for (const [key, { type }] of this.#entries) {
			if (type !== 'deleted') continue;
			this.#entries.delete(key);
			this.#deleted -= 1;
			return;
		}
	}
}
