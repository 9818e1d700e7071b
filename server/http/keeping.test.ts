import { describe, expect, test, vi } from 'vitest';
import { openMemoryStorage } from '../storage/memoryStorage.ts';
import type { TestFace } from './testFace.ts';
import { openTestFace } from './testFace.ts';

async function edited(face: TestFace, id: string, times: number): Promise<string[]> {
	const revs: string[] = [];
	for (let n = 1; n <= times; n += 1) {
		const before = revs.at(-1);
		const { json } = await face.ask('PUT', `/ledger/${id}`, {
			json: { n, ...(before === undefined ? {} : { _rev: before }) }
		});
		revs.push((json as { rev: string }).rev);
	}
	return revs;
}

describe('making a database', () => {
	test('[HTTP23] says 201 and where, 412 the second time, 400 for what is no name', async () => {
		const { ask } = await openTestFace();
		const made = await ask('PUT', '/other');
		expect([made.status, made.json]).toEqual([201, { ok: true }]);
		expect(made.headers.get('location')).toBe('http://station/db/other');
		expect(await ask('PUT', '/other')).toMatchObject({
			status: 412,
			json: {
				error: 'file_exists',
				reason: 'The database could not be created, the file already exists.'
			}
		});
		expect(await ask('PUT', '/Other')).toMatchObject({
			status: 400,
			json: {
				error: 'illegal_database_name',
				reason:
					"Name: 'Other'. Only lowercase characters (a-z), digits (0-9), and any of the characters _, $, (, ), +, -, and / are allowed. Must begin with a letter."
			}
		});
		expect(await ask('PUT', `/${'a'.repeat(300)}`)).toMatchObject({
			status: 400,
			json: { error: 'database_name_too_long' }
		});
	});

	test('[HTTP23] takes a cluster’s words for how to spread it, and refuses what it cannot keep', async () => {
		const { ask } = await openTestFace();
		expect((await ask('PUT', '/a?q=8&n=3&partitioned=false')).status).toBe(201);
		for (const query of ['q=0', 'n=x', 'q=-1', 'partitioned=true', 'partitioned=x']) {
			expect([query, (await ask('PUT', `/b?${query}`)).status]).toEqual([query, 400]);
		}
		expect((await ask('GET', '/b')).status).toBe(404);
	});

	test('[HTTP23] every name of CouchDB’s grammar is a database of its own', async () => {
		const { ask, storage } = await openTestFace();
		const names = ['a', 'prefix/test', 'a_$()+-/9', 'con', 'test%20'.replace('%20', '-'), 'a/b/c'];
		for (const name of names) {
			const path = `/${encodeURIComponent(name)}`;
			expect([name, (await ask('PUT', path)).status]).toEqual([name, 201]);
			expect((await ask('GET', `${path}/`)).json).toMatchObject({ db_name: name });
		}
		for (const name of names) {
			expect((await ask('DELETE', `/${encodeURIComponent(name)}/`)).json).toEqual({ ok: true });
		}
		expect(await storage.names()).toEqual(['ledger']);
	});

	test('[HTTP23] made and dropped again and again, it is empty each time', async () => {
		const { ask, defects } = await openTestFace();
		for (let turn = 0; turn < 20; turn += 1) {
			expect((await ask('PUT', '/testdb/')).status).toBe(201);
			expect((await ask('GET', '/testdb')).json).toMatchObject({ doc_count: 0 });
			expect((await ask('PUT', '/testdb/a', { json: {} })).status).toBe(201);
			expect((await ask('DELETE', '/testdb')).status).toBe(200);
			expect((await ask('PUT', '/testdb/a', { json: {} })).status).toBe(404);
		}
		expect(defects).toEqual([]);
	});

	test('[HTTP23] a database is not dropped by who meant a document', async () => {
		const { ask, storage } = await openTestFace();
		expect((await ask('DELETE', '/ledger?rev=1-a')).status).toBe(400);
		expect(await storage.names()).toEqual(['ledger']);
	});
});

