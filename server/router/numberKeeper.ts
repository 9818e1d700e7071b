/**
 * Keeps count of the numbers that devices give to what they write into a feed, so that a loss is
 * never silent (SAFETY F16, I6). What was refused was received too, and is no gap.
 */
import { isWriterOf } from '#lib/domain/feedOfGrant.ts';
import type { DocumentRow, DocumentStore } from '../storage/documentStore.ts';
import type { Follower } from './follower.ts';
import { follow } from './follower.ts';
import type { KnownNumbers } from './numbers.ts';
import { missingIn, noNumbers, unionOf, withNumber } from './numbers.ts';

export interface NumberKeeper {
	/** Up to date with everything committed before the call, unless something is in the way. */
	of(feed: string, device: string): Promise<KnownNumbers>;
	/** Over all devices and feeds: how many numbers are missing, and at how many devices. */
	alarms(): Promise<{ missing: number; devices: number }>;
	/** Every device that has numbered something, feed by feed. */
	all(): Promise<DeviceNumbers[]>;
	/** Counts in this feed too; one that is counted already stays so. */
	count(feed: DocumentStore): Promise<void>;
	close(): Promise<void>;
}

interface DeviceNumbers {
	feed: string;
	device: string;
	numbers: KnownNumbers;
}

export interface NumberKeeperParts {
	quarantine: DocumentStore;
	onTrouble: (error: unknown) => void;
}

interface Numbered {
	feed: string;
	device: string;
	deviceSeq: number;
}

/** A feed and a device as one text, to their numbers. */
type Book = Map<string, KnownNumbers>;

const placeName = 'numbers';

export async function openNumberKeeper(parts: NumberKeeperParts): Promise<NumberKeeper> {
	const { quarantine, onTrouble } = parts;
	const books: Book[] = [];
	/** By the name of the database. Each station follows them all: any of them may be asked. */
	const followers = new Map<string, Follower>();

	async function keepBook(
		store: DocumentStore,
		numbered: (content: Record<string, unknown>) => unknown
	): Promise<void> {
		const book: Book = new Map();
		books.push(book);
		const follower = await follow({
			store,
			name: placeName,
			async take(rows) {
				note(book, rows, numbered);
			},
			keep: () => [...book],
			recalled: (kept) => {
				for (const [key, numbers] of (kept ?? []) as [string, KnownNumbers][])
					book.set(key, numbers);
			},
			onTrouble
		});
		followers.set(store.name, follower);
	}

	/** What came from another feed was numbered there. */
	async function count(store: DocumentStore): Promise<void> {
		if (followers.has(store.name)) return;
		await keepBook(store, ({ device, deviceSeq }) =>
			isWriterOf(store.name, String(device)) ? { feed: store.name, device, deviceSeq } : {}
		);
	}

	await keepBook(quarantine, (content) => content);

	const numbersOf = (key: string) =>
		books.map((book) => book.get(key) ?? noNumbers).reduce(unionOf, noNumbers);
	const keys = () => [...new Set(books.flatMap((book) => [...book.keys()]))];
	const caughtUp = async (names: Iterable<string>) => {
		for (const name of names) await followers.get(name)?.caughtUp();
	};

	return {
		async of(feed, device) {
			await caughtUp([feed, quarantine.name]);
			return numbersOf(keyOf(feed, device));
		},
		async alarms() {
			await caughtUp(followers.keys());
			const missing = keys()
				.map((key) => missingIn(numbersOf(key)))
				.filter((n) => n > 0);
			return { missing: missing.reduce((sum, n) => sum + n, 0), devices: missing.length };
		},
		async all() {
			await caughtUp(followers.keys());
			return keys().map((key) => {
				const [feed, device] = JSON.parse(key) as [string, string];
				return { feed, device, numbers: numbersOf(key) };
			});
		},
		count,
		async close() {
			for (const follower of followers.values()) await follower.close();
		}
	};
}

function note(
	book: Book,
	rows: readonly DocumentRow[],
	numbered: (content: Record<string, unknown>) => unknown
): void {
	for (const row of rows) {
		const found = numbered(JSON.parse(row.body) as Record<string, unknown>) as Partial<Numbered>;
		const { feed, device, deviceSeq } = found;
		if (feed === undefined || device === undefined || deviceSeq === undefined) continue;
		const key = keyOf(feed, device);
		book.set(key, withNumber(book.get(key) ?? noNumbers, deviceSeq));
	}
}

function keyOf(feed: string, device: string): string {
	return JSON.stringify([feed, device]);
}
