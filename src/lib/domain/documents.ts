/**
 * The documents of the ledger as they are stored and replicated. Each is written once and never
 * changed; today's state is a fold over them. Field order is free: the revision is taken over the
 * canonical form (canonicalJson.ts).
 */
import type { AccountName, DeviceId, DoorId, GridId, Ulid } from './ids.ts';

export type DocumentKind =
	'door' | 'household' | 'resident' | 'visit' | 'concern' | 'event' | 'amendment' | 'photo';

/** What every document carries besides its own fields. */
export interface Envelope<K extends DocumentKind> {
	_id: string;
	/** `1-` and 32 hex digits of a SHA-256 over the content (revision.ts). */
	_rev: string;
	kind: K;
	/** Version of this kind's shape; see `schemas`. */
	schema: number;
	author: AccountName;
	device: DeviceId;
	/** Counts what this device has written into this feed, from 1, without gaps. Absent on the station's own documents. */
	deviceSeq?: number;
	/** ISO instant in UTC, corrected by the offset measured at the last meeting with the station. */
	capturedAt: string;
	/** Hybrid logical clock stamp (hybridClock.ts); the order of events, whatever the phone's clock says. */
	clock: string;
	grid: GridId;
	/** The refused revision of which the station's keeper corrected a field; only the station writes it. */
	repairedFrom?: string;
}

/** The newest shape of each kind this program writes and reads. */
export const schemas: Record<DocumentKind, number> = {
	door: 1,
	household: 1,
	resident: 1,
	visit: 1,
	concern: 1,
	event: 1,
	amendment: 1,
	photo: 1
};

export type DoorType = 'flat' | 'bungalow' | 'shop' | 'garage' | 'basement';

export interface DoorDocument extends Envelope<'door'> {
	door: DoorId;
	/** Estate as people call it, e.g. 兴康小区. */
	estate: string;
	building: string;
	/** `''` where a building has no units (平房, 底商). */
	unit: string;
	/** 0 where unknown; basements are negative. */
	floor: number;
	room: string;
	type: DoorType;
}

export type Tenure = 'own' | 'rented' | 'vacant' | 'business' | 'other' | 'unknown';

export interface HouseholdFields {
	tenure: Tenure;
	headName: string;
	phones: string[];
	partyHub: boolean;
	preferredLanguage: 'zh' | 'mn';
	bestTime: string;
	note: string;
}

export interface HouseholdDocument extends Envelope<'household'>, HouseholdFields {
	door: DoorId;
}

export type Gender = 'male' | 'female' | 'unknown';
export type Residency = 'resident' | 'floating' | 'registered_elsewhere' | 'absent' | 'unknown';

export interface ResidentFields {
	name: string;
	relation: string;
	gender: Gender;
	/** 0 where unknown. Never the full date of birth. */
	birthYear: number;
	phone: string;
	residency: Residency;
	/** Codes of care.ts; service tags only, never control labels. */
	careTags: string[];
	/** Code of GB/T 3304, `''` where not told. */
	ethnicity: string;
	emergencyContact: string;
	note: string;
	moved: boolean;
	deceased: boolean;
}

export interface ResidentDocument extends Envelope<'resident'>, ResidentFields {
	door: DoorId;
}

export type VisitType =
	| 'routine'
	| 'care'
	| 'verify'
	| 'follow_up'
	| 'mediate'
	| 'notice'
	| 'survey'
	| 'emergency'
	| 'patrol';
export type VisitMode = 'door' | 'phone' | 'video' | 'proxy' | 'encounter';
export type VisitOutcome =
	'met' | 'met_family' | 'no_answer' | 'refused' | 'rescheduled' | 'vacant' | 'moved' | 'abnormal';

export type CareBlock = 'health' | 'mood' | 'safety' | 'hygiene' | 'living';
/** `fine`, or `attention` with what was seen in `note`. */
export interface CareCheck {
	state: 'fine' | 'attention';
	note: string;
}
export type CareChecks = Partial<Record<CareBlock, CareCheck>>;

