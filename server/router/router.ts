/**
 * Carries what lies in one database to those that should have it too: as the same revision, or cut
 * down for whoever may see a part. It asks domain/routing where to, and may do everything twice.
 */
import type { LedgerDocument } from '#lib/domain/documents.ts';
import { communityOfLedger } from '#lib/domain/feeds.ts';
import type { GridId } from '#lib/domain/ids.ts';
import type { Reader } from '#lib/domain/routing.ts';
import { routesFor } from '#lib/domain/routing.ts';
import type { DocumentRow, DocumentStore, StationStorage } from '../storage/documentStore.ts';
import { documentOf } from '../storage/ledgerReading.ts';
import { leavesOf, treeOf } from '../storage/revisionTree.ts';
import type { Copy } from './delivery.ts';
import { deliver, deliverCopies } from './delivery.ts';
import { copiesOfMatter, copyFor } from './cutting.ts';
import { followDivided } from './dividedFollowing.ts';
import type { Erase } from './erasing.ts';
import { fillFeeds } from './filling.ts';
import type { Division } from './leases.ts';
import { concernOf, matterOf } from './matters.ts';

export interface RouterParts {
	storage: StationStorage;
	/** Databases to follow, together with the other stations where there are any; they may grow. */
	databases: () => readonly string[];
	/** Whose feeds hold cut copies. */
	readers?: () => readonly Reader[];
	grids?: () => readonly GridId[];
	/** What ended before then a new feed does without. */
	windowFrom?: () => string;
	division: Division;
	/** Two stations took one id with two contents: leaves one of them, and loses neither. */
	settle: (store: DocumentStore, id: string) => Promise<void>;
	/** Carries out what was agreed to be erased. */
	erase?: Erase;
	onTrouble: (error: unknown) => void;
}

export interface Router {
	idle(): Promise<void>;
	reading(): Promise<RouterReading>;
	/** The databases that this station follows now. */
	followed(): string[];
	/** There are more databases now: follows them, and begins to fill the new feeds. */
	refresh(): Promise<void>;
	close(): Promise<void>;
}

interface RouterReading {
	/** Changes still to be carried, over all databases. */
	behind: number;
	/** Since when, ms since 1970; undefined when nothing is behind. */
	behindSinceMs: number | undefined;
	/** Seen since the start and not carried: no document we can read, or nowhere to put it. */
	setAside: number;
	troubled: boolean;
	/** The same by database. */
	databases: { name: string; behind: number; troubled: boolean }[];
}

/** The `_local` document of each followed database that says how far it was carried. */
export const routerPlace = 'router';

export async function openRouter(parts: RouterParts): Promise<Router> {
	const { storage, databases, division, settle, onTrouble } = parts;
	const { readers = () => [], grids = () => [], windowFrom = () => '', erase } = parts;
	let setAside = 0;

	async function carry(source: DocumentStore, given: readonly DocumentRow[]): Promise<void> {
		const from = source.name;
		const copies = new Map<string, DocumentRow[]>();
		const seen: LedgerDocument[] = [];
		for (const one of given) {
			const row = isSettled(one) ? one : await settled(source, one);
			if (row.deleted) continue;
			const document = documentOf(row);
			if (!document) setAside += 1;
			else {
				seen.push(document);
				for (const to of routesFor(document, { from }, grids())) {
					copies.set(to, [...(copies.get(to) ?? []), row]);
				}
			}
		}
		for (const [to, rows] of copies) {
			const store = await storage.open(to);
			if (store) await deliver(store, rows);
			else setAside += rows.length;
		}
		if (communityOfLedger(from) === undefined) return;
		await cutAndCarry(source, seen);
		await erase?.(source, seen);
	}

	/** What one document changes for a concern, changes the ways of all that belongs to it. */
	async function cutAndCarry(
		ledger: DocumentStore,
		documents: readonly LedgerDocument[]
	): Promise<void> {
		const all = readers();
		if (all.length === 0) return;
		const concerns = new Set(documents.flatMap((document) => concernOf(document) ?? []));
		const copies = new Map<string, Copy[]>();
		const add = (feed: string, more: readonly Copy[]) => {
			if (more.length > 0) copies.set(feed, [...(copies.get(feed) ?? []), ...more]);
		};
		for (const concern of concerns) {
			const matter = await matterOf(ledger, concern);
			if (matter) for (const reader of all) add(reader.feed, copiesOfMatter(matter, reader));
		}
		for (const document of documents) {
			for (const reader of all) {
				const copy = copyFor(document, reader);
				if (copy) add(reader.feed, [copy]);
			}
		}
		for (const [feed, those] of copies) {
			const store = await storage.open(feed);
			if (store) await deliverCopies(store, those);
		}
	}

	async function settled(source: DocumentStore, row: DocumentRow): Promise<DocumentRow> {
		await settle(source, row.id);
		return (await source.row(row.id)) ?? row;
	}

	const following = await followDivided({
		...{ storage, databases, division, onTrouble },
		name: routerPlace,
		take: carry
	});
	const { followers } = following;
	const fill = async () =>
		fillFeeds({ storage, division, databases: databases(), readers: readers(), windowFrom });
	let filling: Promise<void> = Promise.resolve();
	async function fillNew(): Promise<void> {
		const filled = filling.then(fill);
		filling = filled.catch(onTrouble);
		await filled;
	}
	// Whoever signs in meanwhile finds her feed growing.
	void fillNew().catch(() => undefined);
	const forgetBeat = division.onBeat(() => void fillNew().catch(() => undefined));

	return {
		async idle() {
			await filling;
			// What one delivers wakes another, and that one the next.
			for (let round = 0; round < 3; round += 1) {
				for (const follower of followers()) await follower.idle();
			}
		},
		async reading() {
			const names = following.followed();
			const lags = await Promise.all(followers().map((follower) => follower.lag()));
			const behind = lags.reduce((sum, { changes }) => sum + changes, 0);
			const since = lags.flatMap(({ changes, sinceMs }) => (changes > 0 ? (sinceMs ?? []) : []));
			return {
				behind,
				behindSinceMs: since.length > 0 ? Math.min(...since) : undefined,
				setAside,
				troubled: lags.some(({ troubled }) => troubled),
				databases: lags.map(({ changes, troubled }, at) => {
					return { name: names[at] ?? '', behind: changes, troubled };
				})
			};
		},
		followed: following.followed,
		async refresh() {
			await following.refresh();
			void fillNew().catch(() => undefined);
		},
		async close() {
			forgetBeat();
			await filling;
			await following.close();
		}
	};
}

function isSettled(row: DocumentRow): boolean {
	return row.leaves === null || leavesOf(treeOf(row)).filter(({ deleted }) => !deleted).length < 2;
}
