/** Reads a concern and all its events out of the community's ledger, folded. */
import type { ConcernState } from '#lib/domain/concernFold.ts';
import { foldConcern } from '#lib/domain/concernFold.ts';
import type { ConcernDocument, EventDocument, LedgerDocument } from '#lib/domain/documents.ts';
import type { Ulid } from '#lib/domain/ids.ts';
import { documentId } from '#lib/domain/ids.ts';
import { parseDocument } from '#lib/domain/parseDocument.ts';
import type { DocumentRow, DocumentStore } from '../storage/documentStore.ts';

export interface ReadConcern {
	header: ConcernDocument;
	state: ConcernState;
}

/** More than anybody writes; what is beyond is not looked at. */
const mostEvents = 5_000;

/** Undefined where its header has not come, or cannot be read. */
export async function readConcern(
	ledger: DocumentStore,
	concern: Ulid
): Promise<ReadConcern | undefined> {
	const row = await ledger.row(documentId.concern(concern));
	const header = row && documentOf(row);
	if (header?.kind !== 'concern') return undefined;
	const rows = await ledger.rowsById({
		from: `event:${concern}:`,
		to: `event:${concern};`,
		toExclusive: true,
		limit: mostEvents,
		bodies: true
	});
	const events = rows
		.map(documentOf)
		.filter((document): document is EventDocument => document?.kind === 'event');
	return { header, state: foldConcern(header, events) };
}

/** The concern that a document is or tells of. */
export function concernOf(id: string): Ulid | undefined {
	return /^(?:concern|event):([0-9A-HJKMNP-TV-Z]{26})(?::|$)/.exec(id)?.[1];
}

export function documentOf({ id, rev, deleted, body }: DocumentRow): LedgerDocument | undefined {
	if (deleted) return undefined;
	const parsed = parseDocument({ ...(JSON.parse(body) as object), _id: id, _rev: rev });
	return parsed.ok ? parsed.value : undefined;
}
