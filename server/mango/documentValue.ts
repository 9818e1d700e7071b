/** A document as a selector sees it: its content with CouchDB's own members. */
import type { AttachmentStubs, DocumentRow, StoredRevision } from '../storage/documentStore.ts';

export function documentValue(
	id: string,
	rev: string,
	{ deleted, body, attachments }: StoredRevision
): Record<string, unknown> {
	return {
		_id: id,
		_rev: rev,
		...(deleted ? { _deleted: true } : {}),
		...(attachments ? { _attachments: asStubs(attachments) } : {}),
		...(JSON.parse(body) as Record<string, unknown>)
	};
}

function asStubs(attachments: AttachmentStubs): unknown {
	return Object.fromEntries(
		Object.entries(attachments).map(([name, stub]) => [name, { ...stub, stub: true }])
	);
}

export function valueOfRow(row: DocumentRow): Record<string, unknown> {
	return documentValue(row.id, row.rev, row);
}
