/** The station's storage without a medium, for tests and stories. Never for a real community. */
import { assertDatabaseName } from './databaseName.ts';
import type { DocumentStore, StationStorage } from './documentStore.ts';
import { MemoryShelf } from './memoryShelf.ts';
import { newEpoch } from './sequence.ts';
import { ShelvedStore } from './shelvedStore.ts';
import { DatabaseGone } from './storageErrors.ts';

export function openMemoryStorage({ now = Date.now }: { now?: () => number } = {}): StationStorage {
	const stores = new Map<string, DocumentStore>();

	return {
		isShared: false,
		async create(name) {
			assertDatabaseName(name);
			if (stores.has(name)) return false;
			const shelf = new MemoryShelf();
			const facts = {
				epoch: newEpoch(),
				former: [],
				seq: 0,
				docs: 0,
				deleted: 0,
				startTime: String(Math.floor(now() / 1000))
			};
			const store = new ShelvedStore(name, facts, () => {
				if (stores.get(name) === store) return shelf;
				throw new DatabaseGone(name);
			});
			stores.set(name, store);
			return true;
		},
		async open(name) {
			return stores.get(name);
		},
		async drop(name) {
			return stores.delete(name);
		},
		async names() {
			return [...stores.keys()].sort();
		},
		async close() {
			// Nothing to give back; the stores go with the last reference.
		}
	};
}
