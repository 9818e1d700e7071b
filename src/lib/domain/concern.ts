/**
 * What makes a concern a concern: an intent from a form becomes the fields of a document, or a
 * refusal with the reason. Three taps are enough; nothing but the category and a place is asked for.
 */
import { concernShape } from './documentShapes.ts';
import type { ConcernFields, ConcernNature, Urgency } from './documents.ts';
import { holdsIdNumber } from './idNumber.ts';
import type { Outcome } from './outcome.ts';
import { accepted, refused } from './outcome.ts';
import { wrongField } from './shapeChecks.ts';
import { categoryByCode } from './taxonomy.ts';

/** What the form gathered; what is undefined takes the default of the category. */
export interface ConcernIntent extends Omit<
	ConcernFields,
	'nature' | 'urgency' | 'confidentialReporter'
> {
	nature?: ConcernNature | undefined;
	urgency?: Urgency | undefined;
	confidentialReporter?: boolean | undefined;
}

export type ConcernRefusal =
	| { kind: 'shape'; field: string }
	| { kind: 'category'; field: 'category' }
	/** Neither door nor building nor words say where. */
	| { kind: 'place_missing'; field: 'place' }
	/** Praise and suggestions and "other" say nothing without words, written or spoken. */
	| { kind: 'text_missing'; field: 'text' }
	| { kind: 'id_number'; field: 'text' };

export function checkConcern(intent: ConcernIntent): Outcome<ConcernFields, ConcernRefusal> {
	const category = categoryByCode(intent.category);
	if (!category) return refused({ kind: 'category', field: 'category' });
	const concern: ConcernFields = {
		...intent,
		text: intent.text.trim(),
		place: intent.place.trim(),
		nature: intent.nature ?? natureOf(intent.category),
		urgency: intent.urgency ?? urgencyOf(intent.category),
		confidentialReporter: intent.confidentialReporter ?? isConfidentialByDefault(intent.category)
	};
	const field = wrongField({ ...concern }, concernShape);
	if (field !== undefined) return refused({ kind: 'shape', field });
	const { door, building, place, text } = concern;
	if (door === '' && building === '' && place === '') {
		return refused({ kind: 'place_missing', field: 'place' });
	}
	const isSaid = (concern.sounds ?? []).length > 0;
	if (category.group === 'other' && text === '' && !isSaid) {
		return refused({ kind: 'text_missing', field: 'text' });
	}
	if (holdsIdNumber(text) || holdsIdNumber(place)) {
		return refused({ kind: 'id_number', field: 'text' });
	}
	return accepted(concern);
}

export function urgencyOf(category: string): Urgency {
	return categoryByCode(category)?.urgent ? 'red' : 'green';
}

export function natureOf(category: string): ConcernNature {
	if (category === 'other.praise') return 'praise';
	if (category === 'other.suggestion') return 'suggest';
	const group = categoryByCode(category)?.group;
	if (group === 'gov_service') return 'consult';
	if (group === 'care') return 'help';
	return group === 'property' || group === 'dispute' ? 'complaint' : 'report';
}

/**
 * Where a complaint is about people who live or work close by, the complainer stays unnamed unless
 * he says otherwise (DOMAIN 2.9).
 */
export function isConfidentialByDefault(category: string): boolean {
	return (
		category.startsWith('dispute.') ||
		category.startsWith('property.') ||
		category === 'environment.noise' ||
		category === 'order.illegal_build'
	);
}
