/**
 * Cuts what waits into batches the station takes: below its caps of 200 documents and 2 MB. Pure.
 */
import type { LedgerDocument } from '#lib/domain/documents.ts';

const mostDocuments = 200;
/** Characters, which Chinese text triples on the wire: 0.5 M of them stay below the station's 2 MB. */
const mostCharacters = 500_000;

export interface Batch {
	documents: LedgerDocument[];
	/** The body of the request, so that each document is written out once. */
	body: string;
}

export function pushBatches(documents: readonly LedgerDocument[]): Batch[] {
	const batches: Batch[] = [];
	let open: { documents: LedgerDocument[]; texts: string[]; size: number } | undefined;
	for (const document of documents) {
		const text = JSON.stringify(document);
		const full =
			open && (open.documents.length >= mostDocuments || open.size + text.length > mostCharacters);
		if (open && full) batches.push(close(open));
		if (!open || full) open = { documents: [], texts: [], size: 0 };
		open.documents.push(document);
		open.texts.push(text);
		open.size += text.length;
	}
	if (open) batches.push(close(open));
	return batches;
}

function close(open: { documents: LedgerDocument[]; texts: string[] }): Batch {
	return {
		documents: open.documents,
		body: `{"new_edits":false,"docs":[${open.texts.join(',')}]}`
	};
}

/** Two halves of a batch that was too large for something on the way; none of a single document. */
export function halves(batch: Batch): Batch[] {
	const middle = Math.ceil(batch.documents.length / 2);
	if (batch.documents.length < 2) return [];
	return [batch.documents.slice(0, middle), batch.documents.slice(middle)].flatMap(pushBatches);
}
