import { createHash } from 'node:crypto';
import { setImmediate as turn } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { sampleDevice, sampleDocument } from '#lib/domain/sampleDocuments.ts';
import { dice, openFaultyLine } from '../../src/stories/faultyLine.ts';
import { openMemoryAccessStore } from '../access/memoryAccessStore.ts';
import { upstreamCommand } from '../admin/upstreamCommand.ts';
import { doorOver } from '../admin/stationDoor.ts';
import { serveNode } from '../http/nodeAdapter.ts';
import { openGate, openTestFace } from '../http/testFace.ts';
import type { DocumentStore, StationStorage } from '../storage/documentStore.ts';
import { openMemoryStorage } from '../storage/memoryStorage.ts';
import type { TrialStation } from '../trialStation.ts';
import { openTrialStation } from '../trialStation.ts';
import type { Send } from './district.ts';
import { longestRetryMs } from './upstream.ts';

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
/** Longer: npm run long -- upstream. */
const seeds = Array.from({ length: Number(process.env['UPSTREAM_SEEDS'] ?? 4) }, (_, at) => at + 1);
const token = 'the token';
const feed = 'feed-grid-150105001019-01';
const ledger = 'ledger-150105001019';
const media = 'media-grid-150105001019-01';
const districtUrl = 'http://127.0.0.1:1/db';

const storage = { own: openMemoryStorage(), district: openMemoryStorage() };
let access = openMemoryAccessStore();
let station: TrialStation;
let send: Send;

beforeEach(async () => {
	storage.own = openMemoryStorage();
	storage.district = openMemoryStorage();
	access = openMemoryAccessStore();
	const face = await openTestFace({ storage: storage.district });
	send = face.handle;
	await starts();
});
afterEach(async () => {
	vi.useRealTimers();
	await station.close();
});

async function starts(): Promise<void> {
	station = await openTrialStation({
		...{ storage: storage.own, access, adminToken: token },
		send: (request) => send(request)
	});
}
async function restarts(): Promise<void> {
	await station.close();
	await starts();
}

const command = async (what?: string, more: { user?: string; insecure?: boolean } = {}) =>
	upstreamCommand(
		doorOver(
			station.handle,
			{ url: 'http://station', token },
			{ running: true, close: async () => undefined }
		),
		{
			...{ what, user: more.user ?? '', insecure: more.insecure ?? false },
			password: async () => (more.user === undefined ? undefined : 'a secret word')
		}
	);
const kick = () => command('now');

let written = 0;
function visits(count: number) {
	return Array.from({ length: count }, () => {
		written += 1;
		return sampleDocument('visit', sha256, {
			_id: `visit:01KASXV2G000000000${String(written).padStart(8, '0')}`,
			deviceSeq: written
		});
	});
}

async function pushes(count: number): Promise<string[]> {
	const phone = await station.signIn('wangge1', sampleDevice);
	const docs = visits(count);
	const answer = await phone(`/db/${feed}/_bulk_docs`, {
		method: 'POST',
		headers: { 'Content-Type': 'application/json' },
		body: JSON.stringify({ new_edits: false, docs })
	});
	expect(answer.status).toBe(201);
	await station.router.idle();
	return docs.map(({ _id }) => _id);
}

async function storeIn(where: StationStorage, name: string): Promise<DocumentStore> {
	const store = await where.open(name);
	if (!store) throw new Error(`There is no ${name} yet.`);
	return store;
}

/** Ids with all their leaves. */
async function holdings(where: StationStorage, name: string): Promise<Map<string, string[]>> {
	const store = await storeIn(where, name);
	const { rows } = await store.changes({ since: '0', limit: 100_000, bodies: false });
	return new Map(rows.map(({ id, rev, leaves }) => [id, leaves ?? [rev]]));
}

const names = [ledger, 'received-150105001019', media];

async function alike(): Promise<void> {
	for (const name of names) {
		expect(await holdings(storage.district, name)).toEqual(await holdings(storage.own, name));
	}
}

