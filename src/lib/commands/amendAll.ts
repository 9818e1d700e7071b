/**
 * Several changes of what is known at one door, together or not at all: what a household asked to
 * have erased is not erased by halves.
 */
import type { AmendmentDocument } from '#lib/domain/documents.ts';
import { checkAmendment } from '#lib/domain/checkAmendment.ts';
import type { AmendmentRefusal } from '#lib/domain/checkAmendment.ts';
import type { AmendmentEntry } from '#lib/domain/entry.ts';
import { documentId, doorPattern, ulidPattern } from '#lib/domain/ids.ts';
import type { Outcome } from '#lib/domain/outcome.ts';
import { accepted, refused } from '#lib/domain/outcome.ts';
import type { Amend } from './amend.ts';
import type { WritingDesk } from './writingDesk.ts';
import { writtenOf } from './writtenOf.ts';

export interface Change extends Omit<Amend, 'subjectKind'> {
	subjectKind: 'household' | 'resident' | 'visit';
}

export type AmendAllRefusal = AmendmentRefusal | { kind: 'shape'; field: string };

/** What is so already is left alone; where all of it is, nothing is written. */
export async function amendAll(
	changes: readonly Change[],
	desk: WritingDesk
): Promise<Outcome<AmendmentDocument, AmendAllRefusal>> {
	const entries: AmendmentEntry[] = [];
	for (const { subjectKind, subject, set, known } of changes) {
		const fits = subjectKind === 'household' ? doorPattern : ulidPattern;
		if (!fits.test(subject)) return refused({ kind: 'shape', field: 'subject' });
		const checked = checkAmendment(subjectKind, known, set);
		if (!checked.ok) {
			if (checked.refusal.kind === 'nothing_changed') continue;
			return checked;
		}
		const { grid } = desk;
		entries.push(
			...checked.value.map((fields) => ({
				...fields,
				_id: documentId.amendment(subject, desk.newId()),
				...{ kind: 'amendment' as const, grid, subject, subjectKind }
			}))
		);
	}
	if (entries.length === 0) return refused({ kind: 'nothing_changed' });
	return accepted(writtenOf(await desk.append(entries), 'amendment'));
}
