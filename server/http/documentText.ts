/**
 * Puts a stored revision's text together as CouchDB shows it. The body is spliced in as it lies in
 * storage and never parsed; only attachments asked for are read beside it.
 */
import type {
	AttachmentStubs,
	DocumentRow,
	DocumentStore,
	StoredRevision
} from '../storage/documentStore.ts';
import { generationOf, historyOf, leavesOf, treeOf } from '../storage/revisionTree.ts';

/** A revision that is here, or the name of one that is not. */
export type RevisionFound = { rev: string; content: StoredRevision } | { missing: string };

export interface Showing {
	revs: boolean;
	revsInfo: boolean;
	conflicts: boolean;
	deletedConflicts: boolean;
	localSeq: boolean;
	attachments: boolean;
}

export const plainShowing: Showing = {
	revs: false,
	revsInfo: false,
	conflicts: false,
	deletedConflicts: false,
	localSeq: false,
	attachments: false
};

/** `rev` and `content` may be any revision of the row's document. */
export async function showDocument(
	store: DocumentStore,
	row: DocumentRow,
	revision: { rev: string; content: StoredRevision },
	showing: Showing
): Promise<string> {
	const { rev, content } = revision;
	const stubs = content.attachments;
	const attachments =
		stubs && showing.attachments
			? await inlineText(store, { id: row.id, rev }, stubs)
			: stubsText(stubs);
	return spliced(row.id, rev, content, historyText(row, rev, showing) + attachments);
}

/** The winner with its stubs: what changes and _all_docs show, without a look at anything else. */
export function documentText(row: DocumentRow): string {
	return spliced(row.id, row.rev, row, stubsText(row.attachments));
}

function spliced(id: string, rev: string, { deleted, body }: StoredRevision, more: string): string {
	const head = `{"_id":${JSON.stringify(id)},"_rev":"${rev}"${deleted ? ',"_deleted":true' : ''}${more}`;
	return body === '{}' ? `${head}}` : `${head},${body.slice(1)}`;
}

function historyText(row: DocumentRow, rev: string, showing: Showing): string {
	const { revs, revsInfo, conflicts, deletedConflicts, localSeq } = showing;
	let text = '';
	if (localSeq) text += `,"_local_seq":${row.seq}`;
	if (!revs && !revsInfo && !conflicts && !deletedConflicts) return text;
	const tree = treeOf(row);
	const history = historyOf(tree, rev);
	if (revs) {
		const ids = history.map((one) => one.rev.slice(one.rev.indexOf('-') + 1));
		text += `,"_revisions":${JSON.stringify({ start: generationOf(rev), ids })}`;
	}
	if (revsInfo) text += `,"_revs_info":${JSON.stringify(history)}`;
	const others = leavesOf(tree).filter((leaf) => leaf.rev !== row.rev);
	const alive = others.filter((leaf) => !leaf.deleted).map((leaf) => leaf.rev);
	const dead = others.filter((leaf) => leaf.deleted).map((leaf) => leaf.rev);
	if (conflicts && alive.length > 0) text += `,"_conflicts":${JSON.stringify(alive)}`;
	if (deletedConflicts && dead.length > 0) text += `,"_deleted_conflicts":${JSON.stringify(dead)}`;
	return text;
}

function stubsText(stubs: AttachmentStubs | null): string {
	if (!stubs) return '';
	const members = Object.entries(stubs).map(
		([name, stub]) => `${JSON.stringify(name)}:${JSON.stringify({ ...stub, stub: true })}`
	);
	return `,"_attachments":{${members.join(',')}}`;
}

async function inlineText(
	store: DocumentStore,
	of: { id: string; rev: string },
	stubs: AttachmentStubs
): Promise<string> {
	const members: string[] = [];
	for (const [name, { content_type, revpos, digest }] of Object.entries(stubs)) {
		const bytes = await store.attachment(digest, { ...of, name });
		const data = bytes
			? Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64')
			: '';
		members.push(
			`${JSON.stringify(name)}:${JSON.stringify({ content_type, revpos, digest, data })}`
		);
	}
	return `,"_attachments":{${members.join(',')}}`;
}
