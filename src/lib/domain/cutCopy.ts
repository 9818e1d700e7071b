/**
 * The one function that cuts a document down for whoever may see a part of it (DOMAIN 5.5). It names
 * what stays; what it does not name is left out, so a new field reaches nobody by accident.
 * Long, since what each kind tells must be read in one place to be believed.
 */
import type {
	AmendmentDocument,
	ConcernDocument,
	ConcernEventType,
	DocumentOfKind,
	DoorDocument,
	EventDocument,
	LedgerDocument,
	PhotoDocument,
	SoundDocument,
	Unrevised
} from './documents.ts';
import type { CutFor, DocumentKind, Envelope } from './envelope.ts';
import type { CheckDocument, WarningDocument } from './loopDocuments.ts';
import { directoryFor } from './directoryFor.ts';
import type { AccountName, GridId } from './ids.ts';

/** Before its own revision is known. */
export type CutDocument = {
	[K in DocumentKind]: Unrevised<DocumentOfKind[K]>;
}[DocumentKind];

export interface CutContext {
	/** Whose feed it is: a unit's code, or the accounts that hold the scope. */
	holders: readonly string[];
	/** The concern that the document is, or belongs to. */
	concern?: CutConcern;
	/** Grids of the community that the reader has to do with; for the organisation. */
	grid?: GridId;
}

export interface CutConcern {
	author: AccountName;
	source: ConcernDocument['source'];
	/** Also where it was only said later. */
	confidential: boolean;
	/** Clock of the word that asked for silence later (unnamed.ts), else `''`. */
	unnamedSince: string;
	/** Reported by one of the holders: of her own words nothing is hidden from her. */
	own: boolean;
	/** How people call the place; handlers have no register. */
	address: string;
	/** Photos that the copies of its header and events name. */
	photos: ReadonlySet<string>;
	/** The same of sounds. */
	sounds: ReadonlySet<string>;
}

/** The words of these events are for whoever handles the matter; others are between door and community. */
const noted: Readonly<Record<CutFor, ReadonlySet<ConcernEventType>>> = {
	handler: new Set([
		...(['dispatch', 'accept', 'return', 'respond', 'progress', 'resolve', 'suspend'] as const),
		...(['request_suspend', 'resume', 'nudge', 'request_whistle', 'blow_whistle', 'join'] as const),
		...(['refuse_suspend', 'deliberate'] as const)
	]),
	building: new Set(['progress', 'resolve', 'decline', 'suspend', 'deliberate']),
	informant: new Set(['resolve', 'decline']),
	street: new Set([
		...(['dispatch', 'accept', 'return', 'respond', 'progress', 'resolve', 'suspend'] as const),
		...(['request_suspend', 'resume', 'nudge', 'request_whistle', 'blow_whistle', 'join'] as const),
		...(['refuse_suspend', 'deliberate', 'decline', 'merge', 'refer_out'] as const)
	])
};

/** Without revision, or undefined where there is nothing to tell. */
export function cutCopy(
	document: LedgerDocument,
	cut: CutFor,
	context: CutContext
): CutDocument | undefined {
	switch (document.kind) {
		case 'concern':
			return context.concern && concernCopy(document, cut, context.concern);
		case 'event':
			return context.concern && eventCopy(document, cut, context, context.concern);
		case 'photo':
			return context.concern && photoCopy(document, cut, context.concern);
		case 'sound':
			return context.concern && soundCopy(document, cut, context.concern);
		case 'warning':
			return cut === 'handler' || cut === 'street' ? warningCopy(document, cut) : undefined;
		case 'check':
			return cut === 'building' || cut === 'informant' ? checkCopy(document, cut) : undefined;
		case 'door':
			return cut === 'building' ? doorCopy(document, cut) : undefined;
		case 'organisation':
			return { ...envelope(document, cut), ...directoryFor(document, cut, context) };
		case 'amendment':
			return context.concern && amendmentCopy(document, cut, context.concern);
		case 'settings': {
			const { limits, office, slip, scripts, dutyPhone } = document;
			return {
				...envelope(document, cut),
				kind: 'settings',
				limits,
				office,
				slip,
				scripts,
				dutyPhone
			};
		}
		case 'places':
			return { ...envelope(document, cut), kind: 'places', places: document.places };
		case 'tally': {
			const { community, name, day, states, late, sent, responded } = document;
			const { asked, solved, satisfied } = document;
			const residents = { asked, solved, satisfied };
			const counts = { community, name, day, states, late, sent, responded, ...residents };
			return cut === 'street'
				? { ...envelope(document, cut), kind: 'tally', ...counts }
				: undefined;
		}
		case 'campaign':
		case 'campaign_end':
		case 'campaign_answer':
		case 'rights_request':
		case 'rights_answer':
		case 'export_profile':
		case 'export_run':
		case 'household':
		case 'resident':
		case 'visit':
		case 'check_answer':
			return undefined;
	}
}

