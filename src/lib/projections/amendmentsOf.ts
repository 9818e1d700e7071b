/** Finds what was ever amended about some subjects; inside a transaction. */
import type { AmendmentDocument } from '#lib/domain/documents.ts';
import type { ProjectionDatabase } from './database.ts';

export type Amendments = ReadonlyMap<string, AmendmentDocument[]>;

export async function amendmentsOf(
	database: ProjectionDatabase,
	subjects: readonly string[]
): Promise<Amendments> {
	const found = new Map<string, AmendmentDocument[]>();
	if (subjects.length === 0) return found;
	const stored = await database.amendments.where('subject').anyOf(subjects).toArray();
	for (const { subject, document } of stored) {
		const known = found.get(subject);
		if (known) known.push(document);
		else found.set(subject, [document]);
	}
	return found;
}
