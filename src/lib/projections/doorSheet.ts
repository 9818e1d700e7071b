/** Everything a person needs to know at one door, read at once. */
import type { CareChecks } from '#lib/domain/documents.ts';
import type { DoorId } from '#lib/domain/ids.ts';
import { isOpenConcern } from './concernLists.ts';
import type { ProjectionDatabase } from './database.ts';
import type { ConcernRow, DoorRow, HouseholdRow, ResidentRow, VisitRow } from './rows.ts';

export interface DoorSheet {
	row: DoorRow;
	household: HouseholdRow | undefined;
	/** Who lives here; those who moved away or died come last. */
	residents: ResidentRow[];
	/** Newest first, without what was taken back. */
	visits: VisitRow[];
	/** Open concerns, newest first. */
	concerns: ConcernRow[];
	/** Resolved ones whose answer this door still waits for. */
	owed: ConcernRow[];
	/** "As last time": per block what was seen last. */
	lastChecks: CareChecks;
	/** Neighbours in walking order. */
	previous: DoorId | undefined;
	next: DoorId | undefined;
}

const mostVisits = 20;

/** Undefined where the door is not known (any more). */
export async function doorSheet(
	database: ProjectionDatabase,
	door: DoorId
): Promise<DoorSheet | undefined> {
	const { doors, households, residents, visits, concerns } = database;
	// One for all questions: each by itself would open one of its own, which costs a slow phone more than the answer.
	return await database.transaction('r', [doors, households, residents, visits, concerns], () =>
		readSheet(database, door)
	);
}

async function readSheet(
	database: ProjectionDatabase,
	door: DoorId
): Promise<DoorSheet | undefined> {
	const row = await database.doors.get(door);
	if (!row) return undefined;
	const [household, residents, visits, shared, previous, next] = await Promise.all([
		database.households.get(door),
		database.residents.where('door').equals(door).toArray(),
		visitsOfDoor(database, door, mostVisits),
		database.concerns.where('households').equals(door).toArray(),
		database.doors.where('walk').below(row.walk).reverse().first(),
		database.doors.where('walk').above(row.walk).first()
	]);
	const newest = shared.sort((a, b) => (a.capturedAt < b.capturedAt ? 1 : -1));
	return {
		row,
		household,
		residents: residents.sort(byPresenceAndAge),
		visits,
		concerns: newest.filter(isOpenConcern),
		owed: newest.filter(({ owedTo }) => owedTo.includes(door)),
		lastChecks: lastChecksOf(visits),
		previous: previous?.door,
		next: next?.door
	};
}

/** Newest first, without what was taken back. */
async function visitsOfDoor(
	database: ProjectionDatabase,
	door: DoorId,
	most: number
): Promise<VisitRow[]> {
	// Read whole: backwards, or filtered there, Dexie would walk row by row.
	const rows = await database.visits
		.where('[door+capturedAt]')
		.between([door, ''], [door, '\uffff'])
		.toArray();
	return rows
		.filter(({ retracted }) => !retracted)
		.reverse()
		.slice(0, most);
}

function lastChecksOf(newestFirst: readonly VisitRow[]): CareChecks {
	return Object.assign(
		{},
		...[...newestFirst].reverse().map(({ careChecks }) => careChecks)
	) as CareChecks;
}

function byPresenceAndAge(a: ResidentRow, b: ResidentRow): number {
	const gone = Number(a.moved || a.deceased) - Number(b.moved || b.deceased);
	if (gone !== 0) return gone;
	const head = Number(b.relation === '户主') - Number(a.relation === '户主');
	return head || (a.birthYear || 9999) - (b.birthYear || 9999) || (a.id < b.id ? -1 : 1);
}
