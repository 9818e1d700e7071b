/**
 * What the screens may ask of the phone: read through queries over `database`, write through the
 * verbs below, look at `status`. A screen knows nothing else of the house.
 * Long, since it is the one list of what there is to ask.
 */
import type { LeftRecord } from '#lib/device/leftRecords.ts';
import type {
	AmendmentValue,
	CareChecks,
	ConcernEventType,
	ConcernFields,
	ConcernNature,
	ConcernSource,
	MediationStage,
	Urgency,
	VisitMode,
	VisitOutcome,
	VisitType
} from '#lib/domain/documents.ts';
import type { SettingsFields } from '#lib/domain/communityDocuments.ts';
import type { OwnNotes } from '#lib/device/ownNotes.ts';
import type { Reminders } from '#lib/device/reminders.ts';
import type { DraftForm } from '#lib/device/draftForm.ts';
import type { CheckOutcome } from '#lib/domain/loopDocuments.ts';
import type { FeedGrant, Role, RoleGrant } from '#lib/domain/feeds.ts';
import type { DoorId } from '#lib/domain/ids.ts';
import type { Outcome } from '#lib/domain/outcome.ts';
import type { ProjectionDatabase } from '#lib/projections/database.ts';
import type { DoorstepApp } from './doorstepApp.ts';
import type { KeeperDesk } from './keptStation.ts';
import type { ExportVerbs } from './tableDesk.ts';
import type { Dictation, Microphone, SoundIntent } from './speaking.ts';

/** Whom the phone works for, as last told by the station; kept for offline starts. */
export interface Me {
	account: string;
	displayName: string;
	roles: RoleGrant[];
	feeds: FeedGrant[];
	community: { id: string; name: string; street: string; phone: string };
	demo: boolean;
	/** What a resident's phone asks the station by; `''` where she has no badge, or none was told yet. */
	badge: string;
}

/** A picture as the camera gave it; the app scales it down and takes EXIF off before it is kept. */
export interface PictureIntent {
	blob: Blob;
}

export interface VisitIntent {
	door: DoorId;
	type: VisitType;
	mode: VisitMode;
	outcome: VisitOutcome;
	unchanged: boolean;
	note: string;
	careChecks: CareChecks;
	leftSlip: boolean;
	nextVisitOn: string;
	bestTime: string;
	pictures: PictureIntent[];
	sounds?: SoundIntent[];
}

export interface ConcernIntent {
	door: DoorId | '';
	building: string;
	place: string;
	category: string;
	nature: ConcernNature;
	urgency: Urgency;
	text: string;
	confidentialReporter: boolean;
	/** Handled by the worker herself from the start (网格自办). */
	selfHandle: boolean;
	/** How it came to the community (居民来访, 议事会, 热线); everybody else's follows from the role. */
	source?: ConcernSource;
	/** Where whoever raises it wears several hats; else the first role that may. */
	role?: Role;
	/** An order of another system. */
	outside?: NonNullable<ConcernFields['outside']>;
	pictures: PictureIntent[];
	sounds?: SoundIntent[];
}

/** One step in the life of a concern; `type` says which of the others it carries (eventCarries.ts). */
export interface ConcernStep {
	type: ConcernEventType;
	note: string;
	/** To whom it is dispatched; the unit that reports in, else the writer's own. */
	handler?: string;
	/** Whistled for; the first one leads. */
	handlers?: string[];
	contact?: string;
	onsite?: boolean;
	/** Else the writer's own stage. */
	stage?: MediationStage;
	agreed?: boolean;
	/** ULID, or `concern:<ulid>`. */
	into?: string;
	until?: string;
	solved?: boolean;
	satisfaction?: number;
	firstResponse?: 'call' | 'onsite';
	door?: DoorId;
	pictures?: PictureIntent[];
	sounds?: SoundIntent[];
}

/** “Please look in on 501 this week.” */
interface CheckIntent {
	door: DoorId;
	label: string;
	/** Scope of the building head or informant who is asked. */
	scope: string;
	words: string;
	dueOn: string;
}

interface CheckAnswerIntent {
	outcome: CheckOutcome;
	note: string;
	pictures: PictureIntent[];
	sounds?: SoundIntent[];
}

/** What went wrong outside the rules, once it crossed the rim; words in app/failures.ts. */
export interface Failure {
	kind: FailureKind;
	cause?: unknown;
}

