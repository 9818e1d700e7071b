/** Reads one document: its winner, one revision of it, or all that a replicator asks for by name. */
import type { DocumentRow, DocumentStore, StoredRevision } from '../storage/documentStore.ts';
import { hasRevision, isRevision, leavesFrom, leavesOf, treeOf } from '../storage/revisionTree.ts';
import type { Call } from './call.ts';
import { storeOf } from './call.ts';
import { badRequest, notFound, tooLarge } from './couchError.ts';
import { jsonText, withoutBody } from './couchResponse.ts';
import type { RevisionFound, Showing } from './documentText.ts';
import { showDocument } from './documentText.ts';
import { accepts, mixedParts, relatedDocumentParts } from './documentParts.ts';
import type { QueryParameters } from './queryParameters.ts';

export async function readDocument(call: Call): Promise<Response> {
	const store = await storeOf(call);
	const { query, route, request } = call;
	if (query.has('open_revs')) return readOpenRevisions(call, store);
	const found = await findRevision(store, route.docId, query.text('rev'), query.flag('latest'));
	const { row } = found;
	const showing = showingOf(query);
	const headers: Record<string, string> = isPlain(showing) ? { ETag: `"${found.rev}"` } : {};
	if (isPlain(showing) && request.headers.get('if-none-match')?.includes(`"${found.rev}"`)) {
		return withoutBody(304, headers);
	}
	if (showing.attachments === 'inline' && accepts(request, 'multipart/related')) {
		const parts = await relatedDocumentParts(store, row, found, showing);
		if (parts) return parts;
	}
	return jsonText(200, await showDocument(store, row, found, showing), headers);
}

/** What says nothing beside the revision itself may be known again by the revision's tag. */
function isPlain({ attachments, attsSince: _, ...others }: Showing): boolean {
	return attachments === 'stubs' && Object.values(others).every((shown) => !shown);
}

export function showingOf(query: QueryParameters): Showing {
	const meta = query.flag('meta');
	const attsSince = query.has('atts_since') ? revisionsIn(query.json('atts_since')) : [];
	// Attachments lie here as they are, so there is no other encoding to tell of.
	query.flag('att_encoding_info');
	return {
		revs: query.flag('revs'),
		revsInfo: query.flag('revs_info') || meta,
		conflicts: query.flag('conflicts') || meta,
		deletedConflicts: query.flag('deleted_conflicts') || meta,
		localSeq: query.flag('local_seq'),
		attachments: query.flag('attachments') || query.has('atts_since') ? 'inline' : 'stubs',
		attsSince
	};
}

/** The winner, or the revision asked for; with `latest`, the living leaf that follows it. */
export async function findRevision(
	store: DocumentStore,
	id: string,
	asked: string | undefined,
	latest: boolean
): Promise<{ row: DocumentRow; rev: string; content: StoredRevision }> {
	const row = await store.row(id);
	if (!row) throw notFound('missing');
	if (asked === undefined) {
		if (row.deleted) throw notFound('deleted');
		return { row, rev: row.rev, content: row };
	}
	if (!isRevision(asked)) throw badRequest('Invalid rev format');
	const rev = latest ? livingLeafAfter(row, asked) : asked;
	const content = await store.revision(id, rev);
	if (!content) throw notFound('missing');
	return { row, rev, content };
}

function livingLeafAfter(row: DocumentRow, rev: string): string {
	const tree = treeOf(row);
	if (!hasRevision(tree, rev)) return rev;
	const leaves = leavesFrom(tree, rev);
	const alive = leavesOf(tree).find((leaf) => !leaf.deleted && leaves.includes(leaf.rev));
	if (!alive) throw notFound('deleted');
	return alive.rev;
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

async function readOpenRevisions(call: Call, store: DocumentStore): Promise<Response> {
	const { query, request, route, limits } = call;
	const row = await store.row(route.docId);
	const asked = query.text('open_revs') === 'all' ? 'all' : revisionsIn(query.json('open_revs'));
	if (asked !== 'all' && asked.length > limits.documents) throw tooLarge('Too many revisions');
	if (!row && asked === 'all') throw notFound('missing');
	const revisions: RevisionFound[] = row
		? await openRevisions(store, row, asked, query.flag('latest'))
		: (asked === 'all' ? [] : asked).map((missing) => ({ missing }));
	const showing = showingOf(query);
	if (accepts(request, 'multipart/mixed')) {
		const inParts = { ...showing, revs: true };
		return mixedParts(
			store,
			revisions.map((revision) =>
				'missing' in revision || !row ? { error: revision } : { row, revision, showing: inParts }
			)
		);
	}
	const rows = await Promise.all(
		revisions.map(async (revision) => {
			if ('missing' in revision || !row) return JSON.stringify(revision);
			return `{"ok":${await showDocument(store, row, revision, showing)}}`;
		})
	);
	return jsonText(200, `[${rows.join(',')}]`);
}

/** A list of revisions as a caller wrote it. */
export function revisionsIn(asked: unknown): string[] {
	if (Array.isArray(asked) && asked.every((rev) => typeof rev === 'string' && isRevision(rev))) {
		return asked as string[];
	}
	throw badRequest('Invalid rev format');
}
