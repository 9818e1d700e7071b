/** What a concern says today of itself, with the amendments behind it: in view of this it is corrected. */
import type { FoldedFields } from '#lib/domain/household.ts';
import { foldFields } from '#lib/domain/household.ts';
import type { ProjectionDatabase } from './database.ts';
import { fullestHeader } from './papers.ts';

/** @param id `concern:<ulid>` */
export async function knownConcernFields(
	database: ProjectionDatabase,
	id: string
): Promise<FoldedFields<object> | undefined> {
	const [papers, amendments] = await Promise.all([
		database.papers.get(id),
		database.amendments.get(id)
	]);
	const header = papers && fullestHeader(papers)?.document;
	return header && foldFields<object>(header, amendments?.documents ?? []);
}
