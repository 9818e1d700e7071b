/**
 * Keeps the keys of an index in step with its database: what has changed since the last time is
 * taken over, chunk by chunk, whenever somebody asks. A key is its columns' values, one behind the
 * other, in a text whose bytes stand in the order of the values.
 */
import { createHash } from 'node:crypto';
import { toIndexableString } from 'pouchdb-collate';
import type { DocumentRow, DocumentStore } from '../storage/documentStore.ts';
import type { KeyRange } from '../storage/keyTable.ts';
import { valueOfRow } from './documentValue.ts';
import { absent, valueAt } from './fieldPath.ts';
import type { IndexDefinition } from './indexDefinition.ts';
import { Pace } from './pace.ts';
import type { Condition, DocumentTest } from './selector.ts';
import { testOf } from './selector.ts';
import { onlyValue, rangeOfField } from './selectorRange.ts';

/** Documents taken over in one commit: short enough that nobody waits behind it. */
const chunk = 100;

/** The same definition is the same table, whatever design documents name it. */
export function tableName({ fields, partial }: IndexDefinition): string {
	const content = JSON.stringify([fields.map(({ path }) => path), partial?.selector ?? null]);
	return createHash('sha256').update(content).digest('hex').slice(0, 32);
}

const underWay = new WeakMap<DocumentStore, Map<string, Promise<void>>>();

/** Fills the table up to now; fillings of one table follow each other. */
export async function bringUpToDate(store: DocumentStore, index: IndexDefinition): Promise<void> {
	const name = tableName(index);
	const turns = underWay.get(store) ?? new Map<string, Promise<void>>();
	underWay.set(store, turns);
	const work = (): Promise<void> => fill(store, name, index);
	const before = turns.get(name);
	const turn = before ? before.then(work, work) : work();
	turns.set(name, turn);
	try {
		await turn;
	} finally {
		if (turns.get(name) === turn) turns.delete(name);
	}
}

async function fill(store: DocumentStore, name: string, index: IndexDefinition): Promise<void> {
	const isTaken = index.partial ? testOf(index.partial.condition) : undefined;
	const pace = new Pace();
	for (let since = store.keyTable(name).filledTo(); ;) {
		const page = await store.changes({ since, limit: chunk, bodies: true });
		const upTo = page.lastSeq;
		if (page.rows.length > 0 || upTo !== since) {
			const entries = page.rows.map((row) => ({ id: row.id, key: keyOf(row, index, isTaken) }));
			store.keyTable(name).fill(upTo, entries);
		}
		if (page.rows.length < chunk) return;
		since = upTo;
		if (pace.isDue()) await pace.rest();
	}
}

function keyOf(
	row: DocumentRow,
	{ fields }: IndexDefinition,
	isTaken: DocumentTest | undefined
): Uint8Array | null {
	if (row.deleted || row.id.startsWith('_design/')) return null;
	const document = valueOfRow(row);
	if (isTaken && !isTaken(document)) return null;
	const values = fields.map(({ path }) => valueAt(document, path));
	return values.includes(absent) ? null : keyBytes(values.map(toIndexableString).join(''));
}

/** Behind whatever begins with what stands before it. */
const end = '\uffff';

/** The part of an index in which every document that meets the selector stands. */
export function rangeIn(
	{ fields }: IndexDefinition,
	condition: Condition
): Pick<KeyRange, 'from' | 'to'> {
	let start = '';
	for (const { path } of fields) {
		const range = rangeOfField(condition, path);
		const only = onlyValue(range);
		if (only) {
			start += toIndexableString(only.value);
			continue;
		}
		const { low, high } = range;
		const from = low ? toIndexableString(low.value) + (low.inclusive ? '' : end) : '';
		const to = high ? toIndexableString(high.value) + (high.inclusive ? end : '') : end;
		return { from: keyBytes(start + from), to: keyBytes(start + to) };
	}
	return { from: keyBytes(start), to: keyBytes(start + end) };
}

/** Big-endian units of UTF-16 stand in the order in which JavaScript compares strings. */
function keyBytes(text: string): Uint8Array {
	return new Uint8Array(Buffer.from(text, 'utf16le').swap16());
}
