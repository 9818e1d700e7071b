/**
 * Answers for PouchDB the question whether Blobs can be stored, which it asks by storing one. In a
 * private window of WebKit that write never ends, and the ledger would never open.
 */

/** PouchDB's own name of the place where it tries. */
const trialStore = 'detect-blob-support';

const declined = new WeakSet<object>();

/** The ledger has no attachments, so "no" is always right. Calling it again changes nothing. */
export function declineBlobTrial(prototype: IDBObjectStore = IDBObjectStore.prototype): void {
	if (declined.has(prototype)) return;
	declined.add(prototype);

	const put = prototype.put;
	prototype.put = function (this: IDBObjectStore, value: unknown, key?: IDBValidKey) {
		// Thrown before anything was asked of the browser, which PouchDB takes as a plain no.
		if (this.name === trialStore) throw new DOMException('no Blobs here', 'DataCloneError');
		// A store with keys of its own refuses even an undefined one beside the value.
		return key === undefined ? put.call(this, value) : put.call(this, value, key);
	};
}
