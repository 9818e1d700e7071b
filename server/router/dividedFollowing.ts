/**
 * Follows those of some databases that are this station's, and lets go of those that are another's
 * now. For a moment two stations may follow one: whoever takes the rows bears seeing them twice.
 */
import type { DocumentRow, DocumentStore, StationStorage } from '../storage/documentStore.ts';
import type { Follower } from './follower.ts';
import { follow } from './follower.ts';
import type { Division } from './leases.ts';

export interface DividedParts {
	storage: StationStorage;
	/** They may become more while the station runs. */
	databases: () => readonly string[];
	division: Division;
	/** Of the `_local` document that keeps each place. */
	name: string;
	take: (store: DocumentStore, rows: DocumentRow[]) => Promise<void>;
	onTrouble: (error: unknown) => void;
}

export interface DividedFollowing {
	followers(): Follower[];
	followed(): string[];
	/** Looks at once whether there is more to follow, and waits until it is followed. */
	refresh(): Promise<void>;
	close(): Promise<void>;
}

export async function followDivided(parts: DividedParts): Promise<DividedFollowing> {
	const { storage, databases, division, name, take, onTrouble } = parts;
	const followers = new Map<string, Follower>();
	let closed = false;

	async function divide(): Promise<void> {
		for (const database of databases()) {
			const follower = followers.get(database);
			const isOurs = !closed && division.owns(database);
			if (isOurs && !follower) {
				const begun = await begin(database);
				if (begun) followers.set(database, begun);
			}
			if (!isOurs && follower) {
				followers.delete(database);
				await follower.close();
			}
		}
	}

	/** One that is still being made is there at the next look. */
	async function begin(database: string): Promise<Follower | undefined> {
		const store = await storage.open(database);
		return store && follow({ store, name, take: (rows) => take(store, rows), onTrouble });
	}

	let dividing: Promise<void> = divide();
	await dividing;
	const forget = division.onBeat(() => {
		// What fails now is divided again at the next beat.
		dividing = dividing.then(divide).catch(onTrouble);
	});

	return {
		followers: () => [...followers.values()],
		followed: () => [...followers.keys()],
		async refresh() {
			const divided = dividing.then(divide);
			dividing = divided.catch(onTrouble);
			await divided;
		},
		async close() {
			closed = true;
			forget();
			await dividing.then(divide);
		}
	};
}
