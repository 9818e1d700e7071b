/**
 * Undo: an amendment that hides what should not have been written. The ledger forgets nothing, and
 * only who wrote a thing takes it back.
 */
import type { AmendmentDocument } from '#lib/domain/documents.ts';
import type { AccountName } from '#lib/domain/ids.ts';
import { documentId, localPart, ulidPattern } from '#lib/domain/ids.ts';
import type { Outcome } from '#lib/domain/outcome.ts';
import { accepted, refused } from '#lib/domain/outcome.ts';
import type { WritingDesk } from './writingDesk.ts';
import { writtenOf } from './writtenOf.ts';

export type RetractionRefusal = { kind: 'shape'; field: 'id' } | { kind: 'not_own' };

/** What is to be taken back. */
export interface Retractable {
	id: string;
	author: AccountName;
}

export async function writeRetraction(
	{ id, author }: Retractable,
	subjectKind: 'visit' | 'concern' | 'resident',
	desk: WritingDesk
): Promise<Outcome<AmendmentDocument, RetractionRefusal>> {
	const subject = localPart(id);
	if (!id.startsWith(`${subjectKind}:`) || !ulidPattern.test(subject)) {
		return refused({ kind: 'shape', field: 'id' });
	}
	if (author !== desk.account) return refused({ kind: 'not_own' });
	const written = await desk.append([
		{
			_id: documentId.amendment(subject, desk.newId()),
			kind: 'amendment',
			grid: desk.grid,
			subject,
			subjectKind,
			set: { retracted: true },
			saw: { retracted: null }
		}
	]);
	return accepted(writtenOf(written, 'amendment'));
}
