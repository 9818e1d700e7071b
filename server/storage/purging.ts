/**
 * Takes leaves out of a database as if they had never been there, inside one transaction. Whatever
 * other branch a document has stays; a document that has none left is gone from the changes too.
 */
import type { DocumentRow } from './documentStore.ts';
import { leavesOf, treeOf, withoutLeaves } from './revisionTree.ts';
import type { RevisionTree } from './revisionTree.ts';
import type { Counts, Shelf } from './shelf.ts';

export class Purging {
	readonly counts: Counts;
	/** The state of each document of which something is left. */
	readonly changed: DocumentRow[] = [];
	readonly #shelf: Shelf;

	constructor(shelf: Shelf, { seq, docs, deleted }: Counts) {
		this.#shelf = shelf;
		this.counts = { seq, docs, deleted };
	}

	/** Answers which of these revisions were leaves, and are gone. */
	take(id: string, revs: readonly string[]): string[] {
		const row = this.#shelf.row(id);
		if (!row) return [];
		const tree = treeOf(row);
		const known = new Set(leavesOf(tree).map(({ rev }) => rev));
		const purged = [...new Set(revs)].filter((rev) => known.has(rev));
		if (purged.length === 0) return [];
		const { tree: left, gone } = withoutLeaves(tree, new Set(purged));
		this.counts.seq += 1;
		this.#count(row.deleted, -1);
		if (left.length === 0) this.#shelf.removeRow(id);
		else this.#replace(row, left);
		for (const rev of gone) this.#shelf.dropRevision(id, rev);
		return purged;
	}

	#replace(before: DocumentRow, tree: RevisionTree): void {
		const leaves = leavesOf(tree);
		const [winner] = leaves;
		if (!winner) throw new Error(`The tree of ${before.id} has no leaf.`);
		const { rev, deleted } = winner;
		const content = rev === before.rev ? before : this.#shelf.revision(before.id, rev);
		if (!content) throw new Error(`The content of leaf ${rev} of ${before.id} is missing.`);
		this.#shelf.dropRevision(before.id, rev);
		const row: DocumentRow = {
			...{ seq: this.counts.seq, id: before.id, rev, deleted },
			leaves: leaves.length > 1 ? leaves.map((leaf) => leaf.rev) : null,
			tree: JSON.stringify(tree),
			...{ body: content.body, attachments: content.attachments }
		};
		this.#shelf.replaceRow(row);
		this.changed.push(row);
		this.#count(deleted, 1);
	}

	#count(deleted: boolean, by: 1 | -1): void {
		if (deleted) this.counts.deleted += by;
		else this.counts.docs += by;
	}
}
