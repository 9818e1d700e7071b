/**
 * The rows screens read. Every row is drawn from the ledger by a `project…` function and may be
 * deleted and drawn again at any time; no screen writes one.
 */
import type { PartOfDay } from '#lib/domain/bestTime.ts';
import type { CareTier, Due } from '#lib/domain/care.ts';
import type { ConcernState } from '#lib/domain/concernFold.ts';
import type {
	CareChecks,
	ConcernEventType,
	ConcernFields,
	ConcernNature,
	ConcernSource,
	DoorType,
	EventDocument,
	HouseholdFields,
	ResidentFields,
	Urgency,
	VisitMode,
	VisitOutcome,
	VisitType
} from '#lib/domain/documents.ts';
import type { CutFor, DocumentKind } from '#lib/domain/envelope.ts';
import type { EventExtra } from '#lib/domain/eventCarries.ts';
import type { NoEffect } from '#lib/domain/noEffect.ts';
import type { DoorId, GridId, Ulid } from '#lib/domain/ids.ts';

/** One per door, denormalised: a list must never read a second table (PEERS 2.5). */
export interface DoorRow {
	door: DoorId;
	feed: string;
	grid: GridId;
	/** Estate code and building, `xk/3`. */
	building: string;
	/** 兴康小区3号楼 */
	buildingName: string;
	unit: string;
	floor: number;
	room: string;
	type: DoorType;
	/** `3-2-501` as people say it. */
	label: string;
	/** Sorts as text into walking order over the whole grid. */
	walk: string;
	headName: string;
	residents: number;
	tenure: HouseholdFields['tenure'];
	partyHub: boolean;
	tier: CareTier;
	/** Care tag codes of all who live here, without repetition. */
	careTags: string[];
	/** ISO instants or `''`. A visit that was retracted does not count. */
	lastVisitAt: string;
	lastMetAt: string;
	lastOutcome: VisitOutcome | '';
	/** Attempts without meeting anybody since the last meeting. */
	attempts: number;
	bestTime: string;
	/** Where nobody was met of late: when to try, from this door's own visits (bestTime.ts). */
	tryAt: PartOfDay | '';
	/** Calendar day the next visit is due (care cadence or promise), `9999-12-31` when none. */
	dueOn: string;
	dueReason: Due['reason'];
	openConcerns: number;
	/** Resolved concerns whose answer is still to be brought to this door. */
	answersOwed: number;
	/** Text for `matches` of domain/search.ts. */
	searchKey: string;
}

export interface ResidentRow extends ResidentFields {
	id: string;
	door: DoorId;
	feed: string;
	clashes: FieldClash[];
}

export interface FieldClash {
	subject: string;
	field: string;
	values: { amendment: string; value: unknown; author: string; capturedAt: string }[];
}

export interface HouseholdRow extends HouseholdFields {
	door: DoorId;
	feed: string;
	clashes: FieldClash[];
}

/** How far a record of this phone has come. Green means that the station holds this very revision. */
export type RecordState = 'saved' | 'waiting' | 'delivered' | 'picture_waiting' | 'refused';

/** One per document written on this phone. */
export interface RecordRow {
	id: string;
	rev: string;
	feed: string;
	kind: DocumentKind;
	deviceSeq: number;
	capturedAt: string;
	/** `_id` of what it is about: the visit, concern or door a person would look for. */
	about: string;
	state: RecordState;
	/** Code of a PushRefusal when refused, else `''`. */
	reason: string;
	/** ISO instant of the station's answer, or `''`. */
	settledAt: string;
}

export interface VisitRow {
	id: string;
	door: DoorId;
	feed: string;
	author: string;
	capturedAt: string;
	type: VisitType;
	mode: VisitMode;
	outcome: VisitOutcome;
	unchanged: boolean;
	note: string;
	careChecks: CareChecks;
	photos: string[];
	leftSlip: boolean;
	nextVisitOn: string;
	retracted: boolean;
	/** True if written on this phone. */
	own: boolean;
}

/** What the event carried stands beside what it did; a copy cut down for us carries less. */
export interface ConcernHistoryLine extends Pick<EventDocument, EventExtra> {
	id: string;
	type: ConcernEventType;
	author: string;
	capturedAt: string;
	note: string;
	/** False for an event that came too late or was not allowed; it is shown, without effect. */
	effect: boolean;
	/** Only where there was no effect. */
	because?: NoEffect;
}

/** All that the fold says (standing.ts), beside what was raised and how it came here. */
export interface ConcernRow extends Omit<ConcernState, 'history' | 'satisfaction'> {
	id: string;
	/** The feed that sent the fullest copy. */
	feed: string;
	/** Every feed that holds it, in alphabetical order. */
	feeds: string[];
	/** For whom the fullest copy here was cut down, `''` where it is whole. */
	cut: CutFor | '';
	grid: GridId;
	door: DoorId | '';
	building: string;
	place: string;
	/** Where it is, in words for people; the register need not be on this phone. */
	label: string;
	category: string;
	nature: ConcernNature;
	urgency: Urgency;
	source: ConcernSource;
	text: string;
	photos: string[];
	/** Account that raised it; not the reporter's where the copy hides it. */
	author: string;
	capturedAt: string;
	confidentialReporter: boolean;
	splitFrom: Ulid | '';
	/** Only where it is an order of another system. */
	outside?: NonNullable<ConcernFields['outside']>;
	history: ConcernHistoryLine[];
	/** 0 where nobody has said. */
	satisfaction: number;
	/** When the limit runs out that is nearest; `9999` where none runs (clocksHere.ts). */
	dueAt: string;
	own: boolean;
}

export interface PhotoRow {
	id: string;
	sha256: string;
	feed: string;
	subject: string;
	contentType: string;
	bytes: number;
	/** Base64 without prefix. */
	thumbnail: string;
	own: boolean;
}

/** A document that could not be read; kept, counted, and never in the way of others. */
export interface SetAsideRow {
	id: string;
	feed: string;
	reason: string;
	document: unknown;
	at: string;
}
