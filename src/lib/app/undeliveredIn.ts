/** Reads a whole ledger for what this device wrote and the station does not hold. Changes nothing. */
import type { LedgerDocument } from '#lib/domain/documents.ts';
import type { Ledger } from '#lib/ledger/ledger.ts';

const portion = 1_000;

export async function undeliveredIn(ledger: Ledger, device: string): Promise<LedgerDocument[]> {
	const delivered = new Set<string>();
	for (const { id, of, state } of await ledger.receipts()) {
		if (of === 'document' && state === 'delivered') delivered.add(id);
	}
	const undelivered: LedgerDocument[] = [];
	let seq = 0;
	for (;;) {
		const changes = await ledger.changesSince(seq, portion);
		undelivered.push(
			...changes.documents.filter(({ _id, device: writer }) => {
				return writer === device && !delivered.has(_id);
			})
		);
		if (changes.seq === seq) break;
		seq = changes.seq;
	}
	return undelivered.sort((a, b) => (a.deviceSeq ?? 0) - (b.deviceSeq ?? 0));
}
