// T-SRVKILL: the station is killed while phones push, again and again. What it had answered for is
// there afterwards, and what it had not can be sent again. Longer: STATION_KILLS=2000.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as rest } from 'node:timers/promises';
import { afterAll, expect, test } from 'vitest';
import { lostIn, openPushingPhone, prepareFolder, pushedFeed } from './pushingPhone.ts';
import { openStationData } from './stationData.ts';
import { startStation } from './stationProcess.ts';

const kills = Number(process.env['STATION_KILLS'] ?? 8);
const batchSize = 40;
const atOnce = 3;
/** The station dies after it has answered so many batches, and so many milliseconds later. */
const mostAnswers = 4;
const longestRestMs = 25;

const folder = mkdtempSync(join(tmpdir(), 'qingge-kill-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test(
	`[S13] [R7] killed ${kills} times while it takes pushes, it loses nothing it answered for`,
	{ timeout: 120_000 + kills * 10_000 },
	async () => {
		await prepareFolder(folder);
		const phone = openPushingPhone();
		let unanswered = 0;
		for (let kill = 0; kill < kills; kill += 1) {
			const station = await startStation({ DATA_DIR: folder });
			if (kill === 0) await phone.signIn(station.url);
			let answers = 0;
			let ready = (): void => undefined;
			const due = new Promise<void>((resolve) => (ready = resolve));
			const lines = Array.from({ length: atOnce }, async () => {
				for (;;) {
					if (answers >= kill % mostAnswers) ready();
					const status = await phone.push(station.url, batchSize);
					if (status === undefined) break;
					expect(status).toBe(201);
					answers += 1;
				}
				unanswered += 1;
			});
			await due;
			// Spread evenly, so that every run meets early and late deaths.
			await rest(((kill % 7) / 7) * longestRestMs);
			await station.kill();
			await Promise.all(lines);
		}
		expect(unanswered).toBe(kills * atOnce);
		expect(phone.receipted.size).toBeGreaterThanOrEqual(kills * batchSize);

		const station = await startStation({ DATA_DIR: folder });
		while (phone.waiting() > 0) expect(await phone.push(station.url, batchSize)).toBe(201);
		const written = phone.receipted.size;
		const me = await phone.ask(station.url, '/station/me');
		expect(await me.json()).toMatchObject({
			numbers: { [pushedFeed]: { highest: written, missing: [] } }
		});
		expect(await station.stop()).toBe(0);

		const data = await openStationData(folder);
		for (const name of [pushedFeed, 'ledger-150105001019']) {
			const lost = await lostIn(data, phone.receipted, name);
			const held = (await (await data.storage.open(name))!.info()).docCount;
			expect({ name, lost, held }).toEqual({ name, lost: [], held: written });
		}
		await data.close();
	}
);
