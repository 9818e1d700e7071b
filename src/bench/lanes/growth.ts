/**
 * A meeting beside ten thousand documents and beside a million: fifty taken, twenty given, nothing
 * new. What it costs has to follow what changed, so the second column is ours too.
 */
import { join } from 'node:path';
import { openSqliteStorage } from '../../../server/storage/sqliteStorage.ts';
import { startChild } from '../childServer.ts';
import type { CouchClient } from '../couchClient.ts';
import { openCouchClient } from '../couchClient.ts';
import type { BenchGround, Lane, Row } from '../lane.ts';
import { plainDocuments } from '../plainDocuments.ts';
import { inTurns, median } from '../rounds.ts';

const few = 10_000;
const many = 1_000_000;
const toTake = 50;
const toGive = 20;
const rounds = 40;
const batch = 5_000;

interface Meeting {
	takeMs: number;
	giveMs: number;
	nothingMs: number;
}

export const growth: Lane = {
	name: 'growth',
	group: 'station',
	limitMinutes: 5,
	async run(bench) {
		const folder = join(bench.scratch, 'grown');
		await fill(bench, folder);
		const server = await startChild(bench, './generalStation.ts', { folder });
		const client = openCouchClient(server.url);
		bench.onEnd(() => client.close());
		const meet = (db: string) => (round: number) => meeting(client, db, round);
		// The first ones open the file and warm up.
		await inTurns(3, { few: meet('few-warm'), many: meet('many-warm') });
		const taken = await inTurns(rounds, { few: meet('few'), many: meet('many') });
		const row = (what: string, figure: (one: Meeting) => number): Row => ({
			...{ what: `station: ${what} beside 1,000,000 documents`, unit: 'ms' },
			ours: median(taken.many.map(figure)),
			peer: { name: 'ours, 10,000', value: median(taken.few.map(figure)) }
		});
		const asMuch = (one: Row): Row => {
			const beside = one.peer?.value ?? Number.NaN;
			return { ...one, target: { text: '≤ 1.5 × with 10,000', met: one.ours <= 1.5 * beside } };
		};
		return [
			asMuch(row('50 new ones taken', (one) => one.takeMs)),
			asMuch(row('20 given', (one) => one.giveMs)),
			asMuch(row('nothing new', (one) => one.nothingMs))
		];
	}
};

async function fill(bench: BenchGround, directory: string): Promise<void> {
	const storage = await openSqliteStorage({ directory });
	const documents = plainDocuments(batch, 1);
	for (const [name, count] of [
		['few', few],
		['many', many]
	] as const) {
		bench.say(`laying down ${count.toLocaleString('en')} documents`);
		await storage.create(name);
		const store = await storage.open(name);
		for (let at = 0; at < count; at += batch) {
			// The same again under other ids: making a million up would take longer than storing them.
			const edits = documents.map(({ _id, _rev, ...content }) => ({
				...{ id: `${_id}-${at}`, revisions: { start: 1, ids: [_rev.slice(2)] }, deleted: false },
				...{ body: JSON.stringify(content), attachments: null }
			}));
			await store?.write(edits, { newEdits: false });
		}
		const held = (await store?.info())?.docCount;
		if (held !== count) throw new Error(`${String(held)} of ${count} documents were laid down`);
	}
	await storage.close();
}

async function meeting(client: CouchClient, place: string, round: number): Promise<Meeting> {
	const [db = '', warm] = place.split('-');
	const seed = (warm === undefined ? 0 : 500) + round;
	const give = async (count: number, from: number) => {
		const docs = plainDocuments(count, 2_000_000 + 1_000 * seed + from);
		await client.ask('POST', `/${db}/_bulk_docs`, JSON.stringify({ new_edits: false, docs }));
	};
	const since = (await changes(client, db, 'now')).last_seq;
	await give(toTake, 0);
	const took = performance.now();
	const news = await changes(client, db, since);
	if (news.results.length !== toTake) throw new Error('not all were told');
	const gave = performance.now();
	await give(toGive, 1);
	const given = performance.now();
	const { last_seq: end } = await changes(client, db, 'now');
	const asked = performance.now();
	if ((await changes(client, db, end)).results.length > 0) throw new Error('there is no news');
	const done = performance.now();
	return { takeMs: gave - took, giveMs: given - gave, nothingMs: done - asked };
}

async function changes(
	client: CouchClient,
	db: string,
	since: string
): Promise<{ results: unknown[]; last_seq: string }> {
	const path = `/${db}/_changes?include_docs=true&since=${since}&limit=1000`;
	return JSON.parse(await client.ask('GET', path)) as { results: unknown[]; last_seq: string };
}
