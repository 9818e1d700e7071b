/** Reads changes page by page, filtered, up to a limit; each page is short enough to hold nobody up. */
import type { ChangedRow, DocumentStore } from '../storage/documentStore.ts';
import { Pace } from '../mango/pace.ts';
import { unfiltered } from './changesFilter.ts';
import type { ChangesAsked } from './changesQuery.ts';

const pageLength = 500;
/** Each of these must be looked at. */
const filteredLength = 100;

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

/** Where the page behind this one begins. */
export function nextPlace(read: ChangesRead, asked: ChangesAsked, limit: number): Place {
	if (asked.descending) return { since: asked.since, before: read.seq, limit };
	return { since: read.seq, limit };
}

export async function readChanges(
	store: DocumentStore,
	asked: ChangesAsked,
	place: Place
): Promise<ChangesRead> {
	const { filter, includeDocs, descending } = asked;
	if (filter.docIds) return readOfIds(store, asked, filter.docIds, place);
	if (filter !== unfiltered) return readFiltered(store, asked, place);
	const limit = Math.min(place.limit, pageLength);
	const page = await store.changes({
		...place,
		limit,
		bodies: includeDocs,
		descending,
		countPending: true
	});
	const { rows, lastSeq: seq, pending } = page;
	return { rows, seq, pending, atEnd: rows.length < limit };
}

/** One page, of which as much is taken as passes; whoever reads on has let others have their turn. */
async function readFiltered(
	store: DocumentStore,
	{ filter, includeDocs, descending, allLeaves }: ChangesAsked,
	place: Place
): Promise<ChangesRead> {
	const page = await store.changes({
		...place,
		limit: place.limit === 0 ? 0 : filteredLength,
		bodies: includeDocs || filter.needsBodies,
		descending,
		countPending: true
	});
	const pace = new Pace();
	const rows: ChangedRow[] = [];
	for (const [at, row] of page.rows.entries()) {
		if (pace.isDue()) await pace.rest();
		const taken = filter.take(store, row, allLeaves);
		const shown = taken instanceof Promise ? await taken : taken;
		if (shown) rows.push(shown);
		if (rows.length < place.limit) continue;
		const left = page.rows.length - at - 1;
		return { rows, seq: row.place, pending: page.pending + left, atEnd: false };
	}
	await pace.rest();
	const { lastSeq: seq, pending } = page;
	return { rows, seq, pending, atEnd: page.rows.length < filteredLength };
}

/** A list of ids is looked up: its cost does not grow with what else has changed. */
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
