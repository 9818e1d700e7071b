import { describe, expect, test } from 'vitest';
import { openGate, openTestFace } from './testFace.ts';

/** The face as it stands in a station: what begins with `own` is not named to anybody. */
async function openFace() {
	const face = await openTestFace({
		gate: { ...openGate, named: () => (db) => !db.startsWith('own') && db !== 'ledger' }
	});
	for (const name of ['own-1', 'b', 'a', 'c/d', 'b2']) await face.storage.create(name);
	return face;
}

describe('_all_dbs', () => {
	test('[HTTP21] names what the gate names, in the order of bytes', async () => {
		const { ask } = await openFace();
		expect((await ask('GET', '/_all_dbs')).json).toEqual(['a', 'b', 'b2', 'c/d']);
		expect((await ask('GET', '/_all_dbs/')).json).toEqual(['a', 'b', 'b2', 'c/d']);
		expect((await ask('HEAD', '/_all_dbs')).status).toBe(200);
	});

	test('[HTTP21] from, to, backwards, some', async () => {
		const { ask } = await openFace();
		const cases: Record<string, string[]> = {
			'startkey="b"': ['b', 'b2', 'c/d'],
			'start_key="b"&end_key="b2"': ['b', 'b2'],
			'startkey="b"&endkey="b2"&inclusive_end=false': ['b'],
			'key="b"': ['b'],
			'descending=true&startkey="b2"': ['b2', 'b', 'a'],
			'descending=true&endkey="b2"': ['c/d', 'b2'],
			'limit=2': ['a', 'b'],
			'skip=1&limit=2': ['b', 'b2'],
			'limit=0': [],
			'startkey="x"': []
		};
		for (const [query, names] of Object.entries(cases)) {
			expect([query, (await ask('GET', `/_all_dbs?${query}`)).json]).toEqual([query, names]);
		}
		for (const query of ['startkey=b', 'limit=-1', 'skip=x', 'descending=maybe', 'endkey=1']) {
			expect([query, (await ask('GET', `/_all_dbs?${query}`)).status]).toEqual([query, 400]);
		}
	});
});

describe('_dbs_info', () => {
	test('[HTTP21] tells of each database asked for, in the order asked, and of what is not there', async () => {
		const { ask } = await openFace();
		await ask('PUT', '/a/doc', { json: {} });
		const { status, json } = await ask('POST', '/_dbs_info', {
			json: { keys: ['b', 'own-1', 'a', 'none', 7] }
		});
		expect(status).toBe(200);
		expect(json).toEqual([
			{ key: 'b', info: expect.objectContaining({ db_name: 'b', doc_count: 0 }) },
			{ key: 'own-1', error: 'not_found' },
			{ key: 'a', info: expect.objectContaining({ db_name: 'a', doc_count: 1 }) },
			{ key: 'none', error: 'not_found' },
			{ key: 7, error: 'not_found' }
		]);
		expect((await ask('POST', '/_dbs_info', { json: { keys: [] } })).json).toEqual([]);
	});

	test('[HTTP21] tells of all, or of a part', async () => {
		const { ask } = await openFace();
		const keys = async (query: string) =>
			((await ask('GET', `/_dbs_info${query}`)).json as { key: string }[]).map(({ key }) => key);
		expect(await keys('')).toEqual(['a', 'b', 'b2', 'c/d']);
		expect(await keys('?startkey="b"&limit=1')).toEqual(['b']);
		expect(await keys('?startkey="x"')).toEqual([]);
	});

	test('[HTTP21] a body without a list of keys is refused', async () => {
		const { ask } = await openFace();
		expect((await ask('POST', '/_dbs_info', { json: {} })).status).toBe(400);
		expect((await ask('POST', '/_dbs_info', { json: { keys: 'a' } })).status).toBe(400);
		expect((await ask('POST', '/_dbs_info', { body: '{"keys":[]}' })).status).toBe(415);
		const many = { keys: Array.from({ length: 20_001 }, () => 'a') };
		expect((await ask('POST', '/_dbs_info', { json: many })).status).toBe(413);
	});
});
