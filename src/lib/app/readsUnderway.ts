/**
 * The reads of this page that the database has not finished. A page that WebKit freezes keeps them
 * open, and whoever wants to write there waits for ever; so they are broken off when it is left.
 */

const watched = new WeakMap<object, Set<IDBTransaction>>();

export interface ReadsUnderway {
	/** Only reads: what is being written is left to end well. */
	breakOff(): void;
}

/** From now on every read of this realm is known. Calling it again answers for the same reads. */
export function watchReads(prototype: IDBDatabase = IDBDatabase.prototype): ReadsUnderway {
	const underway = watched.get(prototype) ?? watch(prototype);
	return {
		breakOff() {
			for (const transaction of [...underway]) {
				try {
					transaction.abort();
				} catch {
					// It ended a moment ago.
				}
			}
			underway.clear();
		}
	};
}

function watch(prototype: IDBDatabase): Set<IDBTransaction> {
	const underway = new Set<IDBTransaction>();
	watched.set(prototype, underway);
	const open = prototype.transaction;
	prototype.transaction = function (this: IDBDatabase, names, mode, options) {
		const transaction = open.call(this, names, mode, options);
		if (transaction.mode !== 'readonly') return transaction;
		underway.add(transaction);
		const forget = () => underway.delete(transaction);
		transaction.addEventListener('complete', forget);
		transaction.addEventListener('abort', forget);
		return transaction;
	};
	return underway;
}
