/** Reads changes page by page, filtered, up to a limit; each page is short enough to hold nobody up. */
import type { DocumentRow, DocumentStore } from '../storage/documentStore.ts';
import type { ChangesAsked } from './changesQuery.ts';

const pageLength = 500;

export interface ChangesRead {
	rows: DocumentRow[];
	epoch: string;
	/** Where reading goes on. */
	seq: number;
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
	before?: number;
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
	const { rows, epoch, lastSeq: seq, pending } = page;
	return { rows, epoch, seq, pending, atEnd: rows.length < limit };
}

/** A list of ids is looked up: its cost does not grow with what else has changed. */
async function readOfIds(
	store: DocumentStore,
	{ descending }: ChangesAsked,
	docIds: ReadonlySet<string>,
	{ since, limit }: Place
): Promise<ChangesRead> {
	const from = await store.changes({ since, limit: 0, bodies: false });
	const now = await store.changes({ since: 'now', limit: 0, bodies: false });
	const rows = (await store.rows([...docIds]))
		.filter(
			(row): row is DocumentRow =>
				row !== undefined && row.seq > from.lastSeq && row.seq <= now.lastSeq
		)
		.sort((a, b) => (descending ? b.seq - a.seq : a.seq - b.seq));
	const taken = rows.slice(0, limit);
	const whole = taken.length === rows.length;
	const seq = whole ? now.lastSeq : (taken.at(-1)?.seq ?? from.lastSeq);
	return { rows: taken, epoch: now.epoch, seq, atEnd: whole, pending: rows.length - taken.length };
}
