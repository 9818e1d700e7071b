/** Draws what this phone wrote, with the receipts that are known, and keeps the counts in step. */
import type { LedgerDocument } from '#lib/domain/documents.ts';
import type { Receipt } from '#lib/ledger/ledger.ts';
import { changeCounts } from './counts.ts';
import type { ProjectionDatabase } from './database.ts';
import type { Drawing } from './drawing.ts';
import { projectRecord, settleRecord } from './projectRecord.ts';
import type { StoredRecord } from './storedRows.ts';

export async function drawRecords(
	drawing: Drawing,
	documents: readonly LedgerDocument[]
): Promise<void> {
	const fresh = documents.flatMap((document) => projectRecord(document, drawing) ?? []);
	if (fresh.length === 0) return;
	const { database } = drawing;
	const known = await database.receipts.bulkGet(
		fresh.flatMap(({ id }) => [receiptKey('document', id), receiptKey('picture', id)])
	);
	const byId = receiptsById(known.flatMap((receipt) => receipt ?? []));
	await putRecords(
		database,
		fresh.map((record) => (byId.get(record.id) ?? []).reduce(settleRecord, record))
	);
}

/** Keeps receipts and moves their records; a receipt may come before its record. */
export async function drawReceipts(
	database: ProjectionDatabase,
	receipts: readonly Receipt[]
): Promise<void> {
	const latest = [...new Map(receipts.map((one) => [receiptKey(one.of, one.id), one])).values()];
	await database.transaction(
		'rw',
		[database.records, database.receipts, database.facts],
		async () => {
			await database.receipts.bulkPut(
				latest.map((receipt) => ({ ...receipt, key: receiptKey(receipt.of, receipt.id) }))
			);
			const byId = receiptsById(latest);
			const records = await database.records.bulkGet([...byId.keys()]);
			await putRecords(
				database,
				records.flatMap((record) =>
					record ? (byId.get(record.id) ?? []).reduce(settleRecord, record) : []
				)
			);
		}
	);
}

export function receiptKey(of: Receipt['of'], id: string): string {
	return `${of} ${id}`;
}

async function putRecords(database: ProjectionDatabase, records: StoredRecord[]): Promise<void> {
	const before = await database.records.bulkGet(records.map(({ id }) => id));
	await database.records.bulkPut(records);
	await changeCounts(
		database,
		before.flatMap((record) => record ?? []),
		records
	);
}

function receiptsById(receipts: readonly Receipt[]): Map<string, Receipt[]> {
	const byId = new Map<string, Receipt[]>();
	for (const receipt of receipts) {
		const known = byId.get(receipt.id);
		if (known) known.push(receipt);
		else byId.set(receipt.id, [receipt]);
	}
	return byId;
}
