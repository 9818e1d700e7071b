/**
 * Concerns by the thousand: which ones, in what order, and how many. Filters are answered from
 * indexes; a row is read only when somebody looks at it.
 */
import type { ConcernList, ConcernStateCode } from '#lib/domain/concernStates.ts';
import type { Urgency } from '#lib/domain/documents.ts';
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
	const { concerns } = database;
	const conditions = conditionsOf(database, filter);
	const sorted =
		order === 'due'
			? await concerns.orderBy('dueAt').primaryKeys()
			: (await concerns.orderBy('changedAt').primaryKeys()).reverse();
	const sets = (await Promise.all(conditions)).map((ids) => new Set(ids));
	return sorted.filter((id) => sets.every((set) => set.has(id)));
}

/** In the order asked for; what is gone meanwhile is left out. */
export async function concernRows(
	database: ProjectionDatabase,
	ids: readonly string[]
): Promise<ConcernRow[]> {
	return (await database.concerns.bulkGet([...ids])).flatMap((row) => row ?? []);
}

/** How many match; nothing is read but the index. */
export async function concernCount(
	database: ProjectionDatabase,
	filter: ConcernFilter
): Promise<number> {
	return (await concernIds(database, filter)).length;
}

/** Per state, by index; states of which there is none are left out. */
export async function concernCounts(
	database: ProjectionDatabase
): Promise<Map<ConcernStateCode, number>> {
	const { concerns } = database;
	const states = (await concerns.orderBy('state').uniqueKeys()) as ConcernStateCode[];
	const counts = await Promise.all(
		states.map((state) => concerns.where('state').equals(state).count())
	);
	return new Map(states.map((state, at) => [state, counts[at] ?? 0]));
}

function conditionsOf(
	{ concerns }: ProjectionDatabase,
	filter: ConcernFilter
): PromiseLike<string[]>[] {
	const anyOf = (index: string, values: readonly string[] | undefined) =>
		values?.map((value) => concerns.where(index).equals(value).primaryKeys());
	const startsWith = (index: string, values: readonly string[] | undefined) =>
		values?.map((value) => concerns.where(index).startsWith(value).primaryKeys());
	const union = async (parts: PromiseLike<string[]>[]) => (await Promise.all(parts)).flat();
	const { list, group, building, dueBefore, inHandsOf } = filter;
	const hands = inHandsOf === undefined ? undefined : [inHandsOf];
	const parts = [
		anyOf('list', list && [list]),
		anyOf('state', filter.states),
		anyOf('handler', filter.handlers),
		anyOf('supporters', filter.supporters),
		hands && [...(anyOf('handler', hands) ?? []), ...(anyOf('supporters', hands) ?? [])],
		anyOf('category', filter.categories),
		startsWith('category', group === undefined ? undefined : [`${group}.`]),
		anyOf('urgency', filter.urgencies),
		anyOf('author', filter.authors),
		startsWith('grid', filter.places),
		startsWith('building', building === undefined ? undefined : [building]),
		dueBefore === undefined ? undefined : [concerns.where('dueAt').below(dueBefore).primaryKeys()]
	];
	return parts.flatMap((part) => (part ? [union(part)] : []));
}
