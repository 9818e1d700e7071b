/**
 * Reads the community's documents out of a store: one, several, all that belong to one thing, or all
 * of a kind. What this program cannot read is passed over; it is counted where it arrived.
 */
import { setImmediate } from 'node:timers/promises';
import type { DocumentOfKind, LedgerDocument } from '#lib/domain/documents.ts';
import type { DocumentKind } from '#lib/domain/envelope.ts';
import { parseDocument } from '#lib/domain/parseDocument.ts';
import type { DocumentRow, DocumentStore } from './documentStore.ts';

/** Of one concern or person; more is no honest history. */
const mostOfOne = 5_000;
/** Some 10 ms of reading, with bodies. */
const pageRows = 200;
const pageHeads = 2_000;

/** Undefined where it is none that this program can read. */
export function documentOf({ id, rev, deleted, body }: DocumentRow): LedgerDocument | undefined {
	if (deleted) return undefined;
	const outcome = parseDocument({ ...(JSON.parse(body) as object), _id: id, _rev: rev });
	return outcome.ok ? outcome.value : undefined;
}

export async function documentAt<D extends LedgerDocument>(
	store: DocumentStore,
	id: string
): Promise<D | undefined> {
	const row = await store.row(id);
	return row && (documentOf(row) as D | undefined);
}

/** Those of them that have come. */
export async function documentsAt<D extends LedgerDocument>(
	store: DocumentStore,
	ids: readonly string[]
): Promise<D[]> {
	const rows = ids.length === 0 ? [] : await store.rows([...new Set(ids)]);
	return rows.flatMap((row) => (row ? ((documentOf(row) as D | undefined) ?? []) : []));
}

export async function beginningWith<D extends LedgerDocument>(
	store: DocumentStore,
	from: string,
	limit = mostOfOne
): Promise<D[]> {
	const rows = await store.rowsById({ from, to: `${from}\uffff`, limit, bodies: true });
	return rows.flatMap((row) => (documentOf(row) as D | undefined) ?? []);
}

/** All documents of a kind; between pages others are served. */
export async function* eachOfKind<K extends DocumentKind>(
	store: DocumentStore,
	kind: K
): AsyncGenerator<DocumentOfKind[K], undefined> {
	for await (const page of pages(store, kind, { limit: pageRows, bodies: true })) {
		for (const row of page) {
			const document = documentOf(row);
			if (document?.kind === kind) yield document as DocumentOfKind[K];
		}
	}
}

export async function documentsOf<K extends DocumentKind>(
	store: DocumentStore,
	kind: K
): Promise<DocumentOfKind[K][]> {
	const documents: DocumentOfKind[K][] = [];
	for await (const document of eachOfKind(store, kind)) documents.push(document);
	return documents;
}

/** All ids of a kind, without a look at what they say. */
export async function* eachId(
	store: DocumentStore,
	kind: DocumentKind
): AsyncGenerator<string, undefined> {
	for await (const page of pages(store, kind, { limit: pageHeads, bodies: false })) {
		for (const { id } of page) yield id;
	}
}

async function* pages(
	store: DocumentStore,
	kind: DocumentKind,
	size: { limit: number; bodies: boolean }
): AsyncGenerator<DocumentRow[], undefined> {
	// `;` follows `:`, so this is every id of the kind.
	for (let from = `${kind}:`; ;) {
		const page = await store.rowsById({ from, to: `${kind};`, toExclusive: true, ...size });
		yield page;
		const last = page.at(-1);
		if (!last || page.length < size.limit) return undefined;
		from = `${last.id}\u0000`;
		await setImmediate();
	}
}
