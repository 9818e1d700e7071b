import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { StationStorage } from '../storage/documentStore.ts';
import { openMemoryStorage } from '../storage/memoryStorage.ts';
import { openSqliteStorage } from '../storage/sqliteStorage.ts';
import type { TestFace } from './testFace.ts';
import { openTestFace } from './testFace.ts';

interface Found {
	docs: (Record<string, unknown> & { _id: string })[];
	bookmark: string;
	warning?: string;
	execution_stats?: Record<string, number>;
}
interface Explained {
	index: { ddoc: string | null; name: string };
}

const grids = ['01', '02', '03'];
const documents = Array.from({ length: 300 }, (_, n) => ({
	_id: `visit:${String(n).padStart(4, '0')}`,
	kind: n % 10 === 0 ? 'concern' : 'visit',
	grid: grids[n % 3],
	n: (n * 7) % 300,
	...(n % 4 === 0 ? { note: `第${n}户` } : {})
}));

const openings: [string, () => Promise<[StationStorage, () => void]>][] = [
	['memory', async () => [openMemoryStorage(), () => undefined]],
	[
		'sqlite',
		async () => {
			const directory = mkdtempSync(join(tmpdir(), 'qingge-mango-'));
			const storage = await openSqliteStorage({ directory });
			return [storage, () => rmSync(directory, { recursive: true, force: true })];
		}
	]
];

