/** Which of the profiles that were ever kept still stand: none that was replaced or taken out. */
import type { ExportProfileDocument } from '#lib/domain/communityDocuments.ts';
import { localPart } from '#lib/domain/ids.ts';

/** In the order in which they were given. */
export function standingProfiles(
	profiles: readonly ExportProfileDocument[]
): ExportProfileDocument[] {
	const replaced = new Set(profiles.map(({ replaces }) => replaces));
	return profiles.filter(({ _id, retired }) => retired !== true && !replaced.has(localPart(_id)));
}
