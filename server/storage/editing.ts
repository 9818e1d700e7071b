/**
 * Takes edits into a shelf, one after the other, inside one transaction. It holds CouchDB's rules of
 * writing; what it has counted becomes true only when the transaction has been committed.
 */
import { hash } from 'node:crypto';
import type {
	AttachmentStub,
	AttachmentStubs,
	DocumentRow,
	Edit,
	RevisionPath,
	WriteOptions,
	WriteRow
} from './documentStore.ts';
import {
	generationOf,
	hashOf,
	hasRevision,
	highestGeneration,
	historyOf,
	leavesOf,
	mergePath,
	treeOf,
	treeOfPath
} from './revisionTree.ts';
import type { Counts, Shelf, StoreFacts } from './shelf.ts';
import { EditRefused } from './storageErrors.ts';

export class Editing {
	readonly counts: Counts;
	/** The last state of each document that was changed. */
	readonly changed = new Map<string, DocumentRow>();
	/** Of the bytes that the edits name, new or kept. */
	readonly digests = new Set<string>();
	readonly #shelf: Shelf;
	readonly #newEdits: boolean;
	readonly #revsLimit: number;

	constructor(
		shelf: Shelf,
		{ seq, docs, deleted, settings }: Counts & Pick<StoreFacts, 'settings'>,
		{ newEdits }: WriteOptions
	) {
		this.#shelf = shelf;
		this.counts = { seq, docs, deleted };
		this.#newEdits = newEdits;
		this.#revsLimit = settings.revsLimit;
	}

	take(edit: Edit): WriteRow {
		const first = this.#takeFirst(edit);
		if (first) return first;
		const row = this.changed.get(edit.id) ?? this.#shelf.row(edit.id);
		return this.#newEdits ? this.#takeNew(edit, row) : this.#takeAsIs(edit, row);
	}

	/**
	 * The usual case by far, and so without a look first: a document nobody has seen, with nothing
	 * before it to merge with.
	 */
	#takeFirst(edit: Edit): WriteRow | undefined {
		const { id, deleted, body, revisions } = edit;
		if (edit.attachments || this.changed.has(id)) return undefined;
		if (this.#newEdits ? revisions !== null : revisions?.ids.length !== 1) return undefined;
		const rev = revisions ? newestOf(revisions) : newRevision(edit, 1, null, null);
		const seq = this.counts.seq + 1;
		const row = { seq, id, rev, deleted, leaves: null, tree: null, body, attachments: null };
		if (!this.#shelf.insertRow(row)) return undefined;
		this.counts.seq = seq;
		this.changed.set(id, row);
		this.#count(deleted, 1);
		return { id, rev, outcome: 'written' };
	}

	#takeAsIs(edit: Edit, row: DocumentRow | undefined): WriteRow {
		const { id, revisions } = edit;
		if (!revisions)
			throw new EditRefused('bad_request', 'A replicated document needs its revision');
		const rev = newestOf(revisions);
		if (row && (row.rev === rev || (row.tree !== null && hasRevision(treeOf(row), rev)))) {
			return { id, rev, outcome: 'known' };
		}
		this.#put(edit, revisions, row);
		return { id, rev, outcome: 'written' };
	}

