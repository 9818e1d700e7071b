/**
 * In which of her roles, and so into which feed, somebody writes. A person may be grid worker here
 * and building head there; what she writes goes by a role that may write it.
 */
import { sourceOf } from '#lib/domain/concernSource.ts';
import type { ConcernEventType, ConcernSource } from '#lib/domain/documents.ts';
import type { CheckFields } from '#lib/domain/loopDocuments.ts';
import type { FeedGrant, Role } from '#lib/domain/feeds.ts';
import type { DoorId, GridId } from '#lib/domain/ids.ts';
import { gridOfDoor, wholeCommunity } from '#lib/domain/ids.ts';
import type { StepView } from '#lib/domain/openSteps.ts';
import { covers, mayTake, unitsOf } from '#lib/domain/openSteps.ts';
import type { Me } from './app.ts';

type Wearer = Pick<Me, 'account' | 'feeds' | 'community'>;

/**
 * The role under which the step would have an effect, first of all in a feed that holds the concern;
 * else one that reaches the concern, so that the command can say why not.
 */
export function grantForStep(
	{ account, feeds }: Wearer,
	type: ConcernEventType,
	concern: StepView & { feeds: readonly string[] }
): FeedGrant | undefined {
	const reaching = feeds.filter((grant) => covers(grant, concern, { account }));
	const able = reaching.filter((grant) =>
		mayTake(grant.role, type, concern, { account, units: unitsOf([grant]) })
	);
	const isHeld = ({ feed }: FeedGrant) => concern.feeds.includes(feed);
	return able.find(isHeld) ?? able[0] ?? reaching.find(isHeld) ?? reaching[0];
}

/** What is raised, as far as it says who may raise it. */
export interface Raised {
	door: DoorId | '';
	building: string;
	source?: ConcernSource | undefined;
	role?: Role | undefined;
	/** Where the phone knows the register. */
	gridOfBuilding?: GridId | undefined;
}

export interface RaisingPlace {
	grant: FeedGrant;
	grid: GridId;
	building: string;
}

export function placeForRaising(me: Wearer, raised: Raised): RaisingPlace | undefined {
	const grid = raised.door === '' ? raised.gridOfBuilding : gridOfDoor(raised.door);
	const grant = me.feeds
		.filter(({ role }) => raised.role === undefined || role === raised.role)
		.filter(({ role }) => sourceOf(role, raised) !== undefined)
		.find((one) => reachesPlace(one, grid, raised));
	if (!grant) return undefined;
	const [ownGrid = '', ...own] = grant.role === 'building_head' ? grant.scope.split('/') : [];
	return {
		grant,
		grid: grid ?? (ownGrid || gridOfScope(grant, me)),
		building: raised.building === '' ? own.join('/') : raised.building
	};
}

function reachesPlace(
	{ role, scope }: FeedGrant,
	grid: GridId | undefined,
	{ door, building }: Raised
): boolean {
	if (role === 'building_head') {
		if (door !== '') return door.startsWith(`${scope}-`);
		return building === '' || scope.endsWith(`/${building}`);
	}
	if (grid === undefined) return true;
	return covers({ role, scope }, { grid, building, handler: '' }, { account: '' });
}

/** What has no door belongs to the grid of who raised it, or to the whole community. */
function gridOfScope({ role, scope }: FeedGrant, { community }: Wearer): GridId {
	return role === 'grid_worker' ? scope : wholeCommunity(community.id);
}

/** Who asks for a look at a door: whoever goes there herself, else the community. */
export function grantForAsking({ feeds }: Wearer, { door }: CheckFields): FeedGrant | undefined {
	const place = { grid: gridOfDoor(door), building: '', handler: '' };
	return feeds
		.filter(({ role }) => role === 'grid_worker' || role.startsWith('community_'))
		.find((grant) => covers(grant, place, { account: '' }));
}

/** Who was asked answers, and nobody for him. */
export function grantForAnswer(
	{ feeds }: Wearer,
	{ scope }: Pick<CheckFields, 'scope'>
): FeedGrant | undefined {
	return feeds.find((grant) => grant.scope === scope);
}
