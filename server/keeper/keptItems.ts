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
/** Each may have 64 KB. */
const pageRows = 200;
/** Older ones come up as the newer ones are decided. */
const mostRead = 2_000;

export async function openCount(quarantine: DocumentStore): Promise<number> {
	return (await countOf(quarantine, itemPrefix)) - (await countOf(quarantine, decisionPrefix));
}

export interface NewestItems {
	open: KeptItem[];
	/** Those decided last. */
	decided: KeptItem[];
}

/** The newest first, found in one reading. */
export async function newestItems(
	quarantine: DocumentStore,
	{ mostOpen, mostDecided }: { mostOpen: number; mostDecided: number }
): Promise<NewestItems> {
	const open: KeptItem[] = [];
	const decided: string[] = [];
	let before: string | undefined;
	for (let read = 0; read < mostRead && open.length < mostOpen; read += pageRows) {
		const { rows } = await quarantine.changes({
			since: '0',
			limit: pageRows,
			bodies: true,
			descending: true,
			...(before === undefined ? {} : { before })
		});
		const items = await withDecisions(quarantine, rows.filter(isItem));
		open.push(...items.filter(({ decision }) => decision === undefined));
		decided.push(...rows.filter(({ id }) => id.startsWith(decisionPrefix)).map(({ id }) => id));
		before = rows.at(-1)?.place;
		if (rows.length < pageRows) break;
	}
	const ids = decided.slice(0, mostDecided).map((id) => id.replace(decisionPrefix, itemPrefix));
	const rows = (await quarantine.rows(ids)).filter((row) => row !== undefined);
	return { open: open.slice(0, mostOpen), decided: await withDecisions(quarantine, rows) };
}

export async function keptItem(
	quarantine: DocumentStore,
	id: string
): Promise<KeptItem | undefined> {
	const row = await quarantine.row(id);
	if (!row || !isItem(row)) return undefined;
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

function isItem({ id, deleted }: DocumentRow): boolean {
	return id.startsWith(itemPrefix) && !deleted;
}

async function countOf(store: DocumentStore, prefix: string): Promise<number> {
	const end = `${prefix.slice(0, -1)};`;
	return (await store.countBefore(end)) - (await store.countBefore(prefix));
}

function decisionIdOf(item: string): string {
	return `${decisionPrefix}${item.slice(itemPrefix.length)}`;
}
