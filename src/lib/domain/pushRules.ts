/**
 * What a phone may write into a feed. The station asks this for every pushed document and keeps
 * what is refused in quarantine; nothing here knows whether the document already exists.
 */
import type { LedgerDocument } from './documents.ts';
import { mayEverWrite } from './eventRights.ts';
import type { Role, RoleGrant } from './feeds.ts';
import { gridOfFeed } from './feeds.ts';
import type { Outcome } from './outcome.ts';
import { accepted, refused } from './outcome.ts';
import type { ParseRefusal } from './parseDocument.ts';
import { parseDocument } from './parseDocument.ts';
import type { Sha256 } from './revision.ts';
import { revisionOf } from './revision.ts';
import { isRecord } from './shapeChecks.ts';

export interface PushContext {
	/** The session's account and device; null where the session names none. */
	account: string | null;
	device: string | null;
	grants: readonly RoleGrant[];
	/** Database that is pushed to. */
	feed: string;
	sha256: Sha256;
}

export interface PushRefusal {
	kind:
		| 'shape'
		| 'schema_newer'
		| 'author'
		| 'device'
		| 'role'
		| 'scope'
		| 'revision'
		| 'generation'
		| 'deleted'
		| 'too_large'
		| 'poison';
	/** For the keeper of the station, in English; never the document's own words. */
	detail: string;
}

export function checkPush(
	raw: unknown,
	context: PushContext
): Outcome<LedgerDocument, PushRefusal> {
	const carried = carriedRefusal(raw);
	if (carried) return refused(carried);
	const parsed = parseDocument(raw);
	if (!parsed.ok) return refused(ofParse(parsed.refusal));
	const refusal = writerRefusal(parsed.value, context) ?? revisionRefusal(parsed.value, context);
	return refusal ? refused(refusal) : accepted(parsed.value);
}

/** A device writes each document once: no tombstone, no second generation, no bytes (SAFETY F15). */
function carriedRefusal(raw: unknown): PushRefusal | undefined {
	if (!isRecord(raw)) return undefined;
	if (raw._deleted !== undefined) {
		return { kind: 'deleted', detail: 'a device never deletes' };
	}
	// Pictures have a database of their own; left in place they would be lost without a word.
	if (raw._attachments !== undefined) {
		return { kind: 'shape', detail: 'a document carries no attachments' };
	}
	const generation = /^(\d+)-/.exec(String(raw._rev))?.[1];
	if (generation !== undefined && generation !== '1') {
		return { kind: 'generation', detail: 'only generation 1 is taken from a device' };
	}
	const history = raw._revisions;
	if (history === undefined) return undefined;
	const ids = isRecord(history) ? history.ids : undefined;
	if (!isRecord(history) || history.start !== 1 || !Array.isArray(ids) || ids.length !== 1) {
		return { kind: 'generation', detail: 'the history has more than one generation' };
	}
	return raw._rev === `1-${String(ids[0])}`
		? undefined
		: { kind: 'revision', detail: 'history and revision differ' };
}

function ofParse(refusal: ParseRefusal): PushRefusal {
	switch (refusal.kind) {
		case 'not_a_document':
			return { kind: 'shape', detail: 'not a document' };
		case 'unknown_kind':
			return { kind: 'shape', detail: 'unknown kind' };
		case 'schema_newer':
			return { kind: 'schema_newer', detail: 'written by a newer program than this station' };
		case 'shape':
			return { kind: 'shape', detail: `field ${refusal.field.slice(0, 60)}` };
		case 'poison':
			return refusal.cap === 'bytes'
				? { kind: 'too_large', detail: 'more than 64 KB' }
				: { kind: 'poison', detail: `cap ${refusal.cap}` };
	}
}

function writerRefusal(document: LedgerDocument, context: PushContext): PushRefusal | undefined {
	if (document.author !== context.account) {
		return { kind: 'author', detail: 'the author is not the account of the session' };
	}
	if (document.device !== context.device) {
		return { kind: 'device', detail: 'the device is not the one of the session' };
	}
	if (document.repairedFrom !== undefined || document.cut !== undefined) {
		return { kind: 'shape', detail: 'a field that only the station writes' };
	}
	if (document.deviceSeq === undefined) {
		return { kind: 'shape', detail: 'field deviceSeq' };
	}
	const grid = gridOfFeed(context.feed);
	if (grid === undefined || document.grid !== grid) {
		return { kind: 'scope', detail: 'the document belongs to another feed' };
	}
	const roles = context.grants.filter((grant) => grant.scope === grid).map((grant) => grant.role);
	if (roles.length === 0) {
		return { kind: 'scope', detail: 'the account holds no role in this grid' };
	}
	return roles.some((role) => roleMayWrite(role, document))
		? undefined
		: { kind: 'role', detail: `no role of the account may write this ${document.kind}` };
}

/** DOMAIN 5.5, as far as a grid's feed goes. Doors, households and residents come from the station. */
function roleMayWrite(role: Role, document: LedgerDocument): boolean {
	if (role !== 'grid_worker') return false;
	switch (document.kind) {
		case 'visit':
		case 'concern':
		case 'amendment':
		case 'photo':
			return true;
		case 'event':
			return mayEverWrite(role, document.type);
		case 'check':
			return true;
		case 'check_answer':
		case 'warning':
		case 'organisation':
		case 'door':
		case 'household':
		case 'resident':
			return false;
	}
}

function revisionRefusal(
	document: LedgerDocument,
	{ sha256 }: PushContext
): PushRefusal | undefined {
	return document._rev === revisionOf(document, sha256)
		? undefined
		: { kind: 'revision', detail: 'the revision is not that of the content' };
}
