/**
 * What has changed since a place: all at once, or held open until something does. Rows are sent as
 * they lie in storage, page by page, so that ten thousand documents leave without being held whole.
 */
import type { DocumentStore } from '../storage/documentStore.ts';
import type { Resource } from './call.ts';
import { storeOf } from './call.ts';
import { changeText, withSeq } from './changeText.ts';
import type { ChangesAsked } from './changesQuery.ts';
import { changesAsked } from './changesQuery.ts';
import type { ChangesRead } from './changesReading.ts';
import { nextPlace, readChanges } from './changesReading.ts';
import { jsonStream, jsonText } from './couchResponse.ts';
import { followChanges } from './liveChanges.ts';

export const answerChanges: Resource = async (call) => {
	const store = await storeOf(call);
	const asked = await changesAsked(call, store);
	// Read before the answer begins, so that a malformed `since` is still an error.
	const first = await readChanges(store, asked, asked);
	const { feed, limit, descending } = asked;
	const waits = feed === 'longpoll' && first.rows.length === 0 && limit > 0 && !descending;
	if (feed === 'continuous' || feed === 'eventsource' || waits) {
		return followChanges(call, store, asked, first);
	}
	if (!first.atEnd && limit > first.rows.length) return jsonStream(pages(store, asked, first));
	const rows = await rowsText(store, asked, first, asked.limit);
	return jsonText(200, `{"results":[\n${rows}${endText(first, asked, first)}`);
};

async function* pages(
	store: DocumentStore,
	asked: ChangesAsked,
	first: ChangesRead
): AsyncGenerator<string> {
	yield `{"results":[\n${await rowsText(store, asked, first, asked.limit)}`;
	let isBegun = first.rows.length > 0;
	let left = asked.limit - first.rows.length;
	let read = first;
	while (!read.atEnd && left > 0) {
		read = await readChanges(store, asked, nextPlace(read, asked, left));
		if (read.rows.length === 0) continue;
		yield `${isBegun ? ',\n' : ''}${await rowsText(store, asked, read, left)}`;
		isBegun = true;
		left -= read.rows.length;
	}
	yield endText(read, asked, first);
}

async function rowsText(
	store: DocumentStore,
	asked: ChangesAsked,
	{ rows }: ChangesRead,
	left: number
): Promise<string> {
	const { seqInterval } = asked;
	const texts: string[] = [];
	for (const [at, row] of rows.entries()) {
		const text = changeText(store, row, asked);
		// Most rows need nothing but themselves; waiting for each would cost more than the row.
		const whole = typeof text === 'string' ? text : await text;
		texts.push(withSeq(whole, row, { seqInterval, left: left - at }));
	}
	return texts.join(',\n');
}

/** Read backwards, the newest place is the last one known. */
function endText(last: ChangesRead, asked: ChangesAsked, first: ChangesRead): string {
	const seq = asked.descending ? (first.rows[0]?.place ?? first.seq) : last.seq;
	return `\n],\n"last_seq":"${seq}","pending":${last.pending}}\n`;
}
