/**
 * The shape of every kind of document, as tables: a field that is not in the table is not in the
 * document. Limits are those of honest use with room to spare, in code units unless said.
 */
import {
	campaignAnswerShape,
	campaignEndShape,
	campaignShape,
	exportProfileShape,
	exportRunShape,
	placesShape,
	rightsAnswerShape,
	rightsRequestShape,
	settingsShape,
	tallyShape
} from './communityShapes.ts';
import type { ConcernFields, HouseholdFields, ResidentFields, VisitFields } from './documents.ts';
import type { DocumentKind, Envelope } from './envelope.ts';
import type { OwnFields, ShapeOf } from './fieldChecks.ts';
import {
	account,
	dayOrNone,
	door,
	longText,
	phone,
	photoIds,
	shortText,
	soundIds,
	ulid
} from './fieldChecks.ts';
import { stampPattern } from './hybridClock.ts';
import { gridPattern, sha256Pattern } from './ids.ts';
import {
	checkAnswerShape,
	checkShape,
	eventShape,
	organisationShape,
	warningShape
} from './loopShapes.ts';
import type { Check, Shape } from './shapeChecks.ts';
import {
	either,
	exactly,
	filledText,
	flag,
	instant,
	integer,
	isRecord,
	listOf,
	oneOf,
	optional,
	partial,
	pattern,
	recordOf,
	text
} from './shapeChecks.ts';

const base64 = pattern(/^[A-Za-z0-9+/]*={0,2}$/);
const buildingKeyPattern = /^[a-z0-9]{1,12}\/[\p{L}\p{N}.]{1,20}$/u;

export const envelopeShape: ShapeOf<Envelope<DocumentKind>> = {
	_id: filledText(160),
	_rev: pattern(/^[1-9]\d{0,5}-[0-9a-f]{32}$/),
	kind: text(20),
	schema: integer(1, 10_000),
	author: account,
	device: pattern(/^[0-9A-Za-z_-]{1,40}$/),
	deviceSeq: optional(integer(1, Number.MAX_SAFE_INTEGER)),
	capturedAt: instant,
	clock: pattern(stampPattern),
	grid: pattern(gridPattern),
	repairedFrom: optional(pattern(/^1-[0-9a-f]{32}$/)),
	cut: optional(oneOf('handler', 'building', 'informant', 'street')),
	erased: optional(ulid)
};

export const householdShape: ShapeOf<HouseholdFields> = {
	tenure: oneOf('own', 'rented', 'vacant', 'business', 'other', 'unknown'),
	headName: text(30),
	phones: listOf(phone, 8),
	partyHub: flag,
	preferredLanguage: oneOf('zh', 'mn'),
	bestTime: shortText,
	note: longText
};

export const residentShape: ShapeOf<ResidentFields> = {
	name: filledText(30),
	relation: text(20),
	gender: oneOf('male', 'female', 'unknown'),
	birthYear: either(exactly(0), integer(1880, 2200)),
	phone,
	residency: oneOf('resident', 'floating', 'registered_elsewhere', 'absent', 'unknown'),
	careTags: listOf(pattern(/^[a-z0-9_]{1,40}$/), 20),
	ethnicity: pattern(/^(?:\d{2})?$/),
	emergencyContact: text(60),
	note: longText,
	moved: flag,
	deceased: flag
};

const careCheck: Check = (value) =>
	isRecord(value) &&
	Object.keys(value).length === 2 &&
	(value.state === 'fine' || value.state === 'attention') &&
	shortText(value.note);

export const visitShape: ShapeOf<VisitFields> = {
	door,
	type: oneOf(
		'routine',
		'care',
		'verify',
		'follow_up',
		'mediate',
		'notice',
		'survey',
		'emergency',
		'patrol'
	),
	mode: oneOf('door', 'phone', 'video', 'proxy', 'encounter'),
	outcome: oneOf(
		'met',
		'met_family',
		'no_answer',
		'refused',
		'rescheduled',
		'vacant',
		'moved',
		'abnormal'
	),
	unchanged: flag,
	note: longText,
	careChecks: partial({
		health: careCheck,
		mood: careCheck,
		safety: careCheck,
		hygiene: careCheck,
		living: careCheck
	}),
	photos: photoIds,
	leftSlip: flag,
	nextVisitOn: dayOrNone,
	bestTime: shortText
};

