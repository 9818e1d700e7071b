/**
 * Five hundred devices that come at the same moment, each with twenty new records and fifty to take:
 * the two calls of a meeting, over general databases, beside the peers.
 */
import type { Contestant } from '../bothStations.ts';
import { rowOf, takeBoth } from '../bothStations.ts';
import type { CouchClient } from '../couchClient.ts';
import type { Lane } from '../lane.ts';
import { plainDocuments } from '../plainDocuments.ts';
import { median, percentile } from '../rounds.ts';

const devices = 500;
const devicesPerGrid = 20;
const toTake = 50;
const toGive = 20;
const held = 500;
const rounds = 2;

interface Met {
	seconds: number;
	waits: number[];
	errors: number;
}

export const meetings: Lane = {
	name: 'meetings',
	group: 'station',
	limitMinutes: 6,
	async run(bench) {
		const taken = await takeBoth(bench, rounds, measure);
		const what = 'station: 500 devices give 20 and take 50 at once';
		return [
			rowOf(taken, { what: `${what}, all done in`, unit: 's' }, (all) =>
				median(all.map(({ seconds }) => seconds))
			),
			rowOf(taken, { what: `${what}, p95 of a device`, unit: 'ms' }, (all) =>
				percentile(
					all.flatMap(({ waits }) => waits),
					0.95
				)
			),
			rowOf(taken, { what: `${what}, errors`, unit: 'errors' }, (all) =>
				all.reduce((sum, { errors }) => sum + errors, 0)
			)
		];
	}
};

async function measure({ client }: Contestant, db: string): Promise<Met> {
	const count = db.endsWith('warm') ? devicesPerGrid : devices;
	const grids = Array.from({ length: count / devicesPerGrid }, (_, at) => `${db}-${at}`);
	const sinces = new Map<string, string>();
	for (const grid of grids) sinces.set(grid, await fill(client, grid));
	const gifts = Array.from({ length: count }, (_, at) =>
		JSON.stringify({ new_edits: false, docs: plainDocuments(toGive, 1_000 + at) })
	);
	const waits: number[] = [];
	let errors = 0;
	const fromMs = performance.now();
	await Promise.all(
		gifts.map(async (gift, at) => {
			const grid = grids[at % grids.length] ?? '';
			try {
				await meet(client, grid, { since: sinces.get(grid) ?? '', gift });
			} catch {
				errors += 1;
			}
			waits.push(performance.now() - fromMs);
		})
	);
	return { seconds: (performance.now() - fromMs) / 1_000, waits, errors };
}

/** Answers where a device stands that has all but the last fifty. */
async function fill(client: CouchClient, grid: string): Promise<string> {
	await client.ask('PUT', `/${grid}`);
	const docs = plainDocuments(held, 7);
	await client.ask('POST', `/${grid}/_bulk_docs`, JSON.stringify({ new_edits: false, docs }));
	const path = `/${grid}/_changes?since=0&limit=${held - toTake}`;
	const { last_seq } = JSON.parse(await client.ask('GET', path)) as { last_seq: string | number };
	return encodeURIComponent(String(last_seq));
}

async function meet(
	client: CouchClient,
	grid: string,
	{ since, gift }: { since: string; gift: string }
): Promise<void> {
	const path = `/${grid}/_changes?include_docs=true&since=${since}&limit=${toTake}`;
	const { results } = JSON.parse(await client.ask('GET', path)) as { results: { doc?: object }[] };
	if (results.filter(({ doc }) => doc).length !== toTake) throw new Error('not all were told');
	const refused = JSON.parse(await client.ask('POST', `/${grid}/_bulk_docs`, gift)) as unknown[];
	if (refused.length > 0) throw new Error('not all were taken');
}