type Cut<D extends LedgerDocument> = Unrevised<D>;

function envelope<D extends LedgerDocument>(
	{ _id, kind, schema, author, capturedAt, clock, grid }: D,
	cut: CutFor,
	concern?: CutConcern
): Omit<Envelope<D['kind']>, '_rev' | 'deviceSeq' | 'repairedFrom'> {
	const writer = concern && isReporter(author, concern) && !concern.own ? 'station' : author;
	return { _id, kind, schema, author: writer, device: 'station', capturedAt, clock, grid, cut };
}

/** A worker writes down what a resident says; these two say it themselves. */
function isReporter(author: AccountName, concern: CutConcern): boolean {
	const reportsHimself = concern.source === 'building_head' || concern.source === 'informant';
	return author === concern.author && reportsHimself;
}

function isHidden({ confidential, own }: CutConcern): boolean {
	return confidential && !own;
}

/**
 * A voice says who speaks. Handlers and street hear whoever works on the matter, unless its reporter
 * asked to be unnamed; never somebody who reported himself. He hears his own words again, no others.
 */
function isHeard(author: AccountName, cut: CutFor, concern: CutConcern): boolean {
	if (cut === 'building' || cut === 'informant') return concern.own && author === concern.author;
	return !concern.confidential && !isReporter(author, concern);
}

function concernCopy(
	document: ConcernDocument,
	cut: CutFor,
	concern: CutConcern
): Cut<ConcernDocument> {
	const hidden = isHidden(concern);
	const { splitFrom, sounds } = document;
	const heard = sounds !== undefined && isHeard(document.author, cut, concern);
	return {
		...envelope(document, cut, concern),
		kind: 'concern',
		door: hidden ? '' : document.door,
		building: document.building,
		// What a confidential reporter says of the place may say who he is.
		place: hidden ? concern.address : placeOf(document, concern),
		category: document.category,
		nature: document.nature,
		urgency: document.urgency,
		source: hidden ? 'resident' : document.source,
		text: hidden ? '' : document.text,
		photos: hidden ? [] : document.photos,
		...(heard ? { sounds } : {}),
		confidentialReporter: concern.confidential,
		...(splitFrom === undefined ? {} : { splitFrom })
	};
}

const longestPlace = 200;

function placeOf({ place }: ConcernDocument, { address }: CutConcern): string {
	return place.includes(address) ? place : `${address} ${place}`.trim().slice(0, longestPlace);
}

