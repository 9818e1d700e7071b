/** Answers a request to look in at a door. Only who was asked answers; more than once is fine. */
import { documentShapes } from '#lib/domain/documentShapes.ts';
import type { CheckAnswerDocument, CheckOutcome } from '#lib/domain/loopDocuments.ts';
import { holdsIdNumber } from '#lib/domain/idNumber.ts';
import { documentId, localPart } from '#lib/domain/ids.ts';
import type { Outcome } from '#lib/domain/outcome.ts';
import { accepted, refused } from '#lib/domain/outcome.ts';
import type { PreparedPicture } from './picture.ts';
import { photoEntries, photoIds } from './picture.ts';
import type { PreparedSound } from './sound.ts';
import { soundEntries } from './sound.ts';
import type { WritingDesk } from './writingDesk.ts';
import { writtenOf } from './writtenOf.ts';

export interface CheckAnswer {
	/** `check:<ulid>` */
	id: string;
	outcome: CheckOutcome;
	note: string;
	pictures: readonly PreparedPicture[];
	sounds?: readonly PreparedSound[];
}

export type CheckAnswerRefusal =
	{ kind: 'not_allowed' } | { kind: 'id_number'; field: 'note' } | { kind: 'shape'; field: string };

export async function answerCheck(
	{ id, outcome, note, pictures, sounds = [] }: CheckAnswer,
	desk: WritingDesk
): Promise<Outcome<CheckAnswerDocument, CheckAnswerRefusal>> {
	if (desk.role !== 'building_head' && desk.role !== 'informant') {
		return refused({ kind: 'not_allowed' });
	}
	const check = localPart(id);
	const answer = { check, outcome, note: note.trim(), photos: photoIds(pictures) };
	const shape = documentShapes.check_answer;
	const wrong = Object.entries(answer).find(([name, value]) => shape[name]?.(value) !== true);
	if (wrong) return refused({ kind: 'shape', field: wrong[0] });
	if (holdsIdNumber(answer.note)) return refused({ kind: 'id_number', field: 'note' });
	const _id = documentId.checkAnswer(check, desk.newId());
	const { grid } = desk;
	const written = await desk.append([
		{ ...answer, _id, kind: 'check_answer', grid },
		...photoEntries(pictures, { subject: _id, grid }),
		...soundEntries(sounds, { subject: _id, grid })
	]);
	return accepted(writtenOf(written, 'check_answer'));
}