export interface VisitFields {
	door: DoorId;
	type: VisitType;
	mode: VisitMode;
	outcome: VisitOutcome;
	/** True when the worker found nothing changed (见到·无变化). */
	unchanged: boolean;
	note: string;
	careChecks: CareChecks;
	/** ids of photo documents. */
	photos: string[];
	/** Left a slip at the door (敲门未遇). */
	leftSlip: boolean;
	/** Calendar day `2026-11-30` promised to the resident, or `''`. */
	nextVisitOn: string;
	bestTime: string;
}

export interface VisitDocument extends Envelope<'visit'>, VisitFields {}

export type ConcernNature = 'report' | 'help' | 'complaint' | 'consult' | 'suggest' | 'praise';
export type Urgency = 'red' | 'yellow' | 'green';
export type ConcernSource =
	| 'visit'
	| 'patrol'
	| 'building_head'
	| 'informant'
	| 'resident'
	| 'meeting'
	| 'hotline'
	| 'property';

export interface ConcernFields {
	/** `''` for a matter of a building or a place. */
	door: DoorId | '';
	/** Estate and building, e.g. `xk/3`; where duplicates are looked for. `''` if only `place` is known. */
	building: string;
	/** In words, for what has no door. */
	place: string;
	/** `utility.heating`: a code of taxonomy.ts. */
	category: string;
	nature: ConcernNature;
	urgency: Urgency;
	source: ConcernSource;
	text: string;
	photos: string[];
	confidentialReporter: boolean;
}

export interface ConcernDocument extends Envelope<'concern'>, ConcernFields {}

/** One step in the life of a concern; `type` and what it carries are rules of concern.ts. */
export interface EventDocument extends Envelope<'event'> {
	concern: Ulid;
	type: ConcernEventType;
	/** Words for people: reason, what was done, what was said. May be `''`. */
	note: string;
	/** Only for some types; see concern.ts. */
	door?: DoorId;
	handler?: string;
	into?: Ulid;
	/** The event that a retract takes back. */
	retracts?: Ulid;
	until?: string;
	solved?: boolean;
	/** 1–5. */
	satisfaction?: number;
	firstResponse?: 'call' | 'onsite';
	photos?: string[];
}

export type ConcernEventType =
	| 'receive'
	| 'self_handle'
	| 'dispatch'
	| 'accept'
	| 'return'
	| 'respond'
	| 'progress'
	| 'resolve'
	| 'follow_up'
	| 'not_reached'
	| 'join_household'
	| 'merge'
	| 'decline'
	| 'withdraw'
	| 'suspend'
	| 'resume'
	| 'retract';

export type AmendmentValue = string | number | boolean | string[] | null;

/**
 * A change of what is known. `subject` is a door id (its household), a resident's, visit's or
 * concern's ULID. `saw` names, per field, the amendment this one was written in view of.
 */
export interface AmendmentDocument extends Envelope<'amendment'> {
	subject: DoorId | Ulid;
	subjectKind: 'household' | 'resident' | 'visit' | 'concern';
	set: Record<string, AmendmentValue>;
	saw: Record<string, string | null>;
}

export interface PhotoDocument extends Envelope<'photo'> {
	/** SHA-256 of the full picture; also the name of its attachment in the media database. */
	sha256: string;
	/** `_id` of the visit or concern it belongs to. */
	subject: string;
	contentType: 'image/jpeg' | 'image/webp';
	bytes: number;
	width: number;
	height: number;
	/** Base64, no data-URL prefix, at most 6 KB decoded. */
	thumbnail: string;
}

export interface DocumentOfKind {
	door: DoorDocument;
	household: HouseholdDocument;
	resident: ResidentDocument;
	visit: VisitDocument;
	concern: ConcernDocument;
	event: EventDocument;
	amendment: AmendmentDocument;
	photo: PhotoDocument;
}

export type LedgerDocument = DocumentOfKind[DocumentKind];

/** A document before its revision is known. */
export type Unrevised<D extends LedgerDocument> = Omit<D, '_rev'>;
