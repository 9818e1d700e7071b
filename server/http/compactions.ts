/**
 * Compacts databases behind the answers, one after the other: each takes short turns, so that
 * phones are served in between, and two at once would only take them from each other.
 */
import type { DocumentStore } from '../storage/documentStore.ts';
import { DatabaseGone } from '../storage/storageErrors.ts';
import type { RunningTasks } from './runningTasks.ts';

export class Compactions {
	readonly #tasks: RunningTasks;
	readonly #onDefect: (error: unknown) => void;
	/** Asked for and not ended. By store, not by name: a name may be given to a new database. */
	readonly #asked = new Set<DocumentStore>();
	#last: Promise<void> = Promise.resolve();

	constructor(tasks: RunningTasks, onDefect: (error: unknown) => void) {
		this.#tasks = tasks;
		this.#onDefect = onDefect;
	}

	isRunning(store: DocumentStore): boolean {
		return this.#asked.has(store);
	}

	/** Answers at once. Asking for what is under way changes nothing. */
	start(store: DocumentStore): void {
		if (this.#asked.has(store)) return;
		this.#asked.add(store);
		this.#last = this.#last.then(() => this.#run(store));
	}

	async #run(store: DocumentStore): Promise<void> {
		const task = this.#tasks.begin('database_compaction', store.name);
		try {
			const { docCount, deletedCount } = await store.info();
			await store.compact((seen) => task.progress(seen, docCount + deletedCount));
		} catch (error) {
			// Dropped, or the station stops: then there is nothing left to compact.
			if (!(error instanceof DatabaseGone)) this.#onDefect(error);
		} finally {
			task.end();
			this.#asked.delete(store);
		}
	}
}
