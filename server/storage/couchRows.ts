/**
 * Between documents as a CouchDB writes them and the rows of the port. What a revision says is
 * carried as text; only CouchDB's own members are read. Pure.
 */
import type {
	AttachmentStub,
	AttachmentStubs,
	DocumentRow,
	Edit,
	RevisionPath,
	StoredRevision
} from './documentStore.ts';
import { generationOf, leavesOf, longestLine, mergePath, treeOfPath } from './revisionTree.ts';

/** A document with its members that begin with `_`. */
export type CouchDocument = Record<string, unknown> & { _id: string; _rev: string };

export interface ListedRow {
	id: string;
	rev: string;
	deleted: boolean;
	/** All leaves that were named, the winner first. */
	leaves: readonly string[];
	doc: CouchDocument | null;
}

export function revisionOf(document: CouchDocument): StoredRevision {
	return {
		deleted: document['_deleted'] === true,
		body: contentText(document),
		attachments: stubsOf(document['_attachments'])
	};
}

export function contentText(document: Record<string, unknown>): string {
	return JSON.stringify(
		Object.fromEntries(Object.entries(document).filter(([name]) => !name.startsWith('_')))
	);
}

/** True when the winner is all there is to know of the document. */
export function isPlain({ rev, leaves, deleted }: ListedRow): boolean {
	return leaves.length < 2 && !deleted && generationOf(rev) === 1;
}

export function plainRow({ id, rev, deleted, leaves, doc }: ListedRow, seq: number): DocumentRow {
	const revision = doc ? revisionOf(doc) : { body: '', attachments: null };
	return {
		seq,
		id,
		rev,
		deleted,
		leaves: leaves.length > 1 ? [...leaves] : null,
		tree: null,
		body: revision.body,
		attachments: revision.attachments
	};
}

/** From all leaves with their `_revisions`. Undefined when there is none. */
export function rowOfLeaves(
	documents: readonly CouchDocument[],
	seq: number
): DocumentRow | undefined {
	const [first, ...others] = documents;
	if (!first) return undefined;
	const tree = others.reduce(
		(grown, document) =>
			mergePath(grown, pathOf(document), document['_deleted'] === true, longestLine).tree,
		treeOfPath(pathOf(first), first['_deleted'] === true)
	);
	const leaves = leavesOf(tree).map((leaf) => leaf.rev);
	const winner = documents.find(({ _rev }) => _rev === leaves[0]) ?? first;
	const isAlone = documents.length === 1 && pathOf(first).ids.length === 1;
	return {
		seq,
		id: winner._id,
		rev: winner._rev,
		leaves: leaves.length > 1 ? leaves : null,
		tree: isAlone ? null : JSON.stringify(tree),
		...revisionOf(winner)
	};
}

/** The edit as `_bulk_docs` takes it; the body is spliced in as it lies here. */
export function editText({ id, revisions, deleted, body, attachments }: Edit): string {
	const members = [`"_id":${JSON.stringify(id)}`];
	if (revisions) {
		members.push(`"_rev":"${revisions.start}-${revisions.ids[0] ?? ''}"`);
		if (revisions.ids.length > 1) members.push(`"_revisions":${JSON.stringify(revisions)}`);
	}
	if (deleted) members.push('"_deleted":true');
	if (attachments) members.push(`"_attachments":${attachmentsText(attachments)}`);
	return `{${members.join(',')}${body === '{}' ? '}' : `,${body.slice(1)}`}`;
}

function attachmentsText(attachments: NonNullable<Edit['attachments']>): string {
	const members = Object.entries(attachments).map(([name, given]): [string, unknown] => {
		if ('stub' in given) return [name, { stub: true }];
		const { bytes, contentType, revpos } = given;
		const data = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64');
		return [name, { content_type: contentType, data, ...(revpos === undefined ? {} : { revpos }) }];
	});
	return JSON.stringify(Object.fromEntries(members));
}

function pathOf(document: CouchDocument): RevisionPath {
	const given = document['_revisions'] as RevisionPath | undefined;
	return given ?? { start: generationOf(document._rev), ids: [document._rev.split('-')[1] ?? ''] };
}

function stubsOf(given: unknown): AttachmentStubs | null {
	if (typeof given !== 'object' || given === null) return null;
	const stubs = Object.entries(given as Record<string, AttachmentStub>).map(
		([name, { content_type, revpos, digest, length }]) =>
			[name, { content_type, revpos, digest, length }] as const
	);
	return stubs.length > 0 ? Object.fromEntries(stubs) : null;
}
