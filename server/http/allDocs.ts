/** Lists documents by their ids, or looks up the ids it is given; all of them or designs only. */
import type { DocumentRow, DocumentStore } from '../storage/documentStore.ts';
import type { IdBounds } from './allDocsRange.ts';
import { boundsOf } from './allDocsRange.ts';
import type { Resource } from './call.ts';
import { storeOf } from './call.ts';
import type { Showing } from './documentText.ts';
import { plainShowing, showDocument } from './documentText.ts';
import type { Listed } from './listing.ts';
import { answerListing, keysOf } from './listing.ts';
import type { QueryParameters } from './queryParameters.ts';

/** Rows read at a time, so that a long list holds nobody up. */
const pageLength = 500;

/** A stretch of ids, of which `before` stand below it. */
interface Stretch {
	from: string;
	to?: string;
}

const everything: Stretch = { from: '' };
const designs: Stretch = { from: '_design/', to: '_design0' };

export const answerAllDocs: Resource = async (call) => {
	const store = await storeOf(call);
	return answerListing(call, async (query) =>
		list(store, query, everything, call.limits.documents)
	);
};

export const answerDesignDocs: Resource = async (call) => {
	const store = await storeOf(call);
	return answerListing(call, async (query) => list(store, query, designs, call.limits.documents));
};

async function list(
	store: DocumentStore,
	query: QueryParameters,
	stretch: Stretch,
	mostKeys: number
): Promise<Listed> {
	const reading: Reading = {
		store,
		bodies: query.flag('include_docs'),
		conflicts: query.flag('conflicts'),
		attachments: query.flag('attachments')
	};
	const { docCount, updateSeq } = await store.info();
	const below = await store.countBefore(stretch.from);
	const above = stretch.to === undefined ? docCount : await store.countBefore(stretch.to);
	const total = above - below;
	const seq = query.flag('update_seq') ? { update_seq: updateSeq } : {};
	const keys = keysOf(query, mostKeys);
	if (keys) {
		const rows = rowsOfKeys(reading, keys, stretch);
		return { head: { total_rows: total, ...seq, offset: null }, rows };
	}
	const asked = boundsOf(query);
	const bounds = asked && within(asked, stretch);
	const offset = bounds ? await offsetOf(store, bounds, below, total) : total;
	return {
		head: { total_rows: total, ...seq, offset },
		rows: bounds ? rowsWithin(reading, bounds) : []
	};
}

interface Reading {
	store: DocumentStore;
	bodies: boolean;
	conflicts: boolean;
	attachments: boolean;
}

/** What is asked for, as far as it lies in the stretch. */
function within(bounds: IdBounds, { from, to }: Stretch): IdBounds | undefined {
	if (to === undefined) return bounds;
	const low = isBelow(bounds.from, from) ? from : bounds.from;
	const isOpen = bounds.to === undefined || isBelow(to, bounds.to);
	if (!isOpen && isBelow(bounds.to ?? '', low)) return undefined;
	return isOpen ? { ...bounds, from: low, to, toExclusive: true } : { ...bounds, from: low };
}

/** The ends of a stretch are ASCII, where JavaScript's order of strings is that of their bytes. */
function isBelow(a: string, b: string): boolean {
	return a < b;
}

async function* rowsOfKeys(
	reading: Reading,
	keys: readonly unknown[],
	{ from, to }: Stretch
): AsyncGenerator<string> {
	for (const key of keys) {
		const isHere =
			typeof key === 'string' && !isBelow(key, from) && (to === undefined || isBelow(key, to));
		const row = isHere ? await reading.store.row(key) : undefined;
		yield row ? await rowText(reading, row) : JSON.stringify({ key, error: 'not_found' });
	}
}

async function* rowsWithin(reading: Reading, bounds: IdBounds): AsyncGenerator<string> {
	const { skip, limit, descending } = bounds;
	let { from, to, toExclusive } = bounds;
	for (let read = 0; read < limit;) {
		const wanted = Math.min(pageLength, limit - read);
		const rows = await reading.store.rowsById({
			from,
			...(to === undefined ? {} : { to }),
			toExclusive,
			descending,
			skip: read === 0 ? skip : 0,
			limit: wanted,
			bodies: reading.bodies
		});
		for (const row of rows) yield await rowText(reading, row);
		const last = rows.at(-1);
		if (!last || rows.length < wanted) return;
		read += rows.length;
		if (descending) [to, toExclusive] = [last.id, true];
		else from = after(last.id);
	}
}

async function offsetOf(
	store: DocumentStore,
	{ from, to, toExclusive, descending, skip }: IdBounds,
	below: number,
	total: number
): Promise<number> {
	if (!descending) {
		const before = from === '' ? 0 : (await store.countBefore(from)) - below;
		return Math.min(total, before + skip);
	}
	if (to === undefined) return Math.min(total, skip);
	const upTo = (await store.countBefore(toExclusive ? to : after(to))) - below;
	return Math.min(total, total - upTo + skip);
}

/** The next id there can be: nothing stands between an id and itself with a NUL behind. */
function after(id: string): string {
	return `${id}\0`;
}

async function rowText(reading: Reading, row: DocumentRow): Promise<string> {
	const id = JSON.stringify(row.id);
	const value = `{"rev":"${row.rev}"${row.deleted ? ',"deleted":true' : ''}}`;
	return `{"id":${id},"key":${id},"value":${value}${await docMember(reading, row)}}`;
}

async function docMember(reading: Reading, row: DocumentRow): Promise<string> {
	const { store, bodies, conflicts, attachments } = reading;
	if (!bodies) return '';
	if (row.deleted) return ',"doc":null';
	const showing: Showing = {
		...plainShowing,
		conflicts,
		attachments: attachments ? 'inline' : 'stubs'
	};
	return `,"doc":${await showDocument(store, row, { rev: row.rev, content: row }, showing)}`;
}
