/** Reads a concern out of the community's ledger: as corrected since, and with all its events, folded. */
import { amendedConcern } from '#lib/domain/amendedConcern.ts';
import type { ConcernState } from '#lib/domain/concernFold.ts';
import { foldConcern } from '#lib/domain/concernFold.ts';
import type {
	AmendmentDocument,
	ConcernDocument,
	EventDocument,
	LedgerDocument
} from '#lib/domain/documents.ts';
import { isRetracted } from '#lib/domain/household.ts';
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

/** Undefined where its header has not come, cannot be read, or was taken back. */
export async function readConcern(
	ledger: DocumentStore,
	concern: Ulid
): Promise<ReadConcern | undefined> {
	const row = await ledger.row(documentId.concern(concern));
	const raised = row && documentOf(row);
	if (raised?.kind !== 'concern') return undefined;
	const about = async (kind: string) => {
		const rows = await ledger.rowsById({
			...{ from: `${kind}:${concern}:`, to: `${kind}:${concern};`, toExclusive: true },
			...{ limit: mostEvents, bodies: true }
		});
		return rows.flatMap((one) => documentOf(one) ?? []);
	};
	const amendments = (await about('amendment')) as AmendmentDocument[];
	if (isRetracted(raised, amendments)) return undefined;
	const header = amendedConcern(raised, amendments);
	return { header, state: foldConcern(header, (await about('event')) as EventDocument[]) };
}

/** The concern that a document is or tells of. */
export function concernOf(id: string): Ulid | undefined {
	return /^(?:concern|event|amendment):([0-9A-HJKMNP-TV-Z]{26})(?::|$)/.exec(id)?.[1];
}

export function documentOf({ id, rev, deleted, body }: DocumentRow): LedgerDocument | undefined {
	if (deleted) return undefined;
	const parsed = parseDocument({ ...(JSON.parse(body) as object), _id: id, _rev: rev });
	return parsed.ok ? parsed.value : undefined;
}
