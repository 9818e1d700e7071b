/** The community's answer to what a resident asked about her own data. A no says why. */
import type {
	RightsAnswerDocument,
	RightsRequestDocument
} from '#lib/domain/communityDocuments.ts';
import { rightsAnswerShape } from '#lib/domain/communityShapes.ts';
import { holdsIdNumber } from '#lib/domain/idNumber.ts';
import { documentId, localPart } from '#lib/domain/ids.ts';
import type { Outcome } from '#lib/domain/outcome.ts';
import { accepted, refused } from '#lib/domain/outcome.ts';
import { isDesk } from './isDesk.ts';
import type { WritingDesk } from './writingDesk.ts';
import { writtenOf } from './writtenOf.ts';

export interface RightsReply {
	request: Pick<RightsRequestDocument, '_id' | 'grid'>;
	outcome: RightsAnswerDocument['outcome'];
	note: string;
}

export type RightsReplyRefusal =
	| { kind: 'not_allowed' }
	| { kind: 'note_missing'; field: 'note' }
	| { kind: 'id_number'; field: 'note' }
	| { kind: 'shape'; field: string };

export async function answerRights(
	{ request: asked, outcome, note: given }: RightsReply,
	desk: WritingDesk
): Promise<Outcome<RightsAnswerDocument, RightsReplyRefusal>> {
	if (!isDesk(desk)) return refused({ kind: 'not_allowed' });
	const request = localPart(asked._id);
	const note = given.trim();
	if (!rightsAnswerShape.request(request)) return refused({ kind: 'shape', field: 'request' });
	if (!rightsAnswerShape.note(note)) return refused({ kind: 'shape', field: 'note' });
	if (outcome === 'refused' && note === '') return refused({ kind: 'note_missing', field: 'note' });
	if (holdsIdNumber(note)) return refused({ kind: 'id_number', field: 'note' });
	const _id = documentId.rightsAnswer(request, desk.newId());
	const { grid } = asked;
	const written = await desk.append([{ _id, kind: 'rights_answer', grid, request, outcome, note }]);
	return accepted(writtenOf(written, 'rights_answer'));
}
