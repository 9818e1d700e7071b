/** What is known of a household or resident, folded with its history: what an amendment is written in view of. */
import type { FoldedFields } from '#lib/domain/household.ts';
import { foldFields } from '#lib/domain/household.ts';
import type { DoorId, Ulid } from '#lib/domain/ids.ts';
import { documentId } from '#lib/domain/ids.ts';
import type { ProjectionDatabase } from './database.ts';

export async function knownFields(
	database: ProjectionDatabase,
	subjectKind: 'household' | 'resident',
	subject: DoorId | Ulid
): Promise<FoldedFields<object> | undefined> {
	const id = documentId[subjectKind](subject);
	const [row, amendments] = await Promise.all([
		subjectKind === 'household' ? database.households.get(subject) : database.residents.get(id),
		database.amendments.get(id)
	]);
	return row && foldFields<object>(row.base, amendments?.documents ?? []);
}
