/** Tells whoever listens what happened to which database. It keeps nothing: who comes later asks. */
import type { StorageEvent, StorageListener } from './documentStore.ts';

export class StorageEvents {
	readonly #listeners = new Set<StorageListener>();

	on(listener: StorageListener): () => void {
		this.#listeners.add(listener);
		return () => this.#listeners.delete(listener);
	}

	tell(event: StorageEvent): void {
		for (const listener of [...this.#listeners]) listener(event);
	}
}
