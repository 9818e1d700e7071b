/**
 * Tells the listeners of one database what was committed, by whichever station. It asks the cluster
 * to be woken, reads on from where it stands, and never skips: after a break it reads from there.
 */
import type { ChangePage, CommitListener } from './documentStore.ts';
import { DatabaseGone } from './storageErrors.ts';

export interface LineParts {
	/** Rows after a place, bodies included. */
	read: (since: string) => Promise<ChangePage>;
	/** Resolves when something has changed after the place, or after a while. */
	wait: (since: string, signal: AbortSignal) => Promise<void>;
	slots: LineSlots;
}

/** How many databases may hold a connection open at the same time. */
export interface LineSlots {
	free: number;
	/** Who finds none free looks so often. */
	lookMs: number;
}

const firstRetryMs = 500;
const longestRetryMs = 30_000;

interface LineListener {
	onCommit: CommitListener;
	onGone: (() => void) | undefined;
}

export class CouchLine {
	readonly #parts: LineParts;
	readonly #listeners = new Set<LineListener>();
	#place: string;
	#reading: Promise<void> | undefined;
	/** How often somebody asked to be caught up, and how far that was done. */
	#asked = 0;
	#looked = 0;
	#leaving: AbortController | undefined;

	constructor(place: string, parts: LineParts) {
		this.#place = place;
		this.#parts = parts;
	}

	listen(given: LineListener): () => void {
		// By itself, since one may be given twice.
		const listener = { ...given };
		this.#listeners.add(listener);
		if (!this.#leaving) {
			this.#leaving = new AbortController();
			void this.#follow(this.#leaving.signal);
		}
		return () => {
			this.#listeners.delete(listener);
			if (this.#listeners.size === 0) this.close();
		};
	}

	async standing(): Promise<string> {
		await this.catchUp();
		return this.#place;
	}

	/** While nobody listens, whoever has read to the end moves the place on. */
	noteEnd(place: string): void {
		if (this.#listeners.size === 0 && !this.#reading) this.#place = place;
	}

	/** Has told everything that was committed before the call. */
	async catchUp(): Promise<void> {
		const asked = (this.#asked += 1);
		// Asked in the moment between the last look and the end, it looks once more.
		while (this.#looked < asked) {
			this.#reading ??= this.#readOn().finally(() => {
				this.#reading = undefined;
			});
			await this.#reading;
		}
	}

	/** The database was dropped: all are told once, and hear nothing more. */
	tellGone(): void {
		const listeners = [...this.#listeners];
		this.#listeners.clear();
		this.close();
		for (const { onGone } of listeners) onGone?.();
	}

	close(): void {
		this.#leaving?.abort();
		this.#leaving = undefined;
	}

	async #readOn(): Promise<void> {
		while (this.#looked < this.#asked) {
			const looking = this.#asked;
			for (;;) {
				const since = this.#place;
				const { rows, lastSeq } = await this.#parts.read(since);
				if (rows.length === 0) break;
				this.#place = lastSeq;
				for (const { onCommit } of [...this.#listeners]) onCommit({ since, seq: lastSeq, rows });
			}
			this.#looked = looking;
		}
	}

	async #follow(left: AbortSignal): Promise<void> {
		let retryMs = firstRetryMs;
		while (!left.aborted) {
			try {
				const from = this.#place;
				await this.#woken(from, left);
				if (this.#place === from) await this.catchUp();
				retryMs = firstRetryMs;
			} catch (error) {
				if (error instanceof DatabaseGone) return;
				// Whoever calls the store hears of the trouble; here only time helps.
				await pause(retryMs, left);
				retryMs = Math.min(retryMs * 2, longestRetryMs);
			}
		}
	}

	async #woken(from: string, left: AbortSignal): Promise<void> {
		const { slots } = this.#parts;
		if (slots.free <= 0) return pause(slots.lookMs, left);
		slots.free -= 1;
		try {
			await this.#parts.wait(from, left);
		} finally {
			slots.free += 1;
		}
	}
}

async function pause(ms: number, left: AbortSignal): Promise<void> {
	if (left.aborted) return;
	await new Promise<void>((resolve) => {
		const timer = setTimeout(done, ms);
		function done(): void {
			clearTimeout(timer);
			left.removeEventListener('abort', done);
			resolve();
		}
		left.addEventListener('abort', done);
	});
}
