/**
 * Changes what is known of a household or a resident: only what differs, and in view of what was
 * known. An answer to a clash ends it.
 */
import type { AmendmentRefusal } from '#lib/domain/checkAmendment.ts';
import { checkAmendment } from '#lib/domain/checkAmendment.ts';
import type { AmendmentDocument, AmendmentValue } from '#lib/domain/documents.ts';
import type { FoldedFields } from '#lib/domain/household.ts';
import type { DoorId, Ulid } from '#lib/domain/ids.ts';
import { documentId, doorPattern, ulidPattern } from '#lib/domain/ids.ts';
import type { Outcome } from '#lib/domain/outcome.ts';
import { accepted, refused } from '#lib/domain/outcome.ts';
import type { WritingDesk } from './writingDesk.ts';
import { writtenOf } from './writtenOf.ts';

export interface Amend {
	subjectKind: 'household' | 'resident';
	/** Door id of a household, ULID of a resident. */
	subject: DoorId | Ulid;
	set: Readonly<Record<string, AmendmentValue>>;
	/** As the fold gave it; `knownFields` of projections/. */
	known: FoldedFields<object>;
}

export async function amend(
	{ subjectKind, subject, set, known }: Amend,
	desk: WritingDesk
): Promise<Outcome<AmendmentDocument, AmendmentRefusal | { kind: 'shape'; field: string }>> {
	const fits = subjectKind === 'household' ? doorPattern : ulidPattern;
	if (!fits.test(subject)) return refused({ kind: 'shape', field: 'subject' });
	const checked = checkAmendment(subjectKind, known, set);
	if (!checked.ok) return checked;
	const written = await desk.append(
		checked.value.map((fields) => ({
			...fields,
			_id: documentId.amendment(subject, desk.newId()),
			kind: 'amendment' as const,
			grid: desk.grid,
			subject,
			subjectKind
		}))
	);
	return accepted(writtenOf(written, 'amendment'));
}
