/**
 * Sorts what a feed sent: documents to keep, documents the station has erased, and what cannot be
 * read. The last is set aside with its reason and never holds up what comes behind (SAFETY F16).
 */
import type { LedgerDocument } from '#lib/domain/documents.ts';
import type { ParseRefusal } from '#lib/domain/parseDocument.ts';
import { parseDocument } from '#lib/domain/parseDocument.ts';
import type { ChangeRow } from './changesReader.ts';

export interface SetAside {
	id: string;
	/** Kind of the ParseRefusal, with the field or cap where there is one. */
	reason: string;
	document: unknown;
}

export interface Arrivals {
	documents: LedgerDocument[];
	tombstones: { id: string; rev: string }[];
	aside: SetAside[];
}

export function sortArrivals(rows: readonly ChangeRow[]): Arrivals {
	const arrivals: Arrivals = { documents: [], tombstones: [], aside: [] };
	for (const row of rows) {
		// Design documents belong to whoever keeps a CouchDB, not to the ledger.
		if (row.id.startsWith('_design/')) continue;
		if (row.deleted) {
			arrivals.tombstones.push({ id: row.id, rev: row.changes[0]?.rev ?? '' });
			continue;
		}
		const parsed = parseDocument(row.doc);
		if (parsed.ok && parsed.value._id === row.id) arrivals.documents.push(parsed.value);
		else {
			const reason = parsed.ok ? 'not_a_document' : reasonOf(parsed.refusal);
			arrivals.aside.push({ id: row.id, reason, document: keepable(row.doc, reason) });
		}
	}
	return arrivals;
}

function reasonOf(refusal: ParseRefusal): string {
	if (refusal.kind === 'shape') return `shape ${refusal.field}`;
	if (refusal.kind === 'poison') return `poison ${refusal.cap}`;
	return refusal.kind;
}

/**
 * Poison is kept as text: a store that would break on its depth or its names can hold a string.
 * What is far too large is cut; the whole lies at the station.
 */
function keepable(document: unknown, reason: string): unknown {
	if (!reason.startsWith('poison')) return document ?? null;
	return JSON.stringify(document).slice(0, 100_000).toWellFormed();
}
