/**
 * What the district did not take of one database, with its reason, kept beside the data until it is
 * taken after all. Bounded: a district that refuses everything must not fill this station.
 */
import type { DocumentStore } from '../storage/documentStore.ts';
import type { RefusedThere } from './district.ts';

export interface RefusedBook {
	count(): number;
	ids(): string[];
	list(): RefusedThere[];
	note(refused: RefusedThere): void;
	taken(id: string): void;
	/** Durable when it resolves; costs nothing where nothing changed. */
	save(): Promise<void>;
}

const mostNoted = 1_000;
const longestReason = 200;

export async function openRefusedBook(store: DocumentStore, name: string): Promise<RefusedBook> {
	const kept = await store.local(name);
	const { refused = [] } = (kept ? JSON.parse(kept.body) : {}) as { refused?: RefusedThere[] };
	const book = new Map(refused.map((one) => [one.id, one]));
	let changed = false;
	return {
		count: () => book.size,
		ids: () => [...book.keys()],
		list: () => [...book.values()],
		note({ id, error, reason }) {
			if (book.size >= mostNoted && !book.has(id)) return;
			book.set(id, { id, error, reason: reason.slice(0, longestReason) });
			changed = true;
		},
		taken(id) {
			if (book.delete(id)) changed = true;
		},
		async save() {
			if (!changed) return;
			await store.writeLocal(name, JSON.stringify({ refused: [...book.values()] }));
			changed = false;
		}
	};
}
