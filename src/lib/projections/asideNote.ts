/**
 * What nobody could read lies in a note of its ledger, so that rows may be deleted without losing it.
 * A newer program reads it again.
 */
import type { LedgerDocument } from '#lib/domain/documents.ts';
import { parseDocument } from '#lib/domain/parseDocument.ts';
import type { Ledger } from '#lib/ledger/ledger.ts';
import type { SetAsideRow } from './rows.ts';

interface AsideNote {
	rows: SetAsideRow[];
}

const noteName = 'aside';
/** Beyond this only id and reason are kept; the whole lies at the station. */
const mostWhole = 200;

export async function readAside(ledger: Ledger): Promise<SetAsideRow[]> {
	return (await ledger.readNote<AsideNote>(noteName))?.rows ?? [];
}

/** Answers all that is aside now; an id is there once, as it came last. */
export async function addAside(
	ledger: Ledger,
	more: readonly SetAsideRow[]
): Promise<SetAsideRow[]> {
	const byId = new Map((await readAside(ledger)).map((row) => [row.id, row]));
	for (const row of more) byId.set(row.id, row);
	const rows = [...byId.values()].map((row, at) =>
		at < mostWhole ? row : { ...row, document: null }
	);
	await ledger.writeNote(noteName, { rows });
	return rows;
}

/** Moves into the ledger what can be read by now. */
export async function readAgain(ledger: Ledger): Promise<void> {
	const rows = await readAside(ledger);
	const readable: LedgerDocument[] = [];
	const rest = rows.filter((row) => {
		const parsed = parseDocument(row.document);
		if (!parsed.ok || parsed.value._id !== row.id) return true;
		readable.push(parsed.value);
		return false;
	});
	if (readable.length === 0) return;
	await ledger.take(readable);
	await ledger.writeNote(noteName, { rows: rest });
}
