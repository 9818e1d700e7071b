/** Reads a concern out of the community's ledger: as corrected since, and with all its events, folded. */
import { amendedConcern } from '#lib/domain/amendedConcern.ts';
import type { ConcernState } from '#lib/domain/concernFold.ts';
import { foldConcern } from '#lib/domain/concernFold.ts';
import type { AmendmentDocument, ConcernDocument, EventDocument } from '#lib/domain/documents.ts';
import { isRetracted } from '#lib/domain/household.ts';
import type { Ulid } from '#lib/domain/ids.ts';
import { documentId } from '#lib/domain/ids.ts';
import type { DocumentStore } from '../storage/documentStore.ts';
import { beginningWith, documentAt } from '../storage/ledgerReading.ts';

export interface ReadConcern {
	header: ConcernDocument;
	state: ConcernState;
}

/** Undefined where its header has not come, cannot be read, or was taken back. */
export async function readConcern(
	ledger: DocumentStore,
	concern: Ulid
): Promise<ReadConcern | undefined> {
	const raised = await documentAt<ConcernDocument>(ledger, documentId.concern(concern));
	if (!raised) return undefined;
	const amendments = await beginningWith<AmendmentDocument>(
		ledger,
		documentId.amendment(concern, '')
	);
	if (isRetracted(raised, amendments)) return undefined;
	const header = amendedConcern(raised, amendments);
	const events = await beginningWith<EventDocument>(ledger, documentId.event(concern, ''));
	return { header, state: foldConcern(header, events) };
}

/** The concern that a document is or tells of. */
export function concernOf(id: string): Ulid | undefined {
	return /^(?:concern|event|amendment):([0-9A-HJKMNP-TV-Z]{26})(?::|$)/.exec(id)?.[1];
}
