// T-AUTHZ: everybody asks everything of every database, in every way; one table says what each gets,
// and whatever is answered is searched for what belongs to others.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test, vi } from 'vitest';
import { addDays, dayOf } from '#lib/domain/calendar.ts';
import type { RoleGrant } from '#lib/domain/feeds.ts';
import { sampleDevice, sampleDocument, sampleOther } from '#lib/domain/sampleDocuments.ts';
import type { Method, RouteName } from '../http/routes.ts';
import { findRoute, methodsOf } from '../http/routes.ts';
import { editOf } from '../storage/edit.ts';
import type { TrialStation } from '../trialStation.ts';
import { openTrialStation, trialCost, trialOrigin, trialPassword } from '../trialStation.ts';
import type { Relation } from './expectedAccess.ts';
import { expectedCalls, expectedRoutes } from './expectedAccess.ts';
import { hashPassword } from './passwords.ts';

/** A busy machine asks slowly. */
vi.setConfig({ testTimeout: 90_000 });

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
const adminToken = 'only-in-the-data-folder';
const community = '150105001019';
const grids = ['150105001019-01', '150105001019-02'] as const;
type Grid = (typeof grids)[number];
/** Nobody in this test has any business with these. */
const nobodys = [
	'ledger-150105001019',
	'quarantine-150105001019',
	'received-150105001019',
	'feed-grid-150105001019-09',
	'feed-grid-150105001020-01',
	'feed-community-150105001020',
	'feed-street-150105002'
];
/** Roles with a feed of their own, and whose it is. */
const roles: readonly [who: string, grant: RoleGrant, own: string][] = [
	['a community lead', { role: 'community_lead', scope: community }, `community-${community}`],
	['a community worker', { role: 'community_staff', scope: community }, `community-${community}`],
	[
		'a building head',
		{ role: 'building_head', scope: `${community}-01/xk/3` },
		`building-${community}-01-xk-3`
	],
	[
		'an informant',
		{ role: 'informant', scope: `${community}/xinxiyuan1` },
		`informant-${community}-xinxiyuan1`
	],
	[
		'a property company',
		{ role: 'handler_property', scope: `${community}/wy-herun` },
		`handler-${community}-wy-herun`
	],
	[
		'a department',
		{ role: 'handler_dept', scope: `${community}/bm-ranqi` },
		`handler-${community}-bm-ranqi`
	],
	['a street', { role: 'street_staff', scope: '150105001' }, 'street-150105001']
];
const scoped = [...new Set(roles.map(([, , own]) => own))];
const canaryOf = (place: string) => `canary:${place}:only-here`;
const allMethods = ['GET', 'HEAD', 'PUT', 'POST', 'DELETE', 'COPY', 'PATCH', 'OPTIONS'];

const picture = new Uint8Array([0xff, 0xd8, 0xff, 1]);
const hash = createHash('sha256').update(picture).digest('hex');
const ulidOf: Record<Grid, string> = {
	[grids[0]]: '01KASXV2G000000000000000A1',
	[grids[1]]: '01KASXV2G000000000000000A2'
};
const visitOf = (grid: Grid) =>
	sampleDocument('visit', sha256, {
		...{
			_id: `visit:${ulidOf[grid]}`,
			grid,
			door: `${grid}/xk/3-2-501`,
			note: canaryOf(`grid-${grid}`)
		},
		...{ author: grid === grids[0] ? 'wangge1' : 'wangge2' }
	});
/** A cut copy stays where it lies, so each of these is in one feed and no other. */
const copyIn = (own: string) =>
	sampleDocument('concern', sha256, {
		_id: `concern:01KASXV2G000000000000000C${scoped.indexOf(own)}`,
		...{ cut: 'handler', author: 'station', device: 'station', text: canaryOf(own) }
	});
