/**
 * A thousand databases with a hundred documents each, as a district with many grids would have: how
 * long it takes to make them, and what they hold of memory and files.
 */
import type { Contestant } from '../bothStations.ts';
import { rowOf, takeBoth } from '../bothStations.ts';
import type { Lane } from '../lane.ts';
import { atMost } from '../lane.ts';
import { plainDocuments } from '../plainDocuments.ts';

const databases = 1_000;
const documents = 100;
/** The database that only warms up needs no thousand. */
const toWarmUp = 10;

interface Held {
	seconds: number;
	memory: number;
	files: number;
}

export const manyDatabases: Lane = {
	name: 'databases',
	group: 'station',
	limitMinutes: 6,
	async run(bench) {
		const taken = await takeBoth(bench, 1, measure);
		const what = 'station: 1,000 databases of 100 documents';
		const memory = rowOf(
			taken,
			{ what: `${what}, memory`, unit: 'MB' },
			([held]) => held?.memory ?? NaN
		);
		const files = rowOf(
			taken,
			{ what: `${what}, open files`, unit: 'files' },
			([held]) => held?.files ?? NaN
		);
		return [
			rowOf(taken, { what: `${what}, made in`, unit: 's' }, ([held]) => held?.seconds ?? NaN),
			{ ...memory, target: atMost(300, memory.ours, 'MB') },
			{ ...files, target: atMost(300, files.ours, 'files') }
		];
	}
};

async function measure({ client, server }: Contestant, db: string): Promise<Held> {
	const body = JSON.stringify({ new_edits: false, docs: plainDocuments(documents, 3) });
	const count = db.endsWith('warm') ? toWarmUp : databases;
	const fromMs = performance.now();
	for (let number = 0; number < count; number += 1) {
		await client.ask('PUT', `/${db}-${number}`);
		await client.ask('POST', `/${db}-${number}/_bulk_docs`, body);
	}
	const seconds = (performance.now() - fromMs) / 1_000;
	// Each is looked at once more: what was closed has to open again.
	for (let number = 0; number < count; number += 1) {
		const { doc_count: held } = JSON.parse(await client.ask('GET', `/${db}-${number}`)) as {
			doc_count: number;
		};
		if (held !== documents) throw new Error(`${server.url} holds ${held} of ${documents}`);
	}
	return { seconds, memory: server.memory(), files: server.openFiles() };
}
