/**
 * When the station received what, by its own clock. A document only knows when it was captured, and
 * nothing is ever written into it; clocks of the community begin here (DESIGN: order and time).
 */
import { createHash } from 'node:crypto';
import type { DocumentRow, DocumentStore } from '../storage/documentStore.ts';

/** One page of a feed's changes, as it came in. Read again it is known and written once. */
export interface ReceivedDocument {
	kind: 'received';
	feed: string;
	/** Station time, ISO: within a moment of the commit; later where the station was down between. */
	receivedAt: string;
	/** Ids and revisions. */
	documents: [string, string][];
}

export async function noteReceived(
	book: DocumentStore,
	feed: string,
	rows: readonly DocumentRow[],
	receivedAt: string
): Promise<void> {
	if (rows.length === 0) return;
	const documents = rows.map(({ id, rev }): [string, string] => [id, rev]);
	const hash = createHash('sha256')
		.update(JSON.stringify([feed, documents]))
		.digest('hex')
		.slice(0, 32);
	const id = `received:${feed}:${hash}`;
	if (await book.row(id)) return;
	const content: ReceivedDocument = { kind: 'received', feed, receivedAt, documents };
	await book.write(
		[
			{
				id,
				revisions: { start: 1, ids: [hash] },
				deleted: false,
				body: JSON.stringify(content),
				attachments: null
			}
		],
		{ newEdits: false }
	);
}
