/**
 * The keeper's desk for what was refused: what there is, a look at one, and what becomes of it.
 * Without a grant it says what kind of thing it is and why it was refused, never what it says.
 */
import { createHash } from 'node:crypto';
import type { LedgerDocument } from '#lib/domain/documents.ts';
import { documentShapes } from '#lib/domain/documentShapes.ts';
import { quarantineOf } from '#lib/domain/feeds.ts';
import { owns } from '#lib/domain/shapeChecks.ts';
import type { QuarantinedDocument } from '../access/quarantine.ts';
import { CouchError, notFound } from '../http/couchError.ts';
import type { DocumentStore } from '../storage/documentStore.ts';
import { editOf } from '../storage/edit.ts';
import type { Acceptable } from './acceptance.ts';
import { acceptanceOf, feedFor } from './acceptance.ts';
import { grantOf } from './contentGrant.ts';
import type { KeeperParts } from './keeperParts.ts';
import type { Decision, KeptItem } from './keptItems.ts';
import { keptItem, newestItems, writeDecision } from './keptItems.ts';
import type { Repairable } from './repair.ts';
import { repairableIn, repaired } from './repair.ts';

/** What is told of an item without looking into it. */
interface ItemListed {
	id: string;
	/** Of the document; `unknown` where it names none of ours. */
	kind: string;
	reason: string;
	detail: string;
	bytes: number;
	account: string;
	device: string;
	deviceSeq: number | null;
	/** The grid whose feed it was pushed to, as people call it. */
	grid: string;
	receivedAt: string;
	acceptable: Acceptable;
	/** Whether correcting one field would make it fit. */
	repairable: boolean;
	arrived: boolean;
	decision: { decision: Decision; by: string; at: string } | null;
}

const mostOpen = 200;
const mostDecided = 20;

export async function listItems(parts: KeeperParts): Promise<ItemListed[]> {
	const store = await quarantineStore(parts);
	const { open, decided } = await newestItems(store, { mostOpen, mostDecided });
	return await Promise.all([...open, ...decided].map(async (item) => listed(parts, item)));
}

/** The document as it was sent. Only under a grant, and noted before it is shown. */
export async function lookAt(
	parts: KeeperParts,
	keeper: string,
	id: string
): Promise<{ document: unknown; repairable: Repairable | null }> {
	assertGranted(parts, keeper);
	const { content } = await itemOf(parts, id);
	parts.audit.note('look', keeper, { item: id });
	return { document: JSON.parse(content.document), repairable: repairableIn(content) ?? null };
}

/** Puts the document into its feed as it is. The phone gets it back from there as its receipt. */
export async function accept(parts: KeeperParts, keeper: string, id: string): Promise<void> {
	const { content } = await openItemOf(parts, id);
	const { acceptable, target } = await acceptanceOf({ ...parts, sha256 }, content);
	if (!target) throw new CouchError(422, 'unprocessable', 'feed');
	if (acceptable === 'with_content') assertGranted(parts, keeper);
	parts.audit.note('accept', keeper, { item: id });
	await parts.access.settled();
	await target.feed.write([editOf(target.document, { newEdits: false })], { newEdits: false });
	await decide(parts, keeper, id, 'accepted');
}

/** Puts a corrected copy into the feed. Only who has been let to look may write what it says. */
export async function repair(
	parts: KeeperParts,
	keeper: string,
	id: string,
	value: unknown
): Promise<void> {
	assertGranted(parts, keeper);
	const { content } = await openItemOf(parts, id);
	const copy = repaired(content, value, sha256);
	if (!copy.ok) throw new CouchError(422, 'unprocessable', copy.refusal);
	const feed = await feedOf(parts, copy.value, content.feed);
	parts.audit.note('repair', keeper, { item: id, became: copy.value._rev });
	await parts.access.settled();
	await feed.write([editOf(copy.value, { newEdits: false })], { newEdits: false });
	await decide(parts, keeper, id, 'repaired');
}

/** It stays refused; the phone shows the reason, and the worker writes it anew or lets it be. */
export async function giveBack(parts: KeeperParts, keeper: string, id: string): Promise<void> {
	await openItemOf(parts, id);
	parts.audit.note('return', keeper, { item: id });
	await parts.access.settled();
	await decide(parts, keeper, id, 'returned');
}

/** Where it belongs, unless another document is there under its id. */
async function feedOf(
	parts: KeeperParts,
	document: LedgerDocument,
	from: string
): Promise<DocumentStore> {
	const feed = await feedFor(parts, document, from);
	const there = await feed?.row(document._id);
	if (!feed || (there && there.rev !== document._rev)) {
		throw new CouchError(422, 'unprocessable', 'feed');
	}
	return feed;
}

async function decide(
	parts: KeeperParts,
	by: string,
	item: string,
	decision: Decision
): Promise<void> {
	const at = new Date(parts.nowMs()).toISOString();
	await writeDecision(await quarantineStore(parts), { item, decision, by, at });
}

async function listed(
	parts: KeeperParts,
	{ id, content, decision }: KeptItem
): Promise<ItemListed> {
	const { acceptable, arrived } = await acceptanceOf({ ...parts, sha256 }, content);
	const { account, device, deviceSeq, receivedAt, reason } = content;
	const grid = parts.community().grids.find((one) => content.feed.endsWith(one.id));
	return {
		...{ id, account, device, receivedAt, reason, acceptable, arrived },
		repairable: repairableIn(content) !== undefined,
		kind: kindOf(content),
		detail: detailOf(content),
		bytes: Buffer.byteLength(content.document),
		deviceSeq: deviceSeq ?? null,
		grid: grid?.label ?? '',
		decision: decision ? { decision: decision.decision, by: decision.by, at: decision.at } : null
	};
}

function kindOf({ document }: QuarantinedDocument): string {
	const { kind } = (JSON.parse(document) ?? {}) as { kind?: unknown };
	return typeof kind === 'string' && owns(documentShapes, kind) ? kind : 'unknown';
}

/** The name of a field is the document's own word where it is none of ours. */
function detailOf({ detail }: QuarantinedDocument): string {
	const field = /^field (.*)$/s.exec(detail)?.[1];
	const isOurs = Object.values(documentShapes).some((shape) => owns(shape, field ?? ''));
	return field === undefined || isOurs ? detail : 'field ?';
}

async function openItemOf(parts: KeeperParts, id: string): Promise<KeptItem> {
	const item = await itemOf(parts, id);
	if (item.decision) throw new CouchError(409, 'conflict', 'decided already');
	return item;
}

async function itemOf(parts: KeeperParts, id: string): Promise<KeptItem> {
	const item = await keptItem(await quarantineStore(parts), id);
	if (!item) throw notFound('missing');
	return item;
}

function assertGranted(parts: KeeperParts, keeper: string): void {
	if (!grantOf(parts, keeper)) throw new CouchError(403, 'forbidden', 'content');
}

async function quarantineStore({ storage, community }: KeeperParts): Promise<DocumentStore> {
	const store = await storage.open(quarantineOf(community().id));
	if (!store) throw new Error('There is no quarantine.');
	return store;
}

function sha256(text: string): string {
	return createHash('sha256').update(text, 'utf8').digest('hex');
}
