/**
 * The one bridge from rows to screens: a query that is asked again whenever a row it read changes.
 * It only reads. Read reactive arguments outside the query; inside, Svelte does not see them.
 */
import { liveQuery } from 'dexie';
import { createSubscriber } from 'svelte/reactivity';

export type Reading<T> =
	{ status: 'loading' } | { status: 'ready'; value: T } | { status: 'failed'; error: unknown };

export class Live<T> {
	#reading: Reading<T> = { status: 'loading' };
	#subscribe: () => void;

	constructor(query: () => Promise<T>) {
		this.#subscribe = createSubscriber((update) => {
			const subscription = liveQuery(query).subscribe({
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
