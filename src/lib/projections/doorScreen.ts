/** What stands on the first screenful at one door, read in one transaction. */
import type { DoorId } from '#lib/domain/ids.ts';
import type { DoorCampaign } from './campaigns.ts';
import { campaignsAtDoor } from './campaigns.ts';
import type { ProjectionDatabase } from './database.ts';
import type { DoorSheet } from './doorSheet.ts';
import { doorSheet } from './doorSheet.ts';
import type { RightsRow } from './rightsRequests.ts';
import { rightsRequests } from './rightsRequests.ts';

export interface DoorScreen extends DoorSheet {
	campaigns: DoorCampaign[];
	rights: RightsRow[];
}

/** Undefined where the door is not known (any more). */
export async function doorScreen(
	database: ProjectionDatabase,
	door: DoorId
): Promise<DoorScreen | undefined> {
	const { doors, households, residents, visits, concerns, kept } = database;
	const tables = [doors, households, residents, visits, concerns, kept];
	const [sheet, campaigns, rights] = await database.transaction('r', tables, () =>
		Promise.all([
			doorSheet(database, door),
			campaignsAtDoor(database, door),
			rightsRequests(database, door)
		])
	);
	return sheet && { ...sheet, campaigns, rights };
}
