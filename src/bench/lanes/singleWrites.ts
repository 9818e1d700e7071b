/** Documents by `PUT`, one after the other or from several at once; each answer is durable. */
import type { Contestant } from '../bothStations.ts';
import { rowOf, takeBoth } from '../bothStations.ts';
import { againstCouchdb, couchdbOverPeer } from '../couchdbYardstick.ts';
import type { Lane } from '../lane.ts';
import { plainDocuments } from '../plainDocuments.ts';
import { median, percentile } from '../rounds.ts';

const perRound = 500;
const rounds = 5;

export const singleWrites = (name: string, clients: number): Lane => ({
	name,
	group: 'station',
	limitMinutes: 6,
	async run(bench) {
		const taken = await takeBoth(bench, rounds, (who, db) => measure(who, db, clients));
		const by = clients === 1 ? 'one document by PUT' : `PUT by ${clients} clients at once`;
		const row = (what: string, share: number) =>
			rowOf(taken, { what, unit: 'ms' }, (all) =>
				median(all.map((waits) => percentile(waits, share)))
			);
		const half = row(`station: ${by}, p50`, 0.5);
		return [
			{
				...half,
				// The target was taken of one client; several wait for each other.
				...(clients === 1 && againstCouchdb(half, 0.2 * couchdbOverPeer.singleWrite, '0.2')),
				note: half.note ?? 'ours fsyncs before every answer, the peer (leveldb) never'
			},
			row(`station: ${by}, p99`, 0.99)
		];
	}
});

async function measure({ client }: Contestant, db: string, clients: number): Promise<number[]> {
	const bodies = plainDocuments(perRound, 2).map(({ _id, _rev, ...fields }) => ({
		path: `/${db}/${encodeURIComponent(_id)}`,
		body: JSON.stringify({ ...fields, was: _rev })
	}));
	await client.ask('PUT', `/${db}`);
	const waits: number[] = [];
	async function writeOn(): Promise<void> {
		for (let next = bodies.pop(); next; next = bodies.pop()) {
			const from = performance.now();
			await client.ask('PUT', next.path, next.body);
			waits.push(performance.now() - from);
		}
	}
	await Promise.all(Array.from({ length: clients }, writeOn));
	return waits;
}
