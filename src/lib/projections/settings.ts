/** What communities settled for themselves; of each the newest by its clock holds, whole. */
import type { SettingsDocument } from '#lib/domain/communityDocuments.ts';
import type { CommunityId } from '#lib/domain/ids.ts';
import { communityOfGrid } from '#lib/domain/ids.ts';
import type { ProjectionDatabase } from './database.ts';
import { keptOf } from './keptPapers.ts';

/** Every one that was ever written there, in the order of the clock. */
export async function settingsHistory(
	database: ProjectionDatabase,
	community: CommunityId
): Promise<SettingsDocument[]> {
	const all = await settingsHere(database);
	return all.filter(({ grid }) => communityOfGrid(grid) === community);
}

/** Of every community known here, in the order of the clock. */
export async function settingsHere(database: ProjectionDatabase): Promise<SettingsDocument[]> {
	return (await keptOf(database, 'settings')).map(({ document }) => document);
}

export async function settingsOf(
	database: ProjectionDatabase,
	community: CommunityId
): Promise<SettingsDocument | undefined> {
	return (await settingsHistory(database, community)).at(-1);
}
