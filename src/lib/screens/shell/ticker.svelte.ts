/** The app's now, read anew every so often while somebody looks, so that a clock on a screen runs. */
import { createSubscriber } from 'svelte/reactivity';

export class Ticker {
	#now: () => string;
	#subscribe: () => void;

	constructor(now: () => string, everyMs: number) {
		this.#now = now;
		this.#subscribe = createSubscriber((update) => {
			const id = setInterval(update, everyMs);
			return () => clearInterval(id);
		});
	}

	get now(): string {
		this.#subscribe();
		return this.#now();
	}
}