function eventCopy(
	document: EventDocument,
	cut: CutFor,
	{ holders }: CutContext,
	concern: CutConcern
): Cut<EventDocument> | undefined {
	const hidden = isHidden(concern);
	if (hidden && document.type === 'join_household') return undefined;
	const { type, handler, handlers, number, onsite, stage, agreed } = document;
	const { parts, into, retracts, until, since, solved, satisfaction, firstResponse } = document;
	const isForHolder = handler !== undefined && holders.includes(handler);
	const isOutweighed = hidden && document.clock < concern.unnamedSince;
	const told =
		isTold(document, cut, isForHolder) && !(hidden && document.author === concern.author);
	const carried = {
		handler,
		handlers,
		number,
		onsite,
		stage,
		agreed,
		parts,
		into,
		retracts,
		until,
		since,
		solved,
		satisfaction,
		firstResponse,
		door: hidden ? undefined : document.door,
		// The resident agreed to be reached by the one who was sent; what came later outweighs it.
		contact: type === 'dispatch' && isForHolder && !isOutweighed ? document.contact : undefined,
		photos: told ? document.photos : undefined,
		sounds: told && isHeard(document.author, cut, concern) ? document.sounds : undefined
	};
	return {
		...envelope(document, cut, concern),
		kind: 'event',
		concern: document.concern,
		type,
		note: told ? document.note : '',
		...withoutUndefined(carried)
	};
}

/** The words of an order are for whoever got it. */
function isTold({ type }: EventDocument, cut: CutFor, isForHolder: boolean): boolean {
	if (type === 'dispatch') return isForHolder || cut === 'street';
	return noted[cut].has(type);
}

type Given<T> = { [K in keyof T]?: Exclude<T[K], undefined> };

function withoutUndefined<T extends object>(fields: T): Given<T> {
	const given = Object.entries(fields).filter(([, value]) => value !== undefined);
	return Object.fromEntries(given) as Given<T>;
}

function photoCopy(
	document: PhotoDocument,
	cut: CutFor,
	concern: CutConcern
): Cut<PhotoDocument> | undefined {
	if (!concern.photos.has(document._id)) return undefined;
	const { sha256, subject, contentType, bytes, width, height, thumbnail } = document;
	return {
		...envelope(document, cut, concern),
		kind: 'photo',
		...{ sha256, subject, contentType, bytes, width, height, thumbnail }
	};
}

/** What a matter is and how it presses; what was said and where is told by its header alone. */
const tellingFields = ['category', 'nature', 'urgency'] as const;

function amendmentCopy(
	document: AmendmentDocument,
	cut: CutFor,
	concern: CutConcern
): Cut<AmendmentDocument> | undefined {
	const { subject, subjectKind } = document;
	const set = only(tellingFields, document.set);
	if (Object.keys(set).length === 0) return undefined;
	const saw = only(tellingFields, document.saw);
	return { ...envelope(document, cut, concern), kind: 'amendment', subject, subjectKind, set, saw };
}

function only<T>(fields: readonly string[], record: Readonly<Record<string, T>>) {
	return Object.fromEntries(Object.entries(record).filter(([field]) => fields.includes(field)));
}

function soundCopy(
	document: SoundDocument,
	cut: CutFor,
	concern: CutConcern
): Cut<SoundDocument> | undefined {
	if (!concern.sounds.has(document._id) || !isHeard(document.author, cut, concern)) {
		return undefined;
	}
	const { sha256, subject, contentType, bytes, seconds } = document;
	return {
		...envelope(document, cut, concern),
		kind: 'sound',
		...{ sha256, subject, contentType, bytes, seconds }
	};
}

function warningCopy(document: WarningDocument, cut: CutFor): Cut<WarningDocument> {
	const { concern, policy, step, stage, dueAt } = document;
	return { ...envelope(document, cut), kind: 'warning', concern, policy, step, stage, dueAt };
}

function checkCopy(document: CheckDocument, cut: CutFor): Cut<CheckDocument> {
	const { door, label, scope, words, dueOn } = document;
	return { ...envelope(document, cut), kind: 'check', door, label, scope, words, dueOn };
}

function doorCopy(document: DoorDocument, cut: CutFor): Cut<DoorDocument> {
	const { door, estate, building, unit, floor, room, type } = document;
	return {
		...envelope(document, cut),
		kind: 'door',
		...{ door, estate, building, unit, floor, room, type }
	};
}