const visits = grids.map(visitOf);
const ids = visits.map(({ _id }) => _id);
const asJson = encodeURIComponent(JSON.stringify(ids));
const revsJson = encodeURIComponent(JSON.stringify(visits.map(({ _rev }) => _rev)));

function idIn(db: string): string {
	const own = db.replace(/^(?:feed|media)-/, '');
	return scoped.includes(own) ? copyIn(own)._id : ids[db.endsWith('-02') ? 1 : 0]!;
}

/** Where a route stands; a new one is asked by its name until it has a path of its own here. */
const pathsOf: Partial<Record<RouteName, (db: string) => string>> = {
	serverInfo: () => '/db/',
	session: () => '/db/_session',
	up: () => '/db/_up',
	uuids: () => '/db/_uuids',
	database: (db) => `/db/${db}`,
	localDocument: (db) => `/db/${db}/_local/checkpoint`,
	document: (db) => `/db/${db}/${encodeURIComponent(idIn(db))}`,
	attachment: (db) => `/db/${db}/photo:${hash}/${hash}`,
	designFunction: (db) => `/db/${db}/_design/a/_view/b`,
	indexes: (db) => `/db/${db}/_index`,
	index: (db) => `/db/${db}/_index/_design/a/json/b`,
	indexesGone: (db) => `/db/${db}/_index/_bulk_delete`
};

/** Most calls stand under their own name, at the server or in a database. */
function pathOf(route: RouteName, db: string): string {
	const given = pathsOf[route]?.(db);
	return given ?? (isOfServer(route) ? `/db/${nameOf(route)}` : `/db/${db}/${nameOf(route)}`);
}

function nameOf(route: RouteName): string {
	return `_${route.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)}`;
}

function isOfServer(route: RouteName): boolean {
	const given = pathsOf[route];
	if (given) return given('a') === given('b');
	try {
		return findRoute(`/${nameOf(route)}`, methodsOf[route][0] ?? 'GET').name === route;
	} catch {
		return false;
	}
}

/** What changes an answer in CouchDB, and what might in somebody's program. */
const parameters = [
	'include_docs=true&conflicts=true&attachments=true&style=all_docs',
	'include_docs=true&since=0&limit=1000000',
	'descending=true&include_docs=true',
	'since=now&feed=longpoll&timeout=1',
	'feed=continuous&include_docs=true&timeout=1',
	'feed=eventsource&include_docs=true&timeout=1',
	'filter=_view&view=x/y',
	'filter=x/y&include_docs=true',
	'filter=_selector&include_docs=true',
	'filter=_design&include_docs=true',
	`filter=_doc_ids&include_docs=true&doc_ids=${asJson}`,
	`keys=${asJson}&include_docs=true`,
	'startkey="a"&endkey="z"&include_docs=true',
	`rev=${visits[1]!._rev}`,
	`rev=${visits[1]!._rev}&latest=true`,
	'open_revs=all',
	`open_revs=${revsJson}`,
	`open_revs=${revsJson}&latest=true&revs=true`,
	'revs=true&revs_info=true',
	'meta=true&local_seq=true&deleted_conflicts=true',
	'attachments=true&atts_since=["1-a"]',
	'latest=true&revs=true&attachments=true',
	'db=feed-grid-150105001019-02&dbname=feed-grid-150105001019-02',
	'_method=DELETE&method=GET',
	'callback=alert',
	`device=${sampleOther}`
];
const bodies: object[] = [
	{ docs: visits.map(({ _id: id, _rev: rev }) => ({ id, rev })) },
	{ docs: ids.map((id) => ({ id })) },
	{ docs: ids.map((id) => ({ id: `_local/${id}` })) },
	{ keys: ids, include_docs: true },
	{ doc_ids: ids },
	{ selector: {}, fields: ['note'] },
	Object.fromEntries(visits.map(({ _id, _rev }) => [_id, [_rev, '1-a']]))
];
const disguises: Record<string, string>[] = [
	{ 'X-HTTP-Method-Override': 'GET' },
	{ 'X-HTTP-Method': 'DELETE' },
	{
		'X-Auth-CouchDB-UserName': 'admin',
		'X-Auth-CouchDB-Roles': '_admin',
		'X-Auth-CouchDB-Token': ''
	},
	{ Authorization: `Basic ${btoa('admin:admin')}` },
	{ Authorization: 'Bearer null' },
	{ 'X-Forwarded-User': 'admin', 'X-Forwarded-For': '127.0.0.1', 'X-Real-IP': '::1' },
	{ 'X-Original-URL': '/db/feed-grid-150105001019-02', 'X-Rewrite-URL': '/db/_all_dbs' }
];

