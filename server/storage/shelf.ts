/**
 * What a medium must be able to do with the rows of one database, and no more: the store above it
 * knows documents. Calls are synchronous, so a transaction can never be left open by a wait.
 */
import type {
	AttachmentStubs,
	DocumentRow,
	IdRange,
	LocalDocument,
	PurgedInfo,
	StoredRevision,
	StoreSettings
} from './documentStore.ts';
import type { KeyTable } from './keyTable.ts';
import type { SequenceFacts } from './sequence.ts';

export interface Shelf {
	/** All of `work` or nothing of it; durable when it returns. */
	transaction<T>(work: () => T): T;
	row(id: string): DocumentRow | undefined;
	/** False, and nothing done, when a document of that id is there. */
	insertRow(row: DocumentRow): boolean;
	/** Takes the old row away and puts this one at its own seq. */
	replaceRow(row: DocumentRow): void;
	removeRow(id: string): void;
	rowsAfter(seq: number, limit: number, bodies: boolean): DocumentRow[];
	/** Newest first, down to but without `seq`. */
	rowsDownTo(seq: number, before: number, limit: number, bodies: boolean): DocumentRow[];
	rowsById(range: IdRange): DocumentRow[];
	countAfter(seq: number): number;
	countBefore(id: string): number;
	/** Content of revisions that are not the winner: other leaves, and what was before. */
	revision(id: string, rev: string): StoredRevision | undefined;
	keepRevision(id: string, rev: string, revision: StoredRevision): void;
	dropRevision(id: string, rev: string): void;
	/** In the order of id and rev, behind `after`. */
	keptRevisions(after: RevisionName, limit: number): KeptRevision[];
	attachment(digest: string): Uint8Array | undefined;
	keepAttachment(digest: string, bytes: Uint8Array): void;
	dropAttachment(digest: string): void;
	/** In their own order, behind `after`. */
	attachmentDigests(after: string, limit: number): string[];
	/** What each winner names, by place in the changes: rowsAfter without anything else. */
	stubsAfter(seq: number, limit: number): { seq: number; attachments: AttachmentStubs | null }[];
	local(id: string): LocalDocument | undefined;
	writeLocal(id: string, local: LocalDocument): void;
	removeLocal(id: string): boolean;
	localsAfter(id: string, limit: number): (LocalDocument & { id: string })[];
	keyTable(name: string): KeyTable;
	/** Takes the keys of documents that are gone out of every table. */
	forgetKeysOfDeleted(): void;
	writeCounts(counts: Counts): void;
	writeSettings(settings: KeptSettings): void;
	/** Purges are numbered from 1. */
	notePurge(number: number, purged: PurgedInfo): void;
	forgetPurges(upTo: number): void;
	purges(): PurgedInfo[];
	fileSize(): number;
	/** Leaves nothing of what was dropped in what a medium keeps beside the database. */
	settleMedium(): void;
}

export interface Counts {
	seq: number;
	docs: number;
	deleted: number;
}

export interface RevisionName {
	id: string;
	rev: string;
}

export interface KeptRevision extends RevisionName {
	attachments: AttachmentStubs | null;
}

export interface KeptSettings extends StoreSettings {
	purgeSeq: number;
}

/** A database nobody has set anything for; the limits are CouchDB's own. */
export const plainSettings: KeptSettings = {
	revsLimit: 1000,
	purgedInfosLimit: 1000,
	security: null,
	purgeSeq: 0
};

/** What a store holds in memory while its file may be closed. */
export interface StoreFacts extends SequenceFacts, Counts {
	startTime: string;
	settings: KeptSettings;
}
