/**
 * The one bridge from rows to screens: a query that is asked again whenever a row it read changes.
 * It only reads. Read reactive arguments outside the query; inside, Svelte does not see them.
 */
import { Dexie, liveQuery } from 'dexie';
import { createSubscriber } from 'svelte/reactivity';

export type Reading<T> =
	{ status: 'loading' } | { status: 'ready'; value: T } | { status: 'failed'; error: unknown };

export class Live<T> {
	#reading: Reading<T> = { status: 'loading' };
	#subscribe: () => void;

	/**
	 * @param restMs how long rows must have changed before they are read again, asked each time: for what
	 * nobody looks at just now. What changes meanwhile is read with it.
	 */
	constructor(query: () => Promise<T>, restMs = () => 0) {
		const rested = restingBetween(query, restMs);
		this.#subscribe = createSubscriber((update) => {
			const subscription = liveQuery(rested()).subscribe({
				next: (value) => {
					this.#reading = { status: 'ready', value: value as T };
					update();
				},
				error: (error: unknown) => {
					this.#reading = { status: 'failed', error };
					update();
				}
			});
			return () => {
				subscription.unsubscribe();
			};
		});
	}

	get reading(): Reading<T> {
		this.#subscribe();
		return this.#reading;
	}

	/** For whoever shows nothing while it loads. */
	get value(): T | undefined {
		const { reading } = this;
		return reading.status === 'ready' ? reading.value : undefined;
	}
}

/** Begins anew with every subscription: the first reading waits for nothing. */
function restingBetween<T>(
	query: () => Promise<T>,
	restMs: () => number
): () => () => Promise<T | undefined> {
	return () => {
		let asked = 0;
		let dueMs = 0;
		return () => {
			const now = performance.now();
			const turn = (asked += 1);
			const ms = turn === 1 ? 0 : restMs();
			if (ms === 0) return query();
			// The end of a rest stands; whatever changes before it is read then.
			if (dueMs <= now) dueMs = now + ms;
			// Dexie's own promise: after any other it would not notice which rows are read.
			return new Dexie.Promise((resolve) => setTimeout(resolve, dueMs - now)).then(() =>
				// Asked again meanwhile: Dexie waits for that answer only.
				turn === asked ? query() : undefined
			);
		};
	};
}
