import { describe, expect, test } from 'vitest';
import { openTestFace } from './testFace.ts';

describe('the station', () => {
	test('[HTTP6] says who it is, always with the same uuid', async () => {
		const { ask } = await openTestFace();
		for (const path of ['', '/']) {
			expect((await ask('GET', path)).json).toMatchObject({
				couchdb: 'Welcome',
				uuid: '0123456789abcdef0123456789abcdef',
				vendor: { name: 'Qingge', version: '0.0.0-test' }
			});
		}
		expect((await ask('GET', '/_up')).json).toEqual({ status: 'ok' });
		expect((await ask('HEAD', '/_up')).status).toBe(200);
	});

	test('[HTTP6] gives fresh ids, not without end', async () => {
		const { ask } = await openTestFace();
		const { uuids } = (await ask('GET', '/_uuids?count=3')).json as { uuids: string[] };
		expect(new Set(uuids).size).toBe(3);
		for (const uuid of uuids) expect(uuid).toMatch(/^[0-9a-f]{32}$/);
		for (const count of ['1001', '999999999999', '-1', 'x', '1e9', '1.5']) {
			expect([count, (await ask('GET', `/_uuids?count=${count}`)).status]).toEqual([count, 400]);
		}
	});
});

describe('a database', () => {
	test('[HTTP7] is made, described, found with or without a slash, and dropped', async () => {
		const { ask } = await openTestFace();
		expect((await ask('GET', '/other')).json).toEqual({
			error: 'not_found',
			reason: 'Database does not exist.'
		});
		expect(await ask('PUT', '/other')).toMatchObject({ status: 201, json: { ok: true } });
		expect(await ask('PUT', '/other/')).toMatchObject({
			status: 412,
			json: { error: 'file_exists' }
		});
		await ask('PUT', '/other/a', { json: {} });
		const info = await ask('GET', '/other/');
		expect(info.json).toMatchObject({
			db_name: 'other',
			doc_count: 1,
			doc_del_count: 0,
			update_seq: expect.stringMatching(/^1-[0-9a-f]{8}$/),
			instance_start_time: expect.stringMatching(/^\d{10}$/),
			sizes: { file: expect.any(Number) }
		});
		const { instance_start_time } = info.json as { instance_start_time: string };
		expect(await ask('POST', '/other/_ensure_full_commit', { json: {} })).toMatchObject({
			status: 201,
			json: { ok: true, instance_start_time }
		});
		expect((await ask('HEAD', '/other')).status).toBe(200);
		expect((await ask('DELETE', '/other')).json).toEqual({ ok: true });
		expect((await ask('DELETE', '/other')).status).toBe(404);
		expect((await ask('HEAD', '/other')).status).toBe(404);
	});

	test('[HTTP7] has the default security object', async () => {
		const { ask } = await openTestFace();
		expect((await ask('GET', '/ledger/_security')).json).toMatchObject({
			admins: { roles: ['_admin'] }
		});
		expect((await ask('GET', '/none/_security')).status).toBe(404);
	});

	test('[HTTP17] keeps local documents apart', async () => {
		const { ask } = await openTestFace();
		const path = '/ledger/_local/a%2Fb+c=';
		expect((await ask('GET', path)).status).toBe(404);
		expect((await ask('PUT', path, { json: { _id: 'x', n: 1 } })).json).toEqual({
			ok: true,
			id: '_local/a/b+c=',
			rev: '0-1'
		});
		expect((await ask('PUT', path, { json: { _rev: '0-7', n: 2 } })).json).toMatchObject({
			rev: '0-2'
		});
		expect((await ask('GET', path)).json).toEqual({ _id: '_local/a/b+c=', _rev: '0-2', n: 2 });
		expect((await ask('GET', '/ledger/_local%2Fa%2Fb+c=')).status).toBe(200);
		expect((await ask('GET', '/ledger/_changes')).json).toMatchObject({ results: [] });
		expect((await ask('GET', '/ledger/_all_docs')).json).toMatchObject({ rows: [] });
		expect((await ask('PUT', path, { json: { big: 'x'.repeat(70_000) } })).status).toBe(413);
		expect((await ask('DELETE', path)).status).toBe(200);
		expect((await ask('DELETE', path)).status).toBe(404);
	});
});
