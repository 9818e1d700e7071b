/** Limits that are near or past, as the station found them. */
import type { ProjectionDatabase } from './database.ts';
import type { WarningRow } from './communityRows.ts';

/** Of one concern, by its `_id`; the earliest limit first. */
export async function warningsOf(
	database: ProjectionDatabase,
	concern: string
): Promise<WarningRow[]> {
	return await database.warnings.where('concern').equals(concern).sortBy('dueAt');
}
