import { beforeEach, describe, expect, test } from 'vitest';
import type { TestFace } from './testFace.ts';
import { openTestFace } from './testFace.ts';

interface Listing {
	total_rows: number;
	offset: number | null;
	rows: { id: string; key: string; value: { rev: string }; doc?: unknown }[];
	update_seq?: string;
}

describe('_all_docs', () => {
	let face: TestFace;
	beforeEach(async () => {
		face = await openTestFace();
		const docs = ['c', 'a', 'b', 'e', 'd'].map((_id) => ({ _id, n: _id }));
		await face.ask('POST', '/ledger/_bulk_docs', { json: { docs } });
	});
	const list = async (query: string): Promise<Listing> =>
		(await face.ask('GET', `/ledger/_all_docs${query}`)).json as Listing;
	const ids = async (query: string): Promise<string> =>
		(await list(query)).rows.map(({ id }) => id).join('');

	test('[HTTP13] lists ids in order, within keys, skipping and limited', async () => {
		expect(await list('')).toMatchObject({ total_rows: 5, offset: 0 });
		expect(await ids('')).toBe('abcde');
		expect(await ids('?descending=true')).toBe('edcba');
		expect(await ids('?startkey="b"&endkey="d"')).toBe('bcd');
		expect(await ids('?start_key="b"&end_key="d"&inclusive_end=false')).toBe('bc');
		expect(await ids('?descending=true&startkey="d"&endkey="b"')).toBe('dcb');
		expect(await ids('?descending=true&startkey="d"&endkey="b"&inclusive_end=false')).toBe('dc');
		expect(await ids('?key="c"')).toBe('c');
		expect(await ids('?skip=1&limit=2')).toBe('bc');
		expect(await ids('?limit=0')).toBe('');
		expect(await ids('?startkey=null')).toBe('abcde');
		expect(await ids('?startkey={}')).toBe('');
		expect(await ids('?endkey={}')).toBe('abcde');
		expect(await list('?startkey="c"')).toMatchObject({ offset: 2 });
		expect(await list('?descending=true&startkey="b"')).toMatchObject({ offset: 3 });
		expect((await face.ask('GET', '/ledger/_all_docs?limit=x')).status).toBe(400);
		expect((await face.ask('GET', '/ledger/_all_docs?startkey=b')).status).toBe(400);
	});

	test('[HTTP13] looks keys up in their order, in the URL or the body', async () => {
		const { rev } = (await face.ask('PUT', '/ledger/x', { json: {} })).json as { rev: string };
		await face.ask('DELETE', `/ledger/x?rev=${rev}`);
		const expected = [
			{
				id: 'b',
				key: 'b',
				value: { rev: expect.any(String) },
				doc: expect.objectContaining({ n: 'b' })
			},
			{ key: 'none', error: 'not_found' },
			{ id: 'x', key: 'x', value: { rev: expect.any(String), deleted: true }, doc: null },
			{ id: 'b', key: 'b', value: { rev: expect.any(String) }, doc: expect.anything() }
		];
		const keys = ['b', 'none', 'x', 'b'];
		const body = await face.ask('POST', '/ledger/_all_docs', {
			json: { keys, include_docs: true, deleted: 'ok' }
		});
		expect((body.json as Listing).rows).toEqual(expected);
		expect(await list(`?include_docs=true&keys=${JSON.stringify(keys)}`)).toMatchObject({
			rows: expected
		});
		expect((await face.ask('POST', '/ledger/_all_docs', { json: { keys: 'b' } })).status).toBe(400);
	});

	test('[HTTP13] says where the database stands, when asked', async () => {
		expect((await list('?update_seq=true')).update_seq).toMatch(/^5-[0-9a-f]{8}$/);
		expect(await list('')).not.toHaveProperty('update_seq');
	});

	test('[HTTP13] a list longer than a page has no gap and no double', async () => {
		const docs = Array.from({ length: 1234 }, (_, n) => ({
			_id: `n${String(n).padStart(4, '0')}`
		}));
		await face.ask('POST', '/ledger/_bulk_docs', { json: { docs } });
		const all = docs.map(({ _id }) => _id);
		for (const [query, expected] of [
			['?startkey="n"', all],
			['?startkey="n"&limit=1000&skip=100', all.slice(100, 1100)],
			['?descending=true&endkey="n"', all.toReversed()]
		] as const) {
			expect((await list(query)).rows.map(({ id }) => id)).toEqual(expected);
		}
	});
});
