/** What it costs to deliver one visit, and to meet the station when nothing is new; PouchDB beside it. */
import { setTimeout as pause } from 'node:timers/promises';
import type { LedgerDocument } from '#lib/domain/documents.ts';
import { gridDocuments, phoneVisit } from '../gridDocuments.ts';
import type { BenchGround, Lane, Row } from '../lane.ts';
import { atMost } from '../lane.ts';
import type { SlowProxy } from '../link/slowProxy.ts';
import { localLine, mobileLine, startSlowProxy } from '../link/slowProxy.ts';
import { feed, grid, startCommunity } from '../phone/communityStation.ts';
import { buildPages, freshBuild } from '../phone/freshBuild.ts';
import { loadedPhone } from '../phone/loadedPhone.ts';
import { openPeerPage } from '../phone/peerPage.ts';
import { goToDoor, tapAndSee } from '../phone/saveVisit.ts';
import { median } from '../rounds.ts';
import { doorsOf } from '../tenThousand.ts';

/** What one holds does not matter here: nothing of it is asked for again. */
const small = { doors: 200, residents: 400, visits: 400, concerns: 0 };
const rounds = 5;
const peerDevice = '01KASXV2G0000000000PEER000';
/** Until nothing more comes of what was begun. */
const quietMs = 2_000;

interface Cost {
	requests: number;
	bytes: number;
	ms: number;
}

export const delivery: Lane = {
	name: 'delivery',
	group: 'phone',
	limitMinutes: 8,
	async run(bench) {
		await freshBuild(bench);
		const documents = gridDocuments(grid, small, 7, Date.now());
		const station = await startCommunity(bench, documents);
		const ours = await ourCosts(bench, station, documents);
		const theirs = await peerCosts(bench, station, doorsOf(documents));
		const row = (
			what: string,
			[mine, peer]: readonly [Cost[], Cost[]],
			[key, unit]: readonly ['requests' | 'bytes' | 'ms', Row['unit']]
		): Row => {
			const figure = (costs: readonly Cost[]) =>
				median(costs.map((cost) => cost[key])) / (key === 'bytes' ? 1_024 : 1);
			const value = figure(peer);
			return { what, unit, ours: figure(mine), peer: { name: 'PouchDB', value } };
		};
		const visit = [ours.visits, theirs.visits] as const;
		const again = [ours.again, theirs.again] as const;
		const one = row('phone: one visit delivered: requests', visit, ['requests', 'requests']);
		const none = row('phone: nothing new, met anew: requests', again, ['requests', 'requests']);
		return [
			{ ...one, target: atMost(1, one.ours, 'request') },
			row('phone: one visit delivered: bytes', visit, ['bytes', 'KB']),
			row('phone: one visit delivered, 80 ms: answered after', visit, ['ms', 'ms']),
			{
				what: 'phone: nothing new, connected for 30 s: requests',
				...{ unit: 'requests', ours: ours.idleRequests },
				target: atMost(0, ours.idleRequests, 'requests')
			},
			{ ...none, target: atMost(1, none.ours, 'request') },
			row('phone: nothing new, met anew: bytes', again, ['bytes', 'KB'])
		];
	}
};

async function ourCosts(
	bench: BenchGround,
	station: string,
	documents: readonly LedgerDocument[]
): Promise<{ visits: Cost[]; again: Cost[]; idleRequests: number }> {
	const proxy = await startSlowProxy(bench, station);
	const { page, close } = await loadedPhone(bench, proxy, 'phone');
	const visits: Cost[] = [];
	for (const door of doorsOf(documents).slice(0, rounds)) {
		await goToDoor(page, door);
		await pause(quietMs);
		proxy.forget();
		const { tapMs } = await tapAndSee(page);
		await pause(quietMs);
		const pushed = meetings(proxy).find(({ path }) => path.endsWith('/_bulk_docs'));
		if (pushed?.status !== 201) throw new Error('the visit was not delivered');
		visits.push({ ...costOf(proxy), ms: pushed.endedMs - tapMs });
	}
	proxy.forget();
	await pause(30_000);
	const idleRequests = meetings(proxy).length;
	const again: Cost[] = [];
	for (let round = 0; round < rounds; round += 1) {
		await proxy.cut();
		await pause(500);
		await proxy.mend();
		proxy.forget();
		// As the phone's own radio would tell it.
		await page.evaluate(() => window.dispatchEvent(new Event('online')));
		await pause(quietMs);
		again.push({ ...costOf(proxy), ms: 0 });
	}
	await close();
	return { visits, again, idleRequests };
}

async function peerCosts(
	bench: BenchGround,
	station: string,
	doors: readonly string[]
): Promise<{ visits: Cost[]; again: Cost[] }> {
	const proxy = await startSlowProxy(bench, station, localLine);
	const pages = await buildPages(bench);
	const { page, close } = await openPeerPage(bench, 'peer', proxy.url, pages, peerDevice);
	await page.evaluate((feed) => window.peers.replicate(feed), feed);
	proxy.setSpeed(mobileLine);
	const visits: Cost[] = [];
	const again: Cost[] = [];
	for (const [at, door] of doors.slice(0, rounds).entries()) {
		const document = phoneVisit(grid, door, peerDevice, at + 1, Date.now());
		proxy.forget();
		const ms = await page.evaluate(([feed, document]) => window.peers.deliver(feed, document), [
			feed,
			document
		] as const);
		visits.push({ ...costOf(proxy), ms });
		await page.evaluate((feed) => window.peers.replicate(feed), feed);
		proxy.forget();
		const nothing = await page.evaluate((feed) => window.peers.replicate(feed), feed);
		again.push({ ...costOf(proxy), ms: nothing.ms });
	}
	await close();
	return { visits, again };
}

const meetings = (proxy: SlowProxy) =>
	proxy.passed().filter(({ path }) => path.startsWith('/db') || path.startsWith('/station'));

const costOf = (proxy: SlowProxy) => ({
	requests: meetings(proxy).length,
	bytes: proxy.bytes()
});
