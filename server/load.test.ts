// T-LOAD: many phones at once at a real station process: everybody loads, delivers, and ends up with
// the same. Never a timing: the long size with its figures is `npm run bench:station -- devices`.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { gridFeed } from '#lib/domain/feeds.ts';
import { openStationData } from './stationData.ts';
import type { StationProcess } from './stationProcess.ts';
import { startStation } from './stationProcess.ts';
import { gatherCrowd, openVirtualDevice } from './virtualDevices.ts';

const grids = 4;
const devicesPerGrid = 5;
const documentsPerGrid = 1_000;
const pushes = 40;

const folder = mkdtempSync(join(tmpdir(), 'qingge-load-'));
let station: StationProcess | undefined;
afterAll(async () => {
	await station?.kill();
	rmSync(folder, { recursive: true, force: true });
});

test(
	`[A35] ${grids * devicesPerGrid} phones load and deliver at once, without an error, and all hold the same`,
	{ timeout: 120_000 },
	async () => {
		const crowd = await gatherCrowd(folder, { grids, devicesPerGrid, documentsPerGrid });
		const running = await startStation({ DATA_DIR: folder });
		station = running;
		const devices = crowd.devices.map((spec) => openVirtualDevice(running.url, spec));
		// Whoever is ready delivers, while others still load.
		await Promise.all(
			devices.map(async (device) => {
				expect(await device.pull()).toBeGreaterThanOrEqual(documentsPerGrid);
				for (let pushed = 0; pushed < pushes; pushed += 1) {
					await device.push(1);
					if (pushed % 10 === 0) await device.pull();
				}
			})
		);
		await Promise.all(devices.map((device) => device.pull()));
		expect(await Promise.all(devices.map((device) => device.missing()))).toEqual(
			devices.map(() => [])
		);
		expect(await running.stop()).toBe(0);
		expect(running.said()).not.toMatch(/defect|broken/);

		const data = await openStationData(folder);
		const ledger = new Map<string, string>();
		for (const row of await rowsOf('ledger-150105001019')) {
			// On a slow machine the station has counted the community meanwhile.
			if (!row.id.startsWith('tally:')) ledger.set(row.id, row.rev);
		}
		for (const { id } of crowd.community.grids) {
			const feed = new Map((await rowsOf(gridFeed(id))).map(({ id: of, rev }) => [of, rev]));
			expect(feed.size).toBe(documentsPerGrid + devicesPerGrid * pushes);
			for (const device of devices.filter(({ spec }) => spec.grid === id)) {
				// No document of another grid, and none of its own is missing.
				expect(sorted(device.held)).toEqual(sorted(feed));
				for (const [of, rev] of device.receipted) expect(feed.get(of)).toBe(rev);
			}
			for (const [of, rev] of feed) expect(ledger.get(of)).toBe(rev);
		}
		expect(ledger.size).toBe(grids * (documentsPerGrid + devicesPerGrid * pushes));
		await data.close();

		async function rowsOf(name: string) {
			return (await data.storage.open(name))!.rowsById({ limit: 1_000_000, bodies: false });
		}
	}
);

function sorted(documents: ReadonlyMap<string, string>): [string, string][] {
	return [...documents].sort(([a], [b]) => (a < b ? -1 : 1));
}
