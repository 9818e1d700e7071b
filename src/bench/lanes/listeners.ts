/** One write, and two hundred who wait for it: how long until each has heard. */
import { setTimeout as pause } from 'node:timers/promises';
import type { Contestant } from '../bothStations.ts';
import { rowOf, takeBoth } from '../bothStations.ts';
import { againstCouchdb, couchdbOverPeer } from '../couchdbYardstick.ts';
import type { Lane } from '../lane.ts';
import { percentile } from '../rounds.ts';

const listening = 200;
const rounds = 7;
/** Until the last question has certainly arrived; the peer reads its database for each. */
const settlingMs = 2_000;

export const listeners: Lane = {
	name: 'listeners',
	group: 'station',
	limitMinutes: 6,
	async run(bench) {
		const taken = await takeBoth(bench, rounds, measure);
		const row = (what: string, share: number) =>
			rowOf(taken, { what, unit: 'ms' }, (all) => percentile(all.flat(), share));
		const last = row('station: a write told to 200 longpolls, p99', 0.99);
		return [
			row('station: a write told to 200 longpolls, p50', 0.5),
			{ ...last, ...againstCouchdb(last, 0.25 * couchdbOverPeer.listeners, '0.25') }
		];
	}
};

async function measure({ client }: Contestant, db: string): Promise<number[]> {
	await client.ask('PUT', `/${db}`);
	let writtenMs = Number.NaN;
	const path = `/${db}/_changes?feed=longpoll&since=0&timeout=30000`;
	const heard = Array.from({ length: listening }, async () => {
		const text = await client.ask('GET', path);
		const afterMs = performance.now() - writtenMs;
		if (!text.includes('"news"')) throw new Error(`nothing was told: ${text.slice(0, 200)}`);
		return afterMs;
	});
	await pause(settlingMs);
	writtenMs = performance.now();
	await client.ask('PUT', `/${db}/news`, '{"text":"到了"}');
	return await Promise.all(heard);
}
