/** Hands on what a resident asks about her own data: to see, to correct or to erase it (PIPL 44–47). */
import type { RightsRequestDocument, RightsRequestFields } from '#lib/domain/communityDocuments.ts';
import { rightsRequestShape } from '#lib/domain/communityShapes.ts';
import { holdsIdNumber } from '#lib/domain/idNumber.ts';
import { documentId, gridOfDoor } from '#lib/domain/ids.ts';
import type { Outcome } from '#lib/domain/outcome.ts';
import { accepted, refused } from '#lib/domain/outcome.ts';
import type { WritingDesk } from './writingDesk.ts';
import { writtenOf } from './writtenOf.ts';

export type RightsRefusal =
	| { kind: 'not_allowed' }
	/** To correct something one has to say what. */
	| { kind: 'words_missing'; field: 'words' }
	| { kind: 'id_number'; field: 'words' }
	| { kind: 'shape'; field: string };

export async function askRights(
	intent: RightsRequestFields,
	desk: WritingDesk
): Promise<Outcome<RightsRequestDocument, RightsRefusal>> {
	const asked = { ...intent, words: intent.words.trim() };
	const wrong = (Object.keys(rightsRequestShape) as (keyof RightsRequestFields)[]).find(
		(field) => !rightsRequestShape[field](asked[field])
	);
	if (wrong) return refused({ kind: 'shape', field: wrong });
	const grid = gridOfDoor(asked.door);
	if (desk.role !== 'grid_worker' || desk.grid !== grid) return refused({ kind: 'not_allowed' });
	if (asked.request === 'correct' && asked.words === '') {
		return refused({ kind: 'words_missing', field: 'words' });
	}
	if (holdsIdNumber(asked.words)) return refused({ kind: 'id_number', field: 'words' });
	const _id = documentId.rightsRequest(desk.newId());
	const written = await desk.append([{ ...asked, _id, kind: 'rights_request', grid }]);
	return accepted(writtenOf(written, 'rights_request'));
}
