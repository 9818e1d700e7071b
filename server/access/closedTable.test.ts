import { createHash } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import { sampleDevice, sampleDocument } from '#lib/domain/sampleDocuments.ts';
import type { Method, RouteName } from '../http/routes.ts';
import { methodsOf } from '../http/routes.ts';
import type { TrialStation } from '../trialStation.ts';
import { openTrialStation, trialOrigin } from '../trialStation.ts';

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
const picture = new Uint8Array([0xff, 0xd8, 0xff, 1]);
const hash = createHash('sha256').update(picture).digest('hex');
const visit = sampleDocument('visit', sha256);

/** A path of every route; the compiler asks for one when a route is added. */
const pathOf: Readonly<Record<RouteName, (db: string) => string>> = {
	serverInfo: () => '/db/',
	session: () => '/db/_session',
	up: () => '/db/_up',
	uuids: () => '/db/_uuids',
	allDbs: () => '/db/_all_dbs',
	dbsInfo: () => '/db/_dbs_info',
	dbUpdates: () => '/db/_db_updates',
	activeTasks: () => '/db/_active_tasks',
	database: (db) => `/db/${db}`,
	changes: (db) => `/db/${db}/_changes`,
	allDocs: (db) => `/db/${db}/_all_docs`,
	bulkDocs: (db) => `/db/${db}/_bulk_docs`,
	bulkGet: (db) => `/db/${db}/_bulk_get`,
	revsDiff: (db) => `/db/${db}/_revs_diff`,
	missingRevs: (db) => `/db/${db}/_missing_revs`,
	ensureFullCommit: (db) => `/db/${db}/_ensure_full_commit`,
	security: (db) => `/db/${db}/_security`,
	revsLimit: (db) => `/db/${db}/_revs_limit`,
	compact: (db) => `/db/${db}/_compact`,
	viewCleanup: (db) => `/db/${db}/_view_cleanup`,
	purge: (db) => `/db/${db}/_purge`,
	purgedInfos: (db) => `/db/${db}/_purged_infos`,
	purgedInfosLimit: (db) => `/db/${db}/_purged_infos_limit`,
	localDocument: (db) => `/db/${db}/_local/checkpoint`,
	document: (db) => `/db/${db}/${encodeURIComponent(visit._id)}`,
	attachment: (db) => `/db/${db}/photo:${hash}/${hash}`,
	designDocs: (db) => `/db/${db}/_design_docs`,
	localDocs: (db) => `/db/${db}/_local_docs`,
	designFunction: (db) => `/db/${db}/_design/a/_view/b`,
	find: (db) => `/db/${db}/_find`,
	explain: (db) => `/db/${db}/_explain`,
	indexes: (db) => `/db/${db}/_index`,
	index: (db) => `/db/${db}/_index/_design/a/json/b`,
	indexesGone: (db) => `/db/${db}/_index/_bulk_delete`
};

/** What a grid worker may do with her own; everything that is not here does not exist. */
const ownFeed: Partial<Record<RouteName, Method[]>> = {
	database: ['GET', 'HEAD'],
	changes: ['GET', 'POST'],
	bulkDocs: ['POST'],
	bulkGet: ['POST'],
	revsDiff: ['POST'],
	localDocument: ['GET', 'PUT'],
	document: ['GET', 'HEAD']
};
const ownMedia: Partial<Record<RouteName, Method[]>> = { attachment: ['GET', 'HEAD', 'PUT'] };

const own = { feed: 'feed-grid-150105001019-01', media: 'media-grid-150105001019-01' };
const foreign = [
	'feed-grid-150105001019-02',
	'media-grid-150105001019-02',
	'ledger-150105001019',
	'quarantine-150105001019',
	'feed-grid-150105001019-09',
	'_users'
];

type Fetch = (path: string, init?: RequestInit) => Promise<Response>;

function bodyOf(route: RouteName, method: Method): RequestInit {
	if (method === 'GET' || method === 'HEAD' || method === 'DELETE') return { method };
	if (route === 'attachment') {
		return { method, headers: { 'Content-Type': 'image/jpeg' }, body: picture };
	}
	const docs = { new_edits: false, docs: [visit] };
	const body = route === 'bulkDocs' ? docs : route === 'bulkGet' ? { docs: [] } : {};
	return {
		method,
		headers: { 'Content-Type': 'application/json' },
		body: JSON.stringify(body)
	};
}

const cases = (Object.keys(methodsOf) as RouteName[])
	.filter((route) => route !== 'session')
	.flatMap((route) => methodsOf[route].map((method) => ({ route, method })));

