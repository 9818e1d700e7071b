/** What this phone wrote and how far each record has come; and the documents nobody could read. */
import type { ProjectionDatabase } from './database.ts';
import type { RecordRow, RecordState, SetAsideRow } from './rows.ts';

/** Kept in one row while rows are drawn; counting 10,000 rows takes too long for a status line. */
export interface StatusCounts {
	/** Written here, in all. */
	records: number;
	waiting: number;
	refused: number;
	picturesWaiting: number;
	setAside: number;
}

export const noCounts: StatusCounts = {
	records: 0,
	waiting: 0,
	refused: 0,
	picturesWaiting: 0,
	setAside: 0
};

export const countsKey = 'counts';

/** From the state that asks most of a person to the one that asks nothing. */
const byConcern: readonly RecordState[] = [
	'refused',
	'saved',
	'waiting',
	'picture_waiting',
	'delivered'
];
const mostDelivered = 100;

/** Refused ones first, then in the order in which they were written. */
export async function recordsNotDelivered(database: ProjectionDatabase): Promise<RecordRow[]> {
	const rows = await database.records
		.where('state')
		.anyOf('refused', 'saved', 'waiting', 'picture_waiting')
		.toArray();
	const refusedFirst = (row: RecordRow) => (row.state === 'refused' ? 0 : 1);
	return rows.sort(
		(a, b) => refusedFirst(a) - refusedFirst(b) || (a.capturedAt < b.capturedAt ? -1 : 1)
	);
}

/** What was written here last, in whatever state; newest first. */
export async function recordsOfDevice(database: ProjectionDatabase): Promise<RecordRow[]> {
	return await database.records.orderBy('capturedAt').reverse().limit(mostDelivered).toArray();
}

/**
 * How far what a person calls "the visit" has come, its pictures and corrections included.
 * Undefined for what was not written here.
 */
export async function recordState(
	database: ProjectionDatabase,
	id: string
): Promise<RecordState | undefined> {
	return stateOf((await recordsAbout(database, [id])).get(id) ?? []);
}

export function stateOf(records: readonly Pick<RecordRow, 'state'>[]): RecordState | undefined {
	return byConcern.find((state) => records.some((record) => record.state === state));
}

/** By the id they are about; only those that were written here. */
export async function recordsAbout(
	database: ProjectionDatabase,
	ids: readonly string[]
): Promise<Map<string, RecordRow[]>> {
	const found = new Map<string, RecordRow[]>();
	if (ids.length === 0) return found;
	for (const row of await database.records
		.where('about')
		.anyOf([...ids])
		.toArray()) {
		const known = found.get(row.about);
		if (known) known.push(row);
		else found.set(row.about, [row]);
	}
	return found;
}

export async function statusCounts(database: ProjectionDatabase): Promise<StatusCounts> {
	const fact = await database.facts.get(countsKey);
	return { ...noCounts, ...(fact?.value as Partial<StatusCounts> | undefined) };
}

export async function setAsideRows(database: ProjectionDatabase): Promise<SetAsideRow[]> {
	return await database.setAside.toArray();
}