export const concernShape: ShapeOf<ConcernFields> = {
	door: either(exactly(''), door),
	building: either(exactly(''), pattern(buildingKeyPattern)),
	place: shortText,
	// Only the form of a code: the list in taxonomy.ts may grow without a new schema.
	category: pattern(/^[a-z_]{1,30}\.[a-z_]{1,30}$/),
	nature: oneOf('report', 'help', 'complaint', 'consult', 'suggest', 'praise'),
	urgency: oneOf('red', 'yellow', 'green'),
	source: oneOf(
		'visit',
		'patrol',
		'building_head',
		'informant',
		'resident',
		'meeting',
		'hotline',
		'property'
	),
	text: longText,
	photos: photoIds,
	sounds: optional(soundIds),
	confidentialReporter: flag,
	splitFrom: optional(ulid),
	outside: optional(recordOf({ system: filledText(30), number: filledText(60), dueOn: dayOrNone }))
};

/** What a picture or a sound may belong to. */
const recordedIn = pattern(
	/^(?:(?:visit|concern):|(?:event|check_answer|campaign_answer):[0-9A-HJKMNP-TV-Z]{26}:)[0-9A-HJKMNP-TV-Z]{26}$/
);

const amendmentId = pattern(/^amendment:.{1,130}$/u);
const amendedValue = either(
	text(4_000),
	integer(Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER),
	flag,
	listOf(text(200), 20),
	exactly(null)
);
const fieldsOf =
	(value: Check): Check =>
	(record) =>
		isRecord(record) &&
		Object.keys(record).length <= 20 &&
		Object.entries(record).every(([field, held]) => field.length <= 40 && value(held));

const ownShapes: { readonly [K in DocumentKind]: ShapeOf<OwnFields<K>> } = {
	door: {
		door,
		estate: filledText(40),
		building: filledText(20),
		unit: text(20),
		floor: integer(-9, 200),
		room: text(20),
		type: oneOf('flat', 'bungalow', 'shop', 'garage', 'basement')
	},
	household: { door, ...householdShape },
	resident: { door, ...residentShape },
	visit: visitShape,
	concern: concernShape,
	event: eventShape,
	amendment: {
		subject: either(ulid, door),
		subjectKind: oneOf('household', 'resident', 'visit', 'concern'),
		set: fieldsOf(amendedValue),
		saw: fieldsOf(either(exactly(null), amendmentId))
	},
	photo: {
		sha256: pattern(sha256Pattern),
		subject: recordedIn,
		contentType: oneOf('image/jpeg', 'image/webp'),
		bytes: integer(1, 400 * 1024),
		width: integer(1, 10_000),
		height: integer(1, 10_000),
		thumbnail: base64
	},
	check: checkShape,
	check_answer: checkAnswerShape,
	warning: warningShape,
	organisation: organisationShape,
	settings: settingsShape,
	places: placesShape,
	campaign: campaignShape,
	campaign_end: campaignEndShape,
	campaign_answer: campaignAnswerShape,
	rights_request: rightsRequestShape,
	rights_answer: rightsAnswerShape,
	export_profile: exportProfileShape,
	export_run: exportRunShape,
	tally: tallyShape,
	sound: {
		sha256: pattern(sha256Pattern),
		subject: recordedIn,
		contentType: oneOf('audio/webm', 'audio/mp4', 'audio/ogg'),
		bytes: integer(1, 1024 * 1024),
		seconds: integer(1, 180)
	}
};

function whole<K extends DocumentKind>(kind: K): Shape {
	return { ...envelopeShape, ...ownShapes[kind] };
}

export const documentShapes: Readonly<Record<DocumentKind, Shape>> = {
	door: whole('door'),
	household: whole('household'),
	resident: whole('resident'),
	visit: whole('visit'),
	concern: whole('concern'),
	event: whole('event'),
	amendment: whole('amendment'),
	photo: whole('photo'),
	check: whole('check'),
	check_answer: whole('check_answer'),
	warning: whole('warning'),
	organisation: whole('organisation'),
	settings: whole('settings'),
	places: whole('places'),
	campaign: whole('campaign'),
	campaign_end: whole('campaign_end'),
	campaign_answer: whole('campaign_answer'),
	rights_request: whole('rights_request'),
	rights_answer: whole('rights_answer'),
	export_profile: whole('export_profile'),
	export_run: whole('export_run'),
	tally: whole('tally'),
	sound: whole('sound')
};
