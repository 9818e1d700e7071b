/** Finds, among what the scribe wrote, the document a command is about. */
import type { DocumentOfKind, LedgerDocument } from '#lib/domain/documents.ts';
import type { DocumentKind } from '#lib/domain/envelope.ts';

/** Its absence would be a defect of the desk, never an expected answer. */
export function writtenOf<K extends DocumentKind>(
	documents: readonly LedgerDocument[],
	kind: K
): DocumentOfKind[K] {
	const written = documents.find((document) => document.kind === kind);
	if (!written) throw new Error(`The desk wrote no ${kind}.`);
	return written as DocumentOfKind[K];
}
