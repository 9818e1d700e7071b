/**
 * A PouchDB database that is opened anew, once per piece of work, when the browser has closed it
 * under us (SAFETY F16). What still fails then is told to the caller by kind; it never hides it.
 */
import idbAdapter from 'pouchdb-adapter-idb';
import PouchDB from 'pouchdb-core';
import { declineBlobTrial } from './declineBlobTrial.ts';
import { failureFrom } from './failureFrom.ts';
import { LedgerConflict, LedgerFailure } from './ledgerFailure.ts';
import { readNote, writeNote } from './notes.ts';
import type { Pouch } from './pouch.ts';
import { demandStrictDurability } from './strictDurability.ts';

/** Does the work on an open database; all work here may be done twice without harm. */
export interface Handle {
	<T>(work: (pouch: Pouch) => Promise<T>): Promise<T>;
	close(): Promise<void>;
	destroy(): Promise<void>;
}

demandStrictDurability();
declineBlobTrial();
PouchDB.plugin(idbAdapter);

/** Documents have one generation, a tombstone makes two; nothing ever hangs on an older one. */
const settings = { adapter: 'idb', revs_limit: 10, auto_compaction: false };

export async function openHandle(name: string): Promise<Handle> {
	let pouch = await open(name);
	const birth = await birthOf(pouch);
	let reopening: Promise<void> | undefined;
	let isEnded = false;

	async function reopen(broken: Pouch): Promise<void> {
		if (pouch !== broken) return;
		reopening ??= renewed(broken).finally(() => {
			reopening = undefined;
		});
		await reopening;
	}

	async function renewed(broken: Pouch): Promise<void> {
		// Closing takes it out of the adapter's cache; that it cannot be closed properly is why we are here.
		await broken.close().catch(() => undefined);
		pouch = await open(name);
		if ((await birthOf(pouch)) === birth) return;
		// Emptied by the browser. Going on would give numbers twice and show an empty phone as a whole one.
		isEnded = true;
		throw new LedgerFailure('storage_closed', new Error('The ledger was emptied under us.'));
	}

	const handle = async <T>(work: (pouch: Pouch) => Promise<T>): Promise<T> => {
		if (isEnded) throw new LedgerFailure('storage_closed', undefined);
		const tried = pouch;
		try {
			return await work(tried);
		} catch (cause) {
			const failure = failureFrom(cause);
			if (failure instanceof LedgerConflict || failure.kind !== 'storage_closed') throw failure;
		}
		try {
			await reopen(tried);
			return await work(pouch);
		} catch (cause) {
			throw failureFrom(cause);
		}
	};

	return Object.assign(handle, {
		close: async () => {
			isEnded = true;
			await pouch.close();
		},
		destroy: async () => {
			await handle((open) => open.destroy());
			isEnded = true;
		}
	});
}

/** Written once in the life of a database; another one means another database of the same name. */
async function birthOf(pouch: Pouch): Promise<string> {
	const known = (await readNote(pouch, 'birth')) as { id: string } | undefined;
	if (known) return known.id;
	const numbers = crypto.getRandomValues(new Uint32Array(4));
	const id = Array.from(numbers, (number) => number.toString(36)).join('-');
	await writeNote(pouch, 'birth', { id });
	return id;
}

async function open(name: string): Promise<Pouch> {
	try {
		const pouch = new PouchDB<object>(name, settings);
		await pouch.info();
		return pouch;
	} catch (cause) {
		throw failureFrom(cause);
	}
}
