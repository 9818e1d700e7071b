/**
 * Forgets what no leaf needs: content of older revisions, bytes no leaf names, keys of what is gone. The ledger's
 * documents have one generation, so for them this matters only after an erasure.
 */
import { forgetting, treeOf } from './revisionTree.ts';
import type { Shelf } from './shelf.ts';

/** Rows read at a time. */
const stride = 500;

/** Call it inside a transaction. */
export function compactShelf(shelf: Shelf): void {
	const digests = new Set<string>();
	for (let seq = 0; ;) {
		const rows = shelf.rowsAfter(seq, stride, true);
		for (const row of rows) {
			for (const stub of Object.values(row.attachments ?? {})) digests.add(stub.digest);
		}
		const last = rows.at(-1);
		if (!last) break;
		seq = last.seq;
	}
	const shortened = new Set<string>();
	for (const { id, rev, attachments } of shelf.keptRevisions()) {
		if (shelf.row(id)?.leaves?.includes(rev)) {
			for (const stub of Object.values(attachments ?? {})) digests.add(stub.digest);
			continue;
		}
		shelf.dropRevision(id, rev);
		shortened.add(id);
	}
	for (const id of shortened) {
		const row = shelf.row(id);
		const tree = row && forgetting(treeOf(row));
		if (tree) shelf.replaceRow({ ...row, tree: JSON.stringify(tree) });
	}
	shelf.dropAttachmentsExcept(digests);
	shelf.forgetKeysOfDeleted();
}
