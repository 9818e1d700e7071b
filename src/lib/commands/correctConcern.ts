/**
 * Corrects what a concern is about, how it presses, or where it is: an amendment in view of what is
 * known. What was raised stays in the ledger as it was written.
 */
import type { AmendmentRefusal } from '#lib/domain/checkAmendment.ts';
import { checkAmendment } from '#lib/domain/checkAmendment.ts';
import type { AmendmentDocument, ConcernFields } from '#lib/domain/documents.ts';
import type { FoldedFields } from '#lib/domain/household.ts';
import { documentId, localPart } from '#lib/domain/ids.ts';
import type { Outcome } from '#lib/domain/outcome.ts';
import { accepted, refused } from '#lib/domain/outcome.ts';
import { categoryByCode } from '#lib/domain/taxonomy.ts';
import type { WritingDesk } from './writingDesk.ts';
import { writtenOf } from './writtenOf.ts';

type ConcernCorrection = Partial<Pick<ConcernFields, 'category' | 'urgency' | 'place'>>;

export interface CorrectConcern {
	/** `concern:<ulid>` */
	id: string;
	set: ConcernCorrection;
	/** As the fold gave it; `knownConcernFields` of projections/. */
	known: FoldedFields<object>;
}

export type CorrectionRefusal =
	| AmendmentRefusal
	| { kind: 'category'; field: 'category' }
	/** Only the community corrects what somebody raised. */
	| { kind: 'not_allowed' };

export async function correctConcern(
	{ id, set, known }: CorrectConcern,
	desk: WritingDesk
): Promise<Outcome<AmendmentDocument, CorrectionRefusal>> {
	if (desk.role !== 'community_staff' && desk.role !== 'community_lead') {
		return refused({ kind: 'not_allowed' });
	}
	if (set.category !== undefined && !categoryByCode(set.category)) {
		return refused({ kind: 'category', field: 'category' });
	}
	const checked = checkAmendment('concern', known, set);
	if (!checked.ok) return checked;
	const subject = localPart(id);
	const written = await desk.append(
		checked.value.map((fields) => ({
			...fields,
			_id: documentId.amendment(subject, desk.newId()),
			kind: 'amendment' as const,
			grid: desk.grid,
			subject,
			subjectKind: 'concern' as const
		}))
	);
	return accepted(writtenOf(written, 'amendment'));
}