describe('the closed table', () => {
	let station: TrialStation;
	let worker: Fetch;
	const anonymous: Fetch = (path, init) =>
		station.handle(new Request(`${trialOrigin}${path}`, init));

	beforeAll(async () => {
		station = await openTrialStation();
		worker = await station.signIn('wangge1', sampleDevice);
		await worker(pathOf.bulkDocs(own.feed), bodyOf('bulkDocs', 'POST'));
		await worker(pathOf.localDocument(own.feed), bodyOf('localDocument', 'PUT'));
		await worker(pathOf.attachment(own.media), bodyOf('attachment', 'PUT'));
	});

	test.each(cases)('[A6] $method $route without a session is 401', async ({ route, method }) => {
		for (const db of [own.feed, own.media, ...foreign.slice(0, -1)]) {
			const answer = await anonymous(pathOf[route](db), bodyOf(route, method));
			expect(answer.status).toBe(401);
		}
	});

	test.each(cases)('[A6] $method $route of others is 404', async ({ route, method }) => {
		const isServer = route === 'serverInfo' && (method === 'GET' || method === 'HEAD');
		const statuses = await Promise.all(
			foreign.map(async (db) => (await worker(pathOf[route](db), bodyOf(route, method))).status)
		);
		expect(new Set(statuses)).toEqual(new Set([isServer ? 200 : 404]));
	});

	test.each(cases)('[A6] $method $route of her own feed and media', async ({ route, method }) => {
		for (const [db, allowed] of [
			[own.feed, ownFeed],
			[own.media, ownMedia]
		] as const) {
			const isServer = route === 'serverInfo' && (method === 'GET' || method === 'HEAD');
			const { status } = await worker(pathOf[route](db), bodyOf(route, method));
			if (isServer || allowed[route]?.includes(method)) {
				// A picture that is there already conflicts, as in CouchDB.
				expect([200, 201, 409]).toContain(status);
			} else expect(status).toBe(404);
		}
	});

	test('[A6] a foreign database looks like one that does not exist', async () => {
		const answers = await Promise.all(
			['feed-grid-150105001019-02', 'feed-grid-150105001019-77'].map((db) => worker(`/db/${db}`))
		);
		const [there, nowhere] = await Promise.all(answers.map((answer) => answer.text()));
		expect(there).toBe(nowhere);
	});

	test('[A6] design documents, and whatever CouchDB has besides, are not there', async () => {
		for (const path of [
			`/db/${own.feed}/_design/x`,
			`/db/${own.feed}/%5fdesign%2fx`,
			`/db/${own.feed}/_find`,
			`/db/${own.feed}/_purge`,
			'/db/_all_dbs',
			'/db/_config',
			'/db/_node/_local/_config',
			'/db/_replicate'
		]) {
			for (const method of ['GET', 'PUT', 'POST'] as const) {
				const { status } = await worker(path, bodyOf('document', method));
				expect([400, 404, 405]).toContain(status);
			}
		}
	});

	test('[A7] a call from another origin changes nothing', async () => {
		for (const headers of [
			{ Origin: 'https://evil.example' },
			{ 'Sec-Fetch-Site': 'cross-site' },
			{ 'Sec-Fetch-Site': 'same-site' },
			{ Origin: 'null' }
		]) {
			const answer = await worker(pathOf.localDocument(own.feed), {
				method: 'PUT',
				headers: { 'Content-Type': 'application/json', ...headers },
				body: '{}'
			});
			expect(answer.status).toBe(403);
		}
		const same = await worker(pathOf.localDocument(own.feed), {
			method: 'PUT',
			headers: {
				'Content-Type': 'application/json',
				Origin: trialOrigin,
				'Sec-Fetch-Site': 'same-origin'
			},
			body: '{}'
		});
		expect(same.status).toBe(201);
	});

	test('[A8] a worker who was moved reaches the new grid at once, and the old one no more', async () => {
		const station = await openTrialStation();
		const moved = await station.signIn('wangge1', sampleDevice);
		const account = station.access.account('wangge1');
		const passwordHash = station.access.passwordHash('wangge1');
		if (!account || passwordHash === undefined) throw new Error('no account');
		station.access.saveAccount(
			{ ...account, grants: [{ role: 'grid_worker', scope: '150105001019-02' }] },
			passwordHash
		);
		expect((await moved(`/db/${own.feed}`)).status).toBe(404);
		expect((await moved('/db/feed-grid-150105001019-02')).status).toBe(200);
	});

	test('[A6] one device does not see the checkpoints of another', async () => {
		const second = await station.signIn('wangge1', '01KASXV2G0000000000000000E');
		expect((await worker(pathOf.localDocument(own.feed))).status).toBe(200);
		expect((await second(pathOf.localDocument(own.feed))).status).toBe(404);
		expect((await worker(`/db/${own.feed}/_local/router`)).status).toBe(404);
	});
});