describe('the security object', () => {
	test('[HTTP24] is CouchDB’s default until it is set, and then what was set', async () => {
		const { ask } = await openTestFace();
		expect((await ask('GET', '/ledger/_security')).json).toEqual({
			members: { roles: ['_admin'] },
			admins: { roles: ['_admin'] }
		});
		const security = {
			admins: { names: ['bo'], roles: [] },
			members: { names: ['an'], roles: ['peers'] },
			couchdb_auth_only: true
		};
		const set = await ask('PUT', '/ledger/_security', { json: security });
		expect([set.status, set.json]).toEqual([200, { ok: true }]);
		expect((await ask('GET', '/ledger/_security')).json).toEqual(security);
		expect((await ask('PUT', '/none/_security', { json: security })).status).toBe(404);
	});

	test('[HTTP24] what is no security object changes nothing', async () => {
		const { ask } = await openTestFace();
		const wrong = [
			...[[], 'x', null, { members: [] }, { members: 'an' }, { members: { names: 'an' } }],
			...[{ admins: { roles: [1] } }, { admins: { names: null, roles: {} } }]
		];
		for (const json of wrong) {
			const answer = await ask('PUT', '/ledger/_security', { body: JSON.stringify(json) });
			expect([json, answer.status, answer.json]).toMatchObject([
				json,
				400,
				{ error: 'bad_request' }
			]);
		}
		const large = { members: { names: ['x'.repeat(70_000)] } };
		expect((await ask('PUT', '/ledger/_security', { json: large })).status).toBe(413);
		expect((await ask('GET', '/ledger/_security')).json).toHaveProperty('members.roles', [
			'_admin'
		]);
	});
});

describe('limits of a database', () => {
	test('[HTTP25] are read, set and kept', async () => {
		const face = await openTestFace();
		for (const path of ['/ledger/_revs_limit', '/ledger/_purged_infos_limit']) {
			expect((await face.ask('GET', path)).text).toBe('1000\n');
			expect(await face.ask('PUT', path, { body: '7' })).toMatchObject({
				status: 200,
				json: { ok: true }
			});
			expect((await face.ask('GET', path)).json).toBe(7);
			for (const body of ['0', '-1', '1.5', '"7"', 'null', '[7]', '', '99999999']) {
				expect([body, (await face.ask('PUT', path, { body })).status]).toEqual([body, 400]);
			}
			expect((await face.ask('GET', path)).json).toBe(7);
		}
	});

	test('[HTTP25] older revisions than the limit are not told of and not found', async () => {
		const face = await openTestFace();
		await face.ask('PUT', '/ledger/_revs_limit', { body: '2' });
		const revs = await edited(face, 'a', 4);
		const { _revisions } = (await face.ask('GET', '/ledger/a?revs=true')).json as {
			_revisions: { ids: string[] };
		};
		expect(_revisions.ids.length).toBe(2);
		expect((await face.ask('GET', `/ledger/a?rev=${revs[1]}`)).status).toBe(404);
		expect((await face.ask('GET', `/ledger/a?rev=${revs[2]}`)).json).toMatchObject({ n: 3 });
	});
});

