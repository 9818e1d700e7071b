/**
 * An index of Mango as CouchDB keeps it: a view of a design document whose `map` is a list of fields.
 * It is data only; what a design document holds beside it is never looked at.
 */
import { createHash } from 'node:crypto';
import { fieldPath } from './fieldPath.ts';
import type { FieldPath } from './fieldPath.ts';
import { MangoRefused } from './mangoRefusal.ts';
import type { Condition } from './selector.ts';
import { parseSelector } from './selector.ts';

type Direction = 'asc' | 'desc';

export interface IndexField {
	name: string;
	path: FieldPath;
	direction: Direction;
}

export interface IndexDefinition {
	/** `_design/…` */
	ddoc: string;
	name: string;
	fields: IndexField[];
	/** Only documents that meet it stand in the index; null for all. */
	partial: { selector: unknown; condition: Condition } | null;
}

/** More columns than this are no index but a copy. */
const mostFields = 32;

/** What `POST _index` asks for. Names that are not given follow from the definition. */
export function definitionAsked(body: Record<string, unknown>): IndexDefinition {
	const { index, type = 'json', ddoc, name } = body;
	if (index === undefined) {
		throw new MangoRefused('missing_required_key', 'Missing required key: index');
	}
	if (type !== 'json') {
		throw new MangoRefused('invalid_index_type', 'This station has indexes of type json only');
	}
	if (typeof index !== 'object' || index === null || Array.isArray(index)) {
		throw new MangoRefused('invalid_index_json', 'JSON indexes must be an object');
	}
	const { fields, partial_filter_selector: own } = index as Record<string, unknown>;
	const listed = fieldsAsked(fields);
	const partial = partialOf(own ?? body['partial_filter_selector']);
	const digest = createHash('sha1')
		.update(JSON.stringify([listed, partial?.selector ?? null]))
		.digest('hex');
	return {
		ddoc: designId(namedOr(ddoc, digest)),
		name: namedOr(name, digest),
		fields: listed,
		partial
	};
}

/** The indexes that a design document holds; what is none of ours is passed over. */
export function definitionsOf(ddoc: string, body: Record<string, unknown>): IndexDefinition[] {
	const { language, views } = body;
	if (language !== 'query' || typeof views !== 'object' || views === null) return [];
	return Object.entries(views as Record<string, unknown>).flatMap(([name, view]) => {
		const { map } = (view ?? {}) as { map?: unknown };
		const { fields, partial_filter_selector } = (map ?? {}) as Record<string, unknown>;
		try {
			const partial = partialOf(partial_filter_selector);
			return [{ ddoc, name, fields: fieldsKept(fields), partial }];
		} catch (error) {
			if (error instanceof MangoRefused) return [];
			throw error;
		}
	});
}

/** The view under which a definition is kept. */
export function viewOf({ fields, partial }: IndexDefinition): Record<string, unknown> {
	const directions = Object.fromEntries(fields.map(({ name, direction }) => [name, direction]));
	const filter = partial ? { partial_filter_selector: partial.selector } : {};
	return {
		map: { fields: directions, ...filter },
		reduce: '_count',
		options: {
			def: { fields: fields.map(({ name, direction }) => ({ [name]: direction })), ...filter }
		}
	};
}

/** How an index is shown to whoever asks for it. */
export function shownIndex({ ddoc, name, fields, partial }: IndexDefinition): unknown {
	return {
		ddoc,
		name,
		type: 'json',
		partitioned: false,
		def: {
			fields: fields.map((field) => ({ [field.name]: field.direction })),
			...(partial ? { partial_filter_selector: partial.selector } : {})
		}
	};
}

export const allDocsIndex = {
	ddoc: null,
	name: '_all_docs',
	type: 'special',
	def: { fields: [{ _id: 'asc' }] }
};

export function designId(name: string): string {
	return name.startsWith('_design/') ? name : `_design/${name}`;
}

/** Fields as `"a"` or `{"a": "desc"}`, in one direction. */
export function fieldsAsked(fields: unknown): IndexField[] {
	if (!Array.isArray(fields) || fields.length === 0 || fields.length > mostFields) {
		throw new MangoRefused('invalid_index_fields', 'Index fields must be a list of field names');
	}
	return checkedFields(fields.map(fieldAsked));
}

function fieldAsked(field: unknown): readonly [string, unknown] {
	if (typeof field === 'string') return [field, 'asc'];
	const [only, ...others] = Object.entries(field ?? {}) as [string, unknown][];
	if (only && others.length === 0) return only;
	throw new MangoRefused('invalid_sort_field', `Invalid sort field: ${JSON.stringify(field)}`);
}

/** In a view they are members of an object, whose order counts. */
function fieldsKept(fields: unknown): IndexField[] {
	return checkedFields(Object.entries(fields ?? {}));
}

function checkedFields(fields: (readonly [string, unknown])[]): IndexField[] {
	const checked = fields.map(([name, direction]): IndexField => {
		if (name === '' || (direction !== 'asc' && direction !== 'desc')) {
			throw new MangoRefused('invalid_sort_field', `Invalid sort field: ${name}`);
		}
		return { name, path: fieldPath(name), direction };
	});
	if (checked.length === 0) throw new MangoRefused('invalid_index_fields', 'There is no field');
	if (new Set(checked.map(({ direction }) => direction)).size > 1) {
		throw new MangoRefused(
			'unsupported_mixed_sort',
			'Sorts currently only support a single direction for all fields.'
		);
	}
	return checked;
}

function partialOf(selector: unknown): IndexDefinition['partial'] {
	if (selector === undefined || selector === null) return null;
	if (typeof selector === 'object' && Object.keys(selector).length === 0) return null;
	return { selector, condition: parseSelector(selector) };
}

function namedOr(name: unknown, otherwise: string): string {
	if (name === undefined || name === null || name === 'auto') return otherwise;
	if (typeof name === 'string' && name !== '' && name.length <= 200) return name;
	throw new MangoRefused('invalid_index_name', 'The name of an index must be a string');
}
