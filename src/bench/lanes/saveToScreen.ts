/** A visit saved in one tap, durably, until it stands in the door's history: with ten thousand documents here. */
import { setTimeout as pause } from 'node:timers/promises';
import { gridDocuments } from '../gridDocuments.ts';
import type { Lane } from '../lane.ts';
import { atMost } from '../lane.ts';
import { startSlowProxy } from '../link/slowProxy.ts';
import { grid, startCommunity } from '../phone/communityStation.ts';
import { freshBuild } from '../phone/freshBuild.ts';
import { loadedPhone } from '../phone/loadedPhone.ts';
import { goToDoor, tapAndSee } from '../phone/saveVisit.ts';
import { best, median, percentile } from '../rounds.ts';
import { doorsOf, tenThousand } from '../tenThousand.ts';

const saves = 30;
/** The first taps compile the code; they are not counted. */
const warm = 5;
/** As a person would at least take; meanwhile the visit goes to the station. */
const betweenMs = 400;

export const saveToScreen: Lane = {
	name: 'save',
	group: 'phone',
	limitMinutes: 8,
	async run(bench) {
		await freshBuild(bench);
		const documents = gridDocuments(grid, tenThousand, 4, Date.now());
		const proxy = await startSlowProxy(bench, await startCommunity(bench, documents));
		const { page } = await loadedPhone(bench, proxy, 'phone');
		const waits: number[] = [];
		for (const door of doorsOf(documents).slice(0, saves + warm)) {
			await goToDoor(page, door);
			await pause(betweenMs);
			const { tapMs, seenMs } = await tapAndSee(page);
			waits.push(seenMs - tapMs);
		}
		const counted = waits.slice(warm);
		const half = median(counted);
		const what = 'phone: save tapped → row on screen, 10k documents here';
		return [
			{
				...{ what: `${what}, median`, unit: 'ms', ours: half, target: atMost(50, half, 'ms') },
				note: `${best(counted)}; the drawn frame included. CHT told of 19 s for a form (2019), OpenSRP of 45 s`
			},
			{ what: `${what}, p95`, unit: 'ms', ours: percentile(counted, 0.95) }
		];
	}
};
