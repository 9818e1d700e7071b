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
	databases: readonly string[];
	division: Division;
	/** Of the `_local` document that keeps each place. */
	name: string;
	take: (store: DocumentStore, rows: DocumentRow[]) => Promise<void>;
	onTrouble: (error: unknown) => void;
}

export interface DividedFollowing {
	followers(): Follower[];
	followed(): string[];
	close(): Promise<void>;
}

export async function followDivided(parts: DividedParts): Promise<DividedFollowing> {
	const { storage, databases, division, name, take, onTrouble } = parts;
	const followers = new Map<string, Follower>();
	let closed = false;

	async function divide(): Promise<void> {
		for (const database of databases) {
			const follower = followers.get(database);
			const isOurs = !closed && division.owns(database);
			if (isOurs && !follower) followers.set(database, await begin(database));
			if (!isOurs && follower) {
				followers.delete(database);
				await follower.close();
			}
		}
	}

	async function begin(database: string): Promise<Follower> {
		const store = await storage.open(database);
		if (!store) throw new Error(`There is no database ${database} to follow.`);
		return follow({ store, name, take: (rows) => take(store, rows), onTrouble });
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
		async close() {
			closed = true;
			forget();
			await dividing.then(divide);
		}
	};
}
