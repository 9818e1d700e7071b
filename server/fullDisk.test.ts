// T-DISK at the station: no room left. Once with SQLite's own limit, which works everywhere, and once
// on a real file system of 8 MB where the machine lets a test mount one.
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test, vi } from 'vitest';
import { sampleDevice } from '#lib/domain/sampleDocuments.ts';
import { lostIn, openPushingPhone, prepareFolder, pushedFeed } from './pushingPhone.ts';
import { openStationData } from './stationData.ts';
import type { StationProcess } from './stationProcess.ts';
import { startStation } from './stationProcess.ts';
import { roomPart } from './stationApi/roomPart.ts';
import type { OpenSqlite, SqliteConnection } from './storage/sqliteDriver.ts';
import { openSqlite } from './storage/sqliteDriver.ts';
import { openSqliteStorage } from './storage/sqliteStorage.ts';
import { openTrialStation } from './trialStation.ts';

const root = mkdtempSync(join(tmpdir(), 'qingge-full-'));
let running: StationProcess | undefined;
afterAll(async () => {
	await running?.kill();
	if (!noMount) spawnSync('umount', ['-l', mountPoint]);
	rmSync(root, { recursive: true, force: true });
});

/** Files that SQLite itself lets grow no further than so many pages of 4 KB. */
function limited(): { openSqlite: OpenSqlite; limit(pages: number): void } {
	const open = new Set<SqliteConnection>();
	let most = 1_000_000;
	const hold = (connection: SqliteConnection) => connection.exec(`PRAGMA max_page_count = ${most}`);
	return {
		openSqlite(file) {
			const connection = openSqlite(file);
			hold(connection);
			open.add(connection);
			return {
				...connection,
				close() {
					open.delete(connection);
					connection.close();
				}
			};
		},
		limit(pages) {
			most = pages;
			open.forEach(hold);
		}
	};
}

test('[S35] no room is 507 and red; what is there can be read, and room again is enough', async () => {
	const medium = limited();
	const storage = await openSqliteStorage({
		directory: join(root, 'limited'),
		openSqlite: medium.openSqlite
	});
	const station = await openTrialStation({
		storage,
		moreHealth: [roomPart(() => storage.hasRoom())]
	});
	const phone = await station.signIn('wangge1', sampleDevice);
	const pages = openPushingPhone({ noteLength: 250 });
	const push = async () => pages.pushBy(20, (path, init) => phone(path, init));
	const health = async (): Promise<unknown> =>
		(await station.handle(new Request('http://station.test/station/health'))).json();

	expect((await push()).status).toBe(201);
	await station.router.idle();
	medium.limit(1);
	const refused = await push();
	expect(refused).toEqual({
		status: 507,
		told: {
			error: 'insufficient_storage',
			reason: 'The station has no space left to write.'
		}
	});
	expect(await health()).toMatchObject({ status: 'red', full: true });
	const read = await phone(`/db/${pushedFeed}/_changes`);
	expect([read.status, (await read.json()).results.length]).toEqual([200, 20]);

	medium.limit(1_000_000);
	await vi.waitFor(async () => expect(await health()).toMatchObject({ full: false }));
	expect((await push()).status).toBe(201);
	await station.router.idle();
	const me = await (await phone('/station/me')).json();
	expect(me.numbers[pushedFeed].missing).toEqual([]);
	const ledger = await storage.open('ledger-150105001019');
	expect((await ledger!.info()).docCount).toBe(pages.receipted.size);
	await station.close();
	await storage.close();
});

const mountPoint = join(root, 'small');
mkdirSync(mountPoint);
const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=8m', 'tmpfs', mountPoint]);
const noMount = mounted.status === 0 ? undefined : 'this machine lets no test mount a file system';

describe.skipIf(noMount)(`a disk of 8 MB${noMount ? ` (${noMount})` : ''}`, () => {
	test(
		'[S35] that fills up under pushes loses nothing, and goes on when there is room',
		{ timeout: 60_000 },
		async () => {
			const dataDir = join(mountPoint, 'data');
			await prepareFolder(dataDir);
			writeFileSync(join(mountPoint, 'filler'), new Uint8Array(5 * 1024 * 1024));
			const station = await startStation({ DATA_DIR: dataDir });
			running = station;
			const phone = openPushingPhone({ noteLength: 250 });
			await phone.signIn(station.url);
			const health = async (): Promise<unknown> =>
				(await phone.ask(station.url, '/station/health')).json();

			let status = await phone.push(station.url, 100);
			while (status === 201) status = await phone.push(station.url, 100);
			expect(status).toBe(507);
			expect(await health()).toMatchObject({ status: 'red', full: true });
			const read = await phone.ask(station.url, `/db/${pushedFeed}/_changes?limit=1`);
			expect(read.status).toBe(200);

			rmSync(join(mountPoint, 'filler'));
			await vi.waitFor(async () => expect(await health()).toMatchObject({ full: false }));
			// The batch that found no room is offered again, as a phone does.
			expect(await phone.push(station.url, 100)).toBe(201);
			// A disk of 8 MB stays red for its size.
			const carried = { full: false, router: { behind: 0, troubled: false } };
			await vi.waitFor(async () => expect(await health()).toMatchObject(carried), {
				timeout: 30_000,
				interval: 100
			});
			expect(await station.stop()).toBe(0);
			const data = await openStationData(dataDir);
			for (const database of [pushedFeed, 'ledger-150105001019']) {
				expect(await lostIn(data, phone.receipted, database)).toEqual([]);
			}
			await data.close();
		}
	);
});