export type FailureKind =
	| 'storage_full'
	| 'storage_closed'
	| 'storage_broken'
	| 'station_unreachable'
	| 'station_refused'
	| 'signed_out'
	| 'wrong_password'
	| 'too_many_attempts'
	| 'picture_unreadable'
	| 'not_the_station'
	| 'unexpected';

/** A command's answer: saved durably, refused by a rule (code), or failed by the world. */
export type Saved<T> = Outcome<T, { kind: string; field?: string }>;

export interface StatusReading {
	/** False until the worker has counted: till then nothing may be called delivered. */
	known: boolean;
	/** False until the first screenful of every feed is here. */
	usable: boolean;
	/** False until all of every feed was read and drawn once. */
	complete: boolean;
	/** Documents of the first load, 0/0 when it is done or not begun. */
	loading: { done: number; total: number };
	/** Own documents that the station has not answered for. */
	waiting: number;
	refused: number;
	picturesWaiting: number;
	setAside: number;
	/** ISO instant of the last meeting, or `''`. */
	lastMetAt: string;
	/** Station clock minus phone clock, ms; undefined before the first meeting. */
	clockOffsetMs: number | undefined;
	meeting: boolean;
	/** Why the last meeting failed, if it did. */
	trouble: Failure | undefined;
	/** Numbers of this device the station misses (loss is never silent). */
	missingAtStation: number[];
	/** Feeds that were taken away and from which something still waits to be handed in. */
	leaving: { feed: string; label: string }[];
	/** True when the session has ended: records are safe, sign in again to deliver. */
	signedOut: boolean;
	/** Set when a newer version of the app waits to be taken. */
	updateReady: boolean;
	shell: ShellState;
	storage: { usedBytes: number; quotaBytes: number; persistent: boolean } | undefined;
}

/**
 * Whether this phone can start the app without a network: `kept` only when it holds every file.
 * `impossible` where the browser, or an address without TLS, does not allow it.
 */
export type ShellState = 'unknown' | 'impossible' | 'fetching' | 'kept';

/** What the browser says of the app's own files. */
export type ShellNews = Pick<StatusReading, 'shell' | 'updateReady'>;

/** A half-filled form; saved at every field, survives a kill, offered again. */
export interface Draft<T = unknown> {
	/** `visit:<door>`, `concern:<door or place>`, `step:<concern>:<step>`, `answer:<campaign>:<door>` … */
	key: string;
	form: DraftForm;
	value: T;
	/** Pictures taken so far. */
	pictures: Blob[];
	sounds?: SoundIntent[];
	savedAt: string;
}

export interface BadgePhoto {
	photo: Blob | undefined;
	/** The station shows the same. */
	isTold: boolean;
}

/** A worker's own badge: shown without the station, told to it when it can be reached. */
export interface BadgeDesk {
	photo(): Promise<BadgePhoto>;
	/** Kept on this phone at once; undefined takes it back. */
	givePhoto(file: Blob | undefined): Promise<Outcome<BadgePhoto, Failure>>;
	/** Tells the station what it has not heard; silent where it cannot be reached. */
	tellPhoto(): Promise<BadgePhoto>;
	/** Only with the station: the old id ends there. */
	renew(): Promise<Outcome<string, Failure>>;
}

export interface TakenShare {
	/** How many pictures could not be read, and are left out. */
	unreadable: number;
}

export interface App extends ExportVerbs, DoorstepApp {
	readonly me: Me;
	/** The account's own device id; authors of rows are compared with `me.account`. */
	readonly device: string;
	readonly database: ProjectionDatabase;
	/** Corrected by the last measured clock offset; ISO in UTC. */
	now(): string;
	readonly status: { readonly current: StatusReading };
	/** Answers only where the account keeps the station. */
	readonly keeper: KeeperDesk;
	/** Her own badge, where she has one. */
	readonly badge: BadgeDesk;
	/** What she keeps for herself on this phone; never sent. */
	readonly own: Pick<OwnNotes, 'read' | 'keep'>;
	readonly reminders: Reminders;

