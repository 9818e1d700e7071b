/**
 * Keys of documents in the order of their bytes, kept beside a database for one index of Mango.
 * Whatever is in it follows from the documents: it may be dropped at any time and is filled again.
 */
export interface KeyTable {
	/** The place in the changes up to which it is filled; `0` when it is new. */
	filledTo(): string;
	/** One commit: what these documents had is taken away; a key that is null stays away. */
	fill(upTo: string, entries: readonly { id: string; key: Uint8Array | null }[]): void;
	range(range: KeyRange): KeyEntry[];
	drop(): void;
}

export interface KeyEntry {
	key: Uint8Array;
	id: string;
}

export interface KeyRange {
	/** Inclusive. */
	from: Uint8Array;
	/** Exclusive. */
	to: Uint8Array;
	descending: boolean;
	/** Only what stands behind it in the order of reading. */
	after?: KeyEntry;
	limit: number;
}
