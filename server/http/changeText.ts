/** A row of the changes as it is sent. Rows of one commit are written once for all who wait. */
import type { ChangedRow, DocumentRow, DocumentStore } from '../storage/documentStore.ts';
import type { ChangesAsked } from './changesQuery.ts';
import { documentText, plainShowing, showDocument } from './documentText.ts';

type Style = Pick<ChangesAsked, 'allLeaves' | 'includeDocs' | 'conflicts' | 'attachments'>;

/** Waits only where more than the row itself must be read. */
export function changeText(
	store: DocumentStore,
	row: ChangedRow,
	style: Style
): string | Promise<string> {
	const head = headText(row, style.allLeaves);
	if (!style.includeDocs) return `${head}}`;
	const { conflicts, attachments } = style;
	if ((!conflicts || row.leaves === null) && (!attachments || row.attachments === null)) {
		return `${head},"doc":${documentText(row)}}`;
	}
	const showing = { ...plainShowing, conflicts, attachments };
	const revision = { rev: row.rev, content: row };
	return showDocument(store, row, revision, showing).then((doc) => `${head},"doc":${doc}}`);
}

/** For rows that many wait for: the same row in the same style is put together once. */
export function sharedChangeText(
	store: DocumentStore,
	row: ChangedRow,
	style: Style
): string | Promise<string> {
	const { allLeaves, includeDocs, conflicts, attachments } = style;
	const key =
		Number(allLeaves) + 2 * Number(includeDocs) + 4 * Number(conflicts) + 8 * Number(attachments);
	const texts = shared.get(row) ?? [];
	shared.set(row, texts);
	return (texts[key] ??= changeText(store, row, style));
}

const shared = new WeakMap<DocumentRow, (string | Promise<string>)[]>();

function headText(row: ChangedRow, allLeaves: boolean): string {
	const revs = (allLeaves ? row.leaves : null) ?? [row.rev];
	const changes = revs.map((rev) => `{"rev":"${rev}"}`).join(',');
	return `{"seq":"${row.place}","id":${JSON.stringify(row.id)},"changes":[${changes}]${row.deleted ? ',"deleted":true' : ''}`;
}
