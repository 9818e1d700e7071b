/**
 * Ten thousand documents into a fresh database by `_bulk_docs`, and out again as PouchDB asks
 * (`_changes`, then `_bulk_get`), as our phones do (`_changes` with the documents), and by PouchDB.
 */
import type { Contestant } from '../bothStations.ts';
import { rowOf, takeBoth } from '../bothStations.ts';
import type { CouchClient } from '../couchClient.ts';
import { againstCouchdb, couchdbOverPeer } from '../couchdbYardstick.ts';
import type { Lane } from '../lane.ts';
import type { PlainDocument } from '../plainDocuments.ts';
import { inBatches, plainDocuments } from '../plainDocuments.ts';
import { pouchPull } from '../pouchPull.ts';
import { median } from '../rounds.ts';

const documents = 10_000;
const readBatch = 100;
const page = 1_000;

interface Rates {
	write: number;
	bulkGet: number;
	changes: number;
	pouchdb: number;
	processorMs: number;
}

export interface BulkOrder {
	name: string;
	batch: number;
	rounds: number;
	/** Also by PouchDB itself, where most of the time is its own. */
	byPouchdb: boolean;
}

export const bulkWrites = ({ name, batch, rounds, byPouchdb }: BulkOrder): Lane => ({
	name,
	group: 'station',
	limitMinutes: 12,
	async run(bench) {
		const batches = inBatches(plainDocuments(documents, 1), batch);
		const taken = await takeBoth(bench, rounds, (who, db) => measure(who, db, batches, byPouchdb));
		const row = (what: string, rate: (rates: Rates) => number) =>
			rowOf(taken, { what, unit: 'docs/s' }, (all) => median(all.map(rate)));
		const write = row(
			`station: _bulk_docs, 10k documents in batches of ${batch}`,
			(all) => all.write
		);
		const spent = [taken.ours, taken.theirs].map(processor);
		return [
			{
				...write,
				...againstCouchdb(write, 4 * couchdbOverPeer.bulkRate, '4'),
				note: write.note ?? `processor for 10k documents: ours ${spent.join(', peer ')}`
			},
			row('station: pull by _changes and _bulk_get, batches of 100', (all) => all.bulkGet),
			row('station: pull by _changes with documents, pages of 1,000', (all) => all.changes),
			...(byPouchdb ? [row('station: pull by PouchDB into memory', (all) => all.pouchdb)] : [])
		];
	}
});

function processor(rates: readonly Rates[]): string {
	if (rates.length === 0) return '–';
	return `${Math.round(median(rates.map(({ processorMs }) => processorMs)))} ms`;
}

async function measure(
	{ server, client, headers }: Contestant,
	db: string,
	batches: readonly PlainDocument[][],
	byPouchdb: boolean
): Promise<Rates> {
	const bodies = batches.map((docs) => JSON.stringify({ new_edits: false, docs }));
	const count = batches.reduce((sum, docs) => sum + docs.length, 0);
	await client.ask('PUT', `/${db}`);
	const rate = async (work: () => Promise<void>) => {
		const from = performance.now();
		await work();
		return (count / (performance.now() - from)) * 1_000;
	};
	const before = server.processorSeconds();
	const write = await rate(async () => {
		for (const body of bodies) await client.ask('POST', `/${db}/_bulk_docs`, body);
	});
	const processorMs = (server.processorSeconds() - before) * 1_000;
	const { doc_count: held } = JSON.parse(await client.ask('GET', `/${db}`)) as {
		doc_count: number;
	};
	if (held !== count) throw new Error(`${server.url} holds ${held} of ${count} documents`);
	const bulkGet = await rate(() => pullByBulkGet(client, db, count));
	const changes = await rate(() => pullByChanges(client, db, count));
	const pouchdb = byPouchdb
		? await rate(() => pouchPull(`${server.url}/${db}`, headers, count))
		: Number.NaN;
	return { write, processorMs, bulkGet, changes, pouchdb };
}

interface Changes {
	results: { id: string; changes: { rev: string }[]; doc?: object }[];
	last_seq: string | number;
}

async function pullByBulkGet(client: CouchClient, db: string, count: number): Promise<void> {
	let since: string | number = 0;
	let read = 0;
	for (;;) {
		const path = `/${db}/_changes?style=all_docs&since=${since}&limit=${readBatch}`;
		const { results, last_seq } = JSON.parse(await client.ask('GET', path)) as Changes;
		if (results.length === 0) break;
		const docs = results.map(({ id, changes }) => ({ id, rev: changes[0]?.rev }));
		const got = JSON.parse(
			await client.ask('POST', `/${db}/_bulk_get?revs=true&latest=true`, JSON.stringify({ docs }))
		) as { results: { docs: { ok?: object }[] }[] };
		read += got.results.filter(({ docs: [first] }) => first?.ok).length;
		since = last_seq;
	}
	if (read !== count) throw new Error(`_bulk_get gave ${read} of ${count} documents`);
}

async function pullByChanges(client: CouchClient, db: string, count: number): Promise<void> {
	let since: string | number = 0;
	let read = 0;
	for (;;) {
		const path = `/${db}/_changes?include_docs=true&since=${since}&limit=${page}`;
		const { results, last_seq } = JSON.parse(await client.ask('GET', path)) as Changes;
		read += results.filter(({ doc }) => doc).length;
		since = last_seq;
		if (results.length < page) break;
	}
	if (read !== count) throw new Error(`_changes gave ${read} of ${count} documents`);
}
