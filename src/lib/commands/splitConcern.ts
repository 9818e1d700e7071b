/**
 * Two matters in one complaint become concerns of their own, each with every door that waits for an
 * answer; the complaint ends as split. Together or not at all.
 */
import type { ConcernRefusal } from '#lib/domain/concern.ts';
import { checkConcern, isConfidentialByDefault } from '#lib/domain/concern.ts';
import type { ConcernDocument } from '#lib/domain/documents.ts';
import type { Entry } from '#lib/domain/entry.ts';
import { mayTake } from '#lib/domain/openSteps.ts';
import { documentId, localPart } from '#lib/domain/ids.ts';
import type { Outcome } from '#lib/domain/outcome.ts';
import { accepted, refused } from '#lib/domain/outcome.ts';
import type { KnownConcern, StepRefusal } from './knownConcern.ts';
import type { WritingDesk } from './writingDesk.ts';
import { writtenOf } from './writtenOf.ts';

export interface Splittable extends KnownConcern {
	place: string;
}

export interface Part {
	category: string;
	text: string;
}

const fewest = 2;
const most = 4;

export async function splitConcern(
	{ concern, parts }: { concern: Splittable; parts: readonly Part[] },
	desk: WritingDesk
): Promise<Outcome<ConcernDocument, StepRefusal | ConcernRefusal>> {
	if (!mayTake(desk.role, 'split', concern, desk)) return refused({ kind: 'not_allowed' });
	if (parts.length < fewest || parts.length > most) {
		return refused({ kind: 'shape', field: 'parts' });
	}
	const whole = localPart(concern.id);
	const ids = parts.map(() => desk.newId());
	const entries: Entry[] = [];
	for (const [at, id] of ids.entries()) {
		const made = half(concern, parts[at], { id, whole }, desk);
		if (!made.ok) return made;
		entries.push(...made.value);
	}
	const written = await desk.append([
		...entries,
		{
			_id: documentId.event(whole, desk.newId()),
			kind: 'event',
			grid: concern.grid,
			concern: whole,
			type: 'split',
			note: '',
			parts: ids
		}
	]);
	return accepted(writtenOf(written, 'concern'));
}

/** Who was hidden stays hidden in each half. Nature and urgency are each half's own. */
function half(
	concern: Splittable,
	part: Part | undefined,
	{ id, whole }: { id: string; whole: string },
	desk: WritingDesk
): Outcome<Entry[], StepRefusal | ConcernRefusal> {
	const { grid, door, building, place, source, households } = concern;
	if (part === undefined || part.text.trim() === '') {
		return refused({ kind: 'text_missing', field: 'text' });
	}
	const checked = checkConcern({
		...{ door, building, place, source, ...part },
		photos: [],
		splitFrom: whole,
		confidentialReporter: concern.confidentialReporter || isConfidentialByDefault(part.category)
	});
	if (!checked.ok) return checked;
	const joining = households
		.filter((other) => other !== door)
		.map((other): Entry => {
			const _id = documentId.event(id, desk.newId());
			return {
				_id,
				kind: 'event',
				grid,
				concern: id,
				type: 'join_household',
				note: '',
				door: other
			};
		});
	return accepted([
		{ ...checked.value, _id: documentId.concern(id), kind: 'concern', grid },
		...joining
	]);
}