describe.each(openings)('Mango over %s', (_, open) => {
	let face: TestFace;
	let clear: () => void;
	beforeEach(async () => {
		const [storage, clearing] = await open();
		face = await openTestFace({ storage });
		clear = clearing;
		await face.ask('POST', '/ledger/_bulk_docs', { json: { docs: documents } });
	});
	afterEach(async () => {
		expect(face.defects).toEqual([]);
		await face.storage.close();
		clear();
	});

	const find = async (question: object): Promise<Found> => {
		const answer = await face.ask('POST', '/ledger/_find', { json: question });
		expect([question, answer.status, answer.json]).toMatchObject([question, 200, {}]);
		return answer.json as Found;
	};
	const index = async (...fields: unknown[]): Promise<string> => {
		const { status, json } = await face.ask('POST', '/ledger/_index', {
			json: { index: { fields } }
		});
		expect(status).toBe(200);
		return (json as { id: string }).id;
	};
	const idsOf = ({ docs }: Found): string[] => docs.map(({ _id }) => _id);
	const indexFor = async (question: object): Promise<Explained['index']> =>
		((await face.ask('POST', '/ledger/_explain', { json: question })).json as Explained).index;
	const noIndex = 'No matching index found, create an index to optimize query time.';

	test('[HTTP36] without an index everything is looked at, and the answer says so', async () => {
		const found = await find({
			selector: { kind: 'concern', n: { $lt: 100 } },
			limit: 300,
			execution_stats: true
		});
		const expected = documents.filter(({ kind, n }) => kind === 'concern' && n < 100);
		expect(idsOf(found)).toEqual(expected.map(({ _id }) => _id));
		expect(found.warning).toBe(noIndex);
		expect(found.execution_stats).toMatchObject({
			total_keys_examined: 0,
			total_docs_examined: 300,
			results_returned: expected.length
		});
		const byIds = await find({ selector: { _id: { $gte: 'visit:0297' } }, execution_stats: true });
		expect([idsOf(byIds).length, byIds.warning]).toEqual([3, undefined]);
		expect(byIds.execution_stats).toMatchObject({ total_docs_examined: 3 });
	});

	test.each([
		[['n'], { n: { $gt: 100, $lte: 120 } }],
		[['n'], { n: { $gte: 290 }, kind: 'visit' }],
		[['grid', 'n'], { grid: '02', n: { $lt: 50 } }],
		[['grid', 'n'], { grid: { $gt: '01' }, n: 7 }],
		[['note'], { note: { $beginsWith: '第1' } }],
		[['note'], { note: { $gt: null } }],
		[['grid'], { $and: [{ grid: { $gt: '02' } }, { n: { $mod: [11, 0] } }] }],
		[['kind', 'grid'], { kind: 'concern', $or: [{ grid: '01' }, { grid: '02' }] }]
	])(
		'[HTTP36] an index of %j finds the same as looking at everything',
		async (fields, selector) => {
			const question = { selector, limit: 300, execution_stats: true };
			const before = await find(question);
			const ddoc = await index(...fields);
			const after = await find(question);
			expect(idsOf(after).sort()).toEqual(idsOf(before));
			expect([before.warning, after.warning]).toEqual([noIndex, undefined]);
			expect((await indexFor(question)).ddoc).toBe(ddoc);
			expect(after.execution_stats?.['total_docs_examined']).toBeLessThan(300);
		}
	);

	test('[HTTP36] an index follows edits, deletions and what arrives', async () => {
		await index('n');
		const question = { selector: { n: { $gte: 0, $lte: 3 } } };
		expect(idsOf(await find(question))).toHaveLength(4);
		const [first, second] = (await find(question)).docs;
		await face.ask('PUT', `/ledger/${first?._id}`, { json: { ...first, n: 200 } });
		await face.ask('DELETE', `/ledger/${second?._id}?rev=${String(second?.['_rev'])}`);
		const arriving = { _id: 'x', _rev: '1-a', n: 1 };
		await face.ask('POST', '/ledger/_bulk_docs', {
			json: { docs: [arriving, { _id: 'y', n: 'text' }], new_edits: false }
		});
		await face.ask('PUT', '/ledger/x', { json: arriving });
		const found = idsOf(await find(question));
		expect(found).toHaveLength(3 - 1);
		expect(found).not.toContain(first?._id);
		await face.ask('PUT', '/ledger/z', { json: { n: 2 } });
		expect(idsOf(await find(question))).toContain('z');
		expect(idsOf(await find({ ...question, update: false }))).toContain('z');
	});

	test('[HTTP36] an order needs an index that gives it', async () => {
		const question = {
			selector: { n: { $gt: null } },
			sort: [{ n: 'desc' }],
			fields: ['n'],
			limit: 3
		};
		const { status, json } = await face.ask('POST', '/ledger/_find', { json: question });
		expect([status, json]).toMatchObject([400, { error: 'no_usable_index' }]);
		await index('grid', 'n');
		expect((await face.ask('POST', '/ledger/_find', { json: question })).status).toBe(400);
		const pinned = { ...question, selector: { grid: '01', n: { $gt: null } } };
		const ofGrid = documents.filter(({ grid }) => grid === '01').map(({ n }) => n);
		expect((await find(pinned)).docs).toEqual(
			ofGrid
				.sort((a, b) => b - a)
				.slice(0, 3)
				.map((n) => ({ n }))
		);
		await index('n');
		expect((await find(question)).docs).toEqual([{ n: 299 }, { n: 298 }, { n: 297 }]);
		expect((await find({ ...question, sort: ['n'] })).docs).toEqual([{ n: 0 }, { n: 1 }, { n: 2 }]);
		const ids = { selector: { _id: { $gt: null } }, sort: [{ _id: 'desc' }], limit: 2 };
		expect(idsOf(await find(ids))).toEqual(['visit:0299', 'visit:0298']);
		const mixed = { ...question, sort: [{ n: 'desc' }, { grid: 'asc' }] };
		expect((await face.ask('POST', '/ledger/_find', { json: mixed })).json).toMatchObject({
			error: 'unsupported_mixed_sort'
		});
	});

	test('[HTTP36] a bookmark goes on behind the last page, with an index and without', async () => {
		const selector = { n: { $gte: 100, $lt: 200 } };
		for (const fields of [[], ['n']]) {
			if (fields.length > 0) await index(...fields);
			const all = idsOf(await find({ selector, limit: 300 }));
			const pages: string[] = [];
			for (let bookmark = 'nil'; ;) {
				const page = await find({ selector, limit: 30, bookmark });
				if (page.docs.length === 0) break;
				({ bookmark } = page);
				pages.push(...idsOf(page));
			}
			expect(pages).toEqual(all);
			expect(pages).toHaveLength(100);
			expect(idsOf(await find({ selector, skip: 95 }))).toEqual(all.slice(95));
		}
		for (const bookmark of ['x', 'e30', 'WzFd']) {
			const wrong = await face.ask('POST', '/ledger/_find', { json: { selector, bookmark } });
			expect([wrong.status, wrong.json]).toMatchObject([400, { error: 'invalid_bookmark' }]);
		}
	});

	test('[HTTP36] an index is a design document, made once, listed and taken away', async () => {
		const json = { index: { fields: ['n'] }, ddoc: 'by', name: 'number' };
		const make = async (body: object): Promise<unknown> =>
			(await face.ask('POST', '/ledger/_index', { json: body })).json;
		expect(await make(json)).toEqual({ result: 'created', id: '_design/by', name: 'number' });
		expect(await make(json)).toEqual({ result: 'exists', id: '_design/by', name: 'number' });
		expect(
			await make({ index: { fields: [{ grid: 'desc' }] }, ddoc: '_design/by', name: 'g' })
		).toEqual({
			result: 'created',
			id: '_design/by',
			name: 'g'
		});
		expect((await face.ask('GET', '/ledger/_design/by')).json).toMatchObject({
			language: 'query',
			views: {
				number: {
					map: { fields: { n: 'asc' } },
					reduce: '_count',
					options: { def: { fields: [{ n: 'asc' }] } }
				}
			}
		});
		const listed = await face.ask('GET', '/ledger/_index');
		expect(listed.json).toEqual({
			total_rows: 3,
			indexes: [
				{ ddoc: null, name: '_all_docs', type: 'special', def: { fields: [{ _id: 'asc' }] } },
				{
					ddoc: '_design/by',
					name: 'number',
					type: 'json',
					partitioned: false,
					def: { fields: [{ n: 'asc' }] }
				},
				{
					ddoc: '_design/by',
					name: 'g',
					type: 'json',
					partitioned: false,
					def: { fields: [{ grid: 'desc' }] }
				}
			]
		});
		const gone = async (path: string): Promise<number> =>
			(await face.ask('DELETE', `/ledger/_index/${path}`)).status;
		expect(await gone('_design/by/json/none')).toBe(404);
		expect(await gone('_design/by/json/number')).toBe(200);
		expect(await gone('_design%2Fby/json/number')).toBe(404);
		expect(await gone('by/json/g')).toBe(200);
		expect((await face.ask('GET', '/ledger/_design/by')).json).toMatchObject({ reason: 'deleted' });
		await make(json);
		const bulk = await face.ask('POST', '/ledger/_index/_bulk_delete', {
			json: { docids: ['by', 'none'] }
		});
		expect(bulk.json).toMatchObject({ success: [{ id: 'by', ok: true }], fail: [{ id: 'none' }] });
		expect((await find({ selector: { n: 3 } })).warning).toBe(noIndex);
	});

	test('[HTTP36] an index may hold a part, and then answers only who names it', async () => {
		const partial = { fields: ['n'], partial_filter_selector: { kind: 'concern' } };
		await face.ask('POST', '/ledger/_index', { json: { index: partial, ddoc: 'open' } });
		const question = { selector: { n: { $gte: 0 } }, limit: 300 };
		expect([(await find(question)).docs.length, (await indexFor(question)).ddoc]).toEqual([
			300,
			null
		]);
		expect((await find({ ...question, use_index: 'open' })).docs).toHaveLength(30);
	});

	test('[HTTP36] the index asked for is used if it can be, and missed if not', async () => {
		for (const [ddoc, fields] of [
			['a', ['n']],
			['b', ['n', 'grid']]
		] as const) {
			await face.ask('POST', '/ledger/_index', { json: { index: { fields }, ddoc, name: 'x' } });
		}
		const selector = { n: { $gt: 5 }, grid: '01' };
		expect((await indexFor({ selector })).ddoc).toBe('_design/a');
		expect((await indexFor({ selector, use_index: 'b' })).ddoc).toBe('_design/b');
		expect((await indexFor({ selector, use_index: ['_design/b', 'x'] })).ddoc).toBe('_design/b');
		const found = await find({ selector, use_index: 'c' });
		expect(found.warning).toContain('_design/c was not used');
		const strict = { selector, use_index: 'c', allow_fallback: false };
		expect((await face.ask('POST', '/ledger/_find', { json: strict })).json).toMatchObject({
			error: 'no_usable_index'
		});
	});

	test('[HTTP36] conflicts are shown, fields are cut out, attachments are stubs', async () => {
		const docs = [
			{ _id: 'c', _rev: '1-a', conflicting: 1, _attachments: { t: { data: 'b2xk' } } },
			{ _id: 'c', _rev: '1-b', conflicting: 1, _attachments: { t: { data: 'b2xk' } } }
		];
		await face.ask('POST', '/ledger/_bulk_docs', { json: { docs, new_edits: false } });
		const selector = { conflicting: 1 };
		expect((await find({ selector, conflicts: true })).docs).toMatchObject([
			{ _id: 'c', _rev: '1-b', _conflicts: ['1-a'], _attachments: { t: { stub: true, length: 3 } } }
		]);
		expect((await find({ selector, fields: ['_id', 'none'], r: 2 })).docs).toEqual([{ _id: 'c' }]);
	});

	test('[HTTP36] a mistake is 400 and named', async () => {
		const of = async (path: string, json: unknown): Promise<unknown[]> => {
			const answer = await face.ask('POST', `/ledger/${path}`, { json });
			return [answer.status, (answer.json as { error: string }).error];
		};
		const selector = { n: 1 };
		for (const [question, error] of [
			[{}, 'missing_required_key'],
			[{ selector: 1 }, 'invalid_selector_json'],
			[{ selector: { n: { $x: 1 } } }, 'invalid_operator'],
			[{ selector, fields: 1 }, 'invalid_fields_json'],
			[{ selector, sort: 'n' }, 'invalid_sort_json'],
			[{ selector, sort: [{ n: 'up' }] }, 'invalid_sort_field'],
			[{ selector, limit: -1 }, 'bad_request'],
			[{ selector, use_index: 5 }, 'invalid_index_name']
		] as const) {
			expect(await of('_find', question)).toEqual([400, error]);
			expect(await of('_explain', question)).toEqual([400, error]);
		}
		expect(await of('_index', {})).toEqual([400, 'missing_required_key']);
		expect(await of('_index', { index: { fields: [] } })).toEqual([400, 'invalid_index_fields']);
		expect(await of('_index', { index: {}, type: 'text' })).toEqual([400, 'invalid_index_type']);
		await face.ask('PUT', '/ledger/_design/other', { json: {} });
		const into = { index: { fields: ['n'] }, ddoc: 'other' };
		expect(await of('_index', into)).toEqual([400, 'invalid_ddoc_lang']);
		expect((await face.ask('POST', '/ledger/_find', { body: '{}' })).status).toBe(415);
		expect((await face.ask('POST', '/none/_find', { json: { selector } })).status).toBe(404);
	});

	test('[HTTP37] a question that nothing answers lets others have their turn', async () => {
		const many = Array.from({ length: 5_000 }, (_, n) => ({ text: `${n}${'走访'.repeat(80)}` }));
		await face.ask('POST', '/ledger/_bulk_docs', { json: { docs: many } });
		await index('text');
		for (const selector of [{ other: 1 }, { text: { $regex: '没有$' } }]) {
			let turns = 0;
			let isOver = false;
			const count = (): void => {
				turns += 1;
				if (!isOver) setImmediate(count);
			};
			setImmediate(count);
			expect((await find({ selector })).docs).toEqual([]);
			isOver = true;
			expect(turns).toBeGreaterThan(1);
		}
	});
});
