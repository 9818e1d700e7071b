/**
 * Worker, desk and property company, each on a mobile line: saved at the door, how long until the
 * desk sees it; sent by the desk, how long until it stands on the handler's screen.
 */
import { setTimeout as pause } from 'node:timers/promises';
import type { LedgerDocument } from '#lib/domain/documents.ts';
import { communityFeed, handlerFeed } from '#lib/domain/feeds.ts';
import { localPart } from '#lib/domain/ids.ts';
import { gridDocuments } from '../gridDocuments.ts';
import type { BenchGround, Lane, Row } from '../lane.ts';
import type { SlowProxy } from '../link/slowProxy.ts';
import { localLine, mobileLine, startSlowProxy } from '../link/slowProxy.ts';
import { companyEntry, dispatchEntry, openPen, reportEntry } from '../loopDocuments.ts';
import { account, feed, grid, startCommunity } from '../phone/communityStation.ts';
import { buildPages, freshBuild } from '../phone/freshBuild.ts';
import { loadedPhone } from '../phone/loadedPhone.ts';
import { openPeerPage } from '../phone/peerPage.ts';
import {
	fillReport,
	nextSeen,
	openAtDesk,
	showAllOrders,
	tapDispatch,
	tapSave
} from '../phone/reportOnScreen.ts';
import { best, percentile } from '../rounds.ts';
import { doorsOf } from '../tenThousand.ts';

const small = { doors: 200, residents: 400, visits: 400, concerns: 0 };
const rounds = 30;
/** The first taps compile the code; they are not counted. */
const warm = 3;
const quietMs = 700;
const community = grid.slice(0, 12);
const unit = 'wy-xingkang';
const desk = { account: 'shequ1', feed: communityFeed(community) };
const handler = { account: 'wuye1', feed: handlerFeed(community, unit) };
const devices = ['01KASXV2G0000000000PEER011', '01KASXV2G0000000000PEER012'] as const;

interface Ways {
	toDesk: number[];
	toHandler: number[];
}

export const reportToHandler: Lane = {
	name: 'loop-delivery',
	group: 'phone',
	limitMinutes: 15,
	async run(bench) {
		await freshBuild(bench);
		const documents = gridDocuments(grid, small, 9, Date.now());
		const directory = openPen({ account: 'station', feed, device: 'station' });
		const { deviceSeq: _none, ...company } = directory(companyEntry(community, unit));
		const station = await startCommunity(
			bench,
			[...documents, company],
			[
				{ account: desk.account, grant: { role: 'community_staff', scope: community } },
				{
					account: handler.account,
					grant: { role: 'handler_property', scope: `${community}/${unit}` }
				}
			]
		);
		const doors = doorsOf(documents).slice(0, rounds + warm);
		const ours = await onScreens(bench, station, doors);
		const theirs = await betweenPeers(bench, station, doors);
		const rows = (what: string, key: keyof Ways): Row[] =>
			([0.5, 0.99] as const).map((share): Row => ({
				...{ what: `${what}, p${share * 100}`, unit: 'ms', ours: percentile(ours[key], share) },
				peer: { name: 'PouchDB live', value: percentile(theirs[key], share) },
				note: `${best(ours[key])}; ours from the tap to the drawn frame, the peer from its write to its change event`
			}));
		return [
			...rows('three phones, 80 ms: report saved at the door → row at the desk', 'toDesk'),
			...rows('three phones, 80 ms: sent by the desk → order on the handler’s screen', 'toHandler')
		];
	}
};

async function onScreens(
	bench: BenchGround,
	station: string,
	doors: readonly string[]
): Promise<Ways> {
	const line = async () => startSlowProxy(bench, station);
	const worker = await loadedPhone(bench, await line(), 'loop-worker');
	const atDesk = await loadedPhone(bench, await line(), 'loop-desk', {
		...{ account: desk.account, viewport: { width: 1280, height: 800 } }
	});
	const company = await loadedPhone(bench, await line(), 'loop-handler', {
		account: handler.account
	});
	const ways: Ways = { toDesk: [], toHandler: [] };
	for (const [at, door] of doors.entries()) {
		const words = `第${at + 1}个楼道的路灯不亮`;
		await fillReport(worker.page, door, words);
		await showAllOrders(company.page);
		await pause(quietMs);
		const listed = await nextSeen(atDesk.page, words);
		const savedMs = await tapSave(worker.page);
		ways.toDesk.push((await listed()) - savedMs);
		// It goes back to the door by itself, and must not do so under the next report.
		await worker.page.waitForURL('**/door/**');
		await openAtDesk(atDesk.page, words);
		await pause(quietMs);
		const ordered = await nextSeen(company.page, words);
		const sentMs = await tapDispatch(atDesk.page);
		ways.toHandler.push((await ordered()) - sentMs);
	}
	for (const phone of [worker, atDesk, company]) await phone.close();
	return counted(ways);
}

async function betweenPeers(
	bench: BenchGround,
	station: string,
	doors: readonly string[]
): Promise<Ways> {
	const pages = await buildPages(bench);
	const lines: SlowProxy[] = [];
	const open = async (name: string, who: { account: string; feed: string }, device: string) => {
		const line = await startSlowProxy(bench, station, localLine);
		lines.push(line);
		const { page } = await openPeerPage(bench, name, line.url, pages, device, who.account);
		await page.evaluate((from) => window.peers.replicate(from), who.feed);
		await page.evaluate((from) => window.peers.live(from), who.feed);
		return page;
	};
	const worker = await open('loop-peer-worker', { account, feed }, devices[0]);
	const atDesk = await open('loop-peer-desk', desk, devices[1]);
	const company = await open('loop-peer-handler', handler, '01KASXV2G0000000000PEER013');
	for (const line of lines) line.setSpeed(mobileLine);
	const reporting = openPen({ account, feed, device: devices[0] });
	const sending = openPen({ ...desk, device: devices[1] });
	const ways: Ways = { toDesk: [], toHandler: [] };
	const pass = async (from: typeof worker, to: typeof worker, document: LedgerDocument) => {
		await pause(quietMs);
		const arrived = to.evaluate((id) => window.peers.arrived(id), document._id);
		const putMs = await from.evaluate((one) => window.peers.put(one), document);
		return (await arrived) - putMs;
	};
	for (const [at, door] of doors.entries()) {
		const report = reporting(reportEntry(grid, door, `第${at + 1}个楼道的路灯不亮`));
		ways.toDesk.push(await pass(worker, atDesk, report));
		const order = sending(dispatchEntry(grid, localPart(report._id), unit));
		ways.toHandler.push(await pass(atDesk, company, order));
	}
	return counted(ways);
}

const counted = ({ toDesk, toHandler }: Ways): Ways => ({
	...{ toDesk: toDesk.slice(warm), toHandler: toHandler.slice(warm) }
});
