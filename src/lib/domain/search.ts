/**
 * Finding a door by what a worker types: room, name, pinyin, initials, last four of a phone. The key
 * is text; pinyin is computed by the caller; of a phone only the last four digits are kept.
 */
import { plainAddress } from './addressText.ts';

export interface SearchParts {
	building: string;
	unit: string;
	room: string;
	/** 兴康小区3号楼 */
	buildingName: string;
	people: readonly SearchPerson[];
	phones: readonly string[];
}

interface SearchPerson {
	name: string;
	/** Syllables without tones: `['wu', 'ri', 'na']`. */
	syllables: readonly string[];
}

export type MatchedField = 'room' | 'name' | 'pinyin' | 'phone';

/** Every token begins with a mark of its field: place, unit and room, room, name, pinyin, initials, phone, building. */
export function searchKey(parts: SearchParts): string {
	const place = [parts.building, parts.unit, parts.room].filter((part) => part !== '');
	const tokens = [
		`l${place.join('-')}`,
		`u${[parts.unit, parts.room].filter((part) => part !== '').join('-')}`,
		`r${parts.room}`,
		`b${parts.buildingName}`
	];
	for (const { name, syllables } of parts.people) {
		tokens.push(`n${name.replace(/[\s·]/g, '')}`);
		// A given name is looked for as often as a whole one: each later syllable begins a token too.
		for (let from = 0; from < syllables.length; from += 1) {
			const rest = syllables.slice(from);
			tokens.push(`p${rest.join('')}`, `i${rest.map((syllable) => syllable.charAt(0)).join('')}`);
		}
	}
	for (const phone of parts.phones) tokens.push(`t${phone.replace(/\D/g, '').slice(-4)}`);
	return `|${[...new Set(tokens)].join('|').toLowerCase()}|`;
}

export function matches(key: string, query: string): boolean {
	return matchedField(key, query) !== undefined;
}

/** By which field every word of the query is found; of several words, the last one says. */
export function matchedField(key: string, query: string): MatchedField | undefined {
	let field: MatchedField | undefined;
	for (const term of termsOf(query)) {
		field = fieldOf(key, term);
		if (field === undefined) return undefined;
	}
	return field;
}

/** One query is asked of thousands of keys. */
let lastQuery = '';
let lastTerms: string[] = [];

function termsOf(query: string): string[] {
	if (query !== lastQuery) {
		lastQuery = query;
		lastTerms = plainTerms(query);
	}
	return lastTerms;
}

/** `3号楼 2单元501室` becomes `3-2-501`; names lose their points. */
function plainTerms(query: string): string[] {
	return plainAddress(query)
		.toLowerCase()
		.replace(/[·|]/g, '')
		.replace(/(\d)\s*(?:号楼|#楼|单元|[#栋幢座楼])\s*(?=\d)/g, '$1-')
		.replace(/(\d)\s*(?:号楼|#楼|单元|[#栋幢座楼])/g, '$1-')
		.replace(/(\d)(?:室|号|户)/g, '$1')
		.split(/[\s,，]+/)
		.filter((term) => term !== '' && term !== '-');
}

function fieldOf(key: string, term: string): MatchedField | undefined {
	if (/^[\d-]/.test(term)) {
		if (key.includes(`|r${term}`) || key.includes(`|l${term}`) || key.includes(`|u${term}`)) {
			return 'room';
		}
		const digits = term.replace(/-/g, '');
		const isPhone = digits.length >= (digits === term ? 4 : 7);
		return isPhone && key.includes(`|t${digits.slice(-4)}|`) ? 'phone' : undefined;
	}
	if (/^[a-z']+$/.test(term)) {
		const letters = term.replace(/'/g, '');
		return key.includes(`|p${letters}`) || key.includes(`|i${letters}`) ? 'pinyin' : undefined;
	}
	const at = key.indexOf(term);
	if (at < 0) return undefined;
	return key.charAt(key.lastIndexOf('|', at) + 1) === 'n' ? 'name' : 'room';
}
