/** What `_find` and `_explain` are asked, each part checked and within its bounds. */
import type { FieldPath } from './fieldPath.ts';
import { fieldPath } from './fieldPath.ts';
import type { IndexField } from './indexDefinition.ts';
import { fieldsAsked } from './indexDefinition.ts';
import { MangoRefused } from './mangoRefusal.ts';
import type { Condition } from './selector.ts';
import { parseSelector } from './selector.ts';

export interface Question {
	selector: unknown;
	condition: Condition;
	/** Empty for whole documents. */
	fields: FieldPath[];
	fieldNames: string[];
	sort: IndexField[];
	limit: number;
	skip: number;
	bookmark: string | null;
	useIndex: string[];
	allowFallback: boolean;
	conflicts: boolean;
	executionStats: boolean;
	/** Whether an index is brought up to date before it is read. */
	update: boolean;
	r: number;
}

const usualLimit = 25;
const highest = Number.MAX_SAFE_INTEGER;

export function questionOf(body: Record<string, unknown>): Question {
	const { selector, fields, sort, bookmark, use_index: useIndex } = body;
	if (selector === undefined) {
		throw new MangoRefused('missing_required_key', 'Missing required key: selector');
	}
	const fieldNames = fieldNamesOf(fields);
	return {
		selector,
		condition: parseSelector(selector),
		fields: fieldNames.map(fieldPath),
		fieldNames,
		sort: sortOf(sort),
		limit: countOf(body, 'limit', usualLimit),
		skip: countOf(body, 'skip', 0),
		bookmark: bookmarkOf(bookmark),
		useIndex: useIndexOf(useIndex),
		allowFallback: flagOf(body, 'allow_fallback', true),
		conflicts: flagOf(body, 'conflicts', false),
		executionStats: flagOf(body, 'execution_stats', false),
		update: body['update'] !== false && body['update'] !== 'false',
		r: countOf(body, 'r', 1)
	};
}

export function fieldNamesOf(fields: unknown): string[] {
	if (fields === undefined || fields === 'all_fields') return [];
	if (Array.isArray(fields) && fields.every((name) => typeof name === 'string' && name !== '')) {
		return fields as string[];
	}
	throw new MangoRefused('invalid_fields_json', 'Fields must be an array of strings');
}

function sortOf(sort: unknown): IndexField[] {
	if (sort === undefined) return [];
	if (Array.isArray(sort)) return sort.length === 0 ? [] : fieldsAsked(sort);
	if (typeof sort === 'object' && sort !== null && Object.keys(sort).length === 0) return [];
	throw new MangoRefused('invalid_sort_json', 'Sort must be an array of sort specs');
}

function bookmarkOf(bookmark: unknown): string | null {
	if (bookmark === undefined || bookmark === null || bookmark === 'nil' || bookmark === '') {
		return null;
	}
	if (typeof bookmark === 'string') return bookmark;
	throw invalidBookmark();
}

export function invalidBookmark(): MangoRefused {
	return new MangoRefused('invalid_bookmark', 'Invalid bookmark value');
}

function useIndexOf(asked: unknown): string[] {
	if (asked === undefined || asked === null) return [];
	if (typeof asked === 'string') return namesIn(asked);
	if (Array.isArray(asked) && asked.length <= 2 && asked.every((one) => typeof one === 'string')) {
		return asked;
	}
	throw new MangoRefused('invalid_index_name', 'Invalid value for use_index');
}

/** `_design/ddoc`, `ddoc` or `ddoc/name`. */
function namesIn(text: string): string[] {
	const [ddoc = '', ...name] = text.replace(/^_design\//, '').split('/');
	return name.length === 0 ? [ddoc] : [ddoc, name.join('/')];
}

function countOf(body: Record<string, unknown>, name: string, otherwise: number): number {
	const value = body[name] ?? otherwise;
	const count = typeof value === 'string' && /^\d{1,15}$/.test(value) ? Number(value) : value;
	if (typeof count === 'number' && Number.isInteger(count) && count >= 0) {
		return Math.min(count, highest);
	}
	throw new MangoRefused('bad_request', `Invalid value for ${name}`);
}

function flagOf(body: Record<string, unknown>, name: string, otherwise: boolean): boolean {
	const value = body[name] ?? otherwise;
	if (typeof value === 'boolean') return value;
	throw new MangoRefused('bad_request', `Invalid value for ${name}`);
}
