/** Reads changes page by page, filtered, up to a limit; each page is short enough to hold nobody up. */
import type { ChangedRow, DocumentStore } from '../storage/documentStore.ts';
import type { ChangesAsked } from './changesQuery.ts';

const pageLength = 500;

export interface ChangesRead {
	rows: ChangedRow[];
	/** Where reading goes on. */
	seq: string;
	/** Whether the changes were read to their end. */
	atEnd: boolean;
	/** How many are left behind `seq`. */
	pending: number;
}

/** Where to read, and how many rows at most; fewer do not mean the end unless `atEnd`. */
export interface Place {
	since: string;
	limit: number;
	/** For reading backwards: only what is older. */
	before?: string;
}

export async function readChanges(
	store: DocumentStore,
	asked: ChangesAsked,
	place: Place
): Promise<ChangesRead> {
	const { docIds, includeDocs: bodies, descending } = asked;
	if (docIds) return readOfIds(store, asked, docIds, place);
	const limit = Math.min(place.limit, pageLength);
	const page = await store.changes({ ...place, limit, bodies, descending, countPending: true });
	const { rows, lastSeq: seq, pending } = page;
	return { rows, seq, pending, atEnd: rows.length < limit };
}

async function readOfIds(
	store: DocumentStore,
	{ descending, includeDocs: bodies }: ChangesAsked,
	docIds: ReadonlySet<string>,
	{ since, limit }: Place
): Promise<ChangesRead> {
	const page = await store.changes({ since, limit, bodies, descending, docIds: [...docIds] });
	const { rows, lastSeq: seq, pending } = page;
	return { rows, seq, pending, atEnd: pending === 0 };
}
