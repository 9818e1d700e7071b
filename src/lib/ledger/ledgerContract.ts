/** What every ledger promises, whatever holds it. Run on each realisation. */
import { afterEach, describe, expect, it } from 'vitest';
import { sampleDocument, sampleOther, sampleUlid } from '#lib/domain/sampleDocuments.ts';
import type { LedgerDocument, VisitDocument } from '#lib/domain/documents.ts';
import type { Ledger, Receipt } from './ledger.ts';
import { LedgerConflict } from './ledgerFailure.ts';
import { sha256 } from './sha256.ts';

export function visitNumbered(number: number, change: Partial<VisitDocument> = {}): VisitDocument {
	const ulid = `${sampleUlid.slice(0, 20)}${String(number).padStart(6, '0')}`;
	return sampleDocument('visit', sha256, { _id: `visit:${ulid}`, deviceSeq: number, ...change });
}

export function receiptFor(
	document: { _id: string; _rev: string },
	change: Partial<Receipt> = {}
): Receipt {
	return {
		id: document._id,
		rev: document._rev,
		of: 'document',
		state: 'delivered',
		reason: '',
		at: '2026-11-23T03:00:00.000Z',
		...change
	};
}

export function ledgerContract(name: string, openLedger: () => Promise<Ledger>): void {
	describe(`${name} ledger`, () => {
		const opened: Ledger[] = [];
		afterEach(async () => {
			for (const ledger of opened.splice(0)) await ledger.destroy();
		});
		const open = async () => {
			const ledger = await openLedger();
			opened.push(ledger);
			return ledger;
		};

		it('[L1] gives back what was appended, unchanged', async () => {
			const ledger = await open();
			const visit = visitNumbered(1);
			await ledger.append([visit]);
			expect(await ledger.get(visit._id)).toEqual(visit);
			expect(await ledger.get('visit:nobody')).toBeUndefined();
		});

		it('[L2] writes one and the same document once, however often it comes', async () => {
			const ledger = await open();
			const visit = visitNumbered(1);
			await ledger.append([visit]);
			const { seq } = await ledger.changesSince(0, 10);
			await ledger.append([visit]);
			await ledger.take([visit, visit]);
			expect(await ledger.changesSince(0, 10)).toEqual({ documents: [visit], forgotten: [], seq });
		});

		it('[L3] never overwrites: other content under a known id is refused, and nothing of the batch is written', async () => {
			const ledger = await open();
			const visit = visitNumbered(1);
			const other = visitNumbered(1, { note: '别的内容' });
			const beside = visitNumbered(2);
			await ledger.append([visit]);
			const refused = ledger.append([beside, other], { name: 'n', value: { counted: 1 } });
			await expect(refused).rejects.toThrow(LedgerConflict);
			expect(await ledger.get(visit._id)).toEqual(visit);
			expect(await ledger.get(beside._id)).toBeUndefined();
			expect(await ledger.readNote('n')).toBeUndefined();
		});

		it('[L4] writes documents and note together', async () => {
			const ledger = await open();
			await ledger.append([visitNumbered(1)], { name: 'scribe', value: { highest: 1 } });
			await ledger.append([visitNumbered(2)], { name: 'scribe', value: { highest: 2 } });
			expect(await ledger.readNote('scribe')).toEqual({ highest: 2 });
			expect((await ledger.changesSince(0, 10)).documents).toHaveLength(2);
		});

		it('[L5] tells changes in portions, batch after batch, each document once', async () => {
			const ledger = await open();
			expect(await ledger.lastSeq()).toBe(0);
			const visits = [3, 1, 2, 5, 4].map((number) => visitNumbered(number));
			await ledger.take(visits.slice(0, 2));
			await ledger.take(visits.slice(2));
			const first = await ledger.changesSince(0, 2);
			const second = await ledger.changesSince(first.seq, 2);
			const third = await ledger.changesSince(second.seq, 2);
			const end = await ledger.changesSince(third.seq, 2);
			const told = [first, second, third].flatMap(({ documents }) => documents);
			const byNumber = (a: LedgerDocument, b: LedgerDocument) => a.deviceSeq! - b.deviceSeq!;
			expect(told.slice(0, 2).sort(byNumber)).toEqual(visits.slice(0, 2).sort(byNumber));
			expect(told.slice(2).sort(byNumber)).toEqual(visits.slice(2).sort(byNumber));
			expect(end).toEqual({ documents: [], forgotten: [], seq: third.seq });
			expect(await ledger.lastSeq()).toBe(third.seq);
			await ledger.take(visits);
			expect(await ledger.lastSeq()).toBe(third.seq);
		});

		it('[L6] obeys an erasure, tells it, and does not take the document back', async () => {
			const ledger = await open();
			const [kept, erased] = [visitNumbered(1), visitNumbered(2)];
			await ledger.take([kept, erased]);
			const { seq } = await ledger.changesSince(0, 10);
			const tombstone = { id: erased._id, rev: `2-${'0'.repeat(32)}` };
			await ledger.forget([tombstone, { id: 'visit:unknown', rev: '2-0' }]);
			await ledger.forget([tombstone]);
			await ledger.take([erased]);
			expect(await ledger.get(erased._id)).toBeUndefined();
			const after = await ledger.changesSince(seq, 10);
			expect(after).toMatchObject({ documents: [], forgotten: [erased._id] });
			expect((await ledger.changesSince(0, 10)).documents).toEqual([kept]);
		});

		it('[L7] keeps the last receipt of each document and of each picture, over many', async () => {
			const ledger = await open();
			const visits = Array.from({ length: 230 }, (_, at) => visitNumbered(at + 1));
			const first = visits[0]!;
			await ledger.settle([receiptFor(first, { state: 'refused', reason: 'scope' })]);
			await ledger.settle(visits.map((visit) => receiptFor(visit)));
			await ledger.settle([receiptFor(first, { of: 'picture' })]);
			const receipts = await ledger.receipts();
			expect(receipts).toHaveLength(231);
			expect(receipts.filter(({ id }) => id === first._id)).toEqual([
				receiptFor(first),
				receiptFor(first, { of: 'picture' })
			]);
		});

		it('[L8] keeps notes apart from documents', async () => {
			const ledger = await open();
			await ledger.writeNote('pull', { since: '7-abc' });
			await ledger.writeNote('pull', { since: '8-abc' });
			expect(await ledger.readNote('pull')).toEqual({ since: '8-abc' });
			expect(await ledger.readNote('outbox')).toBeUndefined();
			expect(await ledger.changesSince(0, 10)).toEqual({ documents: [], forgotten: [], seq: 0 });
		});

		it('[L9] tells listeners after a change, until they stop', async () => {
			const ledger = await open();
			let heard = 0;
			const stop = ledger.onChange(() => (heard += 1));
			await ledger.append([visitNumbered(1)]);
			await new Promise((resolve) => setTimeout(resolve, 5));
			expect(heard).toBe(1);
			stop();
			await ledger.take([visitNumbered(2)]);
			await new Promise((resolve) => setTimeout(resolve, 5));
			expect(heard).toBe(1);
		});

		it('[L10] when two contents of one id arrive, keeps both and shows the same one whatever the order', async () => {
			const pair = [
				visitNumbered(1),
				visitNumbered(1, { _id: visitNumbered(1)._id, note: sampleOther })
			];
			const [one, two] = [await open(), await open()];
			await one.take(pair);
			await two.take([...pair].reverse());
			const shown = await one.get(pair[0]!._id);
			expect(shown).toEqual(await two.get(pair[0]!._id));
			expect(pair).toContainEqual(shown);
		});

		it('[M64] what the station wrote later takes the place of what it wrote before, whatever the order', async () => {
			const said = visitNumbered(1, { note: '原来说的' });
			const cut = { ...visitNumbered(1, { note: '' }) };
			const later = { ...cut, _rev: cut._rev.replace('1-', '2-') };
			const [one, two] = [await open(), await open()];
			await one.take([said, visitNumbered(2)]);
			const { seq } = await one.changesSince(0, 10);
			await one.take([later]);
			await two.take([later]);
			await two.take([said]);
			for (const ledger of [one, two]) {
				expect(await ledger.get(said._id)).toEqual(later);
				await ledger.take([later]);
			}
			expect((await one.changesSince(seq, 10)).documents).toEqual([later]);
			await one.forget([{ id: said._id, rev: later._rev }]);
			const last = { ...cut, _rev: cut._rev.replace('1-', '3-') };
			await one.take([last]);
			expect(await one.get(said._id)).toBeUndefined();
		});

		it('[L11] a closed ledger answers by its kind of failure and does not open by itself', async () => {
			const ledger = await openLedger();
			await ledger.close();
			await expect(ledger.get('visit:x')).rejects.toMatchObject({ kind: 'storage_closed' });
		});
	});
}
