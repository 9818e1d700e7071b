/**
 * What somebody may write about a concern now. Screens draw their buttons from it and commands
 * check with it; both ask the one table (eventRights.ts), so a button that shows is a step that
 * takes effect as far as this phone knows.
 */
import type { ConcernStateCode } from './concernStates.ts';
import type { ConcernEventType, ConcernSource, MediationStage } from './documents.ts';
import { eventCarries } from './eventCarries.ts';
import type { Part } from './eventRights.ts';
import { mayWrite, stageOf } from './eventRights.ts';
import type { Role, RoleGrant } from './feeds.ts';
import type { AccountName, DoorId, GridId } from './ids.ts';
import { communityOfGrid } from './ids.ts';
import { isPropertyParty, mayReferOut, stageRefusal } from './mediation.ts';
import type { NoEffect } from './noEffect.ts';
import type { Standing } from './standing.ts';

/** What of a concern decides who may do what; rows and folds carry it. */
export interface StepView {
	grid: GridId;
	building: string;
	category: string;
	source: ConcernSource;
	state: ConcernStateCode;
	handler: string;
	supporters: readonly string[];
	joined: readonly string[];
	workers: readonly AccountName[];
	resolvedBy: AccountName | '';
	owedTo: readonly DoorId[];
	isWhistleDue: boolean;
	whistledAt: string;
	receivedAt: string;
	stage: MediationStage | '';
	suspendAsked: Standing['suspendAsked'];
}

export interface Who {
	account: AccountName;
	/** In force today. */
	grants: readonly Pick<RoleGrant, 'role' | 'scope'>[];
	/** Codes of the units whose handler this is (`unitsOf`). */
	units: readonly string[];
}

/** The units of somebody's grants: `150105001019/wy-herun` ends in one. */
export function unitsOf(grants: readonly Pick<RoleGrant, 'role' | 'scope'>[]): string[] {
	return grants
		.filter(({ role }) => role === 'handler_property' || role === 'handler_dept')
		.map(({ scope }) => scope.slice(scope.indexOf('/') + 1));
}

const types = Object.keys(eventCarries) as ConcernEventType[];

/** Taking back what one wrote is left out: it belongs to a line of the history, not to the matter. */
export function openSteps(concern: StepView, who: Who): ConcernEventType[] {
	return types.filter((type) => type !== 'retract' && rolesFor(type, concern, who).length > 0);
}

/** In which of her roles somebody may write this now; a document goes by the first. */
function rolesFor(type: ConcernEventType, concern: StepView, who: Who): Role[] {
	const roles = who.grants
		.filter((grant) => covers(grant, concern, who))
		.map(({ role }) => role)
		.filter((role) => mayTake(role, type, concern, who));
	return [...new Set(roles)];
}

/** Whether it would be this role's to write, and have an effect; where it holds is not asked. */
export function mayTake(
	role: Role,
	type: ConcernEventType,
	concern: StepView,
	who: Omit<Who, 'grants'>
): boolean {
	if (!mayWrite(role, type, concern.state, partOf(concern, who))) return false;
	return stepRefusal(role, type, concern, who) === undefined;
}

/** Why a step that the state and the role allow would have no effect all the same. */
export function stepRefusal(
	role: Role,
	type: ConcernEventType,
	concern: StepView,
	who: Omit<Who, 'grants'>
): NoEffect | undefined {
	switch (type) {
		case 'dispatch':
		case 'self_handle':
			return concern.isWhistleDue ? 'whistle_due' : undefined;
		case 'receive':
			return concern.receivedAt === '' ? undefined : 'already';
		case 'refuse_suspend':
			return concern.suspendAsked === null ? 'nothing_asked' : undefined;
		case 'refer_out':
			return mayReferOut(concern.stage) ? undefined : 'not_allowed';
		case 'follow_up':
		case 'not_reached':
			return isOwnWork(concern, who.account) ? 'own_work' : undefined;
		case 'mediate':
			return mediationRefusal(role, concern);
		case 'join':
			return unitsAsked(concern).length === 0 ? 'not_asked' : undefined;
		default:
			return undefined;
	}
}

/** The stages of mediation that this person may hold now. */
export function openStages(concern: StepView, who: Who): MediationStage[] {
	const stages = rolesFor('mediate', concern, who).map(stageOf);
	return [...new Set(stages.filter((stage) => stage !== undefined))];
}

/** While somebody else has it in hand, the worker at the door does not take it from him. */
const inOthersHands: ReadonlySet<ConcernStateCode> = new Set([
	'dispatched',
	'accepted',
	'in_progress'
]);

function mediationRefusal(role: Role, concern: StepView): NoEffect | undefined {
	const stage = stageOf(role);
	if (stage === undefined) return 'not_allowed';
	if (stage === 'grid_first' && inOthersHands.has(concern.state)) return 'not_allowed';
	return stageRefusal(stage, { reached: concern.stage, isParty: isPropertyParty(concern) });
}

/** Nobody verifies her own work (DOMAIN 5.5). */
export function isOwnWork(
	concern: Pick<StepView, 'resolvedBy' | 'workers'>,
	account: AccountName
): boolean {
	return concern.resolvedBy === account || concern.workers.includes(account);
}

export function partOf(
	concern: Pick<StepView, 'handler' | 'supporters' | 'joined' | 'whistledAt'>,
	{ account, units }: Omit<Who, 'grants'>
): Part {
	const { handler, supporters, joined } = concern;
	const isWhistled = concern.whistledAt !== '';
	return {
		isHandler: handler !== '' && (handler === account || units.includes(handler)),
		isHelping:
			isWhistled && units.some((unit) => supporters.includes(unit) && joined.includes(unit)),
		isAsked: unitsAsked(concern).some((unit) => units.includes(unit)),
		isWhistled
	};
}

/** Units that were whistled for and have not reported in. */
export function unitsAsked({
	handler,
	supporters,
	joined,
	whistledAt
}: Pick<StepView, 'handler' | 'supporters' | 'joined' | 'whistledAt'>): string[] {
	if (whistledAt === '') return [];
	return [handler, ...supporters].filter((unit) => !joined.includes(unit));
}

/** Whether the grant reaches the matter; who has it in hand himself is reached by that. */
export function covers(
	{ role, scope }: Pick<RoleGrant, 'role' | 'scope'>,
	{ grid, building, handler }: Pick<StepView, 'grid' | 'building' | 'handler'>,
	{ account }: Pick<Who, 'account'>
): boolean {
	switch (role) {
		case 'grid_worker':
			return scope === grid || handler === account;
		case 'building_head':
			return scope === `${grid}/${building}` || handler === account;
		case 'handler_property':
		case 'handler_dept':
		case 'informant':
			return scope.startsWith(`${communityOfGrid(grid)}/`);
		case 'community_staff':
		case 'community_lead':
			return scope === communityOfGrid(grid);
		case 'street_staff':
			return grid.startsWith(scope);
		case 'station_keeper':
			return false;
	}
}
