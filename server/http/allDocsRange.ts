/** The ids that a listing asks for, from CouchDB's parameters. Ids are strings, keys any JSON. */
import type { QueryParameters } from './queryParameters.ts';

const unbounded = Number.MAX_SAFE_INTEGER;

export interface IdBounds {
	/** Inclusive. */
	from: string;
	to?: string;
	toExclusive: boolean;
	descending: boolean;
	skip: number;
	limit: number;
}

/** Undefined when no id can lie between the keys. */
export function boundsOf(query: QueryParameters): IdBounds | undefined {
	const descending = query.flag('descending');
	const exclusiveEnd = !query.flag('inclusive_end', true);
	const key = query.json('key');
	const start = key ?? query.json('startkey', 'start_key');
	const end = key ?? query.json('endkey', 'end_key');
	const [low, high] = descending ? [end, start] : [start, end];
	const lowIsEnd = descending;
	if (isAboveAllIds(low) || isBelowAllIds(high)) return undefined;
	const from = typeof low === 'string' ? low : '';
	return {
		// Nothing stands between an id and itself with a NUL behind, so this leaves just the end out.
		from: exclusiveEnd && lowIsEnd && typeof low === 'string' ? `${from}\0` : from,
		...(typeof high === 'string' ? { to: high } : {}),
		toExclusive: exclusiveEnd && !lowIsEnd,
		descending,
		skip: query.count('skip', 0, unbounded),
		limit: query.count('limit', unbounded, unbounded)
	};
}

/** In CouchDB's order null, booleans and numbers stand before every string. */
function isBelowAllIds(key: unknown): boolean {
	return key !== undefined && (key === null || typeof key === 'boolean' || typeof key === 'number');
}

/** Lists and objects stand behind every string. */
function isAboveAllIds(key: unknown): boolean {
	return typeof key === 'object' && key !== null;
}
