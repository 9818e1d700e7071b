/**
 * Sends one database to the district, from where both sides agree to its end, page by page: asks
 * what is missing, sends that with its history and attachments, and writes down on both sides how
 * far it came. What the district refuses is noted and stands in nobody's way.
 */
import type { DocumentRow, DocumentStore } from '../storage/documentStore.ts';
import { plainShowing, showDocument } from '../http/documentText.ts';
import { agreedSeq, nextCheckpoint } from './checkpoint.ts';
import type { District } from './district.ts';
import type { RefusedBook } from './refusedBook.ts';

export interface CarryParts {
	store: DocumentStore;
	district: District;
	refused: RefusedBook;
	/** Of the checkpoint, on both sides. */
	replicationId: string;
	/** New at every start of the station. */
	session: string;
	now: () => string;
	/** Called with each place that both sides have written down. */
	onPlace: (since: string) => void;
}

const pageRows = 200;
/** Of one request; a single document may be larger. */
const mostCharacters = 1024 * 1024;

export async function carry(parts: CarryParts): Promise<void> {
	const { store, district, replicationId, session, now, onPlace } = parts;
	let theirs = await district.readLocal(store.name, replicationId);
	if (!theirs) await district.ensureDatabase(store.name);
	let ours = await readOurs(store, replicationId);
	let since = agreedSeq(ours, theirs?.content);
	onPlace(since);
	for (;;) {
		const page = await store.changes({ since, limit: pageRows, bodies: true });
		if (page.rows.length === 0) return;
		await sendRows(parts, page.rows);
		since = page.lastSeq;
		const entry = { session_id: session, recorded_seq: since, end_time: now() };
		// Theirs first: if we stop between the two, the older place counts.
		const next = nextCheckpoint(theirs?.content, entry);
		const rev = await district.writeLocal(store.name, replicationId, next, theirs?.rev);
		theirs = { rev, content: next };
		ours = nextCheckpoint(ours, entry);
		await store.writeLocal(replicationId, JSON.stringify(ours));
		onPlace(since);
	}
}

/** What was refused before is offered once more. */
export async function carryRefused(parts: CarryParts): Promise<void> {
	const ids = parts.refused.ids();
	if (ids.length === 0) return;
	const rows = await parts.store.rows(ids);
	await sendRows(
		parts,
		rows.filter((row) => row !== undefined)
	);
}

async function readOurs(store: DocumentStore, id: string): Promise<unknown> {
	const found = await store.local(id);
	return found && (JSON.parse(found.body) as unknown);
}

async function sendRows(parts: CarryParts, rows: readonly DocumentRow[]): Promise<void> {
	const { store, district, refused } = parts;
	const asked = Object.fromEntries(rows.map((row) => [row.id, row.leaves ?? [row.rev]]));
	const missing = await district.missing(store.name, asked);
	let batch: Offered[] = [];
	let characters = 0;
	const send = async () => {
		if (batch.length > 0) await sendBatch(parts, batch);
		batch = [];
		characters = 0;
	};
	for (const row of rows) {
		const revs = (missing.get(row.id) ?? []).filter((rev) => asked[row.id]?.includes(rev));
		if (revs.length === 0) refused.taken(row.id);
		for (const rev of revs) {
			const content = await store.revision(row.id, rev);
			if (!content) continue;
			const showing = { ...plainShowing, revs: true, attachments: 'inline' as const };
			const text = await showDocument(store, row, { rev, content }, showing);
			if (characters + text.length > mostCharacters) await send();
			batch.push({ id: row.id, text });
			characters += text.length;
		}
	}
	await send();
	await refused.save();
}

interface Offered {
	id: string;
	text: string;
}

/** A body that is too much is halved, down to the one document that alone is then refused. */
async function sendBatch(parts: CarryParts, batch: readonly Offered[]): Promise<void> {
	const { store, district, refused } = parts;
	const answer = await district.take(
		store.name,
		batch.map(({ text }) => text)
	);
	if (answer === 'too_much') {
		const [only] = batch;
		if (only && batch.length === 1) {
			refused.note({ id: only.id, error: 'too_large', reason: 'Not taken by itself either.' });
			return;
		}
		const middle = Math.ceil(batch.length / 2);
		await sendBatch(parts, batch.slice(0, middle));
		await sendBatch(parts, batch.slice(middle));
		return;
	}
	const named = new Set(answer.map(({ id }) => id));
	for (const { id } of batch) if (!named.has(id)) refused.taken(id);
	for (const one of answer) refused.note(one);
}
