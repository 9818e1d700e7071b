/**
 * Turns "this has changed" into what an amendment says: only what differs from what is known, and
 * in view of what. An answer to a clash sees both sides and so ends it.
 */
import type { AmendedKind } from './amendable.ts';
import { wrongAmendment } from './amendable.ts';
import { canonicalJson } from './canonicalJson.ts';
import { isCareTag } from './care.ts';
import type { AmendmentDocument, AmendmentValue } from './documents.ts';
import type { FoldedFields } from './household.ts';
import { erasedName, erasedResident } from './householdFacts.ts';
import { holdsIdNumber } from './idNumber.ts';
import type { Outcome } from './outcome.ts';
import { accepted, refused } from './outcome.ts';
import { owns } from './shapeChecks.ts';

export type AmendmentFields = Pick<AmendmentDocument, 'set' | 'saw'>;

export type AmendmentRefusal =
	| { kind: 'nothing_changed' }
	/** Nothing is filled in again of who asked to be erased; she is entered anew, if she agrees. */
	| { kind: 'erased'; field: string }
	| { kind: 'field'; field: string }
	/** A tag that is none of ours, perhaps one that controls people. */
	| { kind: 'care_tag'; field: string }
	| { kind: 'id_number'; field: string };

/**
 * One amendment, and one more for every further side of a clash that is answered. Each names what it
 * saw, so that all sides are seen by somebody.
 */
export function checkAmendment(
	kind: AmendedKind,
	known: FoldedFields<object>,
	wish: Readonly<Record<string, AmendmentValue>>
): Outcome<AmendmentFields[], AmendmentRefusal> {
	const wrong = wrongAmendment(kind, wish);
	if (wrong !== undefined) return refused({ kind: 'field', field: wrong });
	const refusal = contentRefusal(wish);
	if (refusal) return refused(refusal);
	const clashing = new Set(known.clashes.map((clash) => clash.field));
	const held = known.fields as Readonly<Record<string, unknown>>;
	const changed = Object.keys(wish).filter(
		(field) =>
			clashing.has(field) || canonicalJson(wish[field]) !== canonicalJson(held[field] ?? null)
	);
	if (changed.length === 0) return refused({ kind: 'nothing_changed' });
	const filledAgain = kind === 'resident' ? filledAgainOf(changed, held, wish) : undefined;
	if (filledAgain !== undefined) return refused({ kind: 'erased', field: filledAgain });
	return accepted(amendmentsFor(changed, wish, known.heads));
}

function filledAgainOf(
	changed: readonly string[],
	held: Readonly<Record<string, unknown>>,
	wish: Readonly<Record<string, AmendmentValue>>
): string | undefined {
	if (held.name !== erasedName) return undefined;
	const left: Readonly<Record<string, unknown>> = erasedResident;
	return changed.find(
		(field) =>
			owns(left, field) && canonicalJson(wish[field]) !== canonicalJson(left[field] ?? null)
	);
}

function contentRefusal(
	wish: Readonly<Record<string, AmendmentValue>>
): AmendmentRefusal | undefined {
	for (const [field, value] of Object.entries(wish)) {
		const texts = (Array.isArray(value) ? value : [value]).filter((t) => typeof t === 'string');
		if (texts.some(holdsIdNumber)) return { kind: 'id_number', field };
		if (field === 'careTags' && !texts.every(isCareTag)) return { kind: 'care_tag', field };
	}
	return undefined;
}

function amendmentsFor(
	changed: string[],
	wish: Readonly<Record<string, AmendmentValue>>,
	heads: FoldedFields<object>['heads']
): AmendmentFields[] {
	const amendments: AmendmentFields[] = [];
	const sides = Math.max(1, ...changed.map((field) => heads[field]?.length ?? 0));
	for (let side = 0; side < sides; side += 1) {
		const fields = changed.filter((field) => side === 0 || side < (heads[field]?.length ?? 0));
		const set = Object.fromEntries(fields.map((field) => [field, wish[field] ?? null]));
		const saw = Object.fromEntries(fields.map((field) => [field, sideOf(heads[field], side)]));
		amendments.push({ set, saw });
	}
	return amendments;
}

/** The side shown comes first. */
function sideOf(heads: readonly string[] = [], side: number): string | null {
	return heads[heads.length - 1 - side] ?? null;
}
