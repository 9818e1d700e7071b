/** Writes copies into a feed, whole or cut; what is known there already stays as it is. */
import type { DocumentRow, DocumentStore, Edit } from '../storage/documentStore.ts';
import { endOfLeaf } from '../storage/endOfLeaf.ts';
import { generationOf, hashOf, hasRevision, treeOf } from '../storage/revisionTree.ts';

/** The same content under the same revision, so that it is the same document everywhere. */
export function copyOf({ id, rev, body }: DocumentRow): Edit {
	return {
		id,
		revisions: { start: generationOf(rev), ids: [hashOf(rev)] },
		deleted: false,
		body,
		attachments: null
	};
}

/** Most of what comes is on its way back to where it is known already; that costs no commit. */
export async function deliver(store: DocumentStore, rows: readonly DocumentRow[]): Promise<void> {
	const known = await store.rows(rows.map(({ id }) => id));
	const edits = rows.flatMap((row, index) => {
		const there = known[index];
		if (!there) return [copyOf(row)];
		// It was carried before it lost at its origin; an id that is merely taken stays as it is.
		const hasLost = there.rev !== row.rev && hasRevision(treeOf(row), there.rev);
		return hasLost ? [copyOf(row), endOfLeaf(row.id, there.rev)] : [];
	});
	if (edits.length > 0) await store.write(edits, { newEdits: false });
}

/** Of a cut copy the first one stays: whoever wrote the whole of it, or got it before, keeps that. */
export async function deliverCopies(store: DocumentStore, edits: readonly Edit[]): Promise<void> {
	const once = [...new Map(edits.map((edit) => [edit.id, edit])).values()];
	const known = await store.rows(once.map(({ id }) => id));
	const unknown = once.filter((_, at) => known[at] === undefined);
	if (unknown.length > 0) await store.write(unknown, { newEdits: false });
}
