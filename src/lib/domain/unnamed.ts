/**
 * Whether who reported a concern is to stay unnamed, as the report says or as it was said later:
 * once said it holds, and nobody's later word names him again.
 */
import { isConfidentialByDefault } from './concern.ts';
import type { AmendmentDocument, ConcernDocument } from './documents.ts';
import { inClockOrder } from './household.ts';

type Said = Pick<ConcernDocument, 'confidentialReporter'>;

export function isUnnamed(header: Said, amendments: readonly AmendmentDocument[]): boolean {
	return header.confidentialReporter || unnamedSince(header, amendments) !== '';
}

/** Clock of the amendment that said so; `''` where nobody did, or the report itself had. */
export function unnamedSince(header: Said, amendments: readonly AmendmentDocument[]): string {
	if (header.confidentialReporter) return '';
	return inClockOrder(amendments).find(asksForSilence)?.clock ?? '';
}

/** A matter that turns out to be of a kind where reporters stay unnamed is one. */
function asksForSilence({ set }: AmendmentDocument): boolean {
	const { confidentialReporter, category } = set;
	if (confidentialReporter !== undefined) return confidentialReporter === true;
	return typeof category === 'string' && isConfidentialByDefault(category);
}
