/**
 * Where a document goes: DOMAIN 5.5, read line by line. What comes from a phone goes whole to the
 * community's ledger; from there each feed gets what its role may see, whole or cut (cutCopy.ts).
 * Asked again it answers the same, so a router may deliver twice and in any order.
 */
import { gridsOfCampaign } from './communityDocuments.ts';
import type { ConcernState, HistoryLine } from './concernFold.ts';
import type { ConcernDocument, EventDocument, LedgerDocument } from './documents.ts';
import type { CutFor } from './envelope.ts';
import type { Role } from './feeds.ts';
import { communityFeed, communityOfLedger, gridFeed, gridOfFeed, ledgerOfGrid } from './feeds.ts';
import { memberOf } from './feedOfGrant.ts';
import type { AccountName, GridId } from './ids.ts';
import { communityOfGrid, wholeCommunity } from './ids.ts';

/** A feed, and for whom it is. */
export interface Reader {
	feed: string;
	role: Role;
	scope: string;
	/** Accounts that hold the scope, or did: what they reported is their own. */
	accounts: readonly AccountName[];
}

/** Where it goes as it is, by where it lies. */
export function routesFor(
	document: LedgerDocument,
	{ from }: { from: string },
	grids: readonly GridId[] = []
): string[] {
	if (document.cut !== undefined) return [];
	const community = communityOfGrid(document.grid);
	if (communityOfLedger(from) !== community) {
		return takesIn(from, document) ? [ledgerOfGrid(document.grid)] : [];
	}
	if (isForAll(document)) return [...grids.map(gridFeed), communityFeed(community)];
	if (document.kind === 'campaign') {
		return [...gridsOfCampaign(document.where).map(gridFeed), communityFeed(community)];
	}
	// Its end follows it everywhere: whose grid it was not, has nothing that it ends.
	if (document.kind === 'campaign_end') return [...grids.map(gridFeed), communityFeed(community)];
	return [
		// The grid's worker sees what the community knows of her grid; no feed has what is of no grid.
		...(document.grid === wholeCommunity(community) ? [] : [gridFeed(document.grid)]),
		...(isForCommunity(document) ? [communityFeed(community)] : [])
	];
}

/** What a community says to everybody in it. */
function isForAll({ kind }: LedgerDocument): boolean {
	return (
		kind === 'organisation' || kind === 'settings' || kind === 'places' || kind === 'export_profile'
	);
}

/** A feed gives to the ledger what is of its own grid, or its own community. */
function takesIn(feed: string, { grid }: LedgerDocument): boolean {
	const ofGrid = gridOfFeed(feed);
	if (ofGrid !== undefined) return ofGrid === grid;
	const [, role = '', scope = ''] =
		/^feed-(building|informant|handler|community|street)-(.+)$/.exec(feed) ?? [];
	if (role === 'building') return scope.startsWith(`${grid}-`);
	if (role === 'street') return grid.startsWith(scope);
	return (
		role !== '' &&
		(scope === communityOfGrid(grid) || scope.startsWith(`${communityOfGrid(grid)}-`))
	);
}

/** Collect less: the register and the visits stay with the grid. */
function isForCommunity(document: LedgerDocument): boolean {
	switch (document.kind) {
		case 'door':
		case 'concern':
		case 'event':
		case 'check':
		case 'check_answer':
		case 'warning':
		case 'organisation':
		case 'settings':
		case 'places':
		case 'campaign':
		case 'campaign_end':
		case 'campaign_answer':
		case 'rights_request':
		case 'rights_answer':
		case 'export_profile':
		case 'export_run':
		case 'tally':
			return true;
		case 'photo':
		case 'sound':
			return !document.subject.startsWith('visit:');
		case 'amendment':
			return document.subjectKind === 'concern';
		case 'household':
		case 'resident':
		case 'visit':
			return false;
	}
}

/** How a role's copies are cut; undefined where what it gets is whole. */
export const cutOf: Readonly<Partial<Record<Role, CutFor>>> = {
	building_head: 'building',
	informant: 'informant',
	handler_property: 'handler',
	handler_dept: 'handler',
	street_staff: 'street'
};

/** Whether a document that belongs to no concern goes, cut, to this reader. */
export function isFor(document: LedgerDocument, { role, scope }: Reader): boolean {
	if (document.cut !== undefined || cutOf[role] === undefined) return false;
	switch (document.kind) {
		case 'organisation':
		case 'settings':
			return isOfCommunity(document, scope);
		case 'places':
			return role !== 'street_staff' && isOfCommunity(document, scope);
		case 'tally':
			return role === 'street_staff' && isOfCommunity(document, scope);
		case 'check':
			return (role === 'building_head' || role === 'informant') && document.scope === scope;
		case 'door':
			return role === 'building_head' && document.door.startsWith(`${scope}-`);
		default:
			return false;
	}
}

