/**
 * The port of the station's storage: databases of documents with CouchDB's revisions. It knows no
 * HTTP and no caller, and never answers a write before it is durable.
 */
import type { KeyTable } from './keyTable.ts';

export interface StationStorage {
	/** True when other stations read and write the same databases. */
	readonly isShared: boolean;
	/** False when a database of that name exists. Throws IllegalDatabaseName. */
	create(name: string): Promise<boolean>;
	open(name: string): Promise<DocumentStore | undefined>;
	/** False when there was none. Its listeners hear nothing more; its readers find it gone. */
	drop(name: string): Promise<boolean>;
	names(): Promise<string[]>;
	/** Called when a database was made, written to or dropped, after that is durable. */
	onEvent(listener: StorageListener): () => void;
	/** A clean stop: only after it do sequence numbers keep their epoch. */
	close(): Promise<void>;
}

export interface DocumentStore {
	readonly name: string;
	info(): Promise<StoreInfo>;
	/** One transaction, one commit, durable when it resolves. Rows stand in the order of the edits. */
	write(edits: readonly Edit[], options: WriteOptions): Promise<WriteRow[]>;
	row(id: string): Promise<DocumentRow | undefined>;
	rows(ids: readonly string[]): Promise<(DocumentRow | undefined)[]>;
	/** The content of any revision that is still kept, the winning one included. */
	revision(id: string, rev: string): Promise<StoredRevision | undefined>;
	/** Rows whose winner is not deleted, in the order of their ids' UTF-8 bytes. */
	rowsById(range: IdRange): Promise<DocumentRow[]>;
	/** How many of rowsById stand before `id`. */
	countBefore(id: string): Promise<number>;
	changes(query: ChangesQuery): Promise<ChangePage>;
	/** The bytes of an attachment, by the digest in its stub and the revision that the stub is from. */
	attachment(digest: string, of: AttachmentPlace): Promise<Uint8Array | undefined>;
	local(id: string): Promise<LocalDocument | undefined>;
	/** The last write wins, as in CouchDB. Answers the new revision, `0-N`. */
	writeLocal(id: string, body: string): Promise<string>;
	removeLocal(id: string): Promise<boolean>;
	/** Local documents behind an id, in the order of their ids' UTF-8 bytes. */
	localsAfter(id: string, limit: number): Promise<(LocalDocument & { id: string })[]>;
	/** Where the keys of one index lie. Asked for anew at each call: its file may have been closed. */
	keyTable(name: string): KeyTable;
	/**
	 * Called after each commit that changed a document, once for all that it changed; where storage is
	 * shared also for commits of others, several at once where they came together. `onGone` is called
	 * once when the database is dropped; nothing is told after it.
	 */
	onCommit(listener: CommitListener, onGone?: () => void): () => void;
	/** The `since` of the next commit that listeners will be told of. */
	standing(): Promise<string>;
	/**
	 * Forgets the content of revisions that are no leaves, and bytes no revision names. It works in
	 * short turns, so that others are served in between, and forgets nothing they write meanwhile.
	 */
	compact(onProgress?: (documentsSeen: number) => void): Promise<void>;
	settings(): Promise<StoreSettings>;
	/** Durable when it resolves. */
	saveSettings(change: Partial<StoreSettings>): Promise<void>;
	/** Takes leaves away as if they had never been here. Answers which of them there were, by id. */
	purge(asked: ReadonlyMap<string, readonly string[]>): Promise<Map<string, string[]>>;
	/** The latest purges, oldest first, at most `purgedInfosLimit` of them. */
	purgedInfos(): Promise<PurgedInfo[]>;
}

export interface StorageEvent {
	type: 'created' | 'updated' | 'deleted';
	db: string;
}

export type StorageListener = (event: StorageEvent) => void;

/** What whoever keeps a database has set for it. */
export interface StoreSettings {
	/** How many revisions of one line are remembered; older ones are forgotten at the next write. */
	revsLimit: number;
	/** How many purges are remembered. */
	purgedInfosLimit: number;
	/** CouchDB's security object as JSON text; null where nobody set one. */
	security: string | null;
}

