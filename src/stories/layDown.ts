/** Puts documents into a feed at the station as the station's own programs do, past any push check. */
import type { LedgerDocument } from '#lib/domain/documents.ts';
import type { StationStorage } from '../../server/storage/documentStore.ts';

export interface LaidDown {
	_id: string;
	_rev: string;
}

export async function layDown(
	storage: StationStorage,
	feed: string,
	documents: readonly LaidDown[],
	{ deleted = false } = {}
): Promise<void> {
	const store = await storage.open(feed);
	if (!store) throw new Error(`There is no database ${feed}.`);
	const edits = documents.map((document) => {
		const { _id: id, _rev: rev, ...content } = document;
		const [generation, ...hash] = rev.split('-');
		const revisions = { start: Number(generation), ids: [hash.join('-')] };
		return { id, revisions, deleted, body: JSON.stringify(content), attachments: null };
	});
	await store.write(edits, { newEdits: false });
}

/** Everything alive in a feed, by id, as plain documents. */
export async function readFeed(
	storage: StationStorage,
	feed: string
): Promise<Map<string, LedgerDocument>> {
	const store = await storage.open(feed);
	const rows = (await store?.rowsById({ limit: 1_000_000, bodies: true })) ?? [];
	return new Map(
		rows.map(({ id, rev, body }) => {
			const content = JSON.parse(body) as object;
			return [id, { _id: id, _rev: rev, ...content } as LedgerDocument];
		})
	);
}
