import { describe, expect, test } from 'vitest';
import type { TestFace } from './testFace.ts';
import { openTestFace } from './testFace.ts';

interface Listed {
	total_rows: number | null;
	offset: number | null;
	update_seq?: string;
	rows: { id?: string; key: string; error?: string; value?: object; doc?: unknown }[];
}

async function withDocuments(): Promise<TestFace> {
	const face = await openTestFace();
	const ids = ['A', '_design/one', '_design/two', 'a', 'b', 'c', '户'];
	await face.ask('POST', '/ledger/_bulk_docs', { json: { docs: ids.map((_id) => ({ _id })) } });
	for (const id of ['x', 'y', 'y/z']) {
		await face.ask('PUT', `/ledger/_local/${encodeURIComponent(id)}`, { json: { of: id } });
	}
	return face;
}

async function list({ ask }: TestFace, path: string, body?: object): Promise<Listed> {
	const answer = await (body === undefined
		? ask('GET', `/ledger/${path}`)
		: ask('POST', `/ledger/${path}`, { json: body }));
	expect([path, answer.status]).toEqual([path, 200]);
	return answer.json as Listed;
}

const keysOf = ({ rows }: Listed): string[] => rows.map(({ key }) => key);

describe('listings', () => {
	test('[HTTP39] take the same parameters from the URL and from the body', async () => {
		const face = await withDocuments();
		const query = 'startkey="b"&endkey="c"&inclusive_end=false&include_docs=true&update_seq=true';
		const inBody = {
			startkey: 'b',
			endkey: 'c',
			inclusive_end: false,
			include_docs: true,
			update_seq: true
		};
		const got = await list(face, `_all_docs?${query}`);
		expect(await list(face, '_all_docs', inBody)).toEqual(got);
		expect(got).toMatchObject({
			total_rows: 7,
			offset: 4,
			rows: [{ key: 'b', doc: { _id: 'b' } }]
		});
		expect(got.update_seq).toMatch(/^7-/);
		const keys = { keys: ['c', 'none', 'a'] };
		const limited = await list(face, '_all_docs?limit=2&descending=true', keys);
		expect(keysOf(limited)).toEqual(['a', 'none']);
		expect([limited.offset, limited.rows[1]?.error]).toEqual([null, 'not_found']);
	});

	test('[HTTP39] a deleted document is named when its key is asked for', async () => {
		const face = await withDocuments();
		const before = (await face.ask('GET', '/ledger/a')).json as { _rev: string };
		await face.ask('DELETE', `/ledger/a?rev=${before._rev}`);
		const { rows } = await list(face, '_all_docs', { keys: ['a'], include_docs: true });
		expect(rows).toMatchObject([{ id: 'a', value: { deleted: true }, doc: null }]);
		expect(keysOf(await list(face, '_all_docs?key="a"'))).toEqual([]);
	});

	test('[HTTP39] several questions are answered in one call', async () => {
		const face = await withDocuments();
		const queries = [{ keys: ['a'] }, { limit: 1, skip: 1 }, { descending: true, limit: 1 }];
		const { results } = (await list(face, '_all_docs/queries', { queries })) as unknown as {
			results: Listed[];
		};
		expect(results.map(keysOf)).toEqual([['a'], ['_design/one'], ['户']]);
		const wrong = await face.ask('POST', '/ledger/_all_docs/queries', { json: { queries: 1 } });
		expect(wrong.status).toBe(400);
		const inner = { queries: [{ limit: 1 }, { limit: 'x' }] };
		expect((await face.ask('POST', '/ledger/_all_docs/queries', { json: inner })).status).toBe(400);
		expect((await face.ask('GET', '/ledger/_all_docs/queries')).status).toBe(200);
	});

	test('[HTTP39] design documents are a list of their own', async () => {
		const face = await withDocuments();
		expect(await list(face, '_design_docs')).toMatchObject({
			total_rows: 2,
			offset: 0,
			rows: [{ key: '_design/one' }, { key: '_design/two' }]
		});
		const of = async (query: string): Promise<unknown[]> => {
			const listed = await list(face, `_design_docs?${query}`);
			return [listed.offset, ...keysOf(listed)];
		};
		expect(await of('descending=true&limit=1')).toEqual([0, '_design/two']);
		expect(await of('startkey="_design/p"')).toEqual([1, '_design/two']);
		expect(await of('endkey="_design/p"')).toEqual([0, '_design/one']);
		expect(await of('startkey="a"')).toEqual([2]);
		expect(await of('endkey="A"')).toEqual([2]);
		const keys = { keys: ['_design/two', 'a'], include_docs: true };
		expect((await list(face, '_design_docs', keys)).rows).toMatchObject([
			{ key: '_design/two', doc: { _id: '_design/two' } },
			{ key: 'a', error: 'not_found' }
		]);
	});

	test('[HTTP39] local documents are listed apart from the others', async () => {
		const face = await withDocuments();
		expect(await list(face, '_local_docs?include_docs=true')).toEqual({
			total_rows: null,
			offset: null,
			rows: ['x', 'y', 'y/z'].map((id) => ({
				id: `_local/${id}`,
				key: `_local/${id}`,
				value: { rev: '0-1' },
				doc: { _id: `_local/${id}`, _rev: '0-1', of: id }
			}))
		});
		const of = async (query: string): Promise<string[]> =>
			keysOf(await list(face, `_local_docs?${query}`));
		expect(await of('descending=true&skip=1')).toEqual(['_local/y', '_local/x']);
		expect(await of('startkey="_local/y"&limit=1')).toEqual(['_local/y']);
		expect(await of('endkey="_local/y"&inclusive_end=false')).toEqual(['_local/x']);
		const keys = { keys: ['_local/y', 'a', '_local/no'] };
		expect((await list(face, '_local_docs', keys)).rows.map(({ error }) => error)).toEqual([
			undefined,
			'not_found',
			'not_found'
		]);
	});
});

