/**
 * What may arrive at whom of a concern and of what stands beside it, written by hand for the test
 * that generates every case (DOMAIN 5.5). It must never be derived from cutCopy.ts: the two say the
 * same thing twice, on purpose.
 */
import type { ConcernEventType } from '#lib/domain/documents.ts';
import type { CutFor, DocumentKind } from '#lib/domain/envelope.ts';

/** The envelope tells nothing of anybody but who wrote it. */
export const always = [
	...['_id', 'kind', 'schema', 'author', 'device', 'capturedAt', 'clock', 'grid', 'cut']
];

const aboutPlace = ['building', 'place'];
const aboutMatter = [
	'category',
	'nature',
	'urgency',
	'source',
	'confidentialReporter',
	'splitFrom'
];
const told = ['door', 'text', 'photos', 'sounds'];
const step = [
	...['concern', 'type', 'handler', 'handlers', 'number', 'onsite', 'stage', 'agreed', 'parts'],
	...['into', 'retracts', 'until', 'since', 'solved', 'satisfaction', 'firstResponse']
];
const picture = ['sha256', 'subject', 'contentType', 'bytes', 'width', 'height', 'thumbnail'];
const sound = ['sha256', 'subject', 'contentType', 'bytes', 'seconds'];
const warning = ['concern', 'policy', 'step', 'stage', 'dueAt'];
const amendment = ['subject', 'subjectKind', 'set', 'saw'];
const check = ['door', 'label', 'scope', 'words', 'dueOn'];
const settings = ['limits', 'office', 'slip', 'scripts', 'dutyPhone'];
const tally = [
	...['community', 'name', 'day', 'states', 'late', 'sent', 'responded'],
	...['asked', 'solved', 'satisfied']
];
const door = ['door', 'estate', 'building', 'unit', 'floor', 'room', 'type'];

/** Fields that may say something, where nobody asked to be unnamed. A kind that is missing never arrives. */
export const openFields: Readonly<Record<CutFor, Partial<Record<DocumentKind, string[]>>>> = {
	handler: {
		concern: [...aboutPlace, ...aboutMatter, ...told],
		event: [...step, 'door', 'note', 'photos', 'sounds', 'contact'],
		photo: picture,
		sound,
		warning,
		amendment,
		organisation: ['units', 'posts'],
		settings,
		places: ['places']
	},
	building: {
		concern: [...aboutPlace, ...aboutMatter, ...told],
		event: [...step, 'door', 'note', 'photos', 'sounds', 'contact'],
		photo: picture,
		sound,
		check,
		door,
		amendment,
		organisation: ['units', 'posts', 'branches'],
		settings,
		places: ['places']
	},
	informant: {
		concern: [...aboutPlace, ...aboutMatter, ...told],
		event: [...step, 'door', 'note', 'photos', 'sounds'],
		photo: picture,
		sound,
		check,
		amendment,
		organisation: ['units', 'posts'],
		settings,
		places: ['places']
	},
	street: {
		concern: [...aboutPlace, ...aboutMatter, ...told],
		event: [...step, 'door', 'note', 'photos', 'sounds'],
		photo: picture,
		sound,
		warning,
		amendment,
		organisation: ['units', 'posts'],
		settings,
		tally
	}
};

/** Where somebody asked to be unnamed, these are empty for all but himself. */
export const unnamedFields: Partial<Record<DocumentKind, string[]>> = {
	concern: told,
	event: ['door', 'sounds'],
	sound
};

/** Whose words are told; of the others it is told that they happened. */
export const wordsOf: Readonly<Record<CutFor, readonly ConcernEventType[]>> = {
	handler: [
		...(['dispatch', 'accept', 'return', 'respond', 'progress', 'resolve', 'suspend'] as const),
		...(['request_suspend', 'resume', 'nudge', 'request_whistle', 'blow_whistle'] as const),
		...(['join', 'refuse_suspend', 'deliberate'] as const)
	],
	building: ['dispatch', 'progress', 'resolve', 'decline', 'suspend', 'deliberate'],
	informant: ['resolve', 'decline'],
	street: [
		...(['dispatch', 'accept', 'return', 'respond', 'progress', 'resolve', 'suspend'] as const),
		...(['request_suspend', 'resume', 'nudge', 'request_whistle', 'blow_whistle'] as const),
		...(['join', 'refuse_suspend', 'deliberate', 'decline', 'merge'] as const),
		'refer_out'
	]
};
