/**
 * The documents of the ledger as they are stored and replicated. Each is written once and never
 * changed; today's state is a fold over them. Field order is free: the revision is taken over the
 * canonical form (canonicalJson.ts).
 */
import type {
	CampaignAnswerDocument,
	CampaignDocument,
	CampaignEndDocument,
	ExportProfileDocument,
	ExportRunDocument,
	PlacesDocument,
	RightsAnswerDocument,
	RightsRequestDocument,
	SettingsDocument,
	TallyDocument
} from './communityDocuments.ts';
import type { DocumentKind, Envelope } from './envelope.ts';
import type { DoorId, Ulid } from './ids.ts';
import type {
	CheckAnswerDocument,
	CheckDocument,
	OrganisationDocument,
	WarningDocument
} from './loopDocuments.ts';

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
	/** ids of sound documents; missing where nothing was said into the phone. */
	sounds?: string[];
	confidentialReporter: boolean;
	/** The complaint that this one was a half of. */
	splitFrom?: Ulid;
	/** An order of another system (12345, the city's platform), to which its result goes back. */
	outside?: { system: string; number: string; dueOn: string };
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
	/** Code of a unit (organisation.ts), or an account that handles by itself. */
	handler?: string;
	/** Units whistled for; the first leads, the others support. */
	handlers?: string[];
	/** How the resident agreed to be reached by the handler. */
	contact?: string;
	/** The station's own number of the concern. */
	number?: string;
	/** Whether the whistled come to the place. */
	onsite?: boolean;
	stage?: MediationStage;
	/** Whether the parties, or the council, agreed. */
	agreed?: boolean;
	/** The concerns into which a complaint was split. */
	parts?: Ulid[];
	into?: Ulid;
	/** The event that a retract takes back. */
	retracts?: Ulid;
	until?: string;
	/** Since when nobody has answered: the instant at which it was resolved. */
	since?: string;
	solved?: boolean;
	/** 1–5. */
	satisfaction?: number;
	firstResponse?: 'call' | 'onsite';
	photos?: string[];
	sounds?: string[];
}

export type MediationStage = 'grid_first' | 'community_second' | 'property_final';

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
	| 'close_unanswered'
	| 'join_household'
	| 'merge'
	| 'decline'
	| 'withdraw'
	| 'request_suspend'
	| 'suspend'
	| 'refuse_suspend'
	| 'resume'
	| 'nudge'
	| 'request_whistle'
	| 'blow_whistle'
	| 'join'
	| 'mediate'
	| 'refer_out'
	| 'deliberate'
	| 'split'
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
	/** `_id` of the visit, concern, event or answered check it belongs to. */
	subject: string;
	contentType: 'image/jpeg' | 'image/webp';
	bytes: number;
	width: number;
	height: number;
	/** Base64, no data-URL prefix, at most 6 KB decoded. */
	thumbnail: string;
}

/** What somebody said, kept as sound. The bytes lie where pictures lie, under their hash. */
export interface SoundDocument extends Envelope<'sound'> {
	sha256: string;
	/** `_id` of the visit, concern, event or answered check it belongs to. */
	subject: string;
	contentType: 'audio/webm' | 'audio/mp4' | 'audio/ogg';
	bytes: number;
	/** Whole seconds, 1–180. */
	seconds: number;
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
	check: CheckDocument;
	check_answer: CheckAnswerDocument;
	warning: WarningDocument;
	organisation: OrganisationDocument;
	settings: SettingsDocument;
	places: PlacesDocument;
	campaign: CampaignDocument;
	campaign_end: CampaignEndDocument;
	campaign_answer: CampaignAnswerDocument;
	rights_request: RightsRequestDocument;
	rights_answer: RightsAnswerDocument;
	export_profile: ExportProfileDocument;
	export_run: ExportRunDocument;
	tally: TallyDocument;
	sound: SoundDocument;
}

export type LedgerDocument = DocumentOfKind[DocumentKind];

/** A document before its revision is known. */
export type Unrevised<D extends LedgerDocument> = Omit<D, '_rev'>;
