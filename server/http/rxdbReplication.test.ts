import type { RxCollection } from 'rxdb';
import { createRxDatabase } from 'rxdb/plugins/core';
import { replicateCouchDB } from 'rxdb/plugins/replication-couchdb';
import { getRxStorageMemory } from 'rxdb/plugins/storage-memory';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import type { ClientStation } from './clientStation.ts';
import { openClientStation } from './clientStation.ts';

interface Visit {
	id: string;
	words: string;
	n: number;
}

interface Device {
	visits: RxCollection<Visit>;
	/** Replicates live until it is cancelled. */
	meet: (url: string) => ReturnType<typeof replicateCouchDB<Visit>>;
	/** Every visit it has, in the order of their ids. */
	all: () => Promise<Visit[]>;
}

let station: ClientStation;
let url: string;
let databases: { close: () => Promise<unknown> }[];
let devices = 0;

beforeAll(async () => {
	station = await openClientStation();
});
afterAll(async () => station.close());
beforeEach(async () => {
	url = await station.freshDatabase();
	databases = [];
});
afterEach(async () => {
	for (const database of databases) await database.close();
	expect(station.defects).toEqual([]);
});

async function openDevice(): Promise<Device> {
	devices += 1;
	const database = await createRxDatabase<{ visits: RxCollection<Visit> }>({
		name: `rxdb-${devices}`,
		storage: getRxStorageMemory(),
		multiInstance: false
	});
	databases.push(database);
	await database.addCollections({
		visits: {
			schema: {
				version: 0,
				primaryKey: 'id',
				type: 'object',
				properties: {
					id: { type: 'string', maxLength: 100 },
					words: { type: 'string' },
					n: { type: 'number' }
				},
				required: ['id', 'words', 'n']
			}
		}
	});
	const { visits } = database;
	return {
		visits,
		meet: (at) =>
			replicateCouchDB<Visit>({
				replicationIdentifier: `to-${at}`,
				collection: visits,
				url: `${at}/`,
				live: true,
				retryTime: 50,
				waitForLeadership: false,
				pull: { batchSize: 7, heartbeat: 1000 },
				push: { batchSize: 5 }
			}),
		all: async () =>
			(await visits.find({ sort: [{ id: 'asc' }] }).exec()).map((visit) => visit.toMutableJSON())
	};
}

const visit = (n: number, words = '一切平安'): Visit => ({
	id: `visit:${String(n).padStart(3, '0')}`,
	words,
	n
});
const soon = { timeout: 15_000 };

describe('RxDB and the station', () => {
	test('[HTTP41] what one device has reaches the other through the station, both ways', async () => {
		const [one, two] = [await openDevice(), await openDevice()];
		await one.visits.bulkInsert(Array.from({ length: 23 }, (_, n) => visit(n)));
		await two.visits.bulkInsert(Array.from({ length: 11 }, (_, n) => visit(100 + n, '门口')));
		const replications = [one.meet(url), two.meet(url)];
		await vi.waitFor(async () => {
			expect(await one.all()).toHaveLength(34);
			expect(await two.all()).toEqual(await one.all());
		}, soon);
		const stored = (await (await fetch(`${url}/_all_docs`)).json()) as { total_rows: number };
		expect(stored.total_rows).toBe(34);
		for (const replication of replications) await replication.cancel();
	});

	test('[HTTP41] edits and deletions arrive live, as does what others write', async () => {
		const [one, two] = [await openDevice(), await openDevice()];
		await one.visits.bulkInsert([visit(1), visit(2), visit(3)]);
		const replications = [one.meet(url), two.meet(url)];
		const of = async (device: Device, n: number) => device.visits.findOne(visit(n).id).exec();
		await vi.waitFor(async () => expect(await two.all()).toHaveLength(3), soon);
		await (await of(two, 1))?.patch({ words: '换了电话' });
		await (await of(one, 2))?.remove();
		await vi.waitFor(async () => {
			expect((await of(one, 1))?.words).toBe('换了电话');
			expect(await of(two, 2)).toBeNull();
		}, soon);
		const { id, ...rest } = visit(9, '别人写的');
		const put = await fetch(`${url}/${encodeURIComponent(id)}`, {
			method: 'PUT',
			body: JSON.stringify(rest)
		});
		expect(put.status).toBe(201);
		await vi.waitFor(async () => {
			expect((await of(one, 9))?.words).toBe('别人写的');
			expect(await two.all()).toEqual(await one.all());
		}, soon);
		for (const replication of replications) await replication.cancel();
	});

	test('[HTTP41] two edits of one document end as one on both devices', async () => {
		const [one, two] = [await openDevice(), await openDevice()];
		await one.visits.insert(visit(1));
		let replications = [one.meet(url), two.meet(url)];
		await vi.waitFor(async () => expect(await two.all()).toHaveLength(1), soon);
		for (const replication of replications) await replication.cancel();
		for (const [device, words] of [
			[one, '我说'],
			[two, '他说']
		] as const) {
			await (await device.visits.findOne(visit(1).id).exec())?.patch({ words });
		}
		const first = one.meet(url);
		await first.awaitInSync();
		replications = [first, two.meet(url)];
		await vi.waitFor(async () => {
			// RxDB's own rule: what the station holds first stays.
			expect((await one.all()).map(({ words }) => words)).toEqual(['我说']);
			expect(await two.all()).toEqual(await one.all());
		}, soon);
		const stored = await (await fetch(`${url}/${visit(1).id}?conflicts=true`)).json();
		expect(stored).toMatchObject({ words: '我说' });
		expect(stored).not.toHaveProperty('_conflicts');
		for (const replication of replications) await replication.cancel();
	});
});
