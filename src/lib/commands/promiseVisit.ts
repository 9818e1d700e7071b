/**
 * Says of an own visit when one comes again: an amendment, as a slip is written after the door stayed
 * shut. The visit itself stays as it was written.
 */
import { wrongAmendment } from '#lib/domain/amendable.ts';
import { addDays, dayOf } from '#lib/domain/calendar.ts';
import type { AmendmentDocument } from '#lib/domain/documents.ts';
import type { FoldedFields } from '#lib/domain/household.ts';
import { documentId, localPart } from '#lib/domain/ids.ts';
import type { Outcome } from '#lib/domain/outcome.ts';
import { accepted, refused } from '#lib/domain/outcome.ts';
import { promiseAtMostDays } from '#lib/domain/visit.ts';
import type { WritingDesk } from './writingDesk.ts';
import { writtenOf } from './writtenOf.ts';

export interface PromiseVisit {
	visit: { id: string; author: string };
	/** What earlier amendments left, by field (foldFields). */
	heads: FoldedFields<object>['heads'];
	/** Calendar day. */
	nextVisitOn: string;
	bestTime: string;
}

export type PromiseRefusal =
	{ kind: 'shape'; field: string } | { kind: 'promise' } | { kind: 'not_own' };

export async function promiseVisit(
	{ visit, heads, nextVisitOn, bestTime }: PromiseVisit,
	desk: WritingDesk
): Promise<Outcome<AmendmentDocument, PromiseRefusal>> {
	if (visit.author !== desk.account) return refused({ kind: 'not_own' });
	const set = { nextVisitOn, bestTime: bestTime.trim() };
	const field = wrongAmendment('visit', set);
	if (field !== undefined) return refused({ kind: 'shape', field });
	const today = dayOf(desk.now());
	if (nextVisitOn < today || nextVisitOn > addDays(today, promiseAtMostDays)) {
		return refused({ kind: 'promise' });
	}
	const subject = localPart(visit.id);
	const written = await desk.append([
		{
			_id: documentId.amendment(subject, desk.newId()),
			kind: 'amendment',
			grid: desk.grid,
			subject,
			subjectKind: 'visit',
			set,
			saw: {
				nextVisitOn: heads['nextVisitOn']?.at(-1) ?? null,
				bestTime: heads['bestTime']?.at(-1) ?? null
			}
		}
	]);
	return accepted(writtenOf(written, 'amendment'));
}
