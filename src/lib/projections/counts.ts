/**
 * Keeps the counts of the status line in one row, in the transaction that changes what is counted.
 * Counting 10,000 rows takes too long for a status line (STACK C).
 */
import type { ProjectionDatabase } from './database.ts';
import type { StatusCounts } from './records.ts';
import { countsKey, noCounts } from './records.ts';
import type { RecordRow, RecordState } from './rows.ts';

const counted: Record<RecordState, keyof StatusCounts | undefined> = {
	saved: 'waiting',
	waiting: 'waiting',
	refused: 'refused',
	picture_waiting: 'picturesWaiting',
	delivered: undefined
};

export async function changeCounts(
	database: ProjectionDatabase,
	before: readonly Pick<RecordRow, 'state'>[],
	after: readonly Pick<RecordRow, 'state'>[]
): Promise<void> {
	await adjust(database, (counts) => {
		for (const { state } of before) step(counts, state, -1);
		for (const { state } of after) step(counts, state, 1);
	});
}

export async function changeSetAside(database: ProjectionDatabase, by: number): Promise<void> {
	await adjust(database, (counts) => {
		counts.setAside += by;
	});
}

async function adjust(
	database: ProjectionDatabase,
	change: (counts: StatusCounts) => void
): Promise<void> {
	const fact = await database.facts.get(countsKey);
	const before = (fact?.value as StatusCounts | undefined) ?? noCounts;
	const counts = { ...before };
	change(counts);
	// A row written without need wakes every screen that shows it.
	const names = Object.keys(counts) as (keyof StatusCounts)[];
	if (names.every((name) => counts[name] === before[name])) return;
	await database.facts.put({ key: countsKey, value: counts });
}

function step(counts: StatusCounts, state: RecordState, by: 1 | -1): void {
	counts.records += by;
	const name = counted[state];
	if (name) counts[name] += by;
}
