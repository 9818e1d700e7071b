/** Keeps and finds what was ever amended about some subjects; inside the transaction of a drawing. */
import type { AmendmentDocument } from '#lib/domain/documents.ts';
import { subjectOf } from './arrivedBatch.ts';
import type { Drawing } from './drawing.ts';
import { isFuller } from './isFuller.ts';

export type Amendments = ReadonlyMap<string, AmendmentDocument[]>;

/** Puts the new ones to those that are known, and finds all about the subjects that are drawn. */
export async function amendmentsOf(
	{ database, amended }: Drawing,
	arrived: readonly AmendmentDocument[],
	drawn: readonly string[]
): Promise<Amendments> {
	for (const document of arrived) amended.add(subjectOf(document));
	// Most subjects were never amended; asking the database for each would take longer than drawing.
	const subjects = [...new Set([...arrived.map(subjectOf), ...drawn])].filter((id) =>
		amended.has(id)
	);
	if (subjects.length === 0) return new Map();
	const known = await database.amendments.bulkGet(subjects);
	const found = new Map(subjects.map((subject, at) => [subject, known[at]?.documents ?? []]));
	const changed = new Set<string>();
	for (const document of arrived) {
		const subject = subjectOf(document);
		const documents = found.get(subject) ?? [];
		const known = documents.find(({ _id }) => _id === document._id);
		if (known && !isFuller(document, known)) continue;
		found.set(subject, [...documents.filter((other) => other !== known), document]);
		changed.add(subject);
	}
	await database.amendments.bulkPut(
		[...changed].map((subject) => ({ subject, documents: found.get(subject) ?? [] }))
	);
	return found;
}