/** A street's scope is the beginning of its communities'. */
function isOfCommunity({ grid }: LedgerDocument, scope: string): boolean {
	return communityOfGrid(grid).startsWith(scope.slice(0, 12));
}

/** A concern with all that happened to it. */
export interface Matter {
	header: ConcernDocument;
	state: Pick<ConcernState, 'history' | 'isWhistleDue'>;
	/** Also where it was only said later. */
	confidential: boolean;
	/** Its author took it back. */
	retracted: boolean;
}

export interface Share {
	/** Reported by a holder of the scope. */
	own: boolean;
	events: EventDocument[];
	/** Warnings are for whoever has it in hand. */
	inHand: boolean;
}

/** What of a concern goes, cut, to this reader; undefined for nothing. */
export function shareOf(matter: Matter, reader: Reader): Share | undefined {
	const { header, state, confidential, retracted } = matter;
	if (retracted || !isOfCommunity(header, reader.scope)) return undefined;
	// A copy does not say into which feed a step was written; who was none of it is left out.
	const history = state.history.filter(({ because }) => because !== 'not_in_hand');
	const all = history.map(({ event }) => event);
	const own = reader.accounts.includes(header.author);
	switch (reader.role) {
		// What was ever dispatched to the unit, until it was given back or given to another; and what
		// became of what it reported.
		case 'handler_property':
		case 'handler_dept': {
			const share = handled(history, [memberOf(reader.scope)]);
			if (!own || header.source !== 'property') return share;
			return { own: false, events: all, inHand: share?.inHand ?? false };
		}
		// Her own reports, public matters of the house, and what she was asked to handle.
		case 'building_head': {
			const isHere = reader.scope === `${header.grid}/${header.building}`;
			const reports = own && header.source === 'building_head';
			const isPublic = header.door === '' && !confidential;
			if (isHere && (reports || isPublic)) return { own: reports, events: all, inHand: false };
			return isHere ? handled(history, reader.accounts) : undefined;
		}
		// What became of what he reported.
		case 'informant':
			return own && header.source === 'informant' ? { own, events: all, inHand: false } : undefined;
		// What was whistled, or should have been, and what the street itself reported.
		case 'street_staff':
			return own || isWhistled(state) ? { own: false, events: all, inHand: true } : undefined;
		case 'grid_worker':
		case 'community_staff':
		case 'community_lead':
		case 'station_keeper':
			return undefined;
	}
}

/** Asked for or blown; three returns, or three reopenings, call the street by themselves. */
function isWhistled({ history, isWhistleDue }: Matter['state']): boolean {
	const whistles: ReadonlySet<string> = new Set(['request_whistle', 'blow_whistle']);
	return (
		isWhistleDue ||
		history.some(
			// Whoever was told that it was asked for is told that it was taken back.
			({ event, effect, because }) =>
				(effect || because === 'retracted') && whistles.has(event.type)
		)
	);
}

/** From the beginning, since a state follows from all steps, to the last step that concerned it. */
function handled(history: readonly HistoryLine[], holders: readonly string[]): Share | undefined {
	const isOurs = (handler: string | undefined) =>
		handler !== undefined && holders.includes(handler);
	let leads = false;
	let supports = false;
	let end = 0;
	const takenBack = new Set<string>();
	for (const [at, { event, effect, because }] of history.entries()) {
		const had = leads || supports;
		const named = [event.handler, ...(event.handlers ?? [])];
		// An order that was sent and taken back: who may have got the one gets the other.
		if (because === 'retracted' && named.some(isOurs)) {
			takenBack.add(event._id.slice(event._id.lastIndexOf(':') + 1));
			end = at + 1;
		}
		if (event.type === 'retract' && effect && takenBack.has(event.retracts ?? '')) end = at + 1;
		if (effect) {
			if (event.type === 'dispatch' || event.type === 'self_handle') {
				leads = isOurs(event.handler);
				supports = false;
			}
			if (event.type === 'return') leads = false;
			if (event.type === 'blow_whistle') {
				leads = isOurs(event.handlers?.[0]);
				supports = event.handlers?.some(isOurs) ?? false;
			}
		}
		// The step that takes it away is the last one told.
		if (had || leads || supports) end = at + 1;
		// An order that held until an earlier word was heard: whoever got it learns that it does not.
		else if (!effect && ordersOf(event).some(isOurs)) {
			end = Math.max(at, takenBackAt(history, event)) + 1;
		}
	}
	if (end === 0) return undefined;
	return {
		own: false,
		events: history.slice(0, end).map(({ event }) => event),
		inHand: leads || supports
	};
}

function ordersOf({ type, handler, handlers = [] }: EventDocument): (string | undefined)[] {
	if (type === 'dispatch') return [handler];
	return type === 'blow_whistle' ? handlers : [];
}

function takenBackAt(history: readonly HistoryLine[], order: EventDocument): number {
	return history.findLastIndex(({ event: { type, retracts = '' }, effect }) => {
		return effect && type === 'retract' && order._id.endsWith(`:${retracts}`);
	});
}
