/**
 * Writes copies into a feed, whole or cut. What is known there already stays as it is, but for what
 * the station itself wrote and now says anew.
 */
import type { DocumentRow, DocumentStore, Edit } from '../storage/documentStore.ts';
import { endOfLeaf } from '../storage/endOfLeaf.ts';
import { generationOf, hashOf, hasRevision, treeOf } from '../storage/revisionTree.ts';

/** A cut copy on its way into a feed. */
export interface Copy {
	id: string;
	/** Undefined where nothing of it is told any more. */
	edit: Edit | undefined;
	/** Takes the place of a copy that was delivered before. */
	instead: boolean;
}

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
		return there ? replacing(row, there) : [copyOf(row)];
	});
	if (edits.length === 0) return;
	await store.write(edits, { newEdits: false });
	if (edits.some(isTakenBack)) await store.compact();
}

function replacing(row: DocumentRow, there: DocumentRow): Edit[] {
	const further = generationOf(row.rev) - generationOf(there.rev);
	// Only the station writes a second generation, and what has left a feed does not come back.
	if (further === 1 && !there.deleted) return [following(copyOf(row), there.rev)];
	// It was carried before it lost at its origin; an id that is merely taken stays as it is.
	const hasLost = there.rev !== row.rev && hasRevision(treeOf(row), there.rev);
	const isLater = further > 1 && !there.deleted;
	return hasLost || isLater ? [copyOf(row), endOfLeaf(row.id, there.rev)] : [];
}

/**
 * Of a cut copy the first one stays, unless it was said anew: whoever wrote the whole of it keeps
 * that. What was taken back is forgotten on the medium too.
 */
export async function deliverCopies(store: DocumentStore, copies: readonly Copy[]): Promise<void> {
	const once = [...new Map(copies.map((copy) => [copy.id, copy])).values()];
	const known = await store.rows(once.map(({ id }) => id));
	const edits = once.flatMap((copy, at): Edit[] => {
		const there = known[at];
		if (!there) return copy.edit ? [copy.edit] : [];
		return copy.instead && !there.deleted ? insteadOf(there, copy) : [];
	});
	if (edits.length === 0) return;
	await store.write(edits, { newEdits: false });
	if (edits.some(isTakenBack)) await store.compact();
}

/** The later word of the station; a restored ledger that knows less takes nothing back. */
function insteadOf(there: DocumentRow, { id, edit }: Copy): Edit[] {
	const before = JSON.parse(there.body) as { device?: string; cut?: string; clock?: string };
	if (before.device !== 'station' || before.cut === undefined) return [];
	if (!edit) return [endOfLeaf(id, there.rev)];
	const { clock = '' } = JSON.parse(edit.body) as { clock?: string };
	const isSame = edit.revisions?.ids[0] === hashOf(there.rev);
	return isSame || clock < (before.clock ?? '') ? [] : [following(edit, there.rev)];
}

/** Counts grow old by themselves; what was said of a concern or a person and is not any more must be gone. */
function isTakenBack({ id, revisions, deleted }: Edit): boolean {
	return deleted || ((revisions?.start ?? 1) > 1 && !id.startsWith('tally:'));
}

/** On top of the revision that is there, so that every reader knows which of the two holds. */
function following(edit: Edit, rev: string): Edit {
	const own = edit.revisions?.ids[0] ?? '';
	return { ...edit, revisions: { start: generationOf(rev) + 1, ids: [own, hashOf(rev)] } };
}
