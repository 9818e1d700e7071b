/** Undo: takes back somebody who was entered at the wrong door. Only who entered her does. */
import type { AmendmentDocument } from '#lib/domain/documents.ts';
import type { Outcome } from '#lib/domain/outcome.ts';
import type { Retractable, RetractionRefusal } from './retraction.ts';
import { writeRetraction } from './retraction.ts';
import type { WritingDesk } from './writingDesk.ts';

export async function retractResident(
	resident: Retractable,
	desk: WritingDesk
): Promise<Outcome<AmendmentDocument, RetractionRefusal>> {
	return await writeRetraction(resident, 'resident', desk);
}
