/**
 * Asks a building head or an informant to look in at a door. The request names a door and what to
 * do, never who lives there or why.
 */
import { addDays, dayOf } from '#lib/domain/calendar.ts';
import { documentShapes } from '#lib/domain/documentShapes.ts';
import type { CheckDocument, CheckFields } from '#lib/domain/loopDocuments.ts';
import { holdsIdNumber } from '#lib/domain/idNumber.ts';
import { communityOfGrid, documentId, gridOfDoor } from '#lib/domain/ids.ts';
import type { Outcome } from '#lib/domain/outcome.ts';
import { accepted, refused } from '#lib/domain/outcome.ts';
import type { WritingDesk } from './writingDesk.ts';
import { writtenOf } from './writtenOf.ts';

export type CheckRefusal =
	| { kind: 'not_allowed' }
	/** Asked is the head of the door's building, or an informant of its community. */
	| { kind: 'scope'; field: 'scope' }
	| { kind: 'until'; field: 'dueOn' }
	| { kind: 'id_number'; field: 'words' }
	| { kind: 'shape'; field: string };

export async function askCheck(
	intent: CheckFields,
	desk: WritingDesk
): Promise<Outcome<CheckDocument, CheckRefusal>> {
	if (!mayAsk(desk)) return refused({ kind: 'not_allowed' });
	const check = { ...intent, label: intent.label.trim(), words: intent.words.trim() };
	const shape = documentShapes.check;
	const wrong = Object.entries(check).find(([name, value]) => shape[name]?.(value) !== true);
	if (wrong) return refused({ kind: 'shape', field: wrong[0] });
	if (!reaches(check)) return refused({ kind: 'scope', field: 'scope' });
	const today = dayOf(desk.now());
	if (check.dueOn < today || check.dueOn > addDays(today, 366)) {
		return refused({ kind: 'until', field: 'dueOn' });
	}
	if (holdsIdNumber(check.words)) return refused({ kind: 'id_number', field: 'words' });
	const written = await desk.append([
		{ ...check, _id: documentId.check(desk.newId()), kind: 'check', grid: gridOfDoor(check.door) }
	]);
	return accepted(writtenOf(written, 'check'));
}

function mayAsk({ role }: WritingDesk): boolean {
	return role === 'grid_worker' || role === 'community_staff' || role === 'community_lead';
}

function reaches({ door, scope }: CheckFields): boolean {
	return door.startsWith(`${scope}-`) || scope.startsWith(`${communityOfGrid(gridOfDoor(door))}/`);
}
