// What the station tells of itself: health, metrics and log. None of it may speak of a person, so
// everything that could be told is planted with words that must not come out.
import { createHash } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { sampleDevice, sampleDocument } from '#lib/domain/sampleDocuments.ts';
import { notePeer } from './access/peer.ts';
import { openStationLog } from './stationLog.ts';
import { StorageFull } from './storage/storageErrors.ts';
import type { TrialStation } from './trialStation.ts';
import { openTrialStation, trialOrigin, trialPassword } from './trialStation.ts';

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
const feed = 'feed-grid-150105001019-01';
/** A name, a phone, an address, an id: what nothing that is told may contain. */
const canaries = ['李秀英', '13947100000', '10.20.30.40', '01KASXV2GCANARY0000000000C', '3-2-501'];
const all = canaries.join(' ');
const alsoPersonal = ['wangge1', 'zhan', '兴康', '150105', sampleDevice];

describe('what the station tells of itself', () => {
	let lines: string[];
	let station: TrialStation;
	const gib = 1024 ** 3;
	let disk = { files: 7, bytes: 1_000, freeBytes: 50 * gib };
	beforeEach(async () => {
		lines = [];
		disk = { files: 7, bytes: 1_000, freeBytes: 50 * gib };
		station = await openTrialStation({
			log: openStationLog((line) => lines.push(line)),
			logEveryRequest: true,
			disk: async () => disk,
			metrics: { token: 'the token', trustLoopback: true }
		});
	});
	afterEach(async () => {
		await station.close();
	});

	const read = async (path: string, address = '127.0.0.1', headers: HeadersInit = {}) => {
		const request = new Request(`${trialOrigin}${path}`, { headers });
		notePeer(request, { address, secure: false });
		return station.handle(request);
	};
	const health = async () => {
		const answer = await read('/station/health');
		return { code: answer.status, ...((await answer.json()) as { status: string }) };
	};
	const metrics = async () => (await read('/metrics')).text();
	const push = async (...docs: unknown[]) => {
		const phone = await station.signIn('wangge1', sampleDevice);
		return phone(`/db/${feed}/_bulk_docs`, {
			method: 'POST',
			headers: { 'Content-Type': 'application/json' },
			body: JSON.stringify({ new_edits: false, docs })
		});
	};
	const signInAs = async (name: string, password: string) =>
		station.handle(
			new Request(`${trialOrigin}/db/_session`, {
				method: 'POST',
				body: JSON.stringify({ name, password })
			})
		);
	const told = () => lines.map((line) => JSON.parse(line) as Record<string, unknown>);

	test('[O1] health is made of parts and as bad as its worst one', async () => {
		expect(await health()).toMatchObject({
			code: 200,
			status: 'green',
			router: { behind: 0, troubled: false },
			feeds: { doorbells: 0, changes: 0 },
			devices: { known: 0, seenToday: 0 },
			quarantine: 0,
			gaps: 0,
			storage: { databases: 9, files: 7, bytes: 1_000 }
		});
		const other = await openTrialStation({
			moreHealth: [
				async () => ({ light: 'yellow', facts: { backup: { ageMs: 1 } } }),
				async () => ({ light: 'red', facts: { upstream: { behind: 2 } } })
			]
		});
		const answer = await other.handle(new Request(`${trialOrigin}/station/health`));
		expect(answer.status).toBe(503);
		expect(await answer.json()).toMatchObject({
			status: 'red',
			backup: { ageMs: 1 },
			upstream: { behind: 2 }
		});
		await other.close();
	});

	test('[O1] it counts open lines, phones of the day and what waits in quarantine', async () => {
		const phone = await station.signIn('wangge1', sampleDevice);
		const bell = await phone('/station/doorbell', { headers: { 'X-Qingge-App': '1.0.0' } });
		const changes = await phone(`/db/${feed}/_changes?feed=continuous`);
		await push({ nonsense: true });
		expect(await health()).toMatchObject({
			status: 'yellow',
			feeds: { doorbells: 1, changes: 1 },
			devices: { known: 1, seenToday: 1 },
			quarantine: 1
		});
		await bell.body?.cancel();
		await changes.body?.cancel();
		await vi.waitFor(async () =>
			expect(await health()).toMatchObject({ feeds: { doorbells: 0, changes: 0 } })
		);
	});

	test('[O1] a backup of last week is late', async () => {
		expect(await health()).toMatchObject({ status: 'green', backup: null });
		const dayMs = 24 * 60 * 60_000;
		for (const [days, status] of [
			[2, 'green'],
			[9, 'yellow']
		] as const) {
			const at = new Date(Date.now() - days * dayMs).toISOString();
			station.access.saveFact('lastBackup', JSON.stringify({ at, bytes: 5 }));
			expect(await health()).toMatchObject({ status, backup: { at, bytes: 5 } });
		}
	});

	test('[O2] a disk with little room is yellow, one with nearly none is red', async () => {
		disk.freeBytes = gib / 2;
		expect(await health()).toMatchObject({ code: 200, status: 'yellow' });
		disk.freeBytes = 1024;
		expect(await health()).toMatchObject({ code: 503, status: 'red' });
	});

	test('[O3] metrics are for this machine, or for whoever holds the token', async () => {
		for (const address of ['127.0.0.1', '::1', '::ffff:127.0.0.1']) {
			expect((await read('/metrics', address)).status).toBe(200);
		}
		for (const address of ['10.0.0.7', '::ffff:10.0.0.7', '127.0.0.1.evil', '']) {
			expect((await read('/metrics', address)).status).toBe(404);
		}
		const shown = async (text: string) =>
			(await read('/metrics', '10.0.0.7', { Authorization: text })).status;
		expect(await shown('Bearer the token')).toBe(200);
		expect(await shown('Bearer another')).toBe(404);
	});

	test('[O3] behind a proxy being near is not enough, and without a token nobody is let in', async () => {
		const behind = await openTrialStation({
			metrics: { token: undefined, trustLoopback: false }
		});
		for (const headers of [
			{},
			{ Authorization: 'Bearer undefined' },
			{ Authorization: 'Bearer ' }
		]) {
			const request = new Request(`${trialOrigin}/metrics`, { headers });
			notePeer(request, { address: '127.0.0.1', secure: false });
			expect((await behind.handle(request)).status).toBe(404);
		}
		await behind.close();
	});

	test('[O4] metrics count requests by route and status, and name nobody', async () => {
		await push(
			sampleDocument('visit', sha256),
			sampleDocument('household', sha256, { headName: '李秀英' })
		);
		await read(`/db/${feed}/${encodeURIComponent(all)}`);
		await read(`/station/${encodeURIComponent(all)}`);
		await read(`/db/_${encodeURIComponent(all)}`);
		await signInAs(all, all);
		// What the router still carries is counted as behind.
		await station.router.idle();
		const text = await metrics();
		expect(text).toContain(
			'qingge_request_seconds_count{route="bulkDocs",method="POST",status="201"} 1'
		);
		expect(text).toMatch(/qingge_request_seconds_count\{route="session",[^}]*status="401"\} 1/);
		expect(text).toContain('qingge_quarantined_total{reason="role"} 1');
		expect(text).toContain('qingge_quarantine_open 1');
		expect(text).toContain(`qingge_disk_free_bytes ${50 * gib}`);
		expect(text).toContain('qingge_status 1');
		expect(text).toContain('qingge_router_behind 0');
		expect(text).not.toContain('qingge_backup_age_ms');
		for (const name of ['process_resident_memory_bytes', 'nodejs_eventloop_lag_p99_seconds']) {
			expect(text).toContain(`\n${name} `);
		}
		for (const word of [...canaries, ...alsoPersonal]) expect(text).not.toContain(word);
	});

	test('[O4] invented paths and methods add no new series', async () => {
		await read('/db/first');
		await metrics();
		const before = (await metrics()).split('\n').length;
		for (let at = 0; at < 50; at += 1) await read(`/db/invented-${at}`);
		expect((await metrics()).split('\n').length).toBe(before);
	});

	test('[O5] the log names nobody, whatever is sent', async () => {
		await push(
			sampleDocument('visit', sha256, { note: all }),
			sampleDocument('household', sha256, { headName: '李秀英', note: all }),
			{ [all]: all, kind: all }
		);
		await signInAs(all, all);
		await signInAs('wangge1', all);
		for (const path of [`/db/${all}`, `/station/${all}`, `/${all}?q=${all}`]) {
			await read(encodeURI(path), '10.20.30.40', { 'User-Agent': encodeURIComponent(all) });
		}
		const keeper = await station.signIn('zhan', '01KASXV2GCANARY0000000000C');
		await keeper('/station/keeper/grant', {
			method: 'POST',
			body: JSON.stringify({ account: all, password: all, minutes: 30 })
		});
		await station.close();
		const text = lines.join('');
		expect(lines.length).toBeGreaterThan(8);
		for (const word of [...canaries, ...alsoPersonal, trialPassword]) {
			expect(text).not.toContain(word);
			expect(decodeURIComponent(text)).not.toContain(word);
		}
	});

	test('[O6] refused sign-ins are counted, and quarantine is told with its reasons', async () => {
		await push(sampleDocument('household', sha256), { nonsense: true });
		for (let at = 0; at < 6; at += 1) await signInAs('wangge1', 'wrong');
		await station.close();
		expect(told()).toContainEqual(
			expect.objectContaining({ event: 'quarantined', documents: 2, reasons: 'role,shape' })
		);
		expect(told()).toContainEqual(
			expect.objectContaining({ event: 'sign_ins_refused', wrong: 5, tooMany: 1 })
		);
		expect(told()).toContainEqual(
			expect.objectContaining({ event: 'request', route: 'bulkDocs', method: 'POST', status: 201 })
		);
	});

	test('[O6] trouble of the router is told by its kind and place, without what the error says', async () => {
		const ledger = (await station.storage.open('ledger-150105001019'))!;
		const planted = new StorageFull(new Error(all));
		planted.message = `${all}\n    at ${all}`;
		planted.stack = `StorageFull: ${planted.message}\n    at write (file:///station.ts:1:1)`;
		vi.spyOn(ledger, 'write').mockRejectedValueOnce(planted);
		await push(sampleDocument('visit', sha256));
		await station.router.idle();
		vi.restoreAllMocks();
		const trouble = told().find(({ event }) => event === 'router_trouble');
		expect(trouble).toMatchObject({
			level: 'error',
			error: 'StorageFull',
			stack: 'at write (file:///station.ts:1:1)'
		});
		for (const word of canaries) expect(lines.join('')).not.toContain(word);
	});

	test('[O6] what takes long is told by its route', async () => {
		const slow = vi.spyOn(performance, 'now');
		slow.mockReturnValueOnce(0).mockReturnValueOnce(2_500);
		await read('/station/health');
		slow.mockRestore();
		expect(told()).toContainEqual(
			expect.objectContaining({ event: 'slow_request', route: 'health', ms: 2_500, status: 200 })
		);
	});
});
