/** Takes a visit back (撤销). It stays in the ledger and no longer counts. */
import type { AmendmentDocument } from '#lib/domain/documents.ts';
import type { Outcome } from '#lib/domain/outcome.ts';
import type { Retractable, RetractionRefusal } from './retraction.ts';
import { writeRetraction } from './retraction.ts';
import type { WritingDesk } from './writingDesk.ts';

export async function retractVisit(
	visit: Retractable,
	desk: WritingDesk
): Promise<Outcome<AmendmentDocument, RetractionRefusal>> {
	return await writeRetraction(visit, 'visit', desk);
}
