/**
 * Which fields of what may be changed afterwards, and which values they take. Everything else about
 * a household, resident, visit or concern stays as it was written.
 */
import { concernShape, householdShape, residentShape, visitShape } from './documentShapes.ts';
import type { AmendmentDocument, AmendmentValue } from './documents.ts';
import type { Shape } from './shapeChecks.ts';
import { flag, owns } from './shapeChecks.ts';

export type AmendedKind = AmendmentDocument['subjectKind'];

/** `retracted` hides what should not have been written; it stays in the ledger. */
export const amendable: Readonly<Record<AmendedKind, Shape>> = {
	household: householdShape,
	resident: { ...residentShape, retracted: flag },
	visit: {
		retracted: flag,
		note: visitShape.note,
		outcome: visitShape.outcome,
		nextVisitOn: visitShape.nextVisitOn,
		bestTime: visitShape.bestTime
	},
	concern: {
		retracted: flag,
		text: concernShape.text,
		category: concernShape.category,
		nature: concernShape.nature,
		urgency: concernShape.urgency,
		place: concernShape.place,
		confidentialReporter: concernShape.confidentialReporter
	}
};

/** The first field that may not be changed, or not to this value. */
export function wrongAmendment(
	kind: AmendedKind,
	set: Readonly<Record<string, AmendmentValue>>
): string | undefined {
	const shape = amendable[kind];
	return Object.keys(set).find((field) => !owns(shape, field) || !shape[field]?.(set[field]));
}
