/** A row of the changes as it is sent. Rows of one commit are written once for all who wait. */
import type { ChangedRow, DocumentRow, DocumentStore } from '../storage/documentStore.ts';
import { valueOfRow } from '../mango/documentValue.ts';
import { fieldsOf } from '../mango/fieldPath.ts';
import type { ChangesAsked } from './changesQuery.ts';
import type { Showing } from './documentText.ts';
import { documentText, plainShowing, showDocument } from './documentText.ts';

type Style = Pick<
	ChangesAsked,
	'allLeaves' | 'includeDocs' | 'conflicts' | 'attachments' | 'filter'
>;

/** The row without its `seq`, which depends on who reads it. Waits only where more must be read. */
export function changeText(
	store: DocumentStore,
	row: DocumentRow,
	style: Style
): string | Promise<string> {
	const head = headText(row, style.allLeaves);
	if (!style.includeDocs) return `${head}}`;
	const { conflicts, attachments, filter } = style;
	if (filter.fields.length > 0) {
		return `${head},"doc":${JSON.stringify(fieldsOf(valueOfRow(row), filter.fields))}}`;
	}
	if ((!conflicts || row.leaves === null) && (!attachments || row.attachments === null)) {
		return `${head},"doc":${documentText(row)}}`;
	}
	const showing: Showing = {
		...plainShowing,
		conflicts,
		attachments: attachments ? 'inline' : 'stubs'
	};
	const revision = { rev: row.rev, content: row };
	return showDocument(store, row, revision, showing).then((doc) => `${head},"doc":${doc}}`);
}

/** For rows that many wait for: the same row in the same style is put together once. */
export function sharedChangeText(
	store: DocumentStore,
	row: DocumentRow,
	style: Style
): string | Promise<string> {
	const { allLeaves, includeDocs, conflicts, attachments, filter } = style;
	if (filter.fields.length > 0) return changeText(store, row, style);
	const key =
		Number(allLeaves) + 2 * Number(includeDocs) + 4 * Number(conflicts) + 8 * Number(attachments);
	const texts = shared.get(row) ?? [];
	shared.set(row, texts);
	return (texts[key] ??= changeText(store, row, style));
}

const shared = new WeakMap<DocumentRow, (string | Promise<string>)[]>();

/**
 * The row as it is sent. `left` is how many rows the reader still takes, this one included; by it
 * CouchDB decides which rows of an interval carry a place to go on from.
 */
export function withSeq(
	text: string,
	{ place }: ChangedRow,
	{ seqInterval, left }: { seqInterval: number; left: number }
): string {
	if (left % seqInterval !== 0) return `{"seq":null,${text}`;
	return `{"seq":"${place}",${text}`;
}

/** For readers who need the place of each row. */
export const everySeq = { seqInterval: 1, left: 0 };

function headText(row: DocumentRow, allLeaves: boolean): string {
	const revs = (allLeaves ? row.leaves : null) ?? [row.rev];
	const changes = revs.map((rev) => `{"rev":"${rev}"}`).join(',');
	return `"id":${JSON.stringify(row.id)},"changes":[${changes}]${row.deleted ? ',"deleted":true' : ''}`;
}
