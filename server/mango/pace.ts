/**
 * Keeps long work from holding everybody else up: after so many milliseconds it lets the event loop
 * turn once. Ask it between two documents, never inside a transaction.
 */
import { setImmediate as nextTurn } from 'node:timers/promises';

/** Well below the 20 ms that nobody who waits may notice. */
const longestStretchMs = 8;

export class Pace {
	#since = performance.now();

	isDue(): boolean {
		return performance.now() - this.#since > longestStretchMs;
	}

	async rest(): Promise<void> {
		await nextTurn();
		this.#since = performance.now();
	}
}