	#takeNew(edit: Edit, row: DocumentRow | undefined): WriteRow {
		const { id } = edit;
		const parent = parentOf(edit, row);
		if (parent === 'conflict') return { id, rev: '', outcome: 'conflict' };
		const generation = parent === null ? 1 : generationOf(parent) + 1;
		if (generation > highestGeneration) {
			throw new EditRefused('bad_request', 'Invalid rev format');
		}
		const path: RevisionPath = {
			start: generation,
			ids: parent === null ? [''] : ['', hashOf(parent)]
		};
		const attachments = this.#attachmentsOf(edit, path, row);
		const rev = newRevision(edit, generation, parent, attachments);
		path.ids[0] = hashOf(rev);
		if (row && hasRevision(treeOf(row), rev)) return { id, rev, outcome: 'conflict' };
		this.#put(edit, path, row, attachments);
		return { id, rev, outcome: 'written' };
	}

	#put(
		edit: Edit,
		path: RevisionPath,
		before: DocumentRow | undefined,
		attachments = this.#attachmentsOf(edit, path, before)
	): void {
		const { id, body, deleted } = edit;
		const rev = newestOf(path);
		const seq = (this.counts.seq += 1);
		if (!before) {
			const tree =
				path.ids.length === 1 ? null : JSON.stringify(treeOfPath(path, deleted, this.#revsLimit));
			const row = { seq, id, rev, deleted, leaves: null, tree, body, attachments };
			this.#shelf.insertRow(row);
			this.changed.set(id, row);
			this.#count(deleted, 1);
			return;
		}
		const { tree, forgotten } = mergePath(treeOf(before), path, deleted, this.#revsLimit);
		const leaves = leavesOf(tree);
		const winner = leaves[0] ?? { rev, deleted };
		const row: DocumentRow = {
			seq,
			id,
			rev: winner.rev,
			deleted: winner.deleted,
			leaves: leaves.length > 1 ? leaves.map((leaf) => leaf.rev) : null,
			tree: JSON.stringify(tree),
			...this.#shelve(before, winner.rev, rev, { deleted, body, attachments })
		};
		for (const one of forgotten) this.#shelf.dropRevision(id, one);
		this.#shelf.replaceRow(row);
		this.changed.set(id, row);
		this.#count(before.deleted, -1);
		this.#count(row.deleted, 1);
	}

	/** Puts away the content that does not win, and answers the content that does. */
	#shelve(
		before: DocumentRow,
		winner: string,
		rev: string,
		content: Pick<DocumentRow, 'deleted' | 'body' | 'attachments'>
	): Pick<DocumentRow, 'body' | 'attachments'> {
		const { id } = before;
		if (winner === before.rev) {
			this.#shelf.keepRevision(id, rev, content);
			return { body: before.body, attachments: before.attachments };
		}
		this.#shelf.keepRevision(id, before.rev, before);
		if (winner === rev) return { body: content.body, attachments: content.attachments };
		// The winner was deleted by this edit, so an older leaf wins again.
		this.#shelf.keepRevision(id, rev, content);
		const revived = this.#shelf.revision(id, winner);
		if (!revived) throw new Error(`The content of leaf ${winner} of ${id} is missing.`);
		this.#shelf.dropRevision(id, winner);
		return { body: revived.body, attachments: revived.attachments };
	}

	#count(deleted: boolean, by: 1 | -1): void {
		if (deleted) this.counts.deleted += by;
		else this.counts.docs += by;
	}

	#attachmentsOf(
		edit: Edit,
		path: RevisionPath,
		row: DocumentRow | undefined
	): AttachmentStubs | null {
		if (!edit.attachments) return null;
		const stubs: [string, AttachmentStub][] = [];
		for (const [name, given] of Object.entries(edit.attachments)) {
			if ('stub' in given) {
				stubs.push([name, this.#keptStub(edit.id, name, path, row)]);
				continue;
			}
			const { bytes, contentType, revpos } = given;
			const digest = `md5-${hash('md5', bytes, 'base64')}`;
			this.#shelf.keepAttachment(digest, bytes);
			const position = this.#newEdits ? path.start : Math.min(revpos ?? path.start, path.start);
			stubs.push([
				name,
				{ content_type: contentType, revpos: position, digest, length: bytes.byteLength }
			]);
		}
		for (const [, { digest }] of stubs) this.digests.add(digest);
		return Object.fromEntries(stubs);
	}

	/** A stub stands for what the nearest known ancestor has under the same name. */
	#keptStub(
		id: string,
		name: string,
		path: RevisionPath,
		row: DocumentRow | undefined
	): AttachmentStub {
		for (const rev of row ? ancestorsOf(path, row) : []) {
			const kept = row?.rev === rev ? row : this.#shelf.revision(id, rev);
			if (!kept) continue;
			const stub =
				kept.attachments && Object.hasOwn(kept.attachments, name) && kept.attachments[name];
			if (stub) return stub;
			// What an ancestor no longer had was taken away, and does not come back by its name.
			break;
		}
		throw new EditRefused('missing_stub', `Invalid attachment stub in ${id} for ${name}`);
	}
}

/** The same edit gets the same revision wherever it is made. */
function newRevision(
	{ deleted, body }: Edit,
	generation: number,
	parent: string | null,
	attachments: AttachmentStubs | null
): string {
	return `${generation}-${hash('md5', JSON.stringify([deleted, parent, body, attachments]), 'hex')}`;
}

function newestOf(path: RevisionPath): string {
	return `${path.start}-${path.ids[0] ?? ''}`;
}

/** What the edit follows: a leaf, nothing (null), or a conflict. */
function parentOf(edit: Edit, row: DocumentRow | undefined): string | null | 'conflict' {
	const given = edit.revisions ? newestOf(edit.revisions) : null;
	if (!row) return given === null ? null : 'conflict';
	if (given === null) return row.deleted ? row.rev : 'conflict';
	if (given === row.rev) return given;
	return row.leaves?.includes(given) ? given : 'conflict';
}

function ancestorsOf(path: RevisionPath, row: DocumentRow): string[] {
	const given = path.ids.slice(1).map((id, index) => `${path.start - index - 1}-${id}`);
	const tree = treeOf(row);
	const known = given.find((rev) => hasRevision(tree, rev));
	if (known === undefined) return [];
	return historyOf(tree, known).map(({ rev }) => rev);
}