describe('design documents', () => {
	const view = { language: 'javascript', views: { v: { map: 'function (doc) {}' } } };

	test('[HTTP38] with code are refused alone, whichever way they come', async () => {
		const { ask } = await openTestFace();
		const put = await ask('PUT', '/ledger/_design/a', { json: view });
		expect([put.status, put.json]).toMatchObject([
			403,
			{ error: 'forbidden', reason: expect.stringContaining('no JavaScript') as string }
		]);
		const docs = [
			{ _id: '_design/a', _rev: '1-a', ...view },
			{ _id: 'fine', _rev: '1-a' }
		];
		const bulk = await ask('POST', '/ledger/_bulk_docs', { json: { docs, new_edits: false } });
		expect([bulk.status, bulk.json]).toMatchObject([
			201,
			[{ id: '_design/a', rev: '1-a', error: 'forbidden' }]
		]);
		expect((await ask('GET', '/ledger/fine')).status).toBe(200);
		const hidden = {
			language: 'query',
			views: { v: { map: { fields: {} }, reduce: 'function () {}' } }
		};
		expect((await ask('PUT', '/ledger/_design/b', { json: hidden })).status).toBe(403);
		const filters = { language: 'query', filters: { f: 'function () {}' } };
		expect((await ask('PUT', '/ledger/_design/b', { json: filters })).status).toBe(403);
	});

	test('[HTTP38] as data and as indexes are kept and travel', async () => {
		const { ask } = await openTestFace();
		const index = {
			language: 'query',
			views: { v: { map: { fields: { n: 'asc' } }, reduce: '_count' } }
		};
		const docs = [{ _id: '_design/i', _rev: '1-a', ...index }];
		expect(
			(await ask('POST', '/ledger/_bulk_docs', { json: { docs, new_edits: false } })).json
		).toEqual([]);
		expect(
			(await ask('PUT', '/ledger/_design/e', { json: { views: {}, filters: {} } })).status
		).toBe(201);
		expect((await ask('GET', '/ledger/_index')).json).toMatchObject({ total_rows: 2 });
	});

	test('[HTTP38] answer for their functions with 404 or 501, never with running them', async () => {
		const { ask, defects } = await openTestFace();
		await ask('PUT', '/ledger/_design/a', { json: { options: {} } });
		const functions = [
			'_view/v',
			'_show/s',
			'_show/s/doc',
			'_list/l/v',
			'_update/u/doc',
			'_rewrite',
			'_info'
		];
		for (const name of functions) {
			for (const method of ['GET', 'POST']) {
				expect(await ask(method, `/ledger/_design/a/${name}`)).toMatchObject({
					status: 501,
					json: { error: 'not_implemented' }
				});
				expect((await ask(method, `/ledger/_design%2Fa/${name}`)).status).toBe(501);
				expect(await ask(method, `/ledger/_design/none/${name}`)).toMatchObject({
					status: 404,
					json: { error: 'not_found', reason: 'missing' }
				});
			}
		}
		expect(defects).toEqual([]);
	});
});
