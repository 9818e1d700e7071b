import { describe, expect, test } from 'vitest';
import { methodsOf } from './routes.ts';
import { openTestFace } from './testFace.ts';

describe('the closed table', () => {
	test('[HTTP1] what CouchDB may have elsewhere does not exist here', async () => {
		const { ask } = await openTestFace();
		const paths = [
			...['_config', '_node/_local/_config', '_replicate', '_replicator', '_all_dbs/x'],
			...[
				'_users',
				'_users/org.couchdb.user:a',
				'_utils',
				'_scheduler/jobs',
				'_reshard',
				'_membership',
				'_log',
				'_stats'
			],
			...['_users', '_utils', '_scheduler/jobs', '_reshard', '_membership', '_log', '_stats'],
			...['ledger/_index/x', 'ledger/_index/_design/x/text/y', 'ledger/_compact/x'],
			...['ledger/_revs_limit/x', 'ledger/_sync_shards', 'ledger/_temp_view', 'ledger/_shards'],
			...['ledger/_find/x', 'ledger/_changes/queries', 'ledger/_changes/x', 'ledger/_nothing'],
			...['_session/x', '_up/x', '_local', 'ledger//doc', '/ledger', '%5fsession', '_SESSION'],
			...['ledger/_design', 'ledger/_local', 'ledger/%5fchanges', '../station/me']
		];
		for (const path of paths) {
			for (const method of ['GET', 'POST', 'PUT', 'DELETE']) {
				const { status, json } = await ask(method, `/${path}`, { body: '{}' }).catch(() => ({
					status: 404,
					json: { error: 'not_found' }
				}));
				expect([path, method, status, json]).toMatchObject([
					path,
					method,
					404,
					{ error: 'not_found' }
				]);
			}
		}
	});

	test('[HTTP29] what would run code, reach other hosts or hold other accounts is not there', async () => {
		const { ask } = await openTestFace();
		for (const path of [
			...['_config', '_node/_local/_config/admins/root', '_node/nonode@nohost/_stats'],
			...['_replicate', '_replicator', '_replicator/job', '_scheduler/jobs', '_users'],
			...['_users/org.couchdb.user:a', '_global_changes', '_utils/', '_dbs/ledger']
		]) {
			for (const method of ['GET', 'PUT', 'POST', 'DELETE']) {
				const { status, json } = await ask(method, `/${path}`, { json: {} }).catch(() => ({
					status: 404,
					json: { error: 'not_found' }
				}));
				expect([path, method, status, json]).toMatchObject([
					...[path, method, 404],
					{ error: 'not_found' }
				]);
			}
		}
	});

	test('[HTTP1] a known path takes only its own methods and says which', async () => {
		const { ask } = await openTestFace();
		const paths = {
			serverInfo: '/',
			up: '/_up',
			uuids: '/_uuids',
			allDbs: '/_all_dbs',
			dbsInfo: '/_dbs_info',
			dbUpdates: '/_db_updates',
			activeTasks: '/_active_tasks',
			database: '/ledger',
			changes: '/ledger/_changes',
			allDocs: '/ledger/_all_docs',
			bulkDocs: '/ledger/_bulk_docs',
			bulkGet: '/ledger/_bulk_get',
			revsDiff: '/ledger/_revs_diff',
			missingRevs: '/ledger/_missing_revs',
			ensureFullCommit: '/ledger/_ensure_full_commit',
			security: '/ledger/_security',
			revsLimit: '/ledger/_revs_limit',
			compact: '/ledger/_compact',
			viewCleanup: '/ledger/_view_cleanup',
			purge: '/ledger/_purge',
			purgedInfos: '/ledger/_purged_infos',
			purgedInfosLimit: '/ledger/_purged_infos_limit',
			localDocument: '/ledger/_local/x',
			document: '/ledger/doc',
			attachment: '/ledger/doc/att',
			designDocs: '/ledger/_design_docs',
			localDocs: '/ledger/_local_docs',
			designFunction: '/ledger/_design/a/_view/b',
			find: '/ledger/_find',
			explain: '/ledger/_explain',
			indexes: '/ledger/_index',
			index: '/ledger/_index/_design/a/json/b',
			indexesGone: '/ledger/_index/_bulk_delete'
		} as const;
		for (const [name, path] of Object.entries(paths)) {
			const allowed = methodsOf[name as keyof typeof paths];
			for (const method of ['GET', 'PUT', 'POST', 'DELETE', 'PATCH', 'OPTIONS', 'COPY']) {
				if ((allowed as readonly string[]).includes(method)) continue;
				const answer = await ask(method, path);
				expect([path, method, answer.status]).toEqual([path, method, 405]);
				expect(answer.headers.get('allow')).toBe(allowed.join(','));
				expect(answer.json).toMatchObject({ error: 'method_not_allowed' });
			}
		}
	});

	test('[HTTP1] no header makes another method of a call', async () => {
		const { ask, storage } = await openTestFace();
		await ask('GET', '/ledger', { headers: { 'x-http-method-override': 'DELETE' } });
		expect(await storage.open('ledger')).toBeDefined();
	});

	test('[HTTP1] a session is answered by whoever was given it, and by nobody otherwise', async () => {
		const without = await openTestFace();
		expect((await without.ask('GET', '/_session')).status).toBe(404);
		const face = await openTestFace({ session: async () => new Response('mine') });
		expect((await face.ask('POST', '/_session')).text).toBe('mine');
	});
});

