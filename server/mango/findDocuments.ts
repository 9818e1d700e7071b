/**
 * Answers a question with documents: along an index where there is one, otherwise through all of
 * them in the order of their ids. Either way a little at a time, so that nobody else waits.
 */
import type { DocumentRow, DocumentStore, IdRange } from '../storage/documentStore.ts';
import type { KeyEntry } from '../storage/keyTable.ts';
import { valueOfRow } from './documentValue.ts';
import type { IndexDefinition } from './indexDefinition.ts';
import { rangeIn, tableName } from './indexKeys.ts';
import type { Question } from './question.ts';
import { invalidBookmark } from './question.ts';
import { Pace } from './pace.ts';
import { testOf } from './selector.ts';
import type { Condition } from './selector.ts';
import { rangeOfField } from './selectorRange.ts';

/** A document that meets the selector, with the row it was read from. */
export interface Found {
	row: DocumentRow;
	document: Record<string, unknown>;
}

/** How far an answer has come. */
export interface Progress {
	/** Where the next page begins. */
	bookmark: string;
	keysExamined: number;
	docsExamined: number;
	returned: number;
}

/** Documents read at a time. */
const chunk = 100;

/** A row, and the place behind it. */
interface Candidate {
	row: DocumentRow | undefined;
	place: string[];
}

/** Read them as fast as they can be sent; `progress` is true behind the last that was read. */
export function findDocuments(
	store: DocumentStore,
	question: Question,
	index: IndexDefinition | null
): { documents: AsyncGenerator<Found, undefined>; progress: Progress } {
	const { bookmark } = question;
	const after = bookmark === null ? undefined : placeIn(bookmark, index);
	const progress: Progress = {
		bookmark: bookmark ?? 'nil',
		keysExamined: 0,
		docsExamined: 0,
		returned: 0
	};
	const candidates = index
		? candidatesOfIndex(store, question, index, after)
		: candidatesOfIds(store, question, after);
	return { documents: matching(candidates, question, index !== null, progress), progress };
}

async function* matching(
	candidates: AsyncIterable<Candidate>,
	{ condition, limit, skip }: Question,
	byKeys: boolean,
	progress: Progress
): AsyncGenerator<Found, undefined> {
	if (limit === 0) return;
	const test = testOf(condition);
	const pace = new Pace();
	let toSkip = skip;
	for await (const { row, place } of candidates) {
		if (byKeys) progress.keysExamined += 1;
		progress.docsExamined += 1;
		if (pace.isDue()) await pace.rest();
		// The index speaks of what was; the document of what is.
		if (!row || row.deleted) continue;
		const document = valueOfRow(row);
		if (!test(document)) continue;
		if (toSkip > 0) {
			toSkip -= 1;
			continue;
		}
		progress.bookmark = Buffer.from(JSON.stringify(place)).toString('base64url');
		progress.returned += 1;
		yield { row, document };
		if (progress.returned >= limit) return;
	}
}

async function* candidatesOfIndex(
	store: DocumentStore,
	{ condition, sort }: Question,
	index: IndexDefinition,
	place: string[] | undefined
): AsyncGenerator<Candidate> {
	const bounds = rangeIn(index, condition);
	const [key, id] = place ?? [];
	let after: KeyEntry | undefined =
		key === undefined || id === undefined
			? undefined
			: { key: new Uint8Array(Buffer.from(key, 'base64url')), id };
	for (;;) {
		const entries = store.keyTable(tableName(index)).range({
			...bounds,
			descending: sort[0]?.direction === 'desc',
			...(after ? { after } : {}),
			limit: chunk
		});
		const rows = await store.rows(entries.map((entry) => entry.id));
		for (const [at, entry] of entries.entries()) {
			const key = Buffer.from(entry.key).toString('base64url');
			yield { row: rows[at], place: [key, entry.id] };
		}
		after = entries.at(-1);
		if (entries.length < chunk) return;
	}
}

async function* candidatesOfIds(
	store: DocumentStore,
	{ condition, sort }: Question,
	place: string[] | undefined
): AsyncGenerator<Candidate> {
	const descending = sort[0]?.direction === 'desc';
	let range: IdRange = { ...idBounds(condition), descending, limit: chunk, bodies: true };
	let after = place?.[0];
	for (;;) {
		if (after !== undefined) {
			range = descending
				? { ...range, to: after, toExclusive: true }
				: { ...range, from: `${after}\0` };
		}
		const rows = await store.rowsById(range);
		for (const row of rows) {
			// Design documents are about the others, and no answer to anything.
			if (!row.id.startsWith('_design/')) yield { row, place: [row.id] };
		}
		after = rows.at(-1)?.id;
		if (rows.length < chunk) return;
	}
}

/** Ids are strings, so what is below or above all strings leaves that end open. */
function idBounds(condition: Condition): Pick<IdRange, 'from' | 'to'> {
	const { low, high } = rangeOfField(condition, ['_id']);
	return {
		...(typeof low?.value === 'string' ? { from: low.value } : {}),
		...(typeof high?.value === 'string' ? { to: high.value } : {})
	};
}

/** A bookmark of another index would be a place nowhere. */
function placeIn(bookmark: string, index: IndexDefinition | null): string[] {
	let place: unknown;
	try {
		place = JSON.parse(Buffer.from(bookmark, 'base64url').toString());
	} catch {
		throw invalidBookmark();
	}
	const isPlace =
		Array.isArray(place) &&
		place.length === (index ? 2 : 1) &&
		place.every((part) => typeof part === 'string');
	if (!isPlace) throw invalidBookmark();
	return place as string[];
}
