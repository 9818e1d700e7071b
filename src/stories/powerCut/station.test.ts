// T-SRVPOWER: the power of the whole station is cut while phones push. Longer: npm run long -- station-power.
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { noPowerCut, openPowerCut } from './powerCut.ts';
import {
	lostIn,
	openPushingPhone,
	prepareFolder,
	pushedFeed
} from '../../../server/pushingPhone.ts';
import { DatabaseDamaged } from '../../../server/storage/storageErrors.ts';
import { openStationData } from '../../../server/stationData.ts';
import { startStation } from '../../../server/stationProcess.ts';

const cuts = Number(process.env['STATION_CUTS'] ?? 5);
const root = mkdtempSync(join(tmpdir(), 'qingge-power-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

let folder: string;
let dataDir: string;
let shadows = 0;
beforeEach(async () => {
	folder = mkdtempSync(join(root, 'run-'));
	dataDir = join(folder, 'disk');
	await prepareFolder(dataDir);
});

const newPower = () =>
	openPowerCut({ root: dataDir, shadow: join(folder, `shadow-${(shadows += 1)}`) });

/** Three lines at once; the cut comes while they push, after so many answers. */
async function pushUntilCut(
	phone: ReturnType<typeof openPushingPhone>,
	answers: number,
	more: Record<string, string> = {}
): Promise<void> {
	const power = newPower();
	const station = await startStation({ DATA_DIR: dataDir, ...power.env, ...more });
	if (phone.receipted.size === 0) await phone.signIn(station.url);
	let left = answers;
	let enough = (): void => undefined;
	const due = new Promise<void>((resolve) => (enough = resolve));
	const lines = Array.from({ length: 3 }, async () => {
		while ((await phone.push(station.url, 20)) !== undefined) {
			left -= 1;
			if (left <= 0) enough();
		}
		enough();
	});
	await due;
	await power.cut();
	await Promise.all(lines);
	power.restore();
}

async function lost(phone: ReturnType<typeof openPushingPhone>): Promise<string[]> {
	const data = await openStationData(dataDir);
	const missing = await lostIn(data, phone.receipted);
	await data.close();
	return missing;
}

describe.skipIf(noPowerCut)(`a power cut${noPowerCut ? ` (${noPowerCut})` : ''}`, () => {
	test(
		`[S38] ${cuts} times in the middle of pushes loses nothing the station answered for`,
		{ timeout: 60_000 + cuts * 10_000 },
		async () => {
			const phone = openPushingPhone();
			for (let cut = 0; cut < cuts; cut += 1) {
				const before = phone.receipted.size;
				await pushUntilCut(phone, 2 + (cut % 5));
				expect(phone.receipted.size).toBeGreaterThan(before);
				expect(await lost(phone)).toEqual([]);
			}
			const station = await startStation({ DATA_DIR: dataDir });
			while (phone.waiting() > 0) expect(await phone.push(station.url, 20)).toBe(201);
			const me = await (await phone.ask(station.url, '/station/me')).json();
			expect(me.numbers[pushedFeed].missing).toEqual([]);
			expect(await station.stop()).toBe(0);
			expect(await lost(phone)).toEqual([]);
		}
	);

	test(
		'[S38] would lose something if a commit were not on the disk (control)',
		{ timeout: 60_000 },
		async () => {
			const phone = openPushingPhone();
			const weaken = pathToFileURL(join(import.meta.dirname, 'withoutSync.ts')).href;
			await pushUntilCut(phone, 12, { NODE_OPTIONS: `--import=${weaken}` });
			// A database that was never on the disk at all is a loss as well.
			const missing = await lost(phone).catch((error: unknown) => {
				if (error instanceof DatabaseDamaged) return [...phone.receipted.keys()];
				throw error;
			});
			expect(missing.length).toBeGreaterThan(0);
		}
	);

	test(
		'[S36] a disk that fails under a commit stops the station, without a false answer',
		{ timeout: 60_000 },
		async () => {
			const phone = openPushingPhone();
			const power = newPower();
			const station = await startStation({ DATA_DIR: dataDir, ...power.env });
			await phone.signIn(station.url);
			expect(await phone.push(station.url, 20)).toBe(201);
			power.breakDisk();
			expect(await phone.push(station.url, 20)).toBeUndefined();
			expect(await station.ended()).toBe(1);
			expect(station.said()).toContain('存储介质出错');
			await power.cut();
			expect(await lost(phone)).toEqual([]);

			const again = await startStation({ DATA_DIR: dataDir });
			expect(await phone.push(again.url, 20)).toBe(201);
			expect(await again.stop()).toBe(0);
			expect(await lost(phone)).toEqual([]);
			expect(existsSync(join(dataDir, 'running.json'))).toBe(false);
		}
	);
});
