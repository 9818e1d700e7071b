import 'fake-indexeddb/auto';
import { describe, expect, it } from 'vitest';
import { ledgerContract, receiptFor, visitNumbered } from './ledgerContract.ts';
import { openPouchLedger } from './pouchLedger.ts';

const feed = 'feed-grid-150105001019-01';
let opened = 0;
const freshName = () => `ledger-test-${(opened += 1)}`;

ledgerContract('pouch', () => openPouchLedger({ feed, name: freshName() }));

describe('pouch ledger on disk', () => {
	it('[L12] holds everything over a restart: documents, notes, receipts', async () => {
		const name = freshName();
		const before = await openPouchLedger({ feed, name });
		const visit = visitNumbered(1);
		await before.append([visit], { name: 'scribe', value: { highest: 1 } });
		await before.settle([receiptFor(visit)]);
		await before.close();
		const after = await openPouchLedger({ feed, name });
		expect(await after.get(visit._id)).toEqual(visit);
		expect(await after.readNote('scribe')).toEqual({ highest: 1 });
		expect(await after.receipts()).toEqual([receiptFor(visit)]);
		await after.destroy();
	});

	it('[L13] opens a database anew that the browser closed, and goes on', async () => {
		const name = freshName();
		const ledger = await openPouchLedger({ feed, name });
		await closingUnder(async (close) => {
			await ledger.append([visitNumbered(1)]);
			close();
			await ledger.append([visitNumbered(2)]);
			close();
			expect((await ledger.changesSince(0, 10)).documents).toHaveLength(2);
		});
		await ledger.destroy();
	});

	it('[L13] a note that the full disk refuses at its commit is told, and the next one is written', async () => {
		const ledger = await openPouchLedger({ feed, name: freshName() });
		await ledger.writeNote('outbox', { seq: 1 });
		await refusingCommits(async () => {
			await expect(ledger.writeNote('outbox', { seq: 2 })).rejects.toMatchObject({
				name: 'LedgerFailure'
			});
			await expect(ledger.settle([receiptFor(visitNumbered(1))])).rejects.toMatchObject({
				name: 'LedgerFailure'
			});
		});
		expect(await ledger.readNote('outbox')).toEqual({ seq: 1 });
		await ledger.writeNote('outbox', { seq: 3 });
		expect(await ledger.readNote('outbox')).toEqual({ seq: 3 });
		await ledger.destroy();
	});

	it('[M64] what the station took back lies nowhere on the disk any more', async () => {
		const name = freshName();
		const ledger = await openPouchLedger({ feed, name });
		const said = visitNumbered(1, { note: '不愿意让人知道的话' });
		const cut = visitNumbered(1);
		await ledger.take([said]);
		expect(await bytesOf(name)).toContain(said.note);
		await ledger.take([{ ...cut, _rev: cut._rev.replace('1-', '2-') }]);
		expect(await bytesOf(name)).not.toContain(said.note);
		expect(await bytesOf(name)).toContain(cut._rev.slice('1-'.length));
		await ledger.destroy();
	});

	it('[L13] does not go on with a database that was emptied under it', async () => {
		const name = freshName();
		const ledger = await openPouchLedger({ feed, name });
		await closingUnder(async (close) => {
			await ledger.append([visitNumbered(1)]);
			close();
			await new Promise((resolve) => {
				indexedDB.deleteDatabase(`_pouch_${name}`).onsuccess = resolve;
			});
			await expect(ledger.append([visitNumbered(2)])).rejects.toMatchObject({
				kind: 'storage_closed'
			});
		});
		await expect(ledger.changesSince(0, 10)).rejects.toMatchObject({ kind: 'storage_closed' });
		const again = await openPouchLedger({ feed, name });
		expect(await again.changesSince(0, 10)).toMatchObject({ documents: [] });
		await again.destroy();
	});

	it('[L9] a second handle hears of what the first wrote', async () => {
		const name = freshName();
		const [one, two] = [
			await openPouchLedger({ feed, name }),
			await openPouchLedger({ feed, name })
		];
		const heard = new Promise<string>((resolve) => two.onChange(() => resolve('heard')));
		await one.append([visitNumbered(1)]);
		expect(await heard).toBe('heard');
		expect(await two.get(visitNumbered(1)._id)).toEqual(visitNumbered(1));
		await one.destroy();
	});
});

/** As a browser does when it comes back from the background, or takes storage away. */
async function closingUnder(work: (close: () => void) => Promise<void>): Promise<void> {
	const databases = new Set<IDBDatabase>();
	const prototype = IDBDatabase.prototype;
	const original = prototype.transaction;
	prototype.transaction = function (this: IDBDatabase, ...parts) {
		databases.add(this);
		return original.apply(this, parts);
	};
	await work(() => {
		for (const database of databases) database.close();
	});
	prototype.transaction = original;
}

/** As a full disk does: every request of a write succeeds, and then its commit does not. */
async function refusingCommits(work: () => Promise<void>): Promise<void> {
	const prototype = IDBObjectStore.prototype;
	const { put, add } = prototype;
	const refused = (original: typeof put) =>
		function (this: IDBObjectStore, ...parts: Parameters<typeof put>) {
			const request = original.apply(this, parts);
			request.addEventListener('success', () => this.transaction.abort());
			return request;
		};
	prototype.put = refused(put);
	prototype.add = refused(add);
	await work().finally(() => Object.assign(prototype, { put, add }));
}

/** Everything in every store of a ledger's database. */
async function bytesOf(name: string): Promise<string> {
	const database = await asked(indexedDB.open(`_pouch_${name}`));
	const stores = [...database.objectStoreNames];
	const lines = database.transaction(stores, 'readonly');
	const rows = await Promise.all(stores.map((store) => asked(lines.objectStore(store).getAll())));
	database.close();
	return JSON.stringify(rows);
}

function asked<T>(request: IDBRequest<T>): Promise<T> {
	return new Promise((resolve, reject) => {
		request.onsuccess = () => resolve(request.result);
		request.onerror = () => reject(request.error ?? new Error('IndexedDB refused'));
	});
}
