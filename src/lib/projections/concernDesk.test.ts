import 'fake-indexeddb/auto';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { sampleDevice, sampleDocument } from '#lib/domain/sampleDocuments.ts';
import { openMemoryLedger } from '#lib/ledger/memoryLedger.ts';
import { sha256 } from '#lib/ledger/sha256.ts';
import type { ConcernFilter } from './concernDesk.ts';
import { concernCount, concernCounts, concernIds, concernRows } from './concernDesk.ts';
import { changeSheets } from './concernSheets.ts';
import { ProjectionDatabase } from './database.ts';
import { endedConcerns } from './deskRows.ts';
import { openProjector } from './projector.ts';
import type { ConcernRow } from './rows.ts';
import { sampleFeedName } from './sampleFeed.ts';

const database = new ProjectionDatabase('desk-test');
const states = ['received', 'dispatched', 'resolved', 'closed'] as const;
const categories = ['utility.heating', 'repair.leak', 'property.fee'];
let all: ConcernRow[] = [];

beforeAll(async () => {
	const ledger = openMemoryLedger(sampleFeedName);
	await ledger.take([sampleDocument('concern', sha256)]);
	const now = () => '2026-12-05T01:00:00.000Z';
	await openProjector({ database, device: sampleDevice, now }).attach(ledger);
	const [one] = await database.concerns.toArray();
	all = Array.from({ length: 300 }, (_, at): ConcernRow => {
		const minute = String((at * 37) % 300).padStart(3, '0');
		return {
			...one!,
			...{ id: `concern:${at}`, state: states[at % 4]!, list: at % 4 === 0 ? 'needs' : 'service' },
			...{
				handler: at % 4 === 1 ? `wy-${at % 3}` : '',
				supporters: at % 7 === 0 ? ['bm-ranqi'] : []
			},
			...{ category: categories[at % 3]!, grid: `150105001019-0${(at % 5) + 1}` },
			...{ building: `xk/${at % 6}`, urgency: at % 11 === 0 ? 'red' : 'green' },
			...{
				changedAt: `2026-11-23T02:${minute}`,
				dueAt: at % 4 === 1 ? `2026-12-0${at % 9}` : '9999'
			}
		};
	});
	await database.concerns.clear();
	await database.concerns.bulkPut(all);
	await changeSheets(database, ['concern:01KASXV2G0000000000000000A'], all);
});
afterAll(async () => {
	await database.delete();
});

const newestFirst = (rows: ConcernRow[]) =>
	[...rows].sort((a, b) => (a.changedAt < b.changedAt ? 1 : -1)).map(({ id }) => id);

it.each<[ConcernFilter, (row: ConcernRow) => boolean]>([
	[{}, () => true],
	[{ list: 'needs' }, ({ list }) => list === 'needs'],
	[{ states: ['dispatched', 'closed'] }, ({ state }) => /dispatched|closed/.test(state)],
	[{ handlers: ['wy-1'] }, ({ handler }) => handler === 'wy-1'],
	[{ handlers: [''] }, ({ handler }) => handler === ''],
	[{ supporters: ['bm-ranqi'] }, ({ supporters }) => supporters.length > 0],
	[{ group: 'repair' }, ({ category }) => category === 'repair.leak'],
	[
		{ inHandsOf: 'bm-ranqi' },
		(row) => row.handler === 'bm-ranqi' || row.supporters.includes('bm-ranqi')
	],
	[{ places: ['150105001019-02'] }, ({ grid }) => grid.endsWith('-02')],
	[{ places: ['150105001019'] }, () => true],
	[{ urgencies: ['red'], building: 'xk/' }, ({ urgency }) => urgency === 'red'],
	[{ dueBefore: '2026-12-03' }, ({ dueAt }) => dueAt < '2026-12-03'],
	[
		{ list: 'service', categories: ['repair.leak'], handlers: ['wy-0', 'wy-1'] },
		(row) => row.category === 'repair.leak' && row.handler !== '' && row.handler !== 'wy-2'
	]
])('[J66] %j finds what it asks for, last changed first', async (filter, matches) => {
	const expected = newestFirst(all.filter(matches));
	expect(await concernIds(database, filter)).toEqual(expected);
	expect(await concernCount(database, filter)).toBe(expected.length);
});

it('[J66] what is due is listed with the nearest limit first', async () => {
	const rows = await concernRows(database, await concernIds(database, {}, 'due'));
	const due = rows.map(({ dueAt }) => dueAt);
	expect(due).toEqual([...due].sort());
});

it('[J66] no row is read for a list or a count, and twenty for a screen', async () => {
	const read = vi.fn((row: ConcernRow | undefined) => row);
	database.concerns.hook('reading', read);
	const ids = await concernIds(database, { list: 'service' });
	const counts = await concernCounts(database);
	expect(read).not.toHaveBeenCalled();
	expect(counts.get('received')).toBe(75);
	const shown = await concernRows(database, [...ids.slice(40, 60), 'concern:gone']);
	expect(shown.map(({ id }) => id)).toEqual(ids.slice(40, 60));
	expect(read.mock.calls.filter(([row]) => row !== undefined)).toHaveLength(20);
	database.concerns.hook('reading').unsubscribe(read);
});

it('[J66] what is over is read page by page, the same with the help of an index as without', async () => {
	const wants = ({ category }: ConcernRow) => category === 'repair.leak';
	const expected = newestFirst(all.filter((row) => row.state === 'closed' && wants(row)));
	for (const within of [undefined, { group: 'repair' }]) {
		const found: ConcernRow[] = [];
		for (let more = true; more;) {
			const asked = { after: found.at(-1), most: 7, wants, ...(within && { within }) };
			const page = await endedConcerns(database, asked);
			found.push(...page);
			more = page.length > 0;
		}
		expect(found.map(({ id }) => id)).toEqual(expected);
	}
});
