/** What a command is handed: somewhere to write, ids, the time, and for whom it acts. */
import type { LedgerDocument } from '#lib/domain/documents.ts';
import type { Entry } from '#lib/domain/entry.ts';
import type { Role } from '#lib/domain/feeds.ts';
import type { AccountName, GridId, Ulid } from '#lib/domain/ids.ts';

export interface WritingDesk {
	/** Durable when it resolves; all entries or none. */
	append(entries: readonly Entry[]): Promise<LedgerDocument[]>;
	newId(): Ulid;
	/** Corrected ISO instant in UTC. */
	now(): string;
	readonly grid: GridId;
	readonly account: AccountName;
	readonly role: Role;
	/** Codes of the units for which the account acts. */
	readonly units: readonly string[];
}