describe('tidying a database', () => {
	test('[HTTP26] compacting is answered at once and done behind the answer', async () => {
		const face = await openTestFace();
		const revs = await edited(face, 'a', 3);
		expect((await face.ask('POST', '/ledger/_compact', { body: '{}' })).status).toBe(415);
		expect((await face.ask('POST', '/none/_compact', { json: {} })).status).toBe(404);
		const asked = await face.ask('POST', '/ledger/_compact', { json: {} });
		expect([asked.status, asked.json]).toEqual([202, { ok: true }]);
		await vi.waitFor(async () =>
			expect((await face.ask('GET', `/ledger/a?rev=${revs[0]}`)).status).toBe(404)
		);
		expect((await face.ask('GET', '/ledger/a')).json).toMatchObject({ n: 3 });
		expect(await face.ask('POST', '/ledger/_view_cleanup', { json: {} })).toMatchObject({
			status: 202,
			json: { ok: true }
		});
		expect(face.defects).toEqual([]);
	});

	test('[HTTP26] what runs is told with how far it is, one database after the other', async () => {
		const storage = openMemoryStorage();
		const face = await openTestFace({ storage });
		await storage.create('other');
		await edited(face, 'a', 3);
		const attachment = { a: { data: 'YQ==' } };
		for (const db of ['ledger', 'other']) {
			await face.ask('PUT', `/${db}/b`, { json: { _attachments: attachment } });
		}
		expect((await face.ask('GET', '/_active_tasks')).json).toEqual([]);
		for (const db of ['ledger', 'other', 'ledger']) {
			await face.ask('POST', `/${db}/_compact`, { json: {} });
		}
		const seen = new Set<string>();
		for (let look = 0; look < 1_000; look += 1) {
			const tasks = (await face.ask('GET', '/_active_tasks')).json as { database: string }[];
			const [task] = tasks;
			if (!task) break;
			expect(tasks).toEqual([
				{
					type: 'database_compaction',
					database: expect.any(String),
					pid: expect.any(String),
					started_on: expect.any(Number),
					updated_on: expect.any(Number),
					changes_done: expect.any(Number),
					total_changes: expect.any(Number),
					progress: expect.any(Number)
				}
			]);
			seen.add(task.database);
			const info = await face.ask('GET', `/${task.database}`);
			expect(info.json).toMatchObject({ compact_running: true });
			await new Promise((resolve) => setImmediate(resolve));
		}
		expect([...seen]).toEqual(['ledger', 'other']);
		expect((await face.ask('GET', '/ledger')).json).toMatchObject({ compact_running: false });
	});

	test('[HTTP26] a database that is dropped while it waits or runs troubles nobody', async () => {
		const face = await openTestFace();
		await face.storage.create('other');
		await edited(face, 'a', 3);
		for (const db of ['ledger', 'other']) await face.ask('POST', `/${db}/_compact`, { json: {} });
		for (const db of ['ledger', 'other']) await face.ask('DELETE', `/${db}`);
		await vi.waitFor(async () =>
			expect((await face.ask('GET', '/_active_tasks')).json).toEqual([])
		);
		expect(face.defects).toEqual([]);
	});
});

describe('purging', () => {
	test('[HTTP27] takes leaves away and says which', async () => {
		const face = await openTestFace();
		const [first, second] = await edited(face, 'a', 2);
		await edited(face, 'b', 1);
		const purged = await face.ask('POST', '/ledger/_purge', {
			json: { a: [first, second, '3-c'], none: ['1-x'] }
		});
		expect([purged.status, purged.json]).toEqual([
			201,
			{ purge_seq: null, purged: { a: [second], none: [] } }
		]);
		expect(await face.ask('GET', '/ledger/a')).toMatchObject({
			status: 404,
			json: { reason: 'missing' }
		});
		const { results } = (await face.ask('GET', '/ledger/_changes')).json as {
			results: { id: string }[];
		};
		expect(results.map(({ id }) => id)).toEqual(['b']);
		expect((await face.ask('GET', '/ledger')).json).toMatchObject({
			doc_count: 1,
			purge_seq: '1'
		});
		expect((await face.ask('GET', '/ledger/_purged_infos')).json).toEqual({
			purged_infos: [{ id: 'a', revs: [second] }]
		});
	});

	test('[HTTP27] what is no list of revisions purges nothing', async () => {
		const face = await openTestFace();
		const [rev] = await edited(face, 'a', 1);
		for (const json of [{ a: rev }, { a: [1] }, { a: ['x'] }, { a: [rev], b: 'all' }, []]) {
			expect([json, (await face.ask('POST', '/ledger/_purge', { json })).status]).toEqual([
				json,
				400
			]);
		}
		expect((await face.ask('POST', '/ledger/_purge', { body: '{}' })).status).toBe(415);
		expect((await face.ask('GET', '/ledger/a')).status).toBe(200);
	});
});
