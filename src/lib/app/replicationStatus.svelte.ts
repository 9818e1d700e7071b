/**
 * The one reading of the whole phone that screens look at. It is told by the worker, the browser's
 * storage and the service worker; it asks nobody.
 */
import type { StatusReading } from './app.ts';
import { nothingKnown } from './statusReading.ts';

export class ReplicationStatus {
	#current = $state.raw<StatusReading>(nothingKnown);

	get current(): StatusReading {
		return this.#current;
	}

	/** Takes what is known anew and leaves the rest. */
	tell(change: Partial<StatusReading>): void {
		this.#current = { ...this.#current, ...change };
	}
}
