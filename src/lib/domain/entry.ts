/**
 * What a command hands to the scribe: a document's own content, before anybody has said who wrote
 * it, when, on which device. An entry never carries a field that the scribe stamps.
 */
import type { DocumentOfKind, LedgerDocument } from './documents.ts';
import type { DocumentKind } from './envelope.ts';
import { schemas } from './envelope.ts';
import type { AccountName, DeviceId } from './ids.ts';
import type { Sha256 } from './revision.ts';
import { withRevision } from './revision.ts';

type Stamped = '_rev' | 'schema' | 'author' | 'device' | 'deviceSeq' | 'capturedAt' | 'clock';

export type EntryOf<K extends DocumentKind> = Omit<DocumentOfKind[K], Stamped>;
export type Entry = { [K in DocumentKind]: EntryOf<K> }[DocumentKind];

export type VisitEntry = EntryOf<'visit'>;
export type ConcernEntry = EntryOf<'concern'>;
export type EventEntry = EntryOf<'event'>;
export type AmendmentEntry = EntryOf<'amendment'>;
export type PhotoEntry = EntryOf<'photo'>;
export type SoundEntry = EntryOf<'sound'>;

/** Who wrote an entry, on what, and when. */
export interface Stamp {
	author: AccountName;
	device: DeviceId;
	/** Absent on the station's own documents. */
	deviceSeq?: number;
	capturedAt: string;
	clock: string;
}

/** The finished document: entry and stamp, sealed by the revision of its content. */
export function stampEntry(entry: Entry, stamp: Stamp, sha256: Sha256): LedgerDocument {
	const stamped = { ...entry, ...stamp, schema: schemas[entry.kind] };
	return withRevision<object>(stamped, sha256) as LedgerDocument;
}
