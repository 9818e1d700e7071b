/**
 * The one bridge from rows to screens: a query that is asked again whenever a row it read changes.
 * It only reads. Read reactive arguments outside the query; inside, Svelte does not see them.
 */
import { Dexie, liveQuery } from 'dexie';
import { createSubscriber } from 'svelte/reactivity';

export type Reading<T> =
	{ status: 'loading' } | { status: 'ready'; value: T } | { status: 'failed'; error: unknown };

interface LiveOptions<T> {
	/**
	 * ms for which rows must have changed before they are read again, asked each time: for what nobody
	 * looks at just now. What changes meanwhile is read with it. What was never read waits for nothing.
	 */
	restMs?: () => number;
	/** Read a moment ago: it is shown at once, and the first reading lets it be drawn. */
	known?: T | undefined;
}

/** Two frames of a slow phone. */
const drawingMs = 100;

export class Live<T> {
	#reading: Reading<T> = { status: 'loading' };
	#subscribe: () => void;

	constructor(query: () => Promise<T>, options: LiveOptions<T> = {}) {
		const { known } = options;
		if (known !== undefined) this.#reading = { status: 'ready', value: known };
		const restMs = () => (this.#reading.status === 'ready' ? (options.restMs?.() ?? 0) : 0);
		const rested = restingBetween(query, { restMs, known });
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

/** Begins anew with every subscription. */
function restingBetween<T>(
	query: () => Promise<T>,
	{ restMs, known }: { restMs: () => number; known: T | undefined }
): () => () => Promise<T | undefined> {
	let firstMs = known === undefined ? 0 : drawingMs;
	return () => {
		let asked = 0;
		let dueMs = 0;
		return () => {
			const now = performance.now();
			const turn = (asked += 1);
			const ms = turn > 1 ? restMs() : firstMs;
			firstMs = 0;
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