describe('paths', () => {
	test('[HTTP2] a database name is taken as it is or refused', async () => {
		const { ask, storage } = await openTestFace();
		const names = [
			'A',
			'..%2f..%2fpwn',
			'a%00b',
			'a/../b%2f..',
			'%2fa',
			'a%252fb',
			'a%5cb',
			'a b',
			'é',
			'%ff',
			'1a'
		];
		for (const name of names) {
			const { status, json } = await ask('PUT', `/${name}`);
			expect([name, status]).toEqual([name, 400]);
			expect(json).toHaveProperty('reason');
		}
		expect(await storage.names()).toEqual(['ledger']);
		expect((await ask('PUT', '/feed-grid-150105001019-01')).status).toBe(201);
		expect((await ask('PUT', '/part%2Fwhole')).status).toBe(201);
		const put = await ask('PUT', '/part%2fwhole/a', { json: {} });
		expect([put.status, put.headers.get('location')]).toEqual([
			201,
			'http://station/db/part%2fwhole/a'
		]);
		expect((await ask('GET', '/part/whole')).status).toBe(404);
	});

	test('[HTTP2] a slash in a database name is always encoded', async () => {
		const { ask, storage } = await openTestFace();
		expect((await ask('PUT', '/prefix%2Ftest')).status).toBe(201);
		expect((await ask('PUT', '/prefix%2ftest/a', { json: {} })).status).toBe(201);
		expect((await ask('GET', '/prefix%2Ftest/')).json).toMatchObject({
			db_name: 'prefix/test',
			doc_count: 1
		});
		expect((await ask('GET', '/prefix/test')).status).toBe(404);
		expect(await storage.names()).toEqual(['ledger', 'prefix/test']);
	});

	test('[HTTP2] slashes may be encoded in ids and attachment names, and are the same document', async () => {
		const { ask } = await openTestFace();
		const id = 'door:150105001019-01/xk/3-2-501';
		const path = `/ledger/${encodeURIComponent(id)}`;
		const { json } = await ask('PUT', path, { json: { n: 1 } });
		expect(json).toMatchObject({ ok: true, id });
		const { rev } = json as { rev: string };
		const put = await ask('PUT', `${path}/a%2Fb.txt?rev=${rev}`, { body: 'text' });
		expect(put.status).toBe(201);
		expect((await ask('GET', `${path}/a/b.txt`)).text).toBe('text');
		expect((await ask('GET', `${path}/a%2Fb.txt`)).text).toBe('text');
		expect((await ask('GET', `${path}/a/../b.txt`)).status).toBe(404);
	});

	test('[HTTP2] nothing is decoded twice, and nothing without form is decoded at all', async () => {
		const { ask } = await openTestFace();
		const segments = [
			'a%2500',
			'a%252e%252e',
			'a%252fb',
			'a%255cb',
			'%25%35%66design',
			'a%5cb',
			'a%00'
		];
		for (const segment of [...segments, 'a%', 'a%zz', 'a%c0%af', 'a%ed%a0%80']) {
			expect([segment, (await ask('PUT', `/ledger/${segment}`, { json: {} })).status]).toEqual([
				segment,
				400
			]);
		}
		const reserved = await ask('PUT', '/ledger/%5Fsecret', { json: {} });
		expect([404, 400]).toContain(reserved.status);
	});

	test('[HTTP2] design documents are one and the same in both spellings, and bring no code', async () => {
		const { ask } = await openTestFace();
		expect((await ask('PUT', '/ledger/_design/a', { json: { language: 'none' } })).status).toBe(
			201
		);
		expect((await ask('GET', '/ledger/_design%2Fa')).json).toMatchObject({ _id: '_design/a' });
		for (const member of ['views', 'filters', 'validate_doc_update', 'updates', 'rewrites']) {
			const { status, json } = await ask('PUT', '/ledger/_design/b', {
				json: { [member]: { x: '' } }
			});
			expect([status, json]).toMatchObject([403, { error: 'forbidden' }]);
		}
		const bulk = await ask('POST', '/ledger/_bulk_docs', {
			json: { docs: [{ _id: '_design/c', views: { x: { map: '' } } }, { _id: 'fine' }] }
		});
		expect(bulk.json).toMatchObject([
			{ id: '_design/c', error: 'forbidden' },
			{ ok: true, id: 'fine' }
		]);
	});
});
