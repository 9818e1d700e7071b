/**
 * A concern as it is known today: what was raised, and over it what was corrected since. Whoever folds,
 * measures or lists asks for this; what was raised stays as it was written.
 */
import type { AmendmentDocument, ConcernDocument } from './documents.ts';
import { foldFields } from './household.ts';

export function amendedConcern(
	header: ConcernDocument,
	amendments: readonly AmendmentDocument[]
): ConcernDocument {
	if (amendments.length === 0) return header;
	const { fields } = foldFields(header, amendments);
	const { category, nature, urgency, place, text, confidentialReporter } = fields;
	return { ...header, category, nature, urgency, place, text, confidentialReporter };
}
