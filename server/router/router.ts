/**
 * Carries what lies in one database to those that should have it too, as the same revision. It asks
 * domain/routing where to, writes nothing of its own, and may do everything twice.
 */
import type { LedgerDocument } from '#lib/domain/documents.ts';
import { parseDocument } from '#lib/domain/parseDocument.ts';
import { routesFor } from '#lib/domain/routing.ts';
import type { DocumentRow, DocumentStore, Edit, StationStorage } from '../storage/documentStore.ts';
import { generationOf, hashOf } from '../storage/revisionTree.ts';
import type { Follower } from './follower.ts';
import { follow } from './follower.ts';

export interface RouterParts {
	storage: StationStorage;
	/** Databases to follow. */
	databases: readonly string[];
	onTrouble: (error: unknown) => void;
}

export interface Router {
	idle(): Promise<void>;
	reading(): Promise<RouterReading>;
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

export async function openRouter({ storage, databases, onTrouble }: RouterParts): Promise<Router> {
	let setAside = 0;
	const followers: Follower[] = [];

	async function carry(from: string, rows: readonly DocumentRow[]): Promise<void> {
		const copies = new Map<string, Edit[]>();
		for (const row of rows) {
			if (row.deleted) continue;
			const document = documentOf(row);
			if (!document) setAside += 1;
			else {
				for (const to of routesFor(document, { from })) {
					copies.set(to, [...(copies.get(to) ?? []), copyOf(row)]);
				}
			}
		}
		for (const [to, edits] of copies) {
			const store = await storage.open(to);
			if (store) await deliver(store, edits);
			else setAside += edits.length;
		}
	}

	for (const database of databases) {
		const store = await storage.open(database);
		if (!store) throw new Error(`There is no database ${database} to follow.`);
		const take = (rows: DocumentRow[]) => carry(database, rows);
		followers.push(await follow({ store, name: routerPlace, take, onTrouble }));
	}

	return {
		async idle() {
			// What one delivers wakes another, and that one the next.
			for (let round = 0; round < 3; round += 1) {
				for (const follower of followers) await follower.idle();
			}
		},
		async reading() {
			const lags = await Promise.all(followers.map((follower) => follower.lag()));
			const behind = lags.reduce((sum, { changes }) => sum + changes, 0);
			const since = lags.flatMap(({ changes, sinceMs }) => (changes > 0 ? (sinceMs ?? []) : []));
			return {
				behind,
				behindSinceMs: since.length > 0 ? Math.min(...since) : undefined,
				setAside,
				troubled: lags.some(({ troubled }) => troubled),
				databases: lags.map(({ changes, troubled }, at) => {
					return { name: databases[at] ?? '', behind: changes, troubled };
				})
			};
		},
		async close() {
			for (const follower of followers) await follower.close();
		}
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
async function deliver(store: DocumentStore, edits: Edit[]): Promise<void> {
	const known = await store.rows(edits.map(({ id }) => id));
	const unknown = edits.filter((_, index) => known[index] === undefined);
	if (unknown.length > 0) await store.write(unknown, { newEdits: false });
}
