/**
 * Two reports of one matter become one: the doors of the one that ends wait for the answer of the
 * other (+1 户). A reporter who is hidden never becomes visible that way.
 */
import { wayFrom } from '#lib/domain/concernWays.ts';
import type { Entry } from '#lib/domain/entry.ts';
import { documentId, localPart } from '#lib/domain/ids.ts';
import type { KnownConcern, StepRefusal } from './knownConcern.ts';
import type { WritingDesk } from './writingDesk.ts';

export function mergeRefusal(
	concern: KnownConcern,
	into: KnownConcern | undefined
): StepRefusal | undefined {
	if (!into || into.id === concern.id || wayFrom(into.state, 'join_household') === undefined) {
		return { kind: 'not_allowed', field: 'into' };
	}
	const isShown = concern.confidentialReporter && !into.confidentialReporter;
	return isShown ? { kind: 'confidential', field: 'into' } : undefined;
}

export function shareDoors(
	concern: KnownConcern,
	into: KnownConcern,
	desk: Pick<WritingDesk, 'newId'>
): Entry[] {
	const target = localPart(into.id);
	const others = concern.households.filter((door) => !into.households.includes(door));
	return others.map((door) => ({
		_id: documentId.event(target, desk.newId()),
		kind: 'event',
		grid: into.grid,
		concern: target,
		type: 'join_household',
		note: '',
		door
	}));
}
