/**
 * Who may write which event of a concern: DOMAIN 5.5 as one table. The station holds pushes to it,
 * the screens draw their buttons from it, the commands ask it. It knows roles and states, never
 * accounts; that nobody verifies her own work is the fold's rule (answers.ts).
 */
import type { ConcernStateCode } from './concernStates.ts';
import { wayFrom } from './concernWays.ts';
import type { ConcernEventType, MediationStage } from './documents.ts';
import type { Role } from './feeds.ts';

type EventRight =
	| 'yes'
	/** Who has it in hand, or leads under a whistle. */
	| 'if_handler'
	/** Besides, who reported in to support. */
	| 'if_helping'
	/** Whose unit was whistled for and has not reported in. */
	| 'if_asked'
	/** As long as a whistle holds. */
	| 'if_whistled';
type Rights = Partial<Record<ConcernEventType, EventRight>>;

const asHandler: Rights = {
	accept: 'if_handler',
	return: 'if_handler',
	respond: 'if_helping',
	progress: 'if_helping',
	resolve: 'if_handler',
	retract: 'yes'
};
const asUnit: Rights = { ...asHandler, request_suspend: 'if_handler', join: 'if_asked' };
/** For a handler who rang or came by and has no phone with the app. */
const forAnyHandler: Rights = {
	join: 'yes',
	accept: 'yes',
	return: 'yes',
	respond: 'yes',
	progress: 'yes',
	resolve: 'yes',
	retract: 'yes'
};
const atTheDoor: Rights = { follow_up: 'yes', not_reached: 'yes' };
const asCommunity: Rights = {
	...forAnyHandler,
	...atTheDoor,
	receive: 'yes',
	dispatch: 'yes',
	merge: 'yes',
	split: 'yes',
	decline: 'yes',
	withdraw: 'yes',
	join_household: 'yes',
	request_whistle: 'yes',
	request_suspend: 'yes',
	resume: 'yes',
	nudge: 'yes',
	mediate: 'yes',
	refer_out: 'yes',
	deliberate: 'yes'
};

/** Who says yes says no, too. */
const mayPutOff: Rights = { suspend: 'yes', refuse_suspend: 'yes' };

/** Nobody's phone closes what nobody answered: the station does. */
const eventRights: Readonly<Record<Role, Rights>> = {
	grid_worker: {
		...asHandler,
		...atTheDoor,
		self_handle: 'yes',
		join_household: 'yes',
		withdraw: 'yes',
		request_whistle: 'yes',
		mediate: 'yes'
	},
	building_head: { ...asHandler, join_household: 'yes' },
	informant: {},
	handler_property: { ...asUnit, request_whistle: 'if_handler', mediate: 'if_handler' },
	handler_dept: asUnit,
	community_staff: asCommunity,
	community_lead: { ...asCommunity, ...mayPutOff },
	street_staff: {
		...forAnyHandler,
		...atTheDoor,
		blow_whistle: 'yes',
		dispatch: 'if_whistled',
		...mayPutOff,
		resume: 'yes',
		nudge: 'yes'
	},
	station_keeper: {}
};

/** 网格员初调 → 社区复调 → 物业终调: a stage is held by its own role and no other. */
const stageOfRole: Partial<Record<Role, MediationStage>> = {
	grid_worker: 'grid_first',
	community_staff: 'community_second',
	community_lead: 'community_second',
	handler_property: 'property_final'
};

export function stageOf(role: Role): MediationStage | undefined {
	return stageOfRole[role];
}

/**
 * Whether the role may write this type in any state at all; what a push is held to. A mediation
 * only in the role's own stage.
 */
export function mayEverWrite(role: Role, type: ConcernEventType, stage?: MediationStage): boolean {
	if (eventRights[role][type] === undefined) return false;
	return type !== 'mediate' || stage === undefined || stageOf(role) === stage;
}

/** Steps of whoever has it in hand; besides, only community and street write them, for him. */
export function isHandsOn(type: ConcernEventType): boolean {
	const right = eventRights.handler_property[type];
	return right !== undefined && right !== 'yes';
}

/** What somebody is to a matter. */
export interface Part {
	isHandler?: boolean;
	/** Reported in to support. */
	isHelping?: boolean;
	/** Whistled for, and not yet there. */
	isAsked?: boolean;
	isWhistled?: boolean;
}

/** Whether the event would be the role's to write, and have an effect, in this state. */
export function mayWrite(
	role: Role,
	type: ConcernEventType,
	state: ConcernStateCode,
	part: Part = {}
): boolean {
	const right = eventRights[role][type];
	if (right === undefined || !holds(right, part)) return false;
	return type === 'retract' || wayFrom(state, type) !== undefined;
}

function holds(right: EventRight, part: Part): boolean {
	switch (right) {
		case 'yes':
			return true;
		case 'if_handler':
			return part.isHandler === true;
		case 'if_helping':
			return part.isHandler === true || part.isHelping === true;
		case 'if_asked':
			return part.isAsked === true;
		case 'if_whistled':
			return part.isWhistled === true;
	}
}