interface Principal {
	who: string;
	isSignedIn: boolean;
	/** A feed's name without its beginning. */
	own?: string;
	/** Hers until lately. */
	old?: string;
	/** Of general databases. */
	isAdmin?: boolean;
	headers: Record<string, string>;
}

let station: TrialStation;
const principals: Principal[] = [];
const named = (who: string) => principals.find((one) => one.who === who)!;
const everybody = [
	...['anonymous', 'a made-up cookie', 'two cookies', 'an expired session', 'a session signed out'],
	...[
		'a new password since',
		'a stolen cookie',
		'the token of the keeper',
		'no role',
		'another role'
	],
	...['a grid that is not here', 'worker of 01', 'worker of 02', 'moved from 01 to 02'],
	...['moved yesterday', 'an admin of general databases', 'a keeper of the station'],
	...roles.map(([who]) => who)
];

const ask = (path: string, init: RequestInit = {}) =>
	station.handle(new Request(`${trialOrigin}${path}`, init));

async function textOf(answer: Response): Promise<string> {
	const headers = [...answer.headers].map(([name, value]) => `${name}: ${value}`).join('\n');
	const stream = answer.headers.get('content-type')?.startsWith('text/event-stream');
	if (!stream || !answer.body) return `${headers}\n${await answer.text()}`;
	const reader = answer.body.getReader();
	const { value } = await reader.read();
	await reader.cancel();
	return `${headers}\n${new TextDecoder().decode(value)}`;
}

function initOf({ headers }: Principal, route: RouteName, method: string, body?: object) {
	if (method === 'GET' || method === 'HEAD' || method === 'OPTIONS') return { method, headers };
	if (route === 'attachment') {
		return { method, headers: { ...headers, 'Content-Type': 'image/jpeg' }, body: picture };
	}
	const docs = { new_edits: false, docs: [] };
	const sent = body ?? (route === 'bulkDocs' ? docs : route === 'bulkGet' ? { docs: [] } : {});
	return {
		method,
		headers: { ...headers, 'Content-Type': 'application/json' },
		body: JSON.stringify(sent)
	};
}

/** The databases, as they stand to somebody. */
function databasesFor({ own, old, isAdmin }: Principal): [db: string, relation: Relation][] {
	const media = [...grids.map((grid) => `grid-${grid}`), scoped[0]!, ...(own ? [own] : [])];
	const feeds = [...grids.map((grid) => `grid-${grid}`), ...scoped];
	const isOld = (name: string) => name === old;
	const ofRoles = [
		...feeds.map((name): [string, Relation] => [
			`feed-${name}`,
			name === own ? 'ownFeed' : isOld(name) ? 'oldFeed' : 'foreign'
		]),
		...[...new Set(media)].map((name): [string, Relation] => [
			`media-${name}`,
			name === own ? 'ownMedia' : isOld(name) ? 'oldMedia' : 'foreign'
		])
	];
	// A name that is not of this community is an admin's to make.
	const shut = isAdmin ? nobodys.slice(0, 3) : nobodys;
	return [...ofRoles, ...shut.map((db): [string, Relation] => [db, 'foreign'])];
}

