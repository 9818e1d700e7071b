/**
 * Which changes a reader wants. Lists of ids, selectors and design documents are looked at here;
 * filters that are code in a document are never run (CVE-2017-12636 and its kin).
 */
import type { ChangedRow, DocumentStore } from '../storage/documentStore.ts';
import { documentValue, valueOfRow } from '../mango/documentValue.ts';
import type { FieldPath } from '../mango/fieldPath.ts';
import { fieldPath } from '../mango/fieldPath.ts';
import { MangoRefused } from '../mango/mangoRefusal.ts';
import { fieldNamesOf } from '../mango/question.ts';
import type { DocumentTest } from '../mango/selector.ts';
import { parseSelector, testOf } from '../mango/selector.ts';
import type { Call } from './call.ts';
import { badRequest, CouchError, notFound, tooLarge } from './couchError.ts';

export interface ChangesFilter {
	/** Only these; null for any. Few ids are looked up instead of walking the changes. */
	docIds: ReadonlySet<string> | null;
	/** Whether `take` must see the content of documents. */
	needsBodies: boolean;
	/** What of documents is shown; empty for all. */
	fields: readonly FieldPath[];
	/** The row, or as much of it as passes. Waits only where other leaves must be read. */
	take(
		store: DocumentStore,
		row: ChangedRow,
		allLeaves: boolean
	): ChangedRow | undefined | Promise<ChangedRow | undefined>;
}

export const unfiltered: ChangesFilter = {
	docIds: null,
	needsBodies: false,
	fields: [],
	take: (_, row) => row
};

/** `body` is what was posted; undefined when nothing was. */
export async function changesFilterOf(
	call: Call,
	store: DocumentStore,
	body: Record<string, unknown> | undefined
): Promise<ChangesFilter> {
	const { query, limits } = call;
	const filter = query.text('filter');
	switch (filter) {
		case undefined:
			return unfiltered;
		case '_doc_ids':
			return filterOfIds(query.with(body ?? {}).json('doc_ids'), limits.documents);
		case '_selector':
			return filterOfSelector(body);
		case '_design':
			return { ...unfiltered, take: (_, row) => (row.id.startsWith('_design/') ? row : undefined) };
		case '_view':
			throw await refusalOfCode(store, query.text('view'), {
				member: 'views',
				missing: '`view` filter parameter is not provided.',
				malformed: '`view` must be of the form `designname/viewname`'
			});
		default:
			if (filter.startsWith('_')) throw badRequest('unknown builtin filter name');
			throw await refusalOfCode(store, filter, {
				member: 'filters',
				missing: 'filter parameter must be of the form `designname/filtername`',
				malformed: 'filter parameter must be of the form `designname/filtername`'
			});
	}
}

function filterOfIds(ids: unknown, most: number): ChangesFilter {
	if (!Array.isArray(ids) || !ids.every((id) => typeof id === 'string')) {
		throw badRequest('`doc_ids` filter parameter is not a list of doc ids');
	}
	if (ids.length > most) throw tooLarge('Too many ids in one request');
	const docIds = new Set(ids);
	return { ...unfiltered, docIds, take: (_, row) => (docIds.has(row.id) ? row : undefined) };
}

function filterOfSelector(body: Record<string, unknown> | undefined): ChangesFilter {
	const { selector, fields } = body ?? {};
	if (selector === undefined) throw badRequest('Selector must be specified in POST payload');
	try {
		const test = testOf(parseSelector(selector));
		return {
			docIds: null,
			needsBodies: true,
			fields: fieldNamesOf(fields).map(fieldPath),
			take: (store, row, allLeaves) => {
				if (allLeaves && row.leaves) return leavesThatPass(store, row, row.leaves, test);
				return test(valueOfRow(row)) ? row : undefined;
			}
		};
	} catch (error) {
		if (error instanceof MangoRefused) throw badRequest(`Selector error: ${error.message}`);
		throw error;
	}
}

/** A reader of all leaves gets those that pass, whether the winner does or not. */
async function leavesThatPass(
	store: DocumentStore,
	row: ChangedRow,
	revs: readonly string[],
	test: DocumentTest
): Promise<ChangedRow | undefined> {
	const leaves: string[] = [];
	for (const rev of revs) {
		const leaf = rev === row.rev ? row : await store.revision(row.id, rev);
		if (leaf && test(documentValue(row.id, rev, leaf))) leaves.push(rev);
	}
	return leaves.length > 0 ? { ...row, leaves } : undefined;
}

/** What CouchDB answers about a function that is not there, since here none ever is. */
async function refusalOfCode(
	store: DocumentStore,
	name: string | undefined,
	words: { member: 'views' | 'filters'; missing: string; malformed: string }
): Promise<CouchError> {
	if (name === undefined || name === '') return badRequest(words.missing);
	const [design, member, ...rest] = name.split('/');
	if (!design || !member || rest.length > 0) return badRequest(words.malformed);
	const row = await store.row(`_design/${design}`);
	if (!row || row.deleted) return notFound(row ? 'deleted' : 'missing');
	const content = JSON.parse(row.body) as Record<string, unknown>;
	const there = content[words.member];
	if (typeof there !== 'object' || there === null) {
		return notFound(`missing json key: ${words.member}`);
	}
	if (!Object.hasOwn(there, member)) return notFound(`missing json key: ${member}`);
	return new CouchError(501, 'not_implemented', 'This station runs no code from design documents');
}
