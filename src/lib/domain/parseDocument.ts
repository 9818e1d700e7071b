/**
 * Reads a document that came from elsewhere: the station, another phone, the disk. What it accepts
 * can be trusted to have the shape its type says; what it refuses is set aside by the caller, never
 * thrown away and never in the way of what comes behind.
 */
import { wrongAmendment } from './amendable.ts';
import { documentShapes } from './documentShapes.ts';
import type { LedgerDocument } from './documents.ts';
import type { DocumentKind } from './envelope.ts';
import { schemas } from './envelope.ts';
import { wrongExtra } from './eventCarries.ts';
import { documentId, gridOfDoor, localPart, ulidPattern } from './ids.ts';
import type { Outcome } from './outcome.ts';
import { accepted, refused } from './outcome.ts';
import type { Cap } from './poison.ts';
import { checkPoison } from './poison.ts';
import { carriedFields } from './revision.ts';
import { isRecord, owns, wrongField } from './shapeChecks.ts';

export type ParseRefusal =
	| { kind: 'not_a_document' }
	| { kind: 'unknown_kind' }
	/** Written by a newer program; kept until this one is renewed. */
	| { kind: 'schema_newer' }
	| { kind: 'shape'; field: string }
	| { kind: 'poison'; cap: Cap };

export function parseDocument(raw: unknown): Outcome<LedgerDocument, ParseRefusal> {
	const harmless = checkPoison(raw);
	if (!harmless.ok) return refused({ kind: 'poison', cap: harmless.refusal });
	if (!isRecord(raw) || typeof raw._id !== 'string') return refused({ kind: 'not_a_document' });
	const { kind, schema } = raw;
	if (typeof kind !== 'string') return refused({ kind: 'not_a_document' });
	if (!owns(documentShapes, kind)) return refused({ kind: 'unknown_kind' });
	if (Number.isInteger(schema) && (schema as number) > schemas[kind as DocumentKind]) {
		return refused({ kind: 'schema_newer' });
	}
	const content = withoutCarried(raw);
	const field = wrongField(content, documentShapes[kind as DocumentKind]);
	if (field !== undefined) return refused({ kind: 'shape', field });
	const document = content as unknown as LedgerDocument;
	const contradiction = contradictionIn(document);
	return contradiction === undefined
		? accepted(document)
		: refused({ kind: 'shape', field: contradiction });
}

/** The document itself where nothing rides on it, which is nearly always. */
function withoutCarried(raw: Record<string, unknown>): Record<string, unknown> {
	const rides = (name: string) => name !== '_rev' && carriedFields.has(name);
	if (!Object.keys(raw).some(rides)) return raw;
	return Object.fromEntries(Object.entries(raw).filter(([name]) => !rides(name)));
}

/** Everything below is composed already. */
const beyondLatin = /[^\u0020-\u007e]/;

/** The first field that does not agree with the others. */
function contradictionIn(document: LedgerDocument): string | undefined {
	if (beyondLatin.test(document._id) && document._id !== document._id.normalize('NFC')) {
		return '_id';
	}
	// A copy that was cut down keeps the place of what it was cut from.
	if (document.cut === undefined && !document.clock.endsWith(`-${document.device}`)) return 'clock';
	if (!document._rev.startsWith('1-') && !isFollowed(document)) return '_rev';
	const ownUlid = document._id.slice(document._id.lastIndexOf(':') + 1);
	const underUlid = (id: string) =>
		document._id === id && ulidPattern.test(ownUlid) ? undefined : '_id';
	switch (document.kind) {
		case 'door':
			if (document._id !== documentId.door(document.door)) return '_id';
			return inGrid(document.door, document);
		case 'household':
			if (document._id !== documentId.household(document.door)) return '_id';
			return inGrid(document.door, document);
		case 'resident':
		case 'visit':
		case 'concern':
			if (!document._id.startsWith(`${document.kind}:`)) return '_id';
			if (!ulidPattern.test(localPart(document._id))) return '_id';
			return document.door === '' ? undefined : inGrid(document.door, document);
		case 'event':
			if (!ulidPattern.test(ownUlid)) return '_id';
			if (document._id !== documentId.event(document.concern, ownUlid)) return '_id';
			return wrongExtra(document) ?? (document.door ? inGrid(document.door, document) : undefined);
		case 'amendment': {
			if (!ulidPattern.test(ownUlid)) return '_id';
			if (document._id !== documentId.amendment(document.subject, ownUlid)) return '_id';
			if (ulidPattern.test(document.subject) === (document.subjectKind === 'household')) {
				return 'subject';
			}
			if (document.subjectKind === 'household' && inGrid(document.subject, document)) {
				return 'subject';
			}
			if (Object.keys(document.set).length === 0) return 'set';
			if (Object.keys(document.saw).some((field) => !owns(document.set, field))) {
				return 'saw';
			}
			return wrongAmendment(document.subjectKind, document.set) === undefined ? undefined : 'set';
		}
		case 'photo':
			return document._id === documentId.photo(document.sha256) ? undefined : '_id';
		case 'check':
			if (document._id !== documentId.check(ownUlid) || !ulidPattern.test(ownUlid)) return '_id';
			return inGrid(document.door, document);
		case 'check_answer':
			if (!ulidPattern.test(ownUlid)) return '_id';
			return document._id === documentId.checkAnswer(document.check, ownUlid) ? undefined : '_id';
		case 'warning':
			return document._id.startsWith(documentId.warning(document.concern, '')) ? undefined : '_id';
		case 'sound':
			return document._id === documentId.sound(document.sha256) ? undefined : '_id';
		case 'campaign_end':
			return underUlid(documentId.campaignEnd(document.campaign, ownUlid));
		case 'campaign_answer':
			return (
				underUlid(documentId.campaignAnswer(document.campaign, ownUlid)) ??
				inGrid(document.door, document)
			);
		case 'rights_request':
			return underUlid(documentId.rightsRequest(ownUlid)) ?? inGrid(document.door, document);
		case 'rights_answer':
			return underUlid(documentId.rightsAnswer(document.request, ownUlid));
		case 'tally':
			return document._id === documentId.tally(document.community, document.day)
				? undefined
				: '_id';
		case 'organisation':
		case 'settings':
		case 'places':
		case 'campaign':
		case 'export_profile':
		case 'export_run':
			return underUlid(`${document.kind}:${ownUlid}`);
	}
}

/** Written once; only what the station counts, cuts anew or empties is followed by a newer revision. */
function isFollowed({ kind, cut, erased }: LedgerDocument): boolean {
	return kind === 'tally' || cut !== undefined || erased !== undefined;
}

function inGrid(door: string, document: LedgerDocument): string | undefined {
	return gridOfDoor(door) === document.grid ? undefined : 'grid';
}