	recordVisit(intent: VisitIntent): Promise<Saved<{ id: string }>>;
	/** Undo: a retraction, an amendment like any other. */
	retractVisit(id: string): Promise<Saved<{ id: string }>>;
	/** Says afterwards when she comes again, as the slip in the door says. */
	promiseVisit(
		id: string,
		promise: { nextVisitOn: string; bestTime: string }
	): Promise<Saved<{ id: string }>>;
	raiseConcern(intent: ConcernIntent): Promise<Saved<{ id: string }>>;
	retractConcern(id: string): Promise<Saved<{ id: string }>>;
	/** +1 户. */
	joinConcern(id: string, door: DoorId, note: string): Promise<Saved<{ id: string }>>;
	selfHandleConcern(id: string, note: string): Promise<Saved<{ id: string }>>;
	resolveConcern(id: string, note: string): Promise<Saved<{ id: string }>>;
	/** The answer was brought to the door and asked for. */
	followUpConcern(
		id: string,
		answer: { door: DoorId; solved: boolean; satisfaction: number; note: string }
	): Promise<Saved<{ id: string }>>;
	withdrawConcern(id: string, reason: string): Promise<Saved<{ id: string }>>;
	/** Any step that `openSteps` offers; refused where it would have no effect. */
	actOnConcern(id: string, step: ConcernStep): Promise<Saved<{ id: string }>>;
	/** Two matters in one complaint become two concerns; answers with the id of the first. */
	splitConcern(
		id: string,
		parts: { category: string; text: string }[]
	): Promise<Saved<{ id: string }>>;
	/** Her own last step (`_id` of the event), as long as nobody acted upon it. */
	takeBackStep(id: string, step: string): Promise<Saved<{ id: string }>>;
	correctConcern(
		id: string,
		set: { category?: string; urgency?: Urgency; place?: string }
	): Promise<Saved<{ id: string }>>;
	/** What the community settles; `saw` is the `_id` of what was before her eyes, `''` for nothing. */
	settle(fields: SettingsFields, saw: string): Promise<Saved<{ id: string }>>;
	askCheck(intent: CheckIntent): Promise<Saved<{ id: string }>>;
	/** @param id `check:<ulid>` */
	answerCheck(id: string, answer: CheckAnswerIntent): Promise<Saved<{ id: string }>>;
	amend(
		subjectKind: 'household' | 'resident',
		subject: string,
		set: Record<string, AmendmentValue>
	): Promise<Saved<{ id: string }>>;

	saveDraft(draft: Omit<Draft, 'savedAt'>): Promise<void>;
	draft(key: string): Promise<Draft | undefined>;
	drafts(): Promise<Draft[]>;
	dropDraft(key: string): Promise<void>;

	/** Full picture by hash: from this phone while it waits, else from the station; undefined when offline and not here. */
	picture(sha256: string): Promise<Blob | undefined>;
	/** The same of a sound. */
	sound(sha256: string): Promise<Blob | undefined>;

	/** A taken picture, upright, small enough to be kept and edited, without EXIF; fails where it is none. */
	shrinkPicture(file: Blob): Promise<Blob>;
	/** It stands in a form: what saving it will need is done meanwhile. */
	getPictureReady(picture: Blob): void;
	readonly microphone: Microphone;
	readonly dictation: Dictation;
	/** Puts what another app shared into the draft; undefined where nothing was. */
	takeShared(draft: Pick<Draft, 'key' | 'form'>): Promise<TakenShare | undefined>;

	hasShared(): Promise<boolean>;
	forgetShared(): Promise<void>;

	preference(name: PreferenceName): string;
	setPreference(name: PreferenceName, value: string): Promise<void>;

	/** Meets the station now; resolves when the meeting ended, well or not (see status). */
	meet(): Promise<void>;
	/** What was refused out of a feed that has left this phone since. */
	leftRecords(): Promise<LeftRecord[]>;
	/** @param id of the left record's document, which goes from this phone */
	putAway(id: string): Promise<void>;
	/** A file with everything undelivered, to be carried to the station by hand. */
	exportUndelivered(): Promise<Blob>;
	askPersistence(): Promise<boolean>;
	/** Takes the waiting version; the caller has made sure that no form is half filled. */
	takeUpdate(): Promise<void>;
	/** Leaves the account on this phone. Refuses while records wait, unless told how many are given up. */
	signOut(giveUp?: number): Promise<Saved<{ given: number }>>;
}

export type PreferenceName = 'theme' | 'textSize' | 'hat' | 'deskKeys' | 'noticeKept' | 'reminders';

/** The door before the app: who signs in, and how far the first load is. */
export interface Entrance {
	/** Opens with the account last signed in on this phone, without asking the station; undefined if none. */
	resume(): Promise<App | undefined>;
	signIn(account: string, password: string): Promise<Outcome<App, Failure>>;
	/** True when the station says that it is a demo; false where nobody answers. */
	isDemo(): Promise<boolean>;
	/** Begins to keep the app's own files on this phone, so that it starts without a network. */
	keepShell(): Promise<void>;
}
