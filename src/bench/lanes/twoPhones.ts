/** Two phones of one grid, both on a mobile line: saved on the one, how long until it stands on the other. */
import { setTimeout as pause } from 'node:timers/promises';
import { gridDocuments, phoneVisit } from '../gridDocuments.ts';
import type { BenchGround, Lane, Row } from '../lane.ts';
import type { SlowProxy } from '../link/slowProxy.ts';
import { localLine, mobileLine, startSlowProxy } from '../link/slowProxy.ts';
import { feed, grid, startCommunity } from '../phone/communityStation.ts';
import { buildPages, freshBuild } from '../phone/freshBuild.ts';
import { loadedPhone } from '../phone/loadedPhone.ts';
import { openPeerPage } from '../phone/peerPage.ts';
import { goToDoor, nextVisitSeen, tapAndSee } from '../phone/saveVisit.ts';
import { best, median } from '../rounds.ts';
import { doorsOf } from '../tenThousand.ts';

const small = { doors: 200, residents: 400, visits: 400, concerns: 0 };
const rounds = 10;
const quietMs = 1_500;
const devices = ['01KASXV2G0000000000PEER001', '01KASXV2G0000000000PEER002'] as const;

interface Told {
	ms: number;
	requests: number;
}

export const twoPhones: Lane = {
	name: 'two-phones',
	group: 'phone',
	limitMinutes: 8,
	async run(bench) {
		await freshBuild(bench);
		const documents = gridDocuments(grid, small, 8, Date.now());
		const station = await startCommunity(bench, documents);
		const doors = doorsOf(documents).slice(0, rounds);
		const ours = await betweenPhones(bench, station, doors);
		const theirs = await betweenPeers(bench, station, doors);
		const row = (what: string, unit: Row['unit'], key: keyof Told): Row => ({
			...{ what, unit, ours: median(ours.map((told) => told[key])) },
			peer: { name: 'PouchDB live', value: median(theirs.map((told) => told[key])) }
		});
		const what = 'two phones, 80 ms: saved on one → on the screen of the other';
		const waited = row(what, 'ms', 'ms');
		const asked = row(`${what}: requests`, 'requests', 'requests');
		const limitMs = 1.2 * mobileLine.roundTripMs;
		return [
			{
				...waited,
				target: { text: `≤ 1.2 × a round trip = ${limitMs} ms`, met: waited.ours <= limitMs },
				note: `${best(ours.map(({ ms }) => ms))}; ours from the tap to the drawn frame, the peer from its write to its change event`
			},
			{ ...asked, target: { text: '≤ 2 requests', met: asked.ours <= 2 } }
		];
	}
};

async function betweenPhones(
	bench: BenchGround,
	station: string,
	doors: readonly string[]
): Promise<Told[]> {
	const lines = [
		await startSlowProxy(bench, station),
		await startSlowProxy(bench, station)
	] as const;
	const writer = await loadedPhone(bench, lines[0], 'writer');
	const reader = await loadedPhone(bench, lines[1], 'reader');
	const told: Told[] = [];
	for (const door of doors) {
		await goToDoor(writer.page, door);
		await goToDoor(reader.page, door);
		await pause(quietMs);
		for (const line of lines) line.forget();
		const seen = await nextVisitSeen(reader.page);
		const { tapMs } = await tapAndSee(writer.page);
		const ms = (await seen()) - tapMs;
		await pause(quietMs);
		told.push({ ms, requests: requestsOf(lines) });
	}
	await writer.close();
	await reader.close();
	return told;
}

async function betweenPeers(
	bench: BenchGround,
	station: string,
	doors: readonly string[]
): Promise<Told[]> {
	const pages = await buildPages(bench);
	const lines = [
		await startSlowProxy(bench, station, localLine),
		await startSlowProxy(bench, station, localLine)
	] as const;
	const open = async (at: 0 | 1) => {
		const { page } = await openPeerPage(bench, `peer${at}`, lines[at].url, pages, devices[at]);
		await page.evaluate((feed) => window.peers.replicate(feed), feed);
		await page.evaluate((feed) => window.peers.live(feed), feed);
		return page;
	};
	const writer = await open(0);
	const reader = await open(1);
	for (const line of lines) line.setSpeed(mobileLine);
	const told: Told[] = [];
	for (const [at, door] of doors.entries()) {
		await pause(quietMs);
		for (const line of lines) line.forget();
		const document = phoneVisit(grid, door, devices[0], at + 1, Date.now());
		const arrived = reader.evaluate((id) => window.peers.arrived(id), document._id);
		const putMs = await writer.evaluate((document) => window.peers.put(document), document);
		const ms = (await arrived) - putMs;
		await pause(quietMs);
		told.push({ ms, requests: requestsOf(lines) });
	}
	return told;
}

const requestsOf = (lines: readonly SlowProxy[]) =>
	lines.reduce((sum, line) => sum + line.passed().length, 0);
