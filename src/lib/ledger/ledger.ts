/**
 * One feed's documents on this phone: the truth that everything else is drawn from. Written once,
 * never changed; only the station's erasures take something away. Nobody reads screens from it.
 */
import type { LedgerDocument } from '#lib/domain/documents.ts';

export interface Ledger {
	readonly feed: string;

	/**
	 * Writes what this phone has made, all or nothing, and the note with it. Durable when it resolves
	 * (SAFETY F1–F5). Held already with the same revision: nothing happens. Held with another one:
	 * throws LedgerConflict and writes nothing.
	 */
	append(documents: readonly LedgerDocument[], note?: Note): Promise<void>;

	/** Keeps what arrived. Idempotent; what was erased once does not come back. */
	take(documents: readonly LedgerDocument[]): Promise<void>;

	/** Obeys erasures of the station. Idempotent; an id that is not here is passed over. */
	forget(tombstones: readonly Tombstone[]): Promise<void>;

	get(id: string): Promise<LedgerDocument | undefined>;

	/** Batch after batch as they arrived, each id once, at its last change. `since` 0 is the beginning. */
	changesSince(since: number, limit: number): Promise<LedgerChanges>;

	/** How far `changesSince` would go: where the last change of a document stands, 0 before the first. */
	lastSeq(): Promise<number>;

	/** Keeps the station's answers; the last one per id and `of` counts. Durable when it resolves. */
	settle(receipts: readonly Receipt[]): Promise<void>;
	receipts(): Promise<Receipt[]>;

	/** Small facts that live and go with the ledger: counters, checkpoints. Never a document. */
	readNote<T extends object>(name: string): Promise<T | undefined>;
	writeNote(name: string, value: object): Promise<void>;

	/** Called after each change of documents, by whichever realm; answers how to stop. */
	onChange(listener: () => void): () => void;

	close(): Promise<void>;
	/** Takes the whole ledger off this phone: on leaving a feed, never to repair one. */
	destroy(): Promise<void>;
}

export interface Note {
	name: string;
	value: object;
}

interface Tombstone {
	id: string;
	rev: string;
}

export interface LedgerChanges {
	documents: LedgerDocument[];
	/** Ids the station has erased. */
	forgotten: string[];
	/** Where to go on; equal to `since` when there was nothing. */
	seq: number;
}

/** What the station answered for one revision, or for the picture of a photo document. */
export interface Receipt {
	id: string;
	rev: string;
	of: 'document' | 'picture';
	state: 'delivered' | 'refused';
	/** Kind of the PushRefusal when refused, else `''`. */
	reason: string;
	/** ISO instant. */
	at: string;
}
