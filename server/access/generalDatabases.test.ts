import { beforeEach, describe, expect, test } from 'vitest';
import { sampleDevice } from '#lib/domain/sampleDocuments.ts';
import type { Method, RouteName } from '../http/routes.ts';
import { methodsOf } from '../http/routes.ts';
import type { TrialStation } from '../trialStation.ts';
import { openTrialStation, trialOrigin } from '../trialStation.ts';
import { databasesOf, isGeneral } from './community.ts';
import { createGate } from './gate.ts';
import { mayCall } from './permissions.ts';

type Fetch = (path: string, init?: RequestInit) => Promise<Response>;

const own = [
	...['feed-grid-150105001019-01', 'media-grid-150105001019-02', 'ledger-150105001019'],
	...['quarantine-150105001019', 'received-150105001019', 'feed-grid-150105001019-77'],
	...['feed-community-150105001019', 'feed-handler-property-150105001019-3']
];

const sent = (method: string, value: unknown): RequestInit => ({
	method,
	headers: { 'Content-Type': 'application/json' },
	body: JSON.stringify(value)
});

async function answerOf(response: Response) {
	return { status: response.status, ...((await response.json()) as object) };
}

describe('general databases', () => {
	let station: TrialStation;
	let admin: Fetch;
	let member: Fetch;
	let worker: Fetch;

	beforeEach(async () => {
		station = await openTrialStation();
		admin = await station.joinCouch('root', 'admin');
		member = await station.joinCouch('peer', 'member');
		worker = await station.signIn('wangge1', sampleDevice);
		await admin('/db/shared', { method: 'PUT' });
	});

	async function secure(security: object): Promise<void> {
		expect((await admin('/db/shared/_security', sent('PUT', security))).status).toBe(200);
	}

	test('[A21] names of the community are its own, other communities’ are free', () => {
		const community = station.access.community()!;
		for (const name of [...own, ...databasesOf(community)]) {
			expect([name, isGeneral(name, community)]).toEqual([name, false]);
		}
		for (const name of ['a', 'feed-reader', 'ledger-150105001018', 'feed-grid-150105001018-01']) {
			expect([name, isGeneral(name, community)]).toEqual([name, true]);
		}
	});

	test('[A21] an admin makes, fills, lists and drops databases', async () => {
		expect((await admin('/db/prefix%2Ftest/', { method: 'PUT' })).status).toBe(201);
		const put = await admin('/db/prefix%2Ftest/doc', sent('PUT', { n: 1 }));
		expect(put.status).toBe(201);
		expect(await (await admin('/db/_all_dbs')).json()).toEqual(['prefix/test', 'shared']);
		expect(await (await admin('/db/prefix%2Ftest/doc')).json()).toMatchObject({ n: 1 });
		const bulk = await admin('/db/shared/_bulk_docs', sent('POST', { docs: [{ _id: 'a' }] }));
		expect(bulk.status).toBe(201);
		expect((await admin('/db/prefix%2Ftest', { method: 'DELETE' })).status).toBe(200);
		const info = await admin('/db/_dbs_info', sent('POST', { keys: ['shared', own[0]] }));
		expect(await info.json()).toMatchObject([
			{ key: 'shared', info: { doc_count: 1 } },
			{ key: own[0], error: 'not_found' }
		]);
		for (const path of ['/db/', '/db/_up', '/db/_uuids', '/db/_active_tasks']) {
			expect([path, (await admin(path)).status]).toEqual([path, 200]);
		}
	});

	test('[A21] for an admin the community’s own databases do not exist, whatever she calls', async () => {
		const gate = createGate({
			identify: async () => undefined,
			storage: station.storage,
			community: () => station.access.community()!,
			now: () => '',
			spend: () => undefined
		});
		const root = { name: 'root', roles: ['_admin'], grants: [], device: null };
		const principal = { ...root, isAdmin: true, speaksCouch: true };
		for (const db of own) {
			for (const name of Object.keys(methodsOf) as RouteName[]) {
				for (const method of methodsOf[name]) {
					const asked = Promise.resolve(gate.authorise(principal, { name, method, db }));
					await expect(asked).rejects.toMatchObject({
						status: 404,
						message: 'Database does not exist.'
					});
				}
			}
			for (const path of ['', '/doc', '/doc/att', '/_local/x', '/_security', '/_changes']) {
				expect([db, path, (await admin(`/db/${db}${path}`)).status]).toEqual([db, path, 404]);
			}
			expect((await admin(`/db/${db}`, { method: 'PUT' })).status).toBe(404);
			expect((await admin(`/db/${db}`, { method: 'DELETE' })).status).toBe(404);
		}
		expect(await station.storage.names()).toEqual(
			[...databasesOf(station.access.community()!), 'shared'].sort()
		);
		await worker(`/db/${own[0]}/_local/x`, sent('PUT', {}));
		const updates = (await (await admin('/db/_db_updates')).json()) as { results: object[] };
		expect(updates.results).toMatchObject([{ db_name: 'shared', type: 'created' }]);
	});

	test('[A21] for a phone nothing of it exists, also where everybody is let in', async () => {
		await secure({});
		for (const path of [
			...['/db/_all_dbs', '/db/_dbs_info', '/db/_db_updates', '/db/_active_tasks', '/db/_up'],
			...['/db/shared', '/db/shared/_security', '/db/shared/_all_docs', '/db/shared/doc']
		]) {
			expect([path, (await worker(path)).status]).toEqual([path, 404]);
		}
		const anonymous = await station.handle(new Request(`${trialOrigin}/db/shared`));
		expect(anonymous.status).toBe(401);
		expect((await worker('/db/other', { method: 'PUT' })).status).toBe(404);
	});

	test('[A24] an account that is named as a member reads and writes, and keeps nothing', async () => {
		await secure({ members: { names: ['peer'], roles: [] } });
		const calls: [string, string, unknown, number][] = [
			['GET', '', undefined, 200],
			['PUT', '/doc', { n: 1 }, 201],
			['POST', '/_bulk_docs', { docs: [{ _id: 'b' }] }, 201],
			['GET', '/_all_docs', undefined, 200],
			['GET', '/_changes', undefined, 200],
			['GET', '/_security', undefined, 200],
			['GET', '/_revs_limit', undefined, 200],
			['PUT', '/_local/x', {}, 201]
		];
		for (const [method, path, value, status] of calls) {
			const init = value === undefined ? { method } : sent(method, value);
			const answer = await member(`/db/shared${path}`, init);
			expect([method, path, answer.status]).toEqual([method, path, status]);
		}
		const keeping: [string, string, string][] = [
			['PUT', '/_security', 'You are not a db or server admin.'],
			['PUT', '/_revs_limit', 'You are not a db or server admin.'],
			['POST', '/_compact', 'You are not a db or server admin.'],
			['POST', '/_view_cleanup', 'You are not a db or server admin.'],
			['POST', '/_purge', 'You are not a server admin.'],
			['PUT', '/_purged_infos_limit', 'You are not a server admin.'],
			['DELETE', '', 'You are not a server admin.']
		];
		for (const [method, path, reason] of keeping) {
			const answer = await answerOf(await member(`/db/shared${path}`, sent(method, {})));
			expect([path, answer]).toEqual([path, { status: 401, error: 'unauthorized', reason }]);
		}
		for (const path of ['/db/_all_dbs', '/db/_db_updates', '/db/_dbs_info']) {
			expect(await answerOf(await member(path))).toMatchObject({
				status: 401,
				reason: 'You are not a server admin.'
			});
		}
		expect((await member('/db/other', { method: 'PUT' })).status).toBe(401);
	});

	test('[A24] a member writes no design document, by whichever call', async () => {
		await secure({ members: { names: ['peer'] }, admins: { names: ['lead'] } });
		const refused = { status: 401, error: 'unauthorized' };
		const design = '/db/shared/_design/x';
		expect(await answerOf(await member(design, sent('PUT', {})))).toMatchObject(refused);
		expect(await answerOf(await member(`${design}/a`, sent('PUT', {})))).toMatchObject(refused);
		const posted = await member('/db/shared', sent('POST', { _id: '_design/x' }));
		expect(await answerOf(posted)).toMatchObject(refused);
		for (const newEdits of [true, false]) {
			const docs = [
				{ _id: '_design/x', _rev: '1-a' },
				{ _id: `plain-${newEdits}`, ...(newEdits ? {} : { _rev: '1-a' }) }
			];
			const bulk = await member(
				'/db/shared/_bulk_docs',
				sent('POST', { docs, new_edits: newEdits })
			);
			expect(bulk.status).toBe(201);
			const row = { id: '_design/x', rev: '1-a', error: 'unauthorized' };
			expect(await bulk.json()).toMatchObject(
				newEdits ? [row, { ok: true, id: 'plain-true' }] : [row]
			);
		}
		expect((await admin(design)).status).toBe(404);
		const lead = await station.joinCouch('lead', 'member');
		expect((await lead(design, sent('PUT', {}))).status).toBe(201);
		expect((await lead('/db/shared/_compact', sent('POST', {}))).status).toBe(202);
		expect((await lead('/db/shared/_purge', sent('POST', {}))).status).toBe(401);
		expect((await lead('/db/shared', { method: 'DELETE' })).status).toBe(401);
	});

	test('[A24] who is not named is refused in CouchDB’s words, until the object lets everybody in', async () => {
		const refused = {
			status: 403,
			error: 'forbidden',
			reason: 'You are not allowed to access this db.'
		};
		expect(await answerOf(await member('/db/shared/_all_docs'))).toEqual(refused);
		await secure({ members: { names: ['else'], roles: ['others'] } });
		expect(await answerOf(await member('/db/shared/doc', sent('PUT', {})))).toEqual(refused);
		await secure({ members: { names: [], roles: [] }, admins: { names: [], roles: ['_admin'] } });
		expect((await member('/db/shared/_all_docs')).status).toBe(200);
		expect(await answerOf(await member('/db/nowhere'))).toMatchObject({
			status: 404,
			reason: 'Database does not exist.'
		});
	});

	test('[A24] a worker reaches a general database only where she is named', async () => {
		await secure({ members: { names: ['wangge1'] } });
		expect((await worker('/db/shared/_all_docs')).status).toBe(200);
		expect((await worker('/db/shared/doc', sent('PUT', { n: 1 }))).status).toBe(201);
		const second = await station.signIn('wangge2', '01KASXV2G0000000000000000E');
		expect((await second('/db/shared')).status).toBe(404);
		await secure({ members: { roles: ['grid_worker'] } });
		expect((await second('/db/shared')).status).toBe(200);
		expect((await second(`/db/${own[0]}`)).status).toBe(404);
	});

	test('[A24] a change of the object holds at once, also for a feed that is open', async () => {
		await secure({ members: { names: ['peer'] } });
		const feed = await member('/db/shared/_changes?feed=continuous&heartbeat=true');
		const reader = feed.body!.getReader();
		// A feed says nothing at first, to send its headers.
		await reader.read();
		await admin('/db/shared/seen', sent('PUT', {}));
		const news = await reader.read();
		expect(Buffer.from(news.value as Uint8Array).toString()).toContain('seen');
		await secure({ members: { names: ['else'] } });
		await admin('/db/shared/secret', sent('PUT', {}));
		for (;;) {
			const { value, done } = await reader.read();
			if (done) break;
			expect(Buffer.from(value as Uint8Array).toString()).not.toContain('secret');
		}
	});

	test('[A21] an account for programs sees no feed, and its large pushes are not measured as a phone’s', async () => {
		for (const db of own) expect((await member(`/db/${db}`)).status).toBe(404);
		const docs = Array.from({ length: 1_500 }, (_, n) => ({
			_id: `d${n}`,
			text: 'x'.repeat(2_000)
		}));
		const answer = await admin('/db/shared/_bulk_docs', sent('POST', { docs }));
		expect(answer.status).toBe(201);
		const { doc_count: count } = (await (await admin('/db/shared')).json()) as {
			doc_count: number;
		};
		expect(count).toBe(1_500);
	});

	test.each(
		(Object.keys(methodsOf) as RouteName[])
			.filter((route) => route !== 'session')
			.flatMap((route) => methodsOf[route].map((method) => [method, route] as const))
	)('[A21] %s %s is an admin’s', (method: Method, route: RouteName) => {
		// Whatever the face can do, somebody may ask for; else it should not be there.
		expect(mayCall('admin', route, method)).toBe(true);
	});
});
