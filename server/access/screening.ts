/**
 * Looks at every pushed document before it is written. What may stay goes on; everything else lies
 * in quarantine before the answer names it, and stands in nobody's way.
 */
import { createHash } from 'node:crypto';
import type { RoleGrant } from '#lib/domain/feeds.ts';
import { writerIn } from '#lib/domain/feeds.ts';
import { checkPush } from '#lib/domain/pushRules.ts';
import { revisionOf } from '#lib/domain/revision.ts';
import { badRequest, CouchError, tooLarge } from '../http/couchError.ts';
import type { RefusedRow, Screening } from '../http/gate.ts';
import type { DocumentRow, DocumentStore } from '../storage/documentStore.ts';
import { hasRevision, treeOf } from '../storage/revisionTree.ts';
import type { ClashParts } from './contentClash.ts';
import { settleClash } from './contentClash.ts';
import type { Refused } from './quarantine.ts';
import { quarantine } from './quarantine.ts';

export interface Pusher {
	account: string;
	device: string | null;
	grants: readonly RoleGrant[];
}

export interface ScreeningParts {
	/** Other stations take documents for this feed too. */
	isShared: boolean;
	feed: DocumentStore;
	quarantine: DocumentStore;
	now: () => string;
	spend: (device: string, documents: number, bytes: number) => void;
}

/** SAFETY 1.5 */
const mostDocuments = 200;

export async function screenPush(
	{ feed, quarantine: kept, now, spend, isShared }: ScreeningParts,
	{ account, device, grants }: Pusher,
	docs: readonly unknown[],
	newEdits: boolean
): Promise<Screening> {
	if (newEdits) {
		throw new CouchError(403, 'forbidden', 'A feed takes documents with new_edits=false only.');
	}
	if (device === null) throw badRequest('Name the device in the header X-Qingge-Device.');
	if (docs.length > mostDocuments) throw tooLarge(`More than ${mostDocuments} documents`);
	spend(JSON.stringify([account, device]), docs.length, JSON.stringify(docs).length);

	const context = { account, device, grants, feed: feed.name, sha256 };
	const known = await feed.rows(docs.map((document) => idOf(document)));
	const taken = new Map<string, unknown>();
	const refusals: { document: unknown; kind: string; detail: string }[] = [];
	docs.forEach((document, index) => {
		const outcome = checkPush(document, context);
		if (!outcome.ok) {
			// The keeper took it in: the station holds this very content. An invented history stays a lie.
			const { refusal } = outcome;
			if (refusal.kind !== 'generation' && isHeld(document, known[index])) return;
			refusals.push({ document, ...refusal });
			return;
		}
		const { _id: id, _rev: rev } = outcome.value;
		const before = known[index];
		const earlier = (taken.get(id) as { _rev: string } | undefined)?._rev;
		if (earlier !== undefined ? earlier !== rev : before && !holds(before, rev)) {
			refusals.push({ document, kind: 'exists', detail: 'the id is known with another content' });
		} else if (!before) taken.set(id, outcome.value);
	});

	const refused = refusals.map(({ document, kind, detail }): Refused => ({
		feed: feed.name,
		account,
		// As it signs its records in this feed.
		device: writerIn(feed.name, device),
		kind,
		detail,
		document
	}));
	await quarantine(kept, refused, now());
	const screening = { take: [...taken.values()], refused: refused.map(rowOf) };
	if (!isShared) return screening;
	return { ...screening, settle: () => settle({ feed, quarantine: kept, now }, taken) };
}

/** No turn holds over several stations, so what was taken is looked at once more. */
async function settle(
	parts: ClashParts,
	taken: ReadonlyMap<string, unknown>
): Promise<RefusedRow[]> {
	const rows = await parts.feed.rows([...taken.keys()]);
	const lost: Refused[] = [];
	for (const row of rows) {
		if (row?.leaves) lost.push(...(await settleClash(parts, row.id)));
	}
	const isOurs = (row: RefusedRow) => (taken.get(row.id) as { _rev?: string })._rev === row.rev;
	return lost.map(rowOf).filter(isOurs);
}

function isHeld(document: unknown, row: DocumentRow | undefined): boolean {
	const { _rev: rev } = (document ?? {}) as { _rev?: unknown };
	if (!row || typeof rev !== 'string' || !holds(row, rev)) return false;
	return revisionOf(document as object, sha256) === rev;
}

/** Also a revision that was erased since: the station had it, and the phone may let go of it. */
function holds(row: DocumentRow, rev: string): boolean {
	return row.rev === rev || hasRevision(treeOf(row), rev);
}

function rowOf({ document, kind, detail }: Refused): RefusedRow {
	const rev = (document as { _rev?: unknown } | null)?._rev;
	return {
		id: idOf(document),
		...(typeof rev === 'string' ? { rev } : {}),
		error: 'forbidden',
		reason: `quarantined: ${kind} | ${detail}`
	};
}

function idOf(document: unknown): string {
	const id = (document as { _id?: unknown } | null | undefined)?._id;
	return typeof id === 'string' ? id : '';
}

function sha256(text: string): string {
	return createHash('sha256').update(text, 'utf8').digest('hex');
}
