import 'fake-indexeddb/auto';
import { expect, it } from 'vitest';
import { visitNumbered } from './ledgerContract.ts';

it('[L30] the ledger opens and keeps without storing a Blob, not even to try', async () => {
	const written: string[] = [];
	const prototype = IDBObjectStore.prototype;
	const put = prototype.put;
	prototype.put = function (this: IDBObjectStore, value: unknown, ...key: [IDBValidKey?]) {
		written.push(this.name);
		return put.call(this, value, ...key);
	};
	// Only now: the ledger's module puts its own hand on the prototype, as it does in the browser.
	const { openPouchLedger } = await import('./pouchLedger.ts');
	const ledger = await openPouchLedger({ feed: 'f', name: 'no-blobs' });
	await ledger.append([visitNumbered(1)], { name: 'n', value: {} });
	expect((await ledger.changesSince(0, 10)).documents).toEqual([visitNumbered(1)]);
	await ledger.destroy();
	expect(written).toContain('meta-store');
	expect(written).not.toContain('detect-blob-support');
});
