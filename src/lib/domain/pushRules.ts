/**
 * What a phone may write into a feed. The station asks this for every pushed document and keeps
 * what is refused in quarantine; nothing here knows whether the document already exists.
 */
import type { LedgerDocument } from './documents.ts';
import { mayEverWrite } from './eventRights.ts';
import { feedOfGrant, memberOf } from './feedOfGrant.ts';
import type { Role, RoleGrant } from './feeds.ts';
import { gridOfFeed, writerIn } from './feeds.ts';
import { communityOfGrid } from './ids.ts';
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
	const { device, feed } = context;
	const held = context.grants.filter((grant) => isHeldIn(grant, feed));
	if (held.length === 0) return { kind: 'scope', detail: 'the account holds no role in this feed' };
	if (device === null || document.device !== writerIn(feed, device)) {
		return { kind: 'device', detail: 'the device is not the one of the session' };
	}
	// What only the station writes.
	if (document.repairedFrom !== undefined) return { kind: 'shape', detail: 'field repairedFrom' };
	if (document.cut !== undefined) return { kind: 'shape', detail: 'field cut' };
	if (document.erased !== undefined) return { kind: 'shape', detail: 'field erased' };
	if (document.deviceSeq === undefined) {
		return { kind: 'shape', detail: 'field deviceSeq' };
	}
	if (!held.some((grant) => isWithin(document, grant))) {
		return { kind: 'scope', detail: 'the document belongs to another feed' };
	}
	return held.some((grant) => roleMayWrite(grant, document))
		? undefined
		: { kind: 'role', detail: `no role of the account may write this ${document.kind}` };
}

function isHeldIn({ role, scope }: RoleGrant, feed: string): boolean {
	return feedOfGrant({ role, scope }) === feed || gridOfFeed(feed) === scope;
}

/** Whether it is of the place that the scope names. */
function isWithin(document: LedgerDocument, { role, scope }: RoleGrant): boolean {
	const { grid } = document;
	switch (role) {
		case 'grid_worker':
			return grid === scope;
		case 'building_head':
			return isOfBuilding(document, scope);
		case 'informant':
		case 'handler_property':
		case 'handler_dept':
			return communityOfGrid(grid) === scope.slice(0, 12);
		case 'community_staff':
		case 'community_lead':
			return communityOfGrid(grid) === scope;
		case 'street_staff':
			return grid.startsWith(scope);
		case 'station_keeper':
			return false;
	}
}

/** `150105001019-01/xk/3`; what he raises is of his own building. */
function isOfBuilding(document: LedgerDocument, scope: string): boolean {
	if (document.grid !== scope.slice(0, 15)) return false;
	if (document.kind !== 'concern') return true;
	const { door, building, grid } = document;
	return `${grid}/${building}` === scope && (door === '' || door.startsWith(`${scope}-`));
}

/**
 * DOMAIN 5.5. Doors and households come from the station, warnings and cuts too. A resident may come
 * from the door: who was born or moved in.
 */
function roleMayWrite({ role, scope }: RoleGrant, document: LedgerDocument): boolean {
	switch (document.kind) {
		case 'visit':
		case 'resident':
			return role === 'grid_worker';
		case 'concern':
			return mayRaise.has(role);
		case 'event':
			// Nobody reports in for another unit.
			if (isUnit(role) && document.type === 'join' && document.handler !== memberOf(scope)) {
				return false;
			}
			return mayEverWrite(role, document.type, document.stage);
		case 'amendment':
			return role === 'grid_worker' || (isCommunity(role) && document.subjectKind === 'concern');
		case 'photo':
			return role === 'grid_worker' || !document.subject.startsWith('visit:');
		case 'check':
			return role === 'grid_worker' || isCommunity(role);
		case 'check_answer':
			return role === 'building_head' || role === 'informant';
		case 'sound':
			return role === 'grid_worker' || !document.subject.startsWith('visit:');
		case 'organisation':
		case 'settings':
		case 'places':
			return role === 'community_lead';
		case 'campaign':
		case 'campaign_end':
		case 'rights_answer':
			return isCommunity(role);
		case 'campaign_answer':
		case 'rights_request':
			return role === 'grid_worker';
		case 'export_profile':
			return role === 'grid_worker' || isCommunity(role);
		// Whoever may make a table says that he did; a unit makes one of its own orders.
		case 'export_run':
			return role === 'grid_worker' || isCommunity(role) || isUnit(role);
		case 'tally':
		case 'warning':
		case 'door':
		case 'household':
			return false;
	}
}

/** A department handles what it is given, and raises nothing. */
const mayRaise: ReadonlySet<Role> = new Set([
	...(['grid_worker', 'building_head', 'informant', 'handler_property'] as const),
	...(['community_staff', 'community_lead', 'street_staff'] as const)
]);

function isUnit(role: Role): boolean {
	return role === 'handler_property' || role === 'handler_dept';
}

function isCommunity(role: Role): boolean {
	return role === 'community_staff' || role === 'community_lead';
}

function revisionRefusal(
	document: LedgerDocument,
	{ sha256 }: PushContext
): PushRefusal | undefined {
	return document._rev === revisionOf(document, sha256)
		? undefined
		: { kind: 'revision', detail: 'the revision is not that of the content' };
}
