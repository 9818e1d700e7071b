/** Tells documents that can be drawn from those that must wait for a newer program, or for ever. */
import type { LedgerDocument } from '#lib/domain/documents.ts';
import { parseDocument } from '#lib/domain/parseDocument.ts';
import type { ParseRefusal } from '#lib/domain/parseDocument.ts';

/** As it came, and why it is not drawn. */
export interface Unreadable {
	id: string;
	reason: string;
	document: unknown;
}

export interface Sorted {
	readable: LedgerDocument[];
	unreadable: Unreadable[];
}

/** An older program may find in its ledger what a newer one took. */
export function sortReadable(documents: readonly LedgerDocument[]): Sorted {
	const sorted: Sorted = { readable: [], unreadable: [] };
	for (const document of documents) {
		const parsed = parseDocument(document);
		if (parsed.ok) sorted.readable.push(parsed.value);
		else {
			const reason = reasonOf(parsed.refusal);
			sorted.unreadable.push({ id: document._id, reason, document });
		}
	}
	return sorted;
}

function reasonOf(refusal: ParseRefusal): string {
	if (refusal.kind === 'shape') return `shape ${refusal.field}`;
	if (refusal.kind === 'poison') return `poison ${refusal.cap}`;
	return refusal.kind;
}
