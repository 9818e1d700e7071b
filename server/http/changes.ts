/**
 * What has changed since a place: all at once, or held open until something does. Rows are sent as
 * they lie in storage, page by page, so that ten thousand documents leave without being held whole.
 */
import type { DocumentStore } from '../storage/documentStore.ts';
import type { Resource } from './call.ts';
import { storeOf } from './call.ts';
import { changeText } from './changeText.ts';
import type { ChangesAsked } from './changesQuery.ts';
import { changesAsked } from './changesQuery.ts';
import type { ChangesRead } from './changesReading.ts';
import { readChanges } from './changesReading.ts';
import { jsonStream, jsonText } from './couchResponse.ts';
import { followChanges } from './liveChanges.ts';

export const answerChanges: Resource = async (call) => {
	const store = await storeOf(call);
	const asked = await changesAsked(call);
	// Read before the answer begins, so that a malformed `since` is still an error.
	const first = await readChanges(store, asked, asked);
	const { feed, limit, descending } = asked;
	const waits = feed === 'longpoll' && first.rows.length === 0 && limit > 0 && !descending;
	if (feed === 'continuous' || feed === 'eventsource' || waits) {
		return followChanges(call, store, asked, first);
	}
	if (!first.atEnd && limit > first.rows.length) return jsonStream(pages(store, asked, first));
	const rows = await rowsText(store, asked, first);
	return jsonText(200, `{"results":[\n${rows}${endText(first, asked, first)}`);
};

async function* pages(
	store: DocumentStore,
	asked: ChangesAsked,
	first: ChangesRead
): AsyncGenerator<string> {
	yield `{"results":[\n${await rowsText(store, asked, first)}`;
	let left = asked.limit - first.rows.length;
	let read = first;
	while (!read.atEnd && left > 0) {
		read = await readChanges(store, asked, { ...nextPlace(read, asked), limit: left });
		left -= read.rows.length;
		if (read.rows.length > 0) yield `,\n${await rowsText(store, asked, read)}`;
	}
	yield endText(read, asked, first);
}

function nextPlace(read: ChangesRead, asked: ChangesAsked): { since: string; before?: string } {
	if (asked.descending) return { since: asked.since, before: read.rows.at(-1)?.place ?? read.seq };
	return { since: read.seq };
}

async function rowsText(
	store: DocumentStore,
	asked: ChangesAsked,
	{ rows }: ChangesRead
): Promise<string> {
	const texts: string[] = [];
	for (const row of rows) {
		const text = changeText(store, row, asked);
		// Most rows need nothing but themselves; waiting for each would cost more than the row.
		texts.push(typeof text === 'string' ? text : await text);
	}
	return texts.join(',\n');
}

/** Read backwards, the newest place is the last one known. */
function endText(last: ChangesRead, asked: ChangesAsked, first: ChangesRead): string {
	const seq = asked.descending ? (first.rows[0]?.place ?? first.seq) : last.seq;
	return `\n],\n"last_seq":"${seq}","pending":${last.pending}}\n`;
}