/** Enough where every parameter is tried: her own, and one foreign of each kind. */
function fewerFor(who: Principal): [db: string, relation: Relation][] {
	const foreign = [`feed-grid-${grids[0]}`, `feed-grid-${grids[1]}`, `media-grid-${grids[1]}`];
	const tried = [...foreign, `feed-${scoped[0]!}`, nobodys[0]!, nobodys[3]!];
	return databasesFor(who).filter(([db, relation]) => relation !== 'foreign' || tried.includes(db));
}

/** What may be read by somebody: the canary of her own feed and no other. */
function foreignIn(text: string, { own }: Principal): string | undefined {
	const mine = own === undefined ? [] : [canaryOf(own), canaryOf(`media ${own}`)];
	return text.match(/canary:[^"\s]*?:only-here/g)?.find((one) => !mine.includes(one));
}

function isExpected(
	who: Principal,
	{ route, method, relation }: { route: RouteName; method: string; relation: Relation },
	status: number
): boolean {
	if (!methodsOf[route].includes(method as Method)) return status === 405;
	const { everybody: open = [], worker = {}, admin = [] } = expectedRoutes[route];
	// Signing in with nothing in the hand is a bad request, and known to everybody.
	if (open.includes(method as Method)) return status < 500;
	if (!who.isSignedIn) return status === 401;
	if (who.isAdmin) {
		const may = relation === 'server' && admin.includes(method as Method);
		return may ? status < 300 || status === 400 : status === 404;
	}
	const reach = who.own !== undefined && relation !== 'foreign' ? (worker[relation] ?? []) : [];
	// The server's own name is told to whoever is signed in.
	const asServer = relation === 'server' ? (worker.server ?? []) : reach;
	if (!asServer.includes(method as Method)) return status === 404;
	return status < 300 || status === 409;
}

async function foreignState(who: Principal): Promise<string> {
	const foreign = databasesFor(who).filter(
		([db, relation]) => relation === 'foreign' && /^(?:feed|media)-/.test(db)
	);
	const states = foreign.map(
		async ([db]) => (await (await station.storage.open(db))?.info())?.updateSeq
	);
	const accounts = JSON.stringify(station.access.accounts());
	return JSON.stringify([await station.storage.names(), await Promise.all(states), accounts]);
}

async function plant(db: string, document: object): Promise<void> {
	const store = (await station.storage.open(db))!;
	await store.write([editOf(document, { newEdits: false })], { newEdits: false });
}

async function addAccount(name: string, grants: RoleGrant[]): Promise<void> {
	const passwordHash = await hashPassword(trialPassword, trialCost);
	station.access.saveAccount({ name, displayName: name, grants, demo: true }, passwordHash);
}

async function signIn(account: string, device = sampleDevice): Promise<Record<string, string>> {
	const answer = await ask('/db/_session', {
		method: 'POST',
		headers: { 'Content-Type': 'application/json', 'X-Qingge-Device': device },
		body: JSON.stringify({ name: account, password: trialPassword })
	});
	const cookie = answer.headers.getSetCookie()[0]?.split(';')[0] ?? '';
	expect([account, answer.status]).toEqual([account, 200]);
	return { Cookie: cookie, 'X-Qingge-Device': device };
}

async function admit(): Promise<void> {
	const worker = (scope: string): RoleGrant[] => [{ role: 'grid_worker', scope }];
	await addAccount('moved', worker(grids[0]));
	await addAccount('renamed', worker(grids[0]));
	await addAccount('nothing', []);
	await addAccount('head', [{ role: 'building_head', scope: grids[0] }]);
	const yesterday = addDays(dayOf(new Date().toISOString()), -1);
	const ended: RoleGrant = { role: 'grid_worker', scope: grids[0], until: yesterday };
	await addAccount('yesterday', [...worker(grids[1]), ended]);
	await addAccount('elsewhere', worker('150105001019-09'));
	const passwordHash = await hashPassword(trialPassword, trialCost);
	const couch = {
		name: 'couch',
		displayName: 'couch',
		grants: [],
		couch: 'admin',
		demo: false
	} as const;
	station.access.saveAccount({ ...couch, grants: [] }, passwordHash);
	const gone = await signIn('wangge1');
	await ask('/db/_session', { method: 'DELETE', headers: gone });
	const renamed = await signIn('renamed');
	await ask('/station/admin/password', {
		method: 'POST',
		headers: { Authorization: `Bearer ${adminToken}`, 'Content-Type': 'application/json' },
		body: JSON.stringify({ name: 'renamed', password: 'another-one-entirely' })
	});
	const [first, second] = [await signIn('wangge1'), await signIn('wangge2', sampleOther)];
	const moved = await signIn('moved');
	const expired = await signIn('wangge1');
	const account = station.access.account('moved')!;
	const kept = station.access.passwordHash('moved')!;
	station.access.saveAccount({ ...account, grants: worker(grids[1]) }, kept);
	const outside = (who: string, headers: Record<string, string>): Principal => ({
		...{ who, headers, isSignedIn: false }
	});
	const inside = (who: string, headers: Record<string, string>, own?: string): Principal => ({
		...{ who, headers, isSignedIn: true },
		...(own && { own })
	});
	principals.push(
		outside('anonymous', {}),
		outside('a made-up cookie', { Cookie: `AuthSession=${'A'.repeat(43)}` }),
		outside('two cookies', { Cookie: `${first['Cookie']!}; ${first['Cookie']!}` }),
		outside('an expired session', expired),
		outside('a session signed out', gone),
		outside('a new password since', renamed),
		outside('a stolen cookie', { ...first, 'X-Qingge-Device': sampleOther }),
		outside('the token of the keeper', { Authorization: `Bearer ${adminToken}` }),
		inside('no role', await signIn('nothing')),
		inside('another role', await signIn('head')),
		inside('a grid that is not here', await signIn('elsewhere')),
		inside('worker of 01', first, `grid-${grids[0]}`),
		inside('worker of 02', second, `grid-${grids[1]}`),
		inside('moved from 01 to 02', moved, `grid-${grids[1]}`),
		{
			...inside('moved yesterday', await signIn('yesterday'), `grid-${grids[1]}`),
			old: `grid-${grids[0]}`
		},
		{ ...inside('an admin of general databases', await signIn('couch')), isAdmin: true },
		inside('a keeper of the station', await signIn('zhan'))
	);
	for (const [who, grant, own] of roles) {
		const name = who.replaceAll(' ', '-');
		await addAccount(name, [grant]);
		const headers = await signIn(name);
		// Her first call makes her feed.
		expect((await ask('/station/me', { headers })).status).toBe(200);
		principals.push(inside(who, headers, own));
	}
}

/** It ran out a moment ago, and nobody has signed in since, which would tidy it away. */
function expire({ headers }: Principal): void {
	const token = (headers['Cookie'] ?? '').slice('AuthSession='.length);
	const tokenHash = createHash('sha256').update(token).digest('base64url');
	const session = station.access.session(tokenHash)!;
	station.access.saveSession({ ...session, endsMs: Date.now() - 1 });
}

describe('who may what', () => {
	beforeAll(async () => {
		station = await openTrialStation({ adminToken });
		await admit();
		for (const grid of grids) await plant(`feed-grid-${grid}`, visitOf(grid));
		for (const own of scoped) await plant(`feed-${own}`, copyIn(own));
		for (const own of [...grids.map((grid) => `grid-${grid}`), ...scoped]) {
			await plant(`media-${own}`, {
				...{ _id: `photo:${hash}`, _rev: '1-a', said: canaryOf(`media ${own}`) },
				_attachments: {
					[hash]: { content_type: 'image/jpeg', data: btoa(canaryOf(`media ${own}`)) }
				}
			});
		}
		for (const db of nobodys) {
			if (await station.storage.open(db)) {
				await plant(db, { _id: `visit:${sampleOther}`, _rev: '1-a', note: canaryOf(db) });
			}
		}
		// A checkpoint of another phone of the same worker, and one of another worker.
		for (const [who, device] of [
			['wangge1', sampleOther],
			['wangge2', sampleDevice]
		] as const) {
			const db = `feed-grid-${who === 'wangge1' ? grids[0] : grids[1]}`;
			await ask(`/db/${db}/_local/checkpoint`, {
				method: 'PUT',
				headers: { ...(await signIn(who, device)), 'Content-Type': 'application/json' },
				body: JSON.stringify({ last: canaryOf('a checkpoint') })
			});
		}
		for (const who of principals.filter(({ own }) => own !== undefined)) {
			const path = pathOf('localDocument', `feed-${who.own!}`);
			expect((await ask(path, initOf(who, 'localDocument', 'PUT'))).status).toBe(201);
		}
		expire(named('an expired session'));
		// The station counts once by itself, some time after its start: not in the middle of a question.
		await station.loop.tally();
		await station.router.idle();
	});

	test('[A30] the table names every route and every call there is, and no other', () => {
		expect(Object.keys(expectedRoutes).sort()).toEqual(Object.keys(methodsOf).sort());
		expect(Object.keys(expectedCalls).sort()).toEqual([...station.calls].sort());
	});

	test('[A30] every route is asked where it stands', () => {
		for (const route of Object.keys(methodsOf) as RouteName[]) {
			const path = pathOf(route, 'feed-grid-150105001019-01').slice('/db'.length);
			expect(findRoute(path, methodsOf[route][0]!).name).toBe(route);
		}
	});

	test('[A30] no address is handed out beside the two tables', () => {
		const source = ['../station.ts', '../frontDoor.ts']
			.map((file) => readFileSync(join(import.meta.dirname, file), 'utf8'))
			.join('');
		const addresses = [...source.matchAll(/['"`](\/[a-z_/]*)['"`]/g)].map(([, path]) => path);
		expect([...new Set(addresses)].sort()).toEqual(['/db', '/db/', '/metrics', '/station/']);
		expect(principals.map(({ who }) => who)).toEqual(everybody);
	});

	test.each(everybody)('[A6] [A30] %s gets what the table says, and no more', async (name) => {
		const who = named(name);
		const before = await foreignState(who);
		const wrong: unknown[] = [];
		for (const route of Object.keys(methodsOf) as RouteName[]) {
			const places = isOfServer(route)
				? ([['', 'server']] as [string, Relation][])
				: databasesFor(who);
			for (const [db, relation] of places) {
				for (const method of allMethods) {
					if (route === 'session' && method === 'DELETE') continue;
					const answer = await ask(pathOf(route, db), initOf(who, route, method));
					const text = await textOf(answer);
					const leak = foreignIn(text, who);
					if (isExpected(who, { route, method, relation }, answer.status) && !leak) continue;
					wrong.push({ route, method, db, status: answer.status, leak });
				}
			}
		}
		expect(wrong).toEqual([]);
		expect(await foreignState(who)).toBe(before);
	});

	test.each(everybody)('[A31] %s gets no more by parameters, bodies and headers', async (name) => {
		const who = named(name);
		const before = await foreignState(who);
		const wrong: unknown[] = [];
		for (const route of Object.keys(methodsOf) as RouteName[]) {
			if (route === 'session') continue;
			const methods = methodsOf[route].filter((one) => one === 'GET' || one === 'POST');
			const places = isOfServer(route) ? ([['', 'server']] as [string, Relation][]) : fewerFor(who);
			for (const [db, relation] of places) {
				for (const method of methods) {
					const questions = [
						...parameters.map((query) => ({ query, body: undefined, more: {} })),
						...(method === 'POST' ? bodies : []).map((body) => ({ query: '', body, more: {} })),
						...disguises.map((more) => ({ query: '', body: undefined, more }))
					];
					for (const { query, body, more } of questions) {
						const init = initOf(
							{ ...who, headers: { ...more, ...who.headers } },
							...([route, method, body] as const)
						);
						const answer = await ask(`${pathOf(route, db)}?${query}`, init);
						const leak = foreignIn(await textOf(answer), who);
						const hers = relation !== 'foreign' && who.isSignedIn;
						const { status } = answer;
						// Guessing at a password waits, whatever else is asked with it.
						const fits = hers ? status < 500 : [400, 401, 404, 429].includes(status);
						if (!fits || leak) wrong.push({ route, method, db, query, body, more, status, leak });
					}
				}
			}
		}
		expect(wrong).toEqual([]);
		expect(await foreignState(who)).toBe(before);
	});

	test.each(everybody)('[A31] %s gets no more by another spelling of the path', async (name) => {
		const who = named(name);
		const own = `feed-${who.own ?? `grid-${grids[0]}`}`;
		const foreign = `feed-grid-${own.endsWith(grids[1]) ? grids[0] : grids[1]}`;
		const visit = encodeURIComponent(ids[foreign.endsWith('-02') ? 1 : 0]!);
		const paths = [
			...['/db/_all_dbs', '/db/_dbs_info', '/db/_users', '/db/_users/_all_docs', '/db/_replicate'],
			...['/db/_config', '/db/_node/_local/_config', '/db/_active_tasks', '/db/_scheduler/jobs'],
			...[
				'/db/_utils/',
				'/db/_replicator',
				'/db/_membership',
				'/db/_db_updates',
				'/db/_cluster_setup'
			],
			...[`/db/%66eed-grid-${foreign.slice(10)}`, `/db/%2566eed-grid-${foreign.slice(10)}`],
			...[
				`/db/${foreign.toUpperCase()}/_changes`,
				`/db/${foreign}/`,
				`/db//${foreign}`,
				`//db/${foreign}`
			],
			...[`/db/${own}%2f..%2f${foreign}`, `/db/${own}/..%2f${foreign}`, `/db/${own}/../${foreign}`],
			...[`/db/${own}%00${foreign}`, `/db/${foreign}%00`, `/db/${own}/%2e%2e/${foreign}/_changes`],
			...[`/db/${own}/..%5c${foreign}`, `/db/${own};/${foreign}`, `/db/${own}/${foreign}/${visit}`],
			...[
				'_design/x',
				'%5fdesign%2fx',
				'_design%2fx',
				'_design/x/_view/y',
				'_design/x/_show/y',
				'_temp_view'
			].map((path) => `/db/${own}/${path}`),
			...[
				'_local_docs',
				'_find',
				'_index',
				'_explain',
				'_purge',
				'_purged_infos_limit',
				'_revs_limit'
			].map((path) => `/db/${own}/${path}`),
			...[
				'_compact',
				'_view_cleanup',
				'_shards',
				'_security',
				'_sync_shards',
				'_design_docs',
				'_all_docs'
			].map((path) => `/db/${own}/${path}`),
			...[
				['wangge1', sampleOther],
				['wangge2', sampleDevice]
			].map(
				(of) => `/db/${own}/_local/${encodeURIComponent(JSON.stringify([...of, 'checkpoint']))}`
			),
			...[
				`/db/${own}/_local/checkpoint%00`,
				`/db/${own}/%5flocal/checkpoint`,
				`/db/${own}/_local%2f..%2fx`
			],
			...[
				`/db/${own}/_local/../${visit}`,
				`/db/${foreign}/${visit}/`,
				`/db/${own}/${visit}/x%2f..%2fy`
			],
			...[
				'/station/',
				'/station/me/',
				'/station//me',
				'/station/admin',
				'/station/admin/',
				'/station/x'
			]
		];
		const wrong: unknown[] = [];
		const before = await foreignState(who);
		for (const path of paths) {
			for (const method of ['GET', 'PUT', 'POST', 'DELETE', 'COPY']) {
				const answer = await ask(path, initOf(who, 'document', method));
				const leak = foreignIn(await textOf(answer), who);
				const { status } = answer;
				// A local document of any name is her own: it lies under her account and device.
				const isOwnLocal = path.startsWith(`/db/${own}/`) && /\/(?:_|%5f)local[/%]/.test(path);
				const isOfAdmin =
					who.isAdmin && /_(?:all_dbs|dbs_info|active_tasks|db_updates)$/.test(path);
				const isOpen = status < 400 && (isOwnLocal ? who.isSignedIn : isOfAdmin);
				const fits = isOpen || (status >= 400 && status < 500);
				if (!fits || leak) wrong.push({ path, method, status, leak });
			}
		}
		expect(wrong).toEqual([]);
		expect(await foreignState(who)).toBe(before);
	});

	test.each(everybody)('[A32] %s among the own calls of the station', async (name) => {
		const who = named(name);
		const holdsToken = name === 'the token of the keeper';
		const wrong: unknown[] = [];
		for (const [call, open] of Object.entries(expectedCalls)) {
			const [own = '', path = ''] = call.split(' ');
			for (const method of allMethods) {
				const answer = await ask(path, initOf(who, 'document', method));
				const leak = foreignIn(await textOf(answer), who);
				const { status } = answer;
				const mayCall = {
					everybody: true,
					signedIn: who.isSignedIn,
					tokenHolder: holdsToken,
					stationKeeper: name === 'a keeper of the station',
					communityDesk: /^a community (?:lead|worker)$/.test(name)
				}[open];
				const isOfFew = open === 'stationKeeper' || open === 'communityDesk';
				const isHidden = open === 'tokenHolder' || (isOfFew && who.isSignedIn);
				const refusal = isHidden ? 404 : 401;
				// An empty body is a bad request to whoever may ask at all.
				const called = mayCall
					? status < 300 || [400, 404, 422].includes(status)
					: status === refusal;
				const isOther = expectedCalls[`${method} ${path}`] !== undefined;
				const fits = method === own ? called : isOther || (status >= 400 && status < 500);
				if (!fits || leak) wrong.push({ call, method, status, leak });
			}
		}
		expect(wrong).toEqual([]);
	});

	test('[A33] what is foreign answers as what is not there, and an id of others as one of nobody', async () => {
		const who = named('worker of 01');
		const asked = async (path: string, body?: object) => {
			const answer = await ask(path, initOf(who, 'revsDiff', body ? 'POST' : 'GET', body));
			return [answer.status, await answer.text()];
		};
		const [there, nowhere] = ['feed-grid-150105001019-02', 'feed-grid-150105001019-77'];
		for (const rest of [
			'',
			'/_changes',
			`/${ids[1]!}`,
			'/_local/checkpoint',
			'/_all_docs',
			'/_nothing'
		]) {
			expect(await asked(`/db/${there}${rest}`)).toEqual(await asked(`/db/${nowhere}${rest}`));
		}
		const own = 'feed-grid-150105001019-01';
		const unknown = `visit:01KASXV2G0000000000000000Z`;
		const swap = ([status, text]: unknown[]) => [status, String(text).replaceAll(unknown, ids[1]!)];
		for (const call of ['_revs_diff', '_bulk_get']) {
			const bodyOf = (id: string) =>
				call === '_bulk_get' ? { docs: [{ id }] } : { [id]: ['1-a'] };
			const [of, no] = [bodyOf(ids[1]!), bodyOf(unknown)];
			expect(await asked(`/db/${own}/${call}`, of)).toEqual(
				swap(await asked(`/db/${own}/${call}`, no))
			);
		}
	});
});
