import { expect, it } from 'vitest';
import type { LedgerDocument } from '#lib/domain/documents.ts';
import type { Ledger } from '#lib/ledger/ledger.ts';
import { openMemoryLedger } from '#lib/ledger/memoryLedger.ts';
import { openOutbox } from './outbox.ts';

const device = '01KAR6E2Q8Z0000000000000P1';

function written(number: number, by: string): LedgerDocument {
	const document = { _id: `visit:${String(number)}`, _rev: '1-0', device: by, deviceSeq: number };
	return document as unknown as LedgerDocument;
}

it('[M10] two who look at once both know what waits, behind a long first load', async () => {
	const quick = openMemoryLedger('feed-grid-150105001019-01');
	const ledger: Ledger = {
		...quick,
		async changesSince(seq, limit) {
			await new Promise((read) => setImmediate(read));
			return quick.changesSince(seq, limit);
		}
	};
	const outbox = await openOutbox(ledger, device);
	await ledger.take(Array.from({ length: 2_500 }, (_, index) => written(index, 'other')));
	await ledger.append([written(9_000, device)]);
	const first = outbox.catchUp();
	await outbox.catchUp();
	expect(outbox.waiting().map(({ deviceSeq }) => deviceSeq)).toEqual([9_000]);
	await first;
});
