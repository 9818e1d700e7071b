import 'fake-indexeddb/auto';
import { expect, it } from 'vitest';
import { visitNumbered } from './ledgerContract.ts';
import { openPouchLedger } from './pouchLedger.ts';
import { demandStrictDurability } from './strictDurability.ts';

class RecordingDatabase {
	asked: unknown[] = [];
	transaction(_names: string[], mode?: string, options?: object): void {
		this.asked.push([mode, options]);
	}
}

it('[L14] every readwrite transaction asks for strict durability, whoever opens it', () => {
	const prototype = RecordingDatabase.prototype as unknown as IDBDatabase;
	demandStrictDurability(prototype);
	demandStrictDurability(prototype);
	const database = new RecordingDatabase();
	database.transaction([], 'readwrite');
	database.transaction([], 'readwrite', { durability: 'relaxed' });
	database.transaction([], 'readonly');
	database.transaction([]);
	expect(database.asked).toEqual([
		['readwrite', { durability: 'strict' }],
		['readwrite', { durability: 'strict' }],
		['readonly', undefined],
		[undefined, undefined]
	]);
});

it('[L14] PouchDB writes strictly without knowing it', async () => {
	const seen: (string | undefined)[] = [];
	const prototype = IDBTransaction.prototype;
	const original = prototype.objectStore;
	prototype.objectStore = function (this: IDBTransaction, store) {
		if (this.mode === 'readwrite') seen.push(this.durability);
		return original.call(this, store);
	};
	const ledger = await openPouchLedger({ feed: 'f', name: 'strict-test' });
	await ledger.append([visitNumbered(1)], { name: 'n', value: {} });
	await ledger.settle([]);
	await ledger.writeNote('m', {});
	prototype.objectStore = original;
	await ledger.destroy();
	expect(seen.length).toBeGreaterThan(3);
	expect(new Set(seen)).toEqual(new Set(['strict']));
});
