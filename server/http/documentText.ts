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
	attachments: 'stubs' | 'inline' | 'follow';
	/** Attachments that these revisions had already stay stubs; for a replicator, which holds them. */
	attsSince: readonly string[];
}

export const plainShowing: Showing = {
	revs: false,
	revsInfo: false,
	conflicts: false,
	deletedConflicts: false,
	localSeq: false,
	attachments: 'stubs',
	attsSince: []
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
		stubs && showing.attachments !== 'stubs'
			? await fullText(
					store,
					{ id: row.id, rev },
					stubs,
					attachmentsToSend(row, revision, showing.attsSince),
					showing
				)
			: stubsText(stubs);
	return spliced(row.id, rev, content, historyText(row, rev, showing) + attachments);
}

/** Those whose bytes the reader does not have yet; all of them when he named no revision. */
export function attachmentsToSend(
	row: DocumentRow,
	{ rev, content }: { rev: string; content: StoredRevision },
	attsSince: readonly string[]
): AttachmentStubs {
	const stubs = content.attachments ?? {};
	if (attsSince.length === 0) return stubs;
	const history = new Set(historyOf(treeOf(row), rev).map((one) => one.rev));
	const held = attsSince.filter((one) => history.has(one)).map(generationOf);
	const newest = Math.max(0, ...held);
	return Object.fromEntries(Object.entries(stubs).filter(([, { revpos }]) => revpos > newest));
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

async function fullText(
	store: DocumentStore,
	of: { id: string; rev: string },
	stubs: AttachmentStubs,
	sent: AttachmentStubs,
	{ attachments }: Showing
): Promise<string> {
	const members: string[] = [];
	for (const [name, stub] of Object.entries(stubs)) {
		const { content_type, revpos, digest } = stub;
		const shown = !Object.hasOwn(sent, name)
			? { ...stub, stub: true }
			: attachments === 'follow'
				? { ...stub, follows: true }
				: {
						content_type,
						revpos,
						digest,
						data: base64(await store.attachment(digest, { ...of, name }))
					};
		members.push(`${JSON.stringify(name)}:${JSON.stringify(shown)}`);
	}
	return `,"_attachments":{${members.join(',')}}`;
}

function base64(bytes: Uint8Array | undefined): string {
	if (!bytes) return '';
	return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64');
}
