/**
 * Follows one database from where it stood last time and hands every change on, in order. The place
 * is kept in the database itself and written after the work, so a crash repeats work and never
 * skips it: whoever takes the rows must bear seeing them twice.
 */
import type { DocumentRow, DocumentStore } from '../storage/documentStore.ts';

export interface FollowerParts {
	store: DocumentStore;
	/** Of the `_local` document that keeps the place. */
	name: string;
	/** Done, durably, when it resolves. */
	take: (rows: DocumentRow[]) => Promise<void>;
	/** What to keep beside the place, in the same commit; given back by `recalled`. */
	keep?: () => unknown;
	recalled?: (kept: unknown) => void;
	onTrouble: (error: unknown) => void;
}

export interface Follower {
	/** Resolves when everything committed so far has been taken, however long it takes. */
	idle(): Promise<void>;
	/** The same, but false as soon as something is in the way. */
	caughtUp(): Promise<boolean>;
	/** Changes not taken yet, and since when there have been any. */
	lag(): Promise<{ changes: number; sinceMs: number | undefined; troubled: boolean }>;
	close(): Promise<void>;
}

const pageRows = 500;
/** The place is written when it is quiet for this long, or every so many rows. */
const restMs = 200;
const rowsBetweenPlaces = 5_000;
const firstRetryMs = 500;
const longestRetryMs = 30_000;

export async function follow(parts: FollowerParts): Promise<Follower> {
	const { store, name, take, onTrouble } = parts;
	const stored = await store.local(name);
	const place = stored ? (JSON.parse(stored.body) as { since: string; kept?: unknown }) : undefined;
	parts.recalled?.(place?.kept);

	let since = place?.since ?? '0';
	let unsaved = 0;
	let behindSinceMs: number | undefined;
	let troubled = false;
	let closed = false;
	let awake = false;
	let running: Promise<void> | undefined;
	let rest: NodeJS.Timeout | undefined;
	/** Who waits to hear that all is taken, or that something is in the way. */
	const waiting: (() => void)[] = [];
	let retry: { timer: NodeJS.Timeout; resolve: () => void } | undefined;

	async function savePlace(): Promise<void> {
		clearTimeout(rest);
		if (unsaved === 0) return;
		unsaved = 0;
		await store.writeLocal(name, JSON.stringify({ since, kept: parts.keep?.() }));
	}

	async function run(): Promise<void> {
		let retryMs = firstRetryMs;
		while (awake && !closed) {
			awake = false;
			try {
				await catchUp();
				troubled = false;
				retryMs = firstRetryMs;
			} catch (error) {
				troubled = true;
				for (const tell of waiting.splice(0)) tell();
				onTrouble(error);
				await pause(retryMs);
				retryMs = Math.min(retryMs * 2, longestRetryMs);
				awake = true;
			}
		}
		behindSinceMs = undefined;
	}

	async function catchUp(): Promise<void> {
		for (;;) {
			const page = await store.changes({ since, limit: pageRows, bodies: true });
			if (page.rows.length === 0 || closed) return;
			await take(page.rows);
			since = page.lastSeq;
			unsaved += page.rows.length;
			if (unsaved >= rowsBetweenPlaces) await savePlace();
		}
	}

	async function pause(ms: number): Promise<void> {
		await new Promise<void>((resolve) => {
			retry = { timer: setTimeout(resolve, ms), resolve };
		});
		retry = undefined;
	}

	function wake(): void {
		awake = true;
		behindSinceMs ??= Date.now();
		running ??= run().finally(() => {
			running = undefined;
			if (awake && !closed) {
				wake();
				return;
			}
			for (const tell of waiting.splice(0)) tell();
			clearTimeout(rest);
			if (!closed) rest = setTimeout(() => void savePlace().catch(onTrouble), restMs).unref();
		});
	}

	const forget = store.onCommit(wake);
	wake();
	return {
		async idle() {
			while (running && !closed) await running;
		},
		async caughtUp() {
			// Another station may have written what was not told here yet.
			if (!troubled) wake();
			if (running && !troubled) {
				await new Promise<void>((resolve) => {
					waiting.push(resolve);
				});
			}
			return !troubled;
		},
		async lag() {
			const { rows, pending } = await store.changes({
				since,
				limit: 1,
				bodies: false,
				countPending: true
			});
			return { changes: rows.length + pending, sinceMs: behindSinceMs, troubled };
		},
		async close() {
			closed = true;
			forget();
			if (retry) {
				clearTimeout(retry.timer);
				retry.resolve();
			}
			await running;
			// Without it the next start repeats a little; nothing is skipped.
			await savePlace().catch(onTrouble);
		}
	};
}
