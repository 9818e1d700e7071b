/**
 * Reads the answer to `_bulk_docs`: the receipt. No row for an id means that the station holds that
 * very revision, fsynced; a row means that it lies in quarantine, with the reason (SAFETY F14).
 */
import type { LedgerDocument } from '#lib/domain/documents.ts';
import type { Receipt } from '#lib/ledger/ledger.ts';

interface AnswerRow {
	id?: unknown;
	rev?: unknown;
	ok?: unknown;
	error?: unknown;
	reason?: unknown;
}

export interface AnswerForBatch {
	receipts: Receipt[];
	/** Ids the station could not decide about now; they stay waiting. */
	undecided: string[];
}

/** Undefined where the answer is not one to a batch. */
export function receiptsFromAnswer(
	batch: readonly LedgerDocument[],
	answer: unknown,
	at: string
): AnswerForBatch | undefined {
	if (!Array.isArray(answer)) return undefined;
	const rows = new Map<string, AnswerRow>();
	for (const row of answer as unknown[]) {
		const id = (row as AnswerRow | null)?.id;
		if (typeof id !== 'string') return undefined;
		rows.set(id, row as AnswerRow);
	}
	const receipts: Receipt[] = [];
	const undecided: string[] = [];
	for (const { _id: id, _rev: rev } of batch) {
		const verdict = verdictOf(rows.get(id), rev);
		if (verdict === undefined) undecided.push(id);
		else receipts.push({ id, rev, of: 'document', ...verdict, at });
	}
	return { receipts, undecided };
}

type Verdict = Pick<Receipt, 'state' | 'reason'>;

function verdictOf(row: AnswerRow | undefined, rev: string): Verdict | undefined {
	if (!row) return { state: 'delivered', reason: '' };
	if (row.ok === true && row.rev === rev) return { state: 'delivered', reason: '' };
	if (row.error === 'forbidden') return { state: 'refused', reason: refusalOf(row.reason) };
	if (row.error === 'conflict') return { state: 'refused', reason: 'exists' };
	return undefined;
}

/** `quarantined: scope | the document belongs to another feed` → `scope`. */
function refusalOf(reason: unknown): string {
	const found = /^quarantined: ([a-z_]+)/.exec(String(reason));
	return found?.[1] ?? 'refused';
}
