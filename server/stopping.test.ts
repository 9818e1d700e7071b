// A station that is told to stop, as a service manager does it: what is under way is finished, open
// lines end, and it is gone within a bound.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { lostIn, openPushingPhone, prepareFolder, pushedFeed } from './pushingPhone.ts';
import { readRunning } from './admin/runningStation.ts';
import { openStationData } from './stationData.ts';
import { startStation } from './stationProcess.ts';

const root = mkdtempSync(join(tmpdir(), 'qingge-stopping-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

test(
	'[S37] SIGTERM answers what is under way, ends open lines, and stops cleanly',
	{ timeout: 30_000 },
	async () => {
		const dataDir = join(root, 'lines');
		await prepareFolder(dataDir);
		const station = await startStation({ DATA_DIR: dataDir });
		const phone = openPushingPhone();
		await phone.signIn(station.url);
		const lines = await Promise.all([
			phone.ask(station.url, '/station/doorbell'),
			phone.ask(station.url, `/db/${pushedFeed}/_changes?feed=continuous&heartbeat=5000`),
			phone.ask(station.url, `/db/${pushedFeed}/_changes?feed=longpoll&since=now&heartbeat=5000`)
		]);
		const ends = lines.map(async (line) => line.text().catch(() => 'cut'));
		const pushes = Array.from({ length: 5 }, async () => phone.push(station.url, 100));
		await Promise.race(pushes);
		expect(await station.stop()).toBe(0);
		await Promise.all(ends);
		const statuses = await Promise.all(pushes);
		expect(statuses.every((status) => status === 201 || status === undefined)).toBe(true);
		expect(station.said()).toContain('"event":"stopped"');
		expect(station.said()).not.toContain('not stopped in time');

		const data = await openStationData(dataDir);
		expect(await lostIn(data, phone.receipted)).toEqual([]);
		await data.close();
	}
);

test(
	'[S39] killed in the middle of a backup, it starts again and can be backed up',
	{ timeout: 60_000 },
	async () => {
		const dataDir = join(root, 'backup');
		await prepareFolder(dataDir);
		const phone = openPushingPhone();
		for (const portions of [0, 1, 2]) {
			const station = await startStation({ DATA_DIR: dataDir });
			if (portions === 0) await phone.signIn(station.url);
			expect(await phone.push(station.url, 100)).toBe(201);
			const answer = await backup(dataDir);
			const reader = answer.body!.getReader();
			for (let portion = 0; portion < portions; portion += 1) await reader.read();
			const pushing = phone.push(station.url, 100);
			await station.kill();
			await pushing;
			await reader.cancel().catch(() => undefined);
			const data = await openStationData(dataDir);
			expect(await lostIn(data, phone.receipted)).toEqual([]);
			await data.close();
		}
		const station = await startStation({ DATA_DIR: dataDir });
		const whole = await (await backup(dataDir)).arrayBuffer();
		expect(whole.byteLength).toBeGreaterThan(100_000);
		expect(await station.stop()).toBe(0);
	}
);

async function backup(dataDir: string): Promise<Response> {
	const { url, token } = readRunning(dataDir)!;
	return fetch(`${url}/station/admin/backup`, {
		method: 'POST',
		headers: { Authorization: `Bearer ${token}` }
	});
}
