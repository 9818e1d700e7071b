/** A row of the changes as it is sent. Rows of one commit are written once for all who wait. */
import type { DocumentRow, DocumentStore } from '../storage/documentStore.ts';
import { seqText } from '../storage/sequence.ts';
import type { ChangesAsked } from './changesQuery.ts';
import { documentText, plainShowing, showDocument } from './documentText.ts';

type Style = Pick<ChangesAsked, 'allLeaves' | 'includeDocs' | 'conflicts' | 'attachments'>;

/** Waits only where more than the row itself must be read. */
export function changeText(
	store: DocumentStore,
	row: DocumentRow,
	epoch: string,
	style: Style
): string | Promise<string> {
	const head = headText(row, epoch, style.allLeaves);
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
	row: DocumentRow,
	epoch: string,
	style: Style
): string | Promise<string> {
	const { allLeaves, includeDocs, conflicts, attachments } = style;
	const key =
		Number(allLeaves) + 2 * Number(includeDocs) + 4 * Number(conflicts) + 8 * Number(attachments);
	const texts = shared.get(row) ?? [];
	shared.set(row, texts);
	return (texts[key] ??= changeText(store, row, epoch, style));
}

const shared = new WeakMap<DocumentRow, (string | Promise<string>)[]>();

function headText(row: DocumentRow, epoch: string, allLeaves: boolean): string {
	const revs = (allLeaves ? row.leaves : null) ?? [row.rev];
	const changes = revs.map((rev) => `{"rev":"${rev}"}`).join(',');
	return `{"seq":"${seqText(row.seq, epoch)}","id":${JSON.stringify(row.id)},"changes":[${changes}]${row.deleted ? ',"deleted":true' : ''}`;
}
