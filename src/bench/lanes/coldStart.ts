/** The phone is off the net and starts from nothing: how long until the list of today can be used. */
import { gridDocuments } from '../gridDocuments.ts';
import type { Lane } from '../lane.ts';
import { atMost } from '../lane.ts';
import { startSlowProxy } from '../link/slowProxy.ts';
import { grid, startCommunity } from '../phone/communityStation.ts';
import { freshBuild } from '../phone/freshBuild.ts';
import { loadedPhone } from '../phone/loadedPhone.ts';
import { openPhone } from '../phone/phoneBrowser.ts';
import { best, median } from '../rounds.ts';
import { tenThousand } from '../tenThousand.ts';

const starts = 7;
const slower = 4;

export const coldStart: Lane = {
	name: 'cold-start',
	group: 'phone',
	limitMinutes: 8,
	async run(bench) {
		await freshBuild(bench);
		const documents = gridDocuments(grid, tenThousand, 5, Date.now());
		const proxy = await startSlowProxy(bench, await startCommunity(bench, documents));
		const first = await loadedPhone(bench, proxy, 'phone');
		await first.close();
		await proxy.cut();
		const waits: number[] = [];
		for (let start = 0; start < starts; start += 1) {
			const { page, context, close } = await openPhone(bench, 'phone');
			const cdp = await context.newCDPSession(page);
			await cdp.send('Emulation.setCPUThrottlingRate', { rate: slower });
			await page.goto(proxy.url, { waitUntil: 'commit' });
			waits.push(
				await page.evaluate(async () => {
					const isListed = () => document.querySelector('li a[href^="/door/"]') !== null;
					return (await window.qinggeBench.seen(isListed)) - performance.timeOrigin;
				})
			);
			await close();
		}
		const wait = median(waits) / 1_000;
		return [
			{
				what: `phone: cold start offline to the list of today, 10k documents, CPU ÷ ${slower}`,
				...{ unit: 's', ours: wait, target: atMost(1.5, wait, 's') },
				note: `${best(waits)}; a browser started anew each time; its own start is not counted; the main thread is slowed, its workers are not. CHT told of 20–25 s (2019)`
			}
		];
	}
};
