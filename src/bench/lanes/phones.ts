/**
 * T-LOAD at its long size: the community's real station, sessions, checks and router included, and
 * five hundred phones that load their feeds, deliver twenty visits and take fifty. No peer does this.
 */
import { join } from 'node:path';
import { startStation } from '../../../server/stationProcess.ts';
import type { VirtualDevice } from '../../../server/virtualDevices.ts';
import { gatherCrowd, openVirtualDevice } from '../../../server/virtualDevices.ts';
import { usageOf } from '../childServer.ts';
import type { Lane } from '../lane.ts';
import { atMost } from '../lane.ts';
import { percentile } from '../rounds.ts';

const size = { grids: 25, devicesPerGrid: 20, documentsPerGrid: 1_000 };
const toGive = 20;
/** Of each neighbour's visits so many reach a phone with twenty phones in its grid. */
const neighbours = 3;

export const phones: Lane = {
	name: 'devices',
	group: 'station',
	limitMinutes: 5,
	async run(bench) {
		const dataDir = join(bench.scratch, 'crowd');
		const crowd = await gatherCrowd(dataDir, size);
		const station = await startStation({ DATA_DIR: dataDir });
		bench.onEnd(() => station.kill());
		const devices = crowd.devices.map((spec) => openVirtualDevice(station.url, spec));
		const errors: unknown[] = [];
		const all = async (work: (device: VirtualDevice, at: number) => Promise<unknown>) => {
			const waits: number[] = [];
			const fromMs = performance.now();
			await Promise.all(
				devices.map(async (device, at) => {
					await work(device, at).catch((error: unknown) => errors.push(error));
					waits.push(performance.now() - fromMs);
				})
			);
			return waits;
		};
		const first = await all((device) => device.pull());
		// Fifty new ones in every grid.
		await all(async (device, at) => {
			if (at % size.devicesPerGrid < neighbours) await device.push(toGive - neighbours);
		});
		const meeting = await all(async (device) => {
			await device.pull();
			await device.push(toGive);
		});
		const memory = usageOf(station).memory();
		const p95 = percentile(first, 0.95) / 1_000;
		const meetingP95 = percentile(meeting, 0.95);
		const what = "a community's station: 500 phones";
		if (errors.length > 0) bench.say(String(errors[0]));
		return [
			{
				what: `${what} load 1,000 each at once, p95`,
				unit: 's',
				ours: p95,
				target: atMost(60, p95, 's')
			},
			{
				what: `${what} give 20 and take 50 at once, all done in`,
				unit: 's',
				ours: Math.max(...meeting) / 1_000
			},
			{ what: `${what} give 20 and take 50 at once, p95`, unit: 'ms', ours: meetingP95 },
			{
				what: `${what}, errors`,
				unit: 'errors',
				ours: errors.length,
				target: atMost(0, errors.length, 'errors')
			},
			{ what: `${what}, memory`, unit: 'MB', ours: memory, target: atMost(1_000, memory, 'MB') }
		];
	}
};
