/**
 * Search as you type, in memory: all keys of the grid are gone through for every letter. It reads
 * the rows once; whoever shows it loads the index anew when doors change.
 */
import type { DoorId } from '#lib/domain/ids.ts';
import type { MatchedField } from '#lib/domain/search.ts';
import { matchedField } from '#lib/domain/search.ts';
import type { ProjectionDatabase } from './database.ts';
import type { DoorRow } from './rows.ts';

/** In walking order. */
export type SearchIndex = readonly DoorRow[];

export interface SearchHit {
	row: DoorRow;
	field: MatchedField;
	/** Who was found, where a name or its pinyin matched; else `''`. */
	name: string;
}

const mostHits = 50;
/** A room or a name typed says more than letters that begin many names. */
const rank: Record<MatchedField, number> = { room: 0, name: 0, phone: 1, pinyin: 2 };

export async function loadSearchIndex(database: ProjectionDatabase): Promise<SearchIndex> {
	return await database.doors.orderBy('walk').toArray();
}

/** Nothing for an empty query. */
export function searchDoors(index: SearchIndex, query: string, most = mostHits): SearchHit[] {
	if (query.trim() === '') return [];
	const hits: SearchHit[] = [];
	for (const row of index) {
		const field = matchedField(row.searchKey, query);
		if (field) hits.push({ row, field, name: '' });
	}
	return hits
		.sort((a, b) => rank[a.field] - rank[b.field])
		.slice(0, most)
		.map((hit) => ({ ...hit, name: nameFound(hit, query) }));
}

/** The neighbours of a door in walking order. */
export function neighboursOf(
	index: SearchIndex,
	door: DoorId
): { previous: DoorId | undefined; next: DoorId | undefined } {
	const at = index.findIndex((row) => row.door === door);
	return { previous: index[at - 1]?.door, next: at < 0 ? undefined : index[at + 1]?.door };
}

/** In a key a person's name stands before her pinyin and initials. */
function nameFound({ row, field }: SearchHit, query: string): string {
	if (field !== 'name' && field !== 'pinyin') return '';
	const key = row.searchKey;
	const people = key.split('|n').slice(1);
	const found = people.find((person) => matchedField(`|n${person}|`, query) === field);
	const name = found?.split('|')[0] ?? '';
	return row.headName.replace(/[\s·]/g, '').toLowerCase() === name ? row.headName : name;
}
