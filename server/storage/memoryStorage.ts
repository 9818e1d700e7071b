/** The station's storage without a medium, for tests and stories. Never for a real community. */
import { assertDatabaseName } from './databaseName.ts';
import type { StationStorage } from './documentStore.ts';
import { MemoryShelf } from './memoryShelf.ts';
import { newEpoch } from './sequence.ts';
import { plainSettings } from './shelf.ts';
import { ShelvedStore } from './shelvedStore.ts';
import { StorageEvents } from './storageEvents.ts';
import { DatabaseGone } from './storageErrors.ts';

export function openMemoryStorage({ now = Date.now }: { now?: () => number } = {}): StationStorage {
	const stores = new Map<string, ShelvedStore>();
	const events = new StorageEvents();

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
				startTime: String(Math.floor(now() / 1000)),
				settings: plainSettings
			};
			const store = new ShelvedStore(
				name,
				facts,
				() => {
					if (stores.get(name) === store) return shelf;
					throw new DatabaseGone(name);
				},
				() => events.tell({ type: 'updated', db: name })
			);
			stores.set(name, store);
			events.tell({ type: 'created', db: name });
			return true;
		},
		async open(name) {
			return stores.get(name);
		},
		async drop(name) {
			const store = stores.get(name);
			if (!store) return false;
			stores.delete(name);
			store.tellGone();
			events.tell({ type: 'deleted', db: name });
			return true;
		},
		async names() {
			return [...stores.keys()].sort();
		},
		onEvent: (listener) => events.on(listener),
		async close() {
			// Nothing to give back; the stores go with the last reference.
		}
	};
}
