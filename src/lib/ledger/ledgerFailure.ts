/** What can go wrong with a ledger, told apart by what helps. The rim turns these into words. */

export type LedgerFailureKind = 'storage_full' | 'storage_closed' | 'storage_broken';

/** The world said no: the disk is full, the browser closed the database, the database is damaged. */
export class LedgerFailure extends Error {
	readonly kind: LedgerFailureKind;

	constructor(kind: LedgerFailureKind, cause: unknown) {
		super(`ledger: ${kind}`, { cause });
		this.name = 'LedgerFailure';
		this.kind = kind;
	}
}

/** Somebody tried to write an id anew with other content. The ledger never overwrites. */
export class LedgerConflict extends Error {
	readonly id: string;

	constructor(id: string) {
		super(`ledger: ${id} is written already, with other content`);
		this.name = 'LedgerConflict';
		this.id = id;
	}
}
