/**
 * What lies in quarantine, and what was decided about it. A decision is a document beside the item,
 * written once; the item itself stays whole for ever.
 */
import { createHash } from 'node:crypto';
import type { QuarantinedDocument } from '../access/quarantine.ts';
import { CouchError } from '../http/couchError.ts';
import type { DocumentRow, DocumentStore } from '../storage/documentStore.ts';

export type Decision = 'accepted' | 'repaired' | 'returned';

export interface DecisionDocument {
	kind: 'decided';
	item: string;
	decision: Decision;
	/** The account that decided. */
	by: string;
	/** Station time, ISO. */
	at: string;
}

export interface KeptItem {
	id: string;
	content: QuarantinedDocument;
	decision: DecisionDocument | undefined;
}

const itemPrefix = 'quarantined:';
const decisionPrefix = 'decided:';
const pageRows = 500;
/** Older ones come up as the newer ones are decided. */
const mostRead = 5_000;

export async function openCount(quarantine: DocumentStore): Promise<number> {
	return (await countOf(quarantine, itemPrefix)) - (await countOf(quarantine, decisionPrefix));
}

/** The newest first, whether decided or not. */
export async function newestItems(
	quarantine: DocumentStore,
	most: number,
	wanted: (item: KeptItem) => boolean
): Promise<KeptItem[]> {
	const items: KeptItem[] = [];
	let before: number | undefined;
	for (let read = 0; read < mostRead && items.length < most; read += pageRows) {
		const { rows } = await quarantine.changes({
			since: '0',
			limit: pageRows,
			bodies: true,
			descending: true,
			...(before === undefined ? {} : { before })
		});
		const kept = rows.filter(({ id, deleted }) => id.startsWith(itemPrefix) && !deleted);
		items.push(...(await withDecisions(quarantine, kept)).filter(wanted));
		before = rows.at(-1)?.seq;
		if (rows.length < pageRows) break;
	}
	return items.slice(0, most);
}

export async function keptItem(
	quarantine: DocumentStore,
	id: string
): Promise<KeptItem | undefined> {
	const row = id.startsWith(itemPrefix) ? await quarantine.row(id) : undefined;
	if (!row || row.deleted) return undefined;
	return (await withDecisions(quarantine, [row]))[0];
}

/** Durable when it resolves. Throws 409 where somebody decided before. */
export async function writeDecision(
	quarantine: DocumentStore,
	decision: Omit<DecisionDocument, 'kind'>
): Promise<void> {
	const content: DecisionDocument = { kind: 'decided', ...decision };
	const body = JSON.stringify(content);
	const hash = createHash('sha256').update(body).digest('hex').slice(0, 32);
	const id = decisionIdOf(decision.item);
	if (await quarantine.row(id)) throw new CouchError(409, 'conflict', 'decided already');
	const edit = { id, deleted: false, body, attachments: null };
	await quarantine.write([{ ...edit, revisions: { start: 1, ids: [hash] } }], { newEdits: false });
}

async function withDecisions(
	quarantine: DocumentStore,
	rows: readonly DocumentRow[]
): Promise<KeptItem[]> {
	const decisions = await quarantine.rows(rows.map(({ id }) => decisionIdOf(id)));
	return rows.map(({ id, body }, at) => {
		const decided = decisions[at]?.body;
		return {
			id,
			content: JSON.parse(body) as QuarantinedDocument,
			decision: decided === undefined ? undefined : (JSON.parse(decided) as DecisionDocument)
		};
	});
}

async function countOf(store: DocumentStore, prefix: string): Promise<number> {
	const end = `${prefix.slice(0, -1)};`;
	return (await store.countBefore(end)) - (await store.countBefore(prefix));
}

function decisionIdOf(item: string): string {
	return `${decisionPrefix}${item.slice(itemPrefix.length)}`;
}
