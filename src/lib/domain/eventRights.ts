/**
 * Who may write which event of a concern: DOMAIN 5.5 as one table. It knows roles and states, never
 * accounts; that nobody verifies her own work is the fold's rule (concernFold.ts).
 */
import type { ConcernStateCode } from './concernStates.ts';
import { wayFrom } from './concernStates.ts';
import type { ConcernEventType } from './documents.ts';
import type { Role } from './feeds.ts';

export type EventRight = 'yes' | 'if_handler';
type Rights = Partial<Record<ConcernEventType, EventRight>>;

const asHandler: Rights = {
	accept: 'if_handler',
	return: 'if_handler',
	respond: 'if_handler',
	progress: 'if_handler',
	resolve: 'if_handler',
	retract: 'yes'
};
const asAnyHandler: Rights = {
	accept: 'yes',
	return: 'yes',
	respond: 'yes',
	progress: 'yes',
	resolve: 'yes',
	retract: 'yes'
};
const atTheDoor: Rights = { follow_up: 'yes', not_reached: 'yes' };
const asCommunity: Rights = {
	...asAnyHandler,
	...atTheDoor,
	receive: 'yes',
	dispatch: 'yes',
	merge: 'yes',
	decline: 'yes',
	withdraw: 'yes',
	join_household: 'yes',
	resume: 'yes'
};

export const eventRights: Readonly<Record<Role, Rights>> = {
	grid_worker: {
		...asHandler,
		...atTheDoor,
		self_handle: 'yes',
		join_household: 'yes',
		withdraw: 'yes'
	},
	building_head: { ...asHandler, join_household: 'yes' },
	informant: {},
	handler_property: asHandler,
	handler_dept: asHandler,
	community_staff: asCommunity,
	community_lead: { ...asCommunity, suspend: 'yes' },
	street_staff: { ...asAnyHandler, ...atTheDoor, suspend: 'yes', resume: 'yes' },
	station_keeper: {}
};

/** Whether the role may write this type in any state at all; what a push is held to. */
export function mayEverWrite(role: Role, type: ConcernEventType): boolean {
	return eventRights[role][type] !== undefined;
}

/** Whether the event would be the role's to write, and have an effect, in this state. */
export function mayWrite(
	role: Role,
	type: ConcernEventType,
	state: ConcernStateCode,
	{ isHandler = false }: { isHandler?: boolean } = {}
): boolean {
	const right = eventRights[role][type];
	if (right === undefined || (right === 'if_handler' && !isHandler)) return false;
	return type === 'retract' || wayFrom(state, type) !== undefined;
}
