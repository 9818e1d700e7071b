/**
 * The one bridge from rows to screens: a query that is asked again whenever a row it read changes.
 * It only reads. Read reactive arguments outside the query; inside, Svelte does not see them.
 */
import { Dexie, liveQuery } from 'dexie';
import { createSubscriber } from 'svelte/reactivity';
import { drawingNow } from './drawFirst.ts';

export type Reading<T> =
	{ status: 'loading' } | { status: 'ready'; value: T } | { status: 'failed'; error: unknown };

/** Two frames of a slow phone: so long what is known is drawn before the rows are read. */
const drawingMs = 100;

export class Live<T> {
	#reading: Reading<T> = { status: 'loading' };
	#subscribe: () => void;

	/** @param known read a moment ago: it is shown at once, and the rows are read once it is drawn. */
	constructor(query: () => Promise<T>, known?: T) {
		if (known !== undefined) this.#reading = { status: 'ready', value: known };
		let isKnown = known !== undefined;
		let turn = 0;
		const read = () => {
			const waits = isKnown ? after(drawingMs) : drawingNow();
			isKnown = false;
			const mine = (turn += 1);
			if (!waits) return query();
			// Dexie's own promise: after any other it would not notice which rows are read.
			return new Dexie.Promise((resolve) => void waits.then(resolve)).then(() => {
				// More has changed meanwhile, and is read by a later turn.
				if (mine !== turn) throw new Dexie.AbortError();
				return query();
			});
		};
		this.#subscribe = createSubscriber((update) => {
			const subscription = liveQuery(read).subscribe({
				next: (value) => {
					this.#reading = { status: 'ready', value };
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

function after(ms: number): Promise<void> {
	return new Promise((resolve) => setTimeout(resolve, ms));
}
