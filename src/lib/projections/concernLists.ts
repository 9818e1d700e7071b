/** The three lists of concerns, one concern in full, and what is already open in a building. */
import type { ConcernList } from '#lib/domain/concernStates.ts';
import { isEnded } from '#lib/domain/concernStates.ts';
import { possibleDuplicates } from '#lib/domain/duplicates.ts';
import type { ProjectionDatabase } from './database.ts';
import { recordsAbout } from './records.ts';
import type { ConcernRow, DoorRow, PhotoRow, RecordRow } from './rows.ts';

export interface ConcernDetail {
	row: ConcernRow;
	/** Doors that share it and are known here, in walking order. */
	doors: DoorRow[];
	photos: PhotoRow[];
	/** What this phone wrote of it. */
	records: RecordRow[];
}

/** What is over is shown back to here; the rest is found at its door. */
const mostEnded = 200;

/** Still to be worked on; a resolved one waits for answers only. */
export function isOpenConcern(row: Pick<ConcernRow, 'state'>): boolean {
	return !isEnded(row.state) && row.state !== 'resolved';
}

/** Last changed first. */
export async function concernLists(
	database: ProjectionDatabase
): Promise<Record<ConcernList, ConcernRow[]>> {
	return await database.transaction('r', database.concerns, async () => {
		const [needs, service, satisfied, ended] = await Promise.all([
			listOf(database, 'needs'),
			listOf(database, 'service'),
			listOf(database, 'satisfied', mostEnded),
			listOf(database, 'ended', mostEnded)
		]);
		return { needs, service, satisfied, ended };
	});
}

async function listOf(
	database: ProjectionDatabase,
	list: ConcernList,
	most?: number
): Promise<ConcernRow[]> {
	const found = database.concerns.where('[list+changedAt]').between([list, ''], [list, '\uffff']);
	// The whole list is one answer; backwards it would be read row by row.
	if (most === undefined) return (await found.toArray()).reverse();
	return await found.reverse().limit(most).toArray();
}

/** Undefined where it is not known, or was taken back. */
export async function concernDetail(
	database: ProjectionDatabase,
	id: string
): Promise<ConcernDetail | undefined> {
	const row = await database.concerns.get(id);
	if (!row) return undefined;
	const [doors, photos, records] = await Promise.all([
		database.doors.bulkGet(row.households),
		photosOf(database, row.photos),
		recordsAbout(database, [id])
	]);
	return {
		row,
		doors: doors.flatMap((door) => door ?? []).sort((a, b) => (a.walk < b.walk ? -1 : 1)),
		photos,
		records: records.get(id) ?? []
	};
}

/** In the order asked for; those that are not here yet are left out. */
export async function photosOf(
	database: ProjectionDatabase,
	ids: readonly string[]
): Promise<PhotoRow[]> {
	return (await database.photos.bulkGet([...ids])).flatMap((photo) => photo ?? []);
}

/** Newest first. */
export async function openConcernsOfBuilding(
	database: ProjectionDatabase,
	building: string
): Promise<ConcernRow[]> {
	const rows = await database.concerns.where('building').equals(building).toArray();
	return rows.filter(isOpenConcern).sort((a, b) => (a.capturedAt < b.capturedAt ? 1 : -1));
}

/** Concerns that may be about the same matter, the likeliest first; `category` and `text` may be `''`. */
export async function duplicatesFor(
	database: ProjectionDatabase,
	matter: { building: string; category: string; text: string },
	now: string
): Promise<ConcernRow[]> {
	const open = await openConcernsOfBuilding(database, matter.building);
	const byId = new Map(open.map((row) => [row.id, row]));
	return possibleDuplicates(matter, open, now).flatMap((id) => byId.get(id) ?? []);
}

/** Codes of what people of this building raised, the most frequent first. */
export async function categoriesOfBuilding(
	database: ProjectionDatabase,
	building: string
): Promise<string[]> {
	const counts = new Map<string, number>();
	for (const { category } of await database.concerns.where('building').equals(building).toArray()) {
		counts.set(category, (counts.get(category) ?? 0) + 1);
	}
	return [...counts].sort(([, a], [, b]) => b - a).map(([category]) => category);
}
