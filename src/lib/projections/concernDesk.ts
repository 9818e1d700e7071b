/**
 * Concerns by the thousand: which ones, in what order, and how many. Filters are answered from
 * short lines; a row is read only when somebody looks at it.
 */
import type { ConcernList, ConcernStateCode } from '#lib/domain/concernStates.ts';
import type { Urgency } from '#lib/domain/documents.ts';
import type { SheetLine } from './concernSheets.ts';
import { readSheets } from './concernSheets.ts';
import type { ProjectionDatabase } from './database.ts';
import type { ConcernRow } from './rows.ts';

/** What is left out asks for everything; all that is named must hold. */
export interface ConcernFilter {
	list?: ConcernList;
	states?: readonly ConcernStateCode[];
	/** Unit codes or accounts that have it in hand; `''` for nobody. */
	handlers?: readonly string[];
	/** Units whistled for beside the lead. */
	supporters?: readonly string[];
	/** A unit that has it in hand or supports. */
	inHandsOf?: string;
	/** Codes of the taxonomy. */
	categories?: readonly string[];
	/** A group of it, `utility`. */
	group?: string;
	urgencies?: readonly Urgency[];
	/** Beginnings of grid ids: a grid, a community or a street. */
	places?: readonly string[];
	/** Beginnings of building keys, `xk/` or `xk/3`. */
	building?: string;
	authors?: readonly string[];
	/** Instant by which the next limit runs out. */
	dueBefore?: string;
}

/** Last changed first, or the limit that runs out first. */
export type ConcernOrder = 'changed' | 'due';

/** Ids of all that match, in order; for thousands of lines of which a screen shows twenty. */
export async function concernIds(
	database: ProjectionDatabase,
	filter: ConcernFilter = {},
	order: ConcernOrder = 'changed'
): Promise<string[]> {
	const lines = (await readSheets(database)).filter((line) => matches(line, filter));
	return lines.sort(orders[order]).map(({ id }) => id);
}

/** In the order asked for; what is gone meanwhile is left out. */
export async function concernRows(
	database: ProjectionDatabase,
	ids: readonly string[]
): Promise<ConcernRow[]> {
	return (await database.concerns.bulkGet([...ids])).flatMap((row) => row ?? []);
}

/** How many match. */
export async function concernCount(
	database: ProjectionDatabase,
	filter: ConcernFilter
): Promise<number> {
	return (await concernIds(database, filter)).length;
}

/** Per state; states of which there is none are left out. */
export async function concernCounts(
	database: ProjectionDatabase
): Promise<Map<ConcernStateCode, number>> {
	const counts = new Map<ConcernStateCode, number>();
	for (const { state } of await readSheets(database)) {
		counts.set(state, (counts.get(state) ?? 0) + 1);
	}
	return counts;
}

const orders: Readonly<Record<ConcernOrder, (a: SheetLine, b: SheetLine) => number>> = {
	changed: (a, b) => compare(b.changedAt, a.changedAt) || compare(b.id, a.id),
	due: (a, b) => compare(a.dueAt, b.dueAt) || compare(a.id, b.id)
};

function matches(line: SheetLine, filter: ConcernFilter): boolean {
	const { list, states, handlers, supporters, inHandsOf: hand, group, building } = filter;
	const hands = [line.handler, ...line.supporters];
	return (
		(list === undefined || line.list === list) &&
		isAmong(line.state, states) &&
		isAmong(line.handler, handlers) &&
		(supporters === undefined || line.supporters.some((unit) => supporters.includes(unit))) &&
		(hand === undefined || hands.includes(hand)) &&
		isAmong(line.category, filter.categories) &&
		(group === undefined || line.category.startsWith(`${group}.`)) &&
		isAmong(line.urgency, filter.urgencies) &&
		isAmong(line.author, filter.authors) &&
		(filter.places?.some((place) => line.grid.startsWith(place)) ?? true) &&
		(building === undefined || line.building.startsWith(building)) &&
		(filter.dueBefore === undefined || line.dueAt < filter.dueBefore)
	);
}

function isAmong<T>(value: T, wanted: readonly T[] | undefined): boolean {
	return wanted?.includes(value) ?? true;
}

function compare(a: string, b: string): number {
	if (a === b) return 0;
	return a < b ? -1 : 1;
}
