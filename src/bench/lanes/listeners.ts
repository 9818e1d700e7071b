/** One write, and hundreds who wait for it: how long until each has heard, and what it takes. */
import { setTimeout as pause } from 'node:timers/promises';
import type { Contestant } from '../bothStations.ts';
import { rowOf, takeBoth } from '../bothStations.ts';
import { againstCouchdb, couchdbOverPeer } from '../couchdbYardstick.ts';
import type { Lane } from '../lane.ts';
import { atMost } from '../lane.ts';
import { median, percentile } from '../rounds.ts';

/** Until the last question has certainly arrived; the peer reads its database for each. */
const settlingMs = 2_000;

interface Told {
	waits: number[];
	processorMs: number;
	memory: number;
}

export const listeners = (name: string, listening: number, rounds: number): Lane => ({
	name,
	group: 'station',
	limitMinutes: 6,
	async run(bench) {
		const taken = await takeBoth(bench, rounds, (who, db) => measure(who, db, listening));
		const what = `station: a write told to ${listening.toLocaleString('en')} longpolls`;
		const row = (what: string, share: number) =>
			rowOf(taken, { what, unit: 'ms' }, (all) =>
				percentile(
					all.flatMap(({ waits }) => waits),
					share
				)
			);
		const last = row(`${what}, p99`, 0.99);
		const memory = rowOf(taken, { what: `${what}, memory of the server`, unit: 'MB' }, (all) =>
			Math.max(...all.map((told) => told.memory))
		);
		return [
			row(`${what}, p50`, 0.5),
			// CouchDB was measured with 200.
			{
				...last,
				...(listening === 200 && againstCouchdb(last, 0.25 * couchdbOverPeer.listeners, '0.25'))
			},
			rowOf(taken, { what: `${what}, processor of the server`, unit: 'ms' }, (all) =>
				median(all.map(({ processorMs }) => processorMs))
			),
			{ ...memory, target: atMost(300, memory.ours, 'MB') }
		];
	}
});

async function measure(
	{ client, server }: Contestant,
	db: string,
	listening: number
): Promise<Told> {
	await client.ask('PUT', `/${db}`);
	let writtenMs = Number.NaN;
	const path = `/${db}/_changes?feed=longpoll&since=0&timeout=60000`;
	const heard = Array.from({ length: listening }, async () => {
		const text = await client.ask('GET', path);
		const afterMs = performance.now() - writtenMs;
		if (!text.includes('"news"')) throw new Error(`nothing was told: ${text.slice(0, 200)}`);
		return afterMs;
	});
	const all = Promise.all(heard);
	// Who is cut off before the write is heard below; until then nobody listens.
	all.catch(() => undefined);
	await pause(settlingMs);
	const before = server.processorSeconds();
	writtenMs = performance.now();
	await client.ask('PUT', `/${db}/news`, '{"text":"到了"}');
	const waits = await all;
	const processorMs = (server.processorSeconds() - before) * 1_000;
	return { waits, processorMs, memory: server.memory() };
}
