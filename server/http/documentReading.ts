/** Reads one document: its winner, one revision of it, or all that a replicator asks for by name. */
import type { DocumentRow, DocumentStore, StoredRevision } from '../storage/documentStore.ts';
import { hasRevision, isRevision, leavesFrom, leavesOf, treeOf } from '../storage/revisionTree.ts';
import type { Call } from './call.ts';
import { storeOf } from './call.ts';
import { badRequest, notFound, tooLarge } from './couchError.ts';
import { jsonText, withoutBody } from './couchResponse.ts';
import type { RevisionFound, Showing } from './documentText.ts';
import { showDocument } from './documentText.ts';
import { multipartMixed, wantsMultipart } from './multipartMixed.ts';
import type { QueryParameters } from './queryParameters.ts';

export async function readDocument(call: Call): Promise<Response> {
	const store = await storeOf(call);
	const { query, route, request } = call;
	const row = await store.row(route.docId);
	if (query.has('open_revs')) return readOpenRevisions(call, store, row);
	if (!row) throw notFound('missing');
	const found = await findRevision(store, row, query);
	const showing = showingOf(query);
	const plain = Object.values(showing).every((shown) => !shown);
	const headers: Record<string, string> = plain ? { ETag: `"${found.rev}"` } : {};
	if (plain && request.headers.get('if-none-match')?.includes(`"${found.rev}"`)) {
		return withoutBody(304, headers);
	}
	return jsonText(200, await showDocument(store, row, found, showing), headers);
}

export function showingOf(query: QueryParameters): Showing {
	const meta = query.flag('meta');
	return {
		revs: query.flag('revs'),
		revsInfo: query.flag('revs_info') || meta,
		conflicts: query.flag('conflicts') || meta,
		deletedConflicts: query.flag('deleted_conflicts') || meta,
		localSeq: query.flag('local_seq'),
		attachments: query.flag('attachments')
	};
}

async function findRevision(
	store: DocumentStore,
	row: DocumentRow,
	query: QueryParameters
): Promise<{ rev: string; content: StoredRevision }> {
	const asked = query.text('rev');
	if (asked === undefined) {
		if (row.deleted) throw notFound('deleted');
		return { rev: row.rev, content: row };
	}
	if (!isRevision(asked)) throw badRequest('Invalid rev format');
	const tree = treeOf(row);
	if (query.flag('latest') && hasRevision(tree, asked)) {
		const leaves = leavesFrom(tree, asked);
		const alive = leavesOf(tree).find((leaf) => !leaf.deleted && leaves.includes(leaf.rev));
		if (!alive) throw notFound('deleted');
		return found(store, row, alive.rev);
	}
	return found(store, row, asked);
}

async function found(
	store: DocumentStore,
	row: DocumentRow,
	rev: string
): Promise<{ rev: string; content: StoredRevision }> {
	const content = await store.revision(row.id, rev);
	if (!content) throw notFound('missing');
	return { rev, content };
}

/** Revisions by name or `all` leaves; with `latest`, the leaves that follow each. */
export async function openRevisions(
	store: DocumentStore,
	row: DocumentRow,
	asked: 'all' | readonly string[],
	latest: boolean
): Promise<RevisionFound[]> {
	const tree = treeOf(row);
	const wanted =
		asked === 'all'
			? leavesOf(tree).map((leaf) => leaf.rev)
			: asked.flatMap((rev) => (latest && hasRevision(tree, rev) ? leavesFrom(tree, rev) : [rev]));
	return Promise.all(
		[...new Set(wanted)].map(async (rev) => {
			const content = await store.revision(row.id, rev);
			return content ? { rev, content } : { missing: rev };
		})
	);
}

async function readOpenRevisions(
	call: Call,
	store: DocumentStore,
	row: DocumentRow | undefined
): Promise<Response> {
	const { query, request, limits } = call;
	const asked = askedRevisions(query.text('open_revs') === 'all' ? 'all' : query.json('open_revs'));
	if (asked !== 'all' && asked.length > limits.documents) throw tooLarge('Too many revisions');
	if (!row && asked === 'all') throw notFound('missing');
	const revisions: RevisionFound[] = row
		? await openRevisions(store, row, asked, query.flag('latest'))
		: (asked as string[]).map((missing) => ({ missing }));
	const showing = showingOf(query);
	if (row && wantsMultipart(request)) return multipartMixed(store, row, revisions, showing);
	const rows = await Promise.all(
		revisions.map(async (revision) => {
			if ('missing' in revision || !row) return JSON.stringify(revision);
			return `{"ok":${await showDocument(store, row, revision, showing)}}`;
		})
	);
	return jsonText(200, `[${rows.join(',')}]`);
}

function askedRevisions(asked: unknown): 'all' | string[] {
	if (asked === 'all') return asked;
	if (Array.isArray(asked) && asked.every((rev) => typeof rev === 'string' && isRevision(rev))) {
		return asked as string[];
	}
	throw badRequest('Invalid rev format');
}
