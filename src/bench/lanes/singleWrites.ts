/** One document after the other by `PUT`, as a person's save would come; each answer is durable. */
import type { Contestant } from '../bothStations.ts';
import { rowOf, takeBoth } from '../bothStations.ts';
import { againstCouchdb, couchdbOverPeer } from '../couchdbYardstick.ts';
import type { Lane } from '../lane.ts';
import { plainDocuments } from '../plainDocuments.ts';
import { median, percentile } from '../rounds.ts';

const perRound = 500;
const rounds = 5;

export const singleWrites: Lane = {
	name: 'put',
	group: 'station',
	limitMinutes: 6,
	async run(bench) {
		const taken = await takeBoth(bench, rounds, measure);
		const row = (what: string, share: number) =>
			rowOf(taken, { what, unit: 'ms' }, (all) =>
				median(all.map((waits) => percentile(waits, share)))
			);
		const half = row('station: one document by PUT, p50', 0.5);
		return [
			{
				...half,
				...againstCouchdb(half, 0.2 * couchdbOverPeer.singleWrite, '0.2'),
				note: half.note ?? 'ours fsyncs before every answer, the peer (leveldb) never'
			},
			row('station: one document by PUT, p99', 0.99)
		];
	}
};

async function measure({ client }: Contestant, db: string): Promise<number[]> {
	const bodies = plainDocuments(perRound, 2).map(({ _id, _rev, ...fields }) => ({
		path: `/${db}/${encodeURIComponent(_id)}`,
		body: JSON.stringify({ ...fields, was: _rev })
	}));
	await client.ask('PUT', `/${db}`);
	const waits: number[] = [];
	for (const { path, body } of bodies) {
		const from = performance.now();
		await client.ask('PUT', path, body);
		waits.push(performance.now() - from);
	}
	return waits;
}
