import { createHash } from 'node:crypto';
import {
	existsSync,
	mkdirSync,
	mkdtempSync,
	readdirSync,
	readFileSync,
	renameSync,
	rmSync,
	statSync,
	writeFileSync
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate as turn } from 'node:timers/promises';
import { afterAll, afterEach, beforeEach, describe, expect, test } from 'vitest';
import { sampleDevice, sampleDocument } from '#lib/domain/sampleDocuments.ts';
import { backUp } from '../admin/backupCommand.ts';
import { restore } from '../admin/restoreCommand.ts';
import { doorOver } from '../admin/stationDoor.ts';
import type { Station } from '../stationOptions.ts';
import type { StationData } from '../stationData.ts';
import { openStationData } from '../stationData.ts';
import type { TrialStation } from '../trialStation.ts';
import { openTrialStation, trialOrigin, trialPassword } from '../trialStation.ts';
import { readLastBackup } from './lastBackup.ts';
import { beginUnpacking, declareVerified, holdsStation } from './putInPlace.ts';
import { sealFile } from './sealFile.ts';

const root = mkdtempSync(join(tmpdir(), 'qingge-backup-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
const feed = 'feed-grid-150105001019-01';
const ledger = 'ledger-150105001019';
const token = 'the token';
const passphrase = '青山绿水 2026 green';
/** Quick to try; the cost is age's business and not ours. */
const workFactor = 6;

let folder: string;
let dataDir: string;
let file: string;
let data: StationData;
let station: TrialStation;
beforeEach(async () => {
	folder = mkdtempSync(join(root, 'run-'));
	dataDir = join(folder, 'data');
	file = join(folder, 'station.tar.gz.age');
	await opens();
});
afterEach(async () => {
	await stops();
});

async function opens(): Promise<void> {
	data = await openStationData(dataDir);
	station = await openTrialStation({ ...data, adminToken: token });
}

async function stops(): Promise<void> {
	await station.close();
	await data.close();
}

const doorTo = ({ handle }: Pick<Station, 'handle'>) =>
	doorOver(
		handle,
		{ url: 'http://station', token },
		{ running: true, close: async () => undefined }
	);

const given = (words = passphrase) => ({ fromStdin: false, fromEnvironment: words });
const backs = async (more: { overwrite?: boolean; words?: string } = {}) =>
	backUp(doorTo(station), {
		file,
		workFactor,
		overwrite: more.overwrite ?? false,
		passphrase: given(more.words)
	});
const restores = async (more: Partial<Parameters<typeof restore>[0]> = {}) =>
	restore({
		...{ file, dataDir, overwrite: false, signOut: false },
		passphrase: given(),
		...more
	});

let written = 0;
function visits(count: number) {
	return Array.from({ length: count }, () => {
		written += 1;
		return sampleDocument('visit', sha256, {
			_id: `visit:01KASXV2G000000000${String(written).padStart(8, '0')}`,
			deviceSeq: written,
			note: '青'.repeat(200)
		});
	});
}

type Phone = Awaited<ReturnType<TrialStation['signIn']>>;
/** Answers the ids that the station acknowledged. */
async function push(phone: Phone, count: number): Promise<string[]> {
	const docs = visits(count);
	const answer = await phone(`/db/${feed}/_bulk_docs`, {
		method: 'POST',
		headers: { 'Content-Type': 'application/json' },
		body: JSON.stringify({ new_edits: false, docs })
	});
	expect([answer.status, await answer.json()]).toEqual([201, []]);
	return docs.map(({ _id }) => _id);
}

async function idsIn(name: string): Promise<Set<string>> {
	const store = await data.storage.open(name);
	const { rows } = await store!.changes({ since: '0', limit: 100_000, bodies: false });
	return new Set(rows.map(({ id }) => id));
}

const lost = (acknowledged: readonly string[], there: Set<string>) =>
	acknowledged.filter((id) => !there.has(id));

describe('a backup', () => {
	beforeEach(() => {
		written = 0;
	});

	test('[B1] [B6] taken while phones push is whole, and carries everything to the ledger', async () => {
		const phone = await station.signIn('wangge1', sampleDevice);
		const before = await push(phone, 200);
		const backup = { isUnderWay: true };
		const during: string[] = [];
		const pushes = (async () => {
			while (backup.isUnderWay) {
				during.push(...(await push(phone, 20)));
				// Phones reach the station by a socket, which gives others a turn.
				await turn();
			}
		})();
		expect(await backs()).toMatchObject({ code: 0 });
		backup.isUnderWay = false;
		await pushes;
		expect(during.length).toBeGreaterThan(0);
		await stops();

		expect(await restores({ overwrite: true })).toMatchObject({ code: 0 });
		await opens();
		const inFeed = await idsIn(feed);
		expect(lost(before, inFeed)).toEqual([]);
		await station.router.idle();
		// Whatever the feed's copy holds is in the ledger, though that was copied at another moment.
		expect(lost([...inFeed], await idsIn(ledger))).toEqual([]);
		expect(lost([...(await idsIn(ledger))], await idsIn(feed))).toEqual([]);
		const me = await (await (await station.signIn('wangge1', sampleDevice))('/station/me')).json();
		expect(me.numbers[feed].missing).toEqual([]);
	});

	test('[B2] is for its owner only, in the age format, and says nothing readable', async () => {
		const phone = await station.signIn('wangge1', sampleDevice);
		await push(phone, 5);
		await backs();
		expect(statSync(file).mode & 0o077).toBe(0);
		const bytes = readFileSync(file);
		expect(bytes.subarray(0, 40).toString('latin1')).toMatch(
			/^age-encryption\.org\/v1\n-> scrypt /
		);
		expect(bytes.includes('visit:')).toBe(false);
		expect(bytes.includes('SQLite format')).toBe(false);
		expect(readdirSync(dataDir).sort()).not.toContain('backup-copy');
	});

	test('[B2] that breaks off leaves no file, and neither does a short passphrase', async () => {
		const broken = new ReadableStream<Uint8Array>({
			start: (sink) => sink.enqueue(new Uint8Array(300_000)),
			pull: (sink) => sink.error(new Error('the station died'))
		});
		await expect(sealFile(broken, file, { passphrase, workFactor })).rejects.toThrow('died');
		expect((await backs({ words: 'short' })).text).toContain('至少 10 个字符');
		expect(readdirSync(folder)).toEqual(['data']);
	});

	test('[B2] does not replace another file unless told', async () => {
		await backs();
		const first = readFileSync(file);
		expect((await backs()).text).toContain('--overwrite');
		expect(readFileSync(file)).toEqual(first);
		expect((await backs({ overwrite: true })).code).toBe(0);
		expect(readFileSync(file)).not.toEqual(first);
	});

	test('[B2] is one at a time, and its end is heard when the station stops', async () => {
		const door = doorTo(station);
		const first = await door.open('POST', '/backup');
		expect((await door.open('POST', '/backup')).status).toBe(409);
		await first.body!.cancel();
		const other = await openTrialStation({ ...data, adminToken: token });
		const stopped = await doorTo(other).open('POST', '/backup');
		await other.close();
		await expect(stopped.arrayBuffer()).rejects.toThrow('The station stops.');
	});

	test('[B8] is remembered, also by the station restored from it', async () => {
		expect(readLastBackup(data.access)).toBeUndefined();
		await backs();
		const noted = readLastBackup(data.access);
		expect(noted).toMatchObject({ bytes: statSync(file).size });
		await stops();
		await restores({ overwrite: true });
		await opens();
		const after = readLastBackup(data.access)!;
		expect(after.bytes).toBe(noted!.bytes);
		expect(Math.abs(Date.parse(after.at) - Date.parse(noted!.at))).toBeLessThan(60_000);
	});
});

describe('restoring', () => {
	let acknowledged: string[];
	let epoch: string | undefined;
	beforeEach(async () => {
		written = 0;
		acknowledged = await push(await station.signIn('wangge1', sampleDevice), 30);
		await station.router.idle();
		epoch = (await (await data.storage.open(feed))!.info()).updateSeq.split('-')[1];
		await backs();
	});

	const elsewhere = () => join(folder, 'elsewhere');

	test('[B3] [B6] into an empty folder gives the same station, under new epochs', async () => {
		const uuid = data.access.fact('uuid');
		expect(await restores({ dataDir: elsewhere() })).toMatchObject({ code: 0 });
		expect(statSync(elsewhere()).mode & 0o077).toBe(0);
		const there = await openStationData(elsewhere());
		expect(there.access.fact('uuid')).toBe(uuid);
		const store = (await there.storage.open(feed))!;
		const info = await store.info();
		expect(info.updateSeq.split('-')[1]).not.toBe(epoch);
		expect(await store.local('router')).toBeUndefined();
		// Who stood further than the backup goes on from where the two agree.
		const page = await store.changes({ since: `99-${epoch}`, limit: 9, bodies: false });
		expect(page.rows).toEqual([]);
		expect(page.lastSeq).toBe(`${acknowledged.length}-${info.updateSeq.split('-')[1]}`);
		await there.close();
		expect(readdirSync(elsewhere()).sort()).toEqual(['db', 'station.sqlite']);
	});

	test('[B3] a wrong passphrase changes nothing', async () => {
		const { code, text } = await restores({
			dataDir: elsewhere(),
			passphrase: given('another one, also long')
		});
		expect([code, text]).toEqual([1, expect.stringContaining('口令不对')]);
		expect(holdsStation(elsewhere())).toBe(false);
	});

	test('[B3] a truncated or damaged file changes nothing, wherever it is hurt', async () => {
		const whole = new Uint8Array(readFileSync(file));
		const hurt: Uint8Array[] = [new Uint8Array(), new TextEncoder().encode('no backup at all')];
		for (const share of [0.001, 0.3, 0.7, 0.999]) {
			hurt.push(whole.subarray(0, Math.floor(whole.length * share)));
			const flipped = Uint8Array.from(whole);
			flipped[Math.floor(whole.length * share)]! ^= 1;
			hurt.push(flipped);
		}
		hurt.push(whole.subarray(0, -1), Uint8Array.from([...whole, 0]));
		for (const bytes of hurt) {
			writeFileSync(file, bytes);
			const { code, text } = await restores({ dataDir: elsewhere() });
			expect([code, text]).toEqual([1, expect.stringMatching(/完整的备份|口令不对/)]);
			expect(readdirSync(elsewhere())).toEqual([]);
		}
	});

	test('[B3] an archive of ours that lacks a file is no backup', async () => {
		const tar = new Uint8Array(1024);
		const stream = new Blob([tar]).stream();
		rmSync(file);
		await sealFile(stream, file, { passphrase, workFactor });
		expect((await restores({ dataDir: elsewhere() })).text).toContain('完整的备份');
	});

	test('[B4] is refused while the station runs, and never overwrites one unless told', async () => {
		expect((await restores({ overwrite: true })).text).toContain('先停止');
		const later = await push(await station.signIn('wangge1', sampleDevice), 3);
		await stops();
		expect((await restores()).text).toContain('--overwrite');
		await opens();
		expect(lost(later, await idsIn(feed))).toEqual([]);
		await stops();

		const { text } = await restores({ overwrite: true });
		const aside = /原来的数据保留在 (\S+)，/.exec(text)![1]!;
		await opens();
		expect(lost(acknowledged, await idsIn(feed))).toEqual([]);
		expect(lost(later, await idsIn(feed))).toEqual(later);
		const old = await openStationData(aside);
		const kept = await (await old.storage.open(feed))!.rows(later);
		expect(kept.every((row) => row !== undefined)).toBe(true);
		await old.close();
	});

	test('[B4] keeps sign-ins, or ends them all where that is asked', async () => {
		const signIn = await station.handle(
			new Request(`${trialOrigin}/db/_session`, {
				method: 'POST',
				headers: { 'Content-Type': 'application/json', 'X-Qingge-Device': sampleDevice },
				body: JSON.stringify({ name: 'wangge1', password: trialPassword })
			})
		);
		const headers = {
			Cookie: signIn.headers.getSetCookie()[0]!.split(';')[0]!,
			'X-Qingge-Device': sampleDevice
		};
		await backs({ overwrite: true });
		const statuses: number[] = [];
		for (const signOut of [false, true]) {
			const target = join(folder, `sign-out-${signOut}`);
			await restores({ dataDir: target, signOut });
			const there = await openStationData(target);
			const restored = await openTrialStation(there);
			const asked = new Request(`${trialOrigin}/station/me`, { headers });
			statuses.push((await restored.handle(asked)).status);
			await restored.close();
			await there.close();
		}
		expect(statuses).toEqual([200, 401]);
	});

	test('[B5] that was cut off between two moves is finished by the next start', async () => {
		for (const moves of [0, 1, 2]) {
			const target = join(folder, `cut-${moves}`);
			const spare = join(folder, `spare-${moves}`);
			await restores({ dataDir: target });
			await restores({ dataDir: spare });
			const old = await openStationData(target);
			await old.storage.create('only-in-the-old-one');
			await old.close();
			const fresh = beginUnpacking(target);
			for (const name of parts) renameSync(join(spare, name), join(fresh, name));
			await declareVerified(target);
			mkdirSync(join(target, 'before-restore-cut'));
			for (const name of parts.slice(0, moves)) {
				renameSync(join(target, name), join(target, 'before-restore-cut', name));
				renameSync(join(target, 'restored', name), join(target, name));
			}

			const there = await openStationData(target);
			expect(there.access.community()?.name).toBe('兴康社区');
			expect(await there.storage.names()).not.toContain('only-in-the-old-one');
			const rows = await (await there.storage.open(feed))!.rows(acknowledged);
			expect(rows.filter((row) => row === undefined)).toEqual([]);
			await there.close();
			const asides = readdirSync(target).filter((name) => name.startsWith('before-restore-'));
			const aside = asides.flatMap((name) => readdirSync(join(target, name))).sort();
			expect(aside).toEqual(parts);
			expect(existsSync(join(target, 'restored'))).toBe(false);
		}
	});
});

/** What a data folder holds once its station stopped. */
const parts = ['db', 'station.sqlite'];