async function arrives(): Promise<void> {
	await vi.waitFor(
		async () => {
			await alike();
			expect(await reading()).toMatchObject({ state: 'current', behind: 0 });
		},
		{ timeout: 15_000, interval: 20 }
	);
}

async function reading(): Promise<Record<string, unknown>> {
	const health = await station.handle(new Request('http://station.test/station/health'));
	return ((await health.json()) as { upstream: Record<string, unknown> }).upstream;
}

const picture = Uint8Array.from([0xff, 0xd8, 0xff, 0xe0, ...new TextEncoder().encode('阀门')]);

describe('the district', () => {
	test('[B9] gets everything over its own socket: histories, conflicts, deletions, pictures', async () => {
		const face = await openTestFace({ storage: storage.district });
		const fail = (error: unknown) => {
			throw error as Error;
		};
		const server = await serveNode({
			...{ handle: face.handle, host: '127.0.0.1', port: 0 },
			...{ onBroken: fail, onDefect: fail }
		});
		send = fetch;
		await pushes(30);
		const store = await storeIn(storage.own, ledger);
		const path = (...ids: string[]) => ({ start: ids.length, ids });
		const edit = (id: string, revisions: { start: number; ids: string[] }, deleted = false) => ({
			...{ id, revisions, deleted, attachments: null },
			body: `{"of":"${revisions.ids[0]}"}`
		});
		await store.write(
			[
				edit('clash', path('b2', 'a1')),
				edit('clash', path('c3', 'c2', 'a1')),
				edit('gone', path('d2', 'd1'), true)
			],
			{ newEdits: false }
		);
		const hash = createHash('sha256').update(picture).digest('hex');
		const phone = await station.signIn('wangge1', sampleDevice);
		const put = await phone(`/db/${media}/photo:${hash}/${hash}`, {
			method: 'PUT',
			headers: { 'Content-Type': 'image/jpeg' },
			body: picture
		});
		expect(put.status).toBe(201);

		expect(await command(`${server.url}/db`)).toMatchObject({ code: 0 });
		await arrives();
		const there = await storeIn(storage.district, ledger);
		expect((await there.row('clash'))?.tree).toBe((await store.row('clash'))?.tree);
		expect(await there.revision('clash', '2-b2')).toMatchObject({ body: '{"of":"b2"}' });
		expect((await there.row('gone'))?.deleted).toBe(true);
		const { attachments } = (await (await storeIn(storage.district, media)).row(`photo:${hash}`))!;
		const bytes = await (
			await storeIn(storage.district, media)
		).attachment(attachments![hash]!.digest, { id: `photo:${hash}`, rev: '', name: hash });
		expect(bytes).toEqual(picture);

		// And what comes later, by itself.
		await pushes(3);
		await arrives();
		expect(face.defects).toEqual([]);
		await server.close();
	});

	test('[B9] gets nothing that was refused, and no feed', async () => {
		await pushes(1);
		await command(districtUrl);
		await arrives();
		const there = await storage.district.names();
		expect(there.filter((name) => /^(?:quarantine|feed)/.test(name))).toEqual([]);
		expect(await command()).toMatchObject({ text: expect.stringContaining('已全部传到') });
	});

	test('[B10] is sent only what is new after a restart of the station', async () => {
		await pushes(150);
		await pushes(150);
		await command(districtUrl);
		await arrives();
		const bodies: string[] = [];
		const through = send;
		send = async (request) => {
			if (request.url.endsWith('/_bulk_docs')) bodies.push(await request.clone().text());
			return through(request);
		};
		await restarts();
		const [fresh] = await pushes(1);
		await arrives();
		const sent = bodies.flatMap((body) => (JSON.parse(body) as { docs: { _id: string }[] }).docs);
		const visitsSent = sent.map(({ _id }) => _id).filter((id) => id.startsWith('visit:'));
		expect(visitsSent).toEqual([fresh]);
	});

	test('[B10] that lost its data, all or some, is sent it again', async () => {
		await pushes(30);
		await command(districtUrl);
		await arrives();
		const early = await (await storeIn(storage.district, ledger)).local(await checkpointId());
		await pushes(30);
		await arrives();

		// All of it, while we run.
		await storage.district.drop(ledger);
		await kick();
		await arrives();

		// Some of it: brought back from an older copy, its checkpoint with it.
		const [lost] = await pushes(1);
		await arrives();
		const store = await storeIn(storage.district, ledger);
		const kept = [...(await holdings(storage.district, ledger)).keys()].filter((id) => id !== lost);
		const rows = await store.rows(kept);
		await storage.district.drop(ledger);
		await storage.district.create(ledger);
		const older = await storeIn(storage.district, ledger);
		await older.write(
			rows.map((row) => ({
				id: row!.id,
				revisions: { start: 1, ids: [row!.rev.slice(2)] },
				deleted: false,
				body: row!.body,
				attachments: null
			})),
			{ newEdits: false }
		);
		await older.writeLocal(await checkpointId(), early!.body);
		await kick();
		await arrives();
	});

	test('[B10] gets everything though this station was restored and counts anew', async () => {
		await pushes(20);
		await command(districtUrl);
		await arrives();
		const copy = openMemoryStorage();
		for (const name of await storage.own.names()) await copy.create(name);
		await station.close();
		// The same station with nothing in it but the checkpoint of another epoch.
		const id = await checkpointId();
		const kept = await (await storeIn(storage.own, ledger)).local(id);
		await (await storeIn(copy, ledger)).writeLocal(id, kept!.body);
		storage.own = copy;
		await starts();
		const [fresh] = await pushes(1);
		await vi.waitFor(async () => {
			expect((await holdings(storage.district, ledger)).has(fresh!)).toBe(true);
		});
	});

	test.each(seeds)('[B11] gets everything once, whatever the line does (seed %i)', async (seed) => {
		const face = await openTestFace({ storage: storage.district });
		const line = openFaultyLine(face.handle, dice(seed));
		line.trouble = 0.4;
		send = line.send;
		await pushes(150);
		await command(districtUrl);
		for (let round = 0; round < 12; round += 1) {
			if (round === 4) await restarts();
			if (round % 3 === 0) await pushes(20);
			await kick();
			for (let step = 0; step < 50; step += 1) await turn();
		}
		line.trouble = 0;
		await vi.waitFor(
			async () => {
				await kick();
				await alike();
			},
			{ timeout: 15_000, interval: 50 }
		);
		expect([...line.met.values()].reduce((sum, count) => sum + count, 0)).toBeGreaterThan(5);
		expect(face.defects).toEqual([]);
	});

	test('[B11] that is away is asked every minute at least, not at every commit, and at once when told', async () => {
		await command('off');
		let asked = 0;
		send = () => {
			asked += 1;
			return Promise.reject(new TypeError('fetch failed'));
		};
		vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
		await command(districtUrl);
		await vi.advanceTimersByTimeAsync(10 * longestRetryMs);
		expect(asked).toBeGreaterThanOrEqual(10);
		expect(asked).toBeLessThanOrEqual(20);
		expect(await reading()).toMatchObject({ state: 'waiting', trouble: 'unreachable' });
		const before = asked;
		await (
			await storeIn(storage.own, ledger)
		).write([{ id: 'x', revisions: null, deleted: false, body: '{}', attachments: null }], {
			newEdits: true
		});
		await vi.advanceTimersByTimeAsync(0);
		expect(asked).toBe(before);
		await kick();
		await vi.advanceTimersByTimeAsync(0);
		expect(asked).toBe(before + 1);
		for (const silent of [longestRetryMs, longestRetryMs]) {
			const soFar = asked;
			await vi.advanceTimersByTimeAsync(silent);
			expect(asked).toBeGreaterThan(soFar);
		}
	});

	test('[B12] that refuses a document gets all others; it is noted, and offered again when told', async () => {
		const [unwanted, huge, ...fine] = await pushes(40);
		let strict = true;
		const face = await openTestFace({
			storage: storage.district,
			gate: {
				...openGate,
				screenPush: async (_who, _db, docs) => {
					const isRefused = (one: unknown) => strict && (one as { _id: string })._id === unwanted;
					return {
						take: docs.filter((one) => !isRefused(one)),
						refused: docs.filter(isRefused).map((one) => ({
							id: (one as { _id: string })._id,
							error: 'forbidden' as const,
							reason: 'not here'
						}))
					};
				}
			}
		});
		send = async (request) => {
			if (strict && (await request.clone().text()).includes(`"_id":"${huge}"`)) {
				return Response.json({ error: 'too_large', reason: 'proxy' }, { status: 413 });
			}
			return face.handle(request);
		};
		await command(districtUrl);
		await vi.waitFor(async () => {
			expect(await reading()).toMatchObject({ state: 'current', behind: 0, refused: 2 });
		});
		const there = await holdings(storage.district, ledger);
		expect(fine.filter((id) => !there.has(id))).toEqual([]);
		expect([unwanted, huge].map((id) => there.has(id!))).toEqual([false, false]);
		const { text } = await command();
		expect(text).toContain(`${unwanted}：forbidden not here`);
		expect(text).toContain(`${huge}：too_large`);
		const health = await station.handle(new Request('http://station.test/station/health'));
		expect(await health.json()).toMatchObject({ status: 'yellow' });

		await restarts();
		await vi.waitFor(async () => expect(await reading()).toMatchObject({ refused: 2 }));
		strict = false;
		await kick();
		await arrives();
		expect(await reading()).toMatchObject({ refused: 0 });
	});

	test('[B13] is reached over https, loopback, or where the keeper insists', async () => {
		for (const url of [
			'http://couch.example',
			'couch.example',
			'ftp://couch.example',
			'https://'
		]) {
			expect((await command(url)).code).toBe(1);
		}
		expect((await command('https://a:b@couch.example', { user: 'c' })).text).toContain('只写一处');
		expect(await command()).toMatchObject({ text: expect.stringContaining('没有设置上级') });
		for (const url of ['https://couch.example/', 'http://localhost:5984', 'http://[::1]:5984/db']) {
			expect(await command(url)).toMatchObject({ code: 0 });
		}
		expect((await command('http://couch.example', { insecure: true })).code).toBe(0);
	});

	test('[B13] hears the password, and nobody else does', async () => {
		const defects: unknown[] = [];
		await station.close();
		station = await openTrialStation({
			...{ storage: storage.own, access, adminToken: token },
			send: (request) => send(request),
			onDefect: (error) => defects.push(error)
		});
		const heard = new Set<string | null>();
		send = async (request) => {
			heard.add(request.headers.get('authorization'));
			expect(request.url).not.toContain('secret');
			return Response.json({ error: 'unauthorized', reason: '' }, { status: 401 });
		};
		const said = [await command(districtUrl, { user: '区里' })];
		await vi.waitFor(async () => {
			expect(await reading()).toMatchObject({ state: 'waiting', trouble: 'unauthorized' });
		});
		said.push(await command(), await command('now'));
		const health = await station.handle(new Request('http://station.test/station/health'));
		const shown = JSON.stringify([said, await health.json(), defects]);
		expect(shown).not.toContain('secret');
		expect(heard).toEqual(
			new Set([`Basic ${Buffer.from('区里:a secret word').toString('base64')}`])
		);
		expect(JSON.parse(access.fact('upstream')!)).toMatchObject({ password: 'a secret word' });
		await command('off');
		expect(access.fact('upstream')).toBe('');
	});

	test('[B14] that answers as no CouchDB is told as such, and nothing is called delivered', async () => {
		await pushes(3);
		send = async () => new Response('<title>登录 WiFi</title>', { status: 200 });
		await command(districtUrl);
		await vi.waitFor(async () => {
			expect(await reading()).toMatchObject({ state: 'waiting', trouble: 'not_couchdb' });
		});
		expect((await reading())['behind']).toBeGreaterThanOrEqual(3);
		expect((await command()).text).toContain('不是 CouchDB');
	});
});

/** The one `_local` document both sides have of the ledger, beside the router's own. */
async function checkpointId(): Promise<string> {
	const uuid = access.fact('uuid')!;
	return createHash('sha256')
		.update(JSON.stringify([uuid, districtUrl]))
		.digest('hex')
		.slice(0, 32);
}
