/**
 * Makes every IndexedDB write of this realm wait for the disk. PouchDB never asks for it, and
 * without it Chromium answers before anything is durable (SAFETY F1, F2, F5).
 */

const wrapped = new WeakSet<object>();

/** Calling it again changes nothing. Must run before the first write, so the ledger's module does it. */
export function demandStrictDurability(prototype: IDBDatabase = IDBDatabase.prototype): void {
	if (wrapped.has(prototype)) return;
	wrapped.add(prototype);

	const open = prototype.transaction;
	prototype.transaction = function (this: IDBDatabase, names, mode, options) {
		return mode === 'readwrite'
			? open.call(this, names, mode, { ...options, durability: 'strict' })
			: open.call(this, names, mode, options);
	};
}
