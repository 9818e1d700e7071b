/**
 * Forgets what no leaf needs: content of older revisions, bytes no revision names, keys of what is
 * gone. It goes in short turns; whatever is written between two of them is told to it and never forgotten.
 */
import type { AttachmentStubs } from './documentStore.ts';
import { forgetting, treeOf } from './revisionTree.ts';
import type { RevisionName, Shelf } from './shelf.ts';

/** Rows of one turn: a few milliseconds. */
const stride = 500;

export class Compacting {
	readonly #shelf: () => Shelf;
	/** Digests that some revision names, as far as was read, and those written since. */
	readonly #needed = new Set<string>();

	/** `shelf` is asked for each turn: its file may have been closed since the last one. */
	constructor(shelf: () => Shelf) {
		this.#shelf = shelf;
	}

	/** Bytes that a write names while this runs: where the reading stands, they may be missed. */
	spare(digests: Iterable<string>): void {
		for (const digest of digests) this.#needed.add(digest);
	}

	/** Yields after each turn how many documents were looked through. */
	*turns(): Generator<number, undefined> {
		yield* this.#forgetContent();
		const gone = this.#shelf();
		gone.transaction(() => gone.forgetKeysOfDeleted());
		if (this.#shelf().attachmentDigests('', 1).length === 0) return;
		// Winners first: what moves from there to the kept revisions meanwhile is read with those, and
		// what moves the other way was told by the write that moved it.
		let seen = 0;
		for (let seq = 0; ;) {
			const rows = this.#shelf().stubsAfter(seq, stride);
			for (const { attachments } of rows) this.#need(attachments);
			const last = rows.at(-1);
			if (!last) break;
			seq = last.seq;
			yield (seen += rows.length);
		}
		for (const revisions of this.#keptRevisions()) {
			for (const { attachments } of revisions) this.#need(attachments);
			yield seen;
		}
		yield* this.#dropBytes(seen);
	}

	*#forgetContent(): Generator<number, undefined> {
		for (const revisions of this.#keptRevisions()) {
			const shelf = this.#shelf();
			shelf.transaction(() => {
				const shortened = new Set<string>();
				for (const { id, rev } of revisions) {
					if (shelf.row(id)?.leaves?.includes(rev)) continue;
					shelf.dropRevision(id, rev);
					shortened.add(id);
				}
				for (const id of shortened) {
					const row = shelf.row(id);
					const tree = row && forgetting(treeOf(row));
					if (tree) shelf.replaceRow({ ...row, tree: JSON.stringify(tree) });
				}
			});
			yield 0;
		}
	}

	*#dropBytes(seen: number): Generator<number, undefined> {
		for (let after = ''; ;) {
			const shelf = this.#shelf();
			const digests = shelf.attachmentDigests(after, stride);
			const last = digests.at(-1);
			if (last === undefined) return;
			after = last;
			shelf.transaction(() => {
				for (const digest of digests) {
					if (!this.#needed.has(digest)) shelf.dropAttachment(digest);
				}
			});
			yield seen;
		}
	}

	*#keptRevisions(): Generator<ReturnType<Shelf['keptRevisions']>, undefined> {
		for (let after: RevisionName = { id: '', rev: '' }; ;) {
			const revisions = this.#shelf().keptRevisions(after, stride);
			const last = revisions.at(-1);
			if (!last) return;
			after = last;
			yield revisions;
		}
	}

	#need(attachments: AttachmentStubs | null): void {
		this.spare(digestsOf(attachments));
	}
}

export function digestsOf(attachments: AttachmentStubs | null): string[] {
	return Object.values(attachments ?? {}).map(({ digest }) => digest);
}
