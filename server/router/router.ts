/**
 * Carries what lies in one database to those that should have it too, as the same revision. It asks
 * domain/routing where to, writes nothing of its own, and may do everything twice.
 */
import type { LedgerDocument } from '#lib/domain/documents.ts';
import { parseDocument } from '#lib/domain/parseDocument.ts';
import { routesFor } from '#lib/domain/routing.ts';
import type { DocumentRow, DocumentStore, Edit, StationStorage } from '../storage/documentStore.ts';
import { endOfLeaf } from '../storage/endOfLeaf.ts';
import { generationOf, hashOf, hasRevision, leavesOf, treeOf } from '../storage/revisionTree.ts';
import { followDivided } from './dividedFollowing.ts';
import type { Division } from './leases.ts';

export interface RouterParts {
	storage: StationStorage;
	/** Databases to follow, together with the other stations where there are any. */
	databases: readonly string[];
	division: Division;
	/** Two stations took one id with two contents: leaves one of them, and loses neither. */
	settle: (store: DocumentStore, id: string) => Promise<void>;
	onTrouble: (error: unknown) => void;
}

export interface Router {
	idle(): Promise<void>;
	reading(): Promise<RouterReading>;
	/** The databases that this station follows now. */
	followed(): string[];
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
	let setAside = 0;

	async function carry(source: DocumentStore, given: readonly DocumentRow[]): Promise<void> {
		const from = source.name;
		const copies = new Map<string, DocumentRow[]>();
		for (const one of given) {
			const row = isSettled(one) ? one : await settled(source, one);
			if (row.deleted) continue;
			const document = documentOf(row);
			if (!document) setAside += 1;
			else {
				for (const to of routesFor(document, { from })) {
					copies.set(to, [...(copies.get(to) ?? []), row]);
				}
			}
		}
		for (const [to, rows] of copies) {
			const store = await storage.open(to);
			if (store) await deliver(store, rows);
			else setAside += rows.length;
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

	return {
		async idle() {
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
		close: async () => following.close()
	};
}

function documentOf(row: DocumentRow): LedgerDocument | undefined {
	const content = JSON.parse(row.body) as object;
	const outcome = parseDocument({ ...content, _id: row.id, _rev: row.rev });
	return outcome.ok ? outcome.value : undefined;
}

/** The same content under the same revision, so that it is the same document everywhere. */
function copyOf({ id, rev, body }: DocumentRow): Edit {
	return {
		id,
		revisions: { start: generationOf(rev), ids: [hashOf(rev)] },
		deleted: false,
		body,
		attachments: null
	};
}

/** Most of what comes is on its way back to where it is known already; that costs no commit. */
async function deliver(store: DocumentStore, rows: readonly DocumentRow[]): Promise<void> {
	const known = await store.rows(rows.map(({ id }) => id));
	const edits = rows.flatMap((row, index) => {
		const there = known[index];
		if (!there) return [copyOf(row)];
		// It was carried before it lost at its origin; an id that is merely taken stays as it is.
		const hasLost = there.rev !== row.rev && hasRevision(treeOf(row), there.rev);
		return hasLost ? [copyOf(row), endOfLeaf(row.id, there.rev)] : [];
	});
	if (edits.length > 0) await store.write(edits, { newEdits: false });
}

function isSettled(row: DocumentRow): boolean {
	return row.leaves === null || leavesOf(treeOf(row)).filter(({ deleted }) => !deleted).length < 2;
}