export interface PurgedInfo {
	id: string;
	revs: string[];
}

export interface StoreInfo {
	docCount: number;
	deletedCount: number;
	/** A place in the changes, opaque. */
	updateSeq: string;
	/** Counts the documents that were purged. */
	purgeSeq: number;
	/** Seconds since 1970 as text; the same for the whole life of the database. */
	startTime: string;
	/** Bytes on the medium. */
	fileSize: number;
}

/** A document's winning revision. */
export interface DocumentRow {
	/** A count for people (`_local_seq`). Stations that share storage count apart: conclude nothing. */
	seq: number;
	id: string;
	rev: string;
	deleted: boolean;
	/** Every leaf, the winner first; null when the winner is the only one. */
	leaves: string[] | null;
	/** The revision tree as JSON; null when it is the winner alone, without ancestors. */
	tree: string | null;
	/** JSON text of an object without CouchDB's own members; empty when bodies were not asked for. */
	body: string;
	attachments: AttachmentStubs | null;
}

/** A row of the changes. */
export interface ChangedRow extends DocumentRow {
	/**
	 * Where it stands: opaque, safe in a URL. Two places may be the same or not, and no more can be
	 * said of them: behind a cluster there is no order to compare by.
	 */
	place: string;
}

export interface AttachmentPlace {
	id: string;
	rev: string;
	name: string;
}

export interface StoredRevision {
	deleted: boolean;
	body: string;
	attachments: AttachmentStubs | null;
}

export type AttachmentStubs = Record<string, AttachmentStub>;

export interface AttachmentStub {
	content_type: string;
	revpos: number;
	/** `md5-` and base64 of the MD5 over the bytes. */
	digest: string;
	length: number;
}

export interface Edit {
	id: string;
	/**
	 * With newEdits: the revision this one follows, if any. Without: the revision itself and its
	 * ancestors, newest first, as in CouchDB's `_revisions`.
	 */
	revisions: RevisionPath | null;
	deleted: boolean;
	body: string;
	attachments: Record<string, AttachmentEdit> | null;
}

export interface RevisionPath {
	start: number;
	ids: string[];
}

export type AttachmentEdit =
	{ stub: true } | { bytes: Uint8Array; contentType: string; revpos?: number };

export interface WriteOptions {
	newEdits: boolean;
}

export interface WriteRow {
	id: string;
	rev: string;
	/** `known`: this very revision was there already. */
	outcome: 'written' | 'known' | 'conflict';
}

export interface IdRange {
	/** Inclusive lower end of the ids. */
	from?: string;
	/** Upper end of the ids; inclusive unless `toExclusive`. */
	to?: string;
	toExclusive?: boolean;
	descending?: boolean;
	skip?: number;
	limit: number;
	bodies: boolean;
}

export interface ChangesQuery {
	/** `0`, `now`, or a place from earlier. One that nobody gave out reads from the beginning. */
	since: string;
	limit: number;
	bodies: boolean;
	/** From the newest down to `since`. */
	descending?: boolean;
	/** With `descending`: only what is older than the row of this place. */
	before?: string;
	/** Only these documents; what else has changed costs nothing. `pending` is always counted. */
	docIds?: readonly string[];
	/** Counting what is left costs a little; leave it out when nobody reads it. */
	countPending?: boolean;
}

export interface ChangePage {
	rows: ChangedRow[];
	/** Where reading goes on: the last row's place, or where it stands when there is no row. */
	lastSeq: string;
	pending: number;
}

export interface LocalDocument {
	rev: string;
	body: string;
}

export interface Commit {
	/** The place before this commit: who has read up to here needs nothing but `rows`. */
	since: string;
	seq: string;
	/** Each changed document once, bodies included, in their order. */
	rows: readonly ChangedRow[];
}

export type CommitListener = (commit: Commit) => void;
