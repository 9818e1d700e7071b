import 'fake-indexeddb/auto';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { ProjectionDatabase } from './database.ts';
import { endedConcerns, openConcerns, pastHandlings } from './deskRows.ts';
import type { ConcernRow } from './rows.ts';

let database: ProjectionDatabase;

beforeEach(async () => {
	database = new ProjectionDatabase('desk-rows');
	await database.open();
});
afterEach(async () => {
	database.close();
	await ProjectionDatabase.delete('desk-rows');
});

const row = (id: string, change: Partial<ConcernRow>): ConcernRow =>
	({
		id,
		state: 'closed',
		category: 'repair.leak',
		building: 'xk/3',
		handler: '',
		...change
	}) as ConcernRow;

test('[U83] page by page every ended concern comes once, also those of one instant', async () => {
	const rows = Array.from({ length: 60 }, (_, at) =>
		row(`concern:${String(at).padStart(2, '0')}`, {
			changedAt: `2026-11-${String(1 + Math.floor(at / 15)).padStart(2, '0')}T00:00:00.000Z`,
			state: at % 6 === 0 ? 'received' : 'closed'
		})
	);
	await database.concerns.bulkPut(rows);
	const seen: ConcernRow[] = [];
	for (;;) {
		const page = await endedConcerns(database, {
			after: seen.at(-1),
			most: 7,
			wants: () => true
		});
		if (page.length === 0) break;
		seen.push(...page);
	}
	expect(seen).toHaveLength(50);
	expect(new Set(seen.map(({ id }) => id)).size).toBe(50);
	const order = seen.map(({ changedAt }) => changedAt);
	expect(order).toEqual([...order].sort().reverse());
});

test('[U83] what is not wanted is passed over, and what is open is not among the ended', async () => {
	await database.concerns.bulkPut([
		row('concern:a', { changedAt: '2026-11-01T00:00:00.000Z', grid: '1' }),
		row('concern:b', { changedAt: '2026-11-02T00:00:00.000Z', grid: '2' }),
		row('concern:c', { changedAt: '2026-11-03T00:00:00.000Z', grid: '2', state: 'resolved' })
	]);
	const ended = await endedConcerns(database, { most: 9, wants: ({ grid }) => grid === '2' });
	expect(ended.map(({ id }) => id)).toEqual(['concern:b']);
	expect((await openConcerns(database)).map(({ id }) => id)).toEqual(['concern:c']);
});

test('[U82] the past is what was ended, by whom, of this category only', async () => {
	await database.concerns.bulkPut([
		row('concern:a', { handler: 'wy-herun' }),
		row('concern:b', { handler: 'wy-herun', state: 'in_progress' }),
		row('concern:c', { handler: 'bm-reli', category: 'utility.heating' }),
		row('concern:d', {})
	]);
	expect(await pastHandlings(database, 'repair.leak')).toEqual([
		{ category: 'repair.leak', building: 'xk/3', handler: 'wy-herun' }
	]);
});
