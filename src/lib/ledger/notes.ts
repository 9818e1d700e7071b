/** Notes of a ledger as PouchDB's local documents: beside the documents, never replicated. */
import type { Pouch } from './pouch.ts';

interface LocalDocument {
	_id: string;
	_rev?: string;
	value: object;
}

/** Another realm may write the same note; the last one wins, so a few tries are enough. */
const tries = 5;

export async function readNote(pouch: Pouch, name: string): Promise<object | undefined> {
	return (await localDocument(pouch, name))?.value;
}

/**
 * Goes the way of documents: a note that is `put` by itself never answers when the disk is full at
 * its commit, for PouchDB does not look at that abort, and whoever waits for it waits for ever.
 */
export async function writeNote(pouch: Pouch, name: string, value: object): Promise<void> {
	for (let attempt = 1; ; attempt += 1) {
		const note = await noteToPut(pouch, name, value);
		const [failed] = await pouch.bulkDocs([note], { new_edits: false });
		if (!failed) return;
		if (statusOf(failed) !== 409 || attempt === tries)
			throw new Error(`${name} was not written`, { cause: failed });
	}
}

/** Fit to be written in one transaction with documents. */
export async function noteToPut(pouch: Pouch, name: string, value: object): Promise<LocalDocument> {
	const known = await localDocument(pouch, name);
	const note: LocalDocument = { _id: idOf(name), value };
	return known?._rev === undefined ? note : { ...note, _rev: known._rev };
}

export function statusOf(cause: unknown): unknown {
	return typeof cause === 'object' && cause !== null ? (cause as { status?: unknown }).status : 0;
}

async function localDocument(pouch: Pouch, name: string): Promise<LocalDocument | undefined> {
	try {
		return await pouch.get(idOf(name));
	} catch (cause) {
		if (statusOf(cause) === 404) return undefined;
		throw cause;
	}
}

function idOf(name: string): string {
	return `_local/${name}`;
}
