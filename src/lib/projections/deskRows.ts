/**
 * What a desk lists: everything open, which is some hundreds, and what is over, which is thousands
 * and is read page by page, from where the last page ended.
 */
import type { ConcernStateCode } from '#lib/domain/concernStates.ts';
import { concernStates, isEnded } from '#lib/domain/concernStates.ts';
import type { OrganisationDocument } from '#lib/domain/loopDocuments.ts';
import type { CommunityId, DoorId } from '#lib/domain/ids.ts';
import { communityOfGrid } from '#lib/domain/ids.ts';
import type { CheckRow } from './communityRows.ts';
import type { ConcernFilter } from './concernDesk.ts';
import { concernIds, concernRows } from './concernDesk.ts';
import type { ProjectionDatabase } from './database.ts';
import type { ConcernRow } from './rows.ts';

const openStates: readonly ConcernStateCode[] = concernStates.filter((state) => !isEnded(state));

/** In no order; resolved ones that wait for the resident's word included. */
export async function openConcerns(database: ProjectionDatabase): Promise<ConcernRow[]> {
	// State by state: each is one answer of the index, where any of several would be read row by row.
	const { concerns } = database;
	const rows = openStates.map((state) => concerns.where('state').equals(state).toArray());
	return (await Promise.all(rows)).flat();
}

/**
 * Last changed first; `after` is the last row of the page before. `within` says by the sheets what `wants`
 * says row by row; without it every row that is over is looked at until the page is full.
 */
export async function endedConcerns(
	database: ProjectionDatabase,
	page: {
		after?: Pick<ConcernRow, 'id' | 'changedAt'> | undefined;
		most: number;
		within?: ConcernFilter;
		wants: (row: ConcernRow) => boolean;
	}
): Promise<ConcernRow[]> {
	const { after, most, within, wants } = page;
	const { concerns } = database;
	if (within && Object.keys(within).length > 0) return await endedWithin(database, within, page);
	const from = after
		? concerns.where('changedAt').belowOrEqual(after.changedAt)
		: concerns.orderBy('changedAt');
	const isFurther = (row: ConcernRow) =>
		!after || row.changedAt < after.changedAt || row.id < after.id;
	// Among rows of one instant the index goes by id, and backwards here.
	return await from
		.reverse()
		.filter((row) => isEnded(row.state) && isFurther(row) && wants(row))
		.limit(most)
		.toArray();
}

async function endedWithin(
	database: ProjectionDatabase,
	within: ConcernFilter,
	{ after, most, wants }: Omit<Parameters<typeof endedConcerns>[1], 'within'>
): Promise<ConcernRow[]> {
	const ids = await concernIds(database, within);
	const page: ConcernRow[] = [];
	let at = after ? ids.indexOf(after.id) + 1 : 0;
	for (; at < ids.length && page.length < most; at += most) {
		const rows = await concernRows(database, ids.slice(at, at + most));
		page.push(...rows.filter((row) => isEnded(row.state) && wants(row)));
	}
	return page.slice(0, most);
}

/** Who ended what before, newest first; enough of it to know who usually takes what. */
export async function pastHandlings(
	database: ProjectionDatabase,
	category: string
): Promise<{ category: string; building: string; handler: string }[]> {
	const rows = await database.concerns.where('category').equals(category).toArray();
	return rows
		.filter(({ state, handler }) => (state === 'resolved' || state === 'closed') && handler !== '')
		.map(({ building, handler }) => ({ category, building, handler }));
}

/** What was asked about a door, newest first. */
export async function checksAtDoor(
	database: ProjectionDatabase,
	door: DoorId
): Promise<CheckRow[]> {
	const rows = await database.checks.where('door').equals(door).toArray();
	return rows.sort((a, b) => (a.capturedAt < b.capturedAt ? 1 : -1));
}

/** The one that holds in each community known here, by its code. */
export async function organisationsHere(
	database: ProjectionDatabase
): Promise<Map<CommunityId, OrganisationDocument>> {
	const oldestFirst = await database.organisations.orderBy('clock').toArray();
	return new Map(oldestFirst.map((document) => [communityOfGrid(document.grid), document]));
}

/** How many of each community stand where; states of which there is none are left out. */
export async function countsByCommunity(
	database: ProjectionDatabase
): Promise<Map<CommunityId, Map<ConcernStateCode, number>>> {
	const counts = new Map<CommunityId, Map<ConcernStateCode, number>>();
	await database.concerns.each(({ grid, state }) => {
		const community = communityOfGrid(grid);
		const own = counts.get(community) ?? new Map<ConcernStateCode, number>();
		own.set(state, (own.get(state) ?? 0) + 1);
		counts.set(community, own);
	});
	return counts;
}
