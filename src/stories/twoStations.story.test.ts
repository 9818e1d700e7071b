import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { openDocumentAccessStore } from '../../server/access/documentAccessStore.ts';
import { hashPassword } from '../../server/access/passwords.ts';
import { openCouchStorage } from '../../server/storage/couchStorage.ts';
import type { TestCluster } from '../../server/testCluster.ts';
import { openTestCluster } from '../../server/testCluster.ts';
import type { TrialStation } from '../../server/trialStation.ts';
import { openTrialStation, trialCost, trialPassword } from '../../server/trialStation.ts';
import { GridWorker, door, feed, grid, otherDoor } from './gridWorker.ts';
import { layDown } from './layDown.ts';
import { smallGrid } from './smallGrid.ts';

/** Patient: a busy machine may stand still for seconds. */
const until = async (check: () => unknown) => vi.waitFor(check, { timeout: 30_000, interval: 20 });
vi.setConfig({ testTimeout: 90_000 });

const nowMs = Date.parse('2026-11-23T01:00:00Z');

let cluster: TestCluster;
let stations: Map<string, TrialStation>;
let people: GridWorker[];
const ending: (() => Promise<void>)[] = [];

async function openStationNamed(name: string): Promise<void> {
	const storage = await openCouchStorage({ url: cluster.urlOf(name) });
	await storage.create('station-access');
	const access = await openDocumentAccessStore((await storage.open('station-access'))!, name);
	const leaseTimes = { renewMs: 50, lifeMs: 1_500 };
	const station = await openTrialStation({ storage, access, leaseTimes, nowMs: () => nowMs });
	await access.settled();
	stations.set(name, station);
	ending.push(async () => {
		await station.close();
		access.close();
		await storage.close();
	});
}

async function gridWorker(name: string, send: (request: Request) => Promise<Response>) {
	const { access } = stations.get('a')!;
	const account = {
		name,
		displayName: name,
		grants: [{ role: 'grid_worker' as const, scope: grid }]
	};
	access.saveAccount({ ...account, demo: true }, await hashPassword(trialPassword, trialCost));
	await access.settled();
	await until(() => expect(stations.get('b')!.access.account(name)).toBeDefined());
	const worker = new GridWorker(name, { send, nowMs: () => nowMs });
	people.push(worker);
	await worker.signsIn();
	await worker.opensApp();
	await worker.meetsStation();
	return worker;
}

beforeEach(async () => {
	cluster = await openTestCluster();
	stations = new Map();
	people = [];
	for (const name of ['a', 'b']) await openStationNamed(name);
	await layDown(cluster.storage, feed, smallGrid(grid, 8));
});
afterEach(async () => {
	for (const person of people) await person.leaves();
	cluster.cutOff.clear();
	for (const end of ending.splice(0)) await end();
	await cluster.close();
});

describe('a community with two stations before one cluster', () => {
	it('[S17] what one phone pushes at the first, another one gets at the second', async () => {
		const lin = await gridWorker('lin', (request) => stations.get('a')!.handle(request));
		const bao = await gridWorker('bao', (request) => stations.get('b')!.handle(request));
		const visit = await lin.recordsVisit(otherDoor, { outcome: 'no_answer', unchanged: false });
		await lin.meetsStation();
		expect(await lin.stateOf(visit)).toBe('delivered');
		await bao.meetsStation();
		expect(await bao.rows.visits.get(visit)).toMatchObject({ author: 'lin', own: false });
	});

	it('[S22] a balancer may send every request to another one', async () => {
		let turn = 0;
		const lin = await gridWorker('lin', async (request) =>
			stations.get((turn += 1) % 2 === 0 ? 'a' : 'b')!.handle(request)
		);
		const visits = [await lin.recordsVisit(door), await lin.recordsVisit(otherDoor)];
		await lin.meetsStation();
		for (const visit of visits) expect(await lin.stateOf(visit)).toBe('delivered');
		expect(lin.reading).toMatchObject({ waiting: 0, refused: 0, trouble: undefined });
	});

	it('[R12] a station dies in the middle of the day, and nothing is missing in the evening', async () => {
		let alive = 'a';
		const lin = await gridWorker('lin', async (request) => stations.get(alive)!.handle(request));
		const before = await lin.recordsVisit(door);
		await lin.meetsStation();
		cluster.cutOff.add('a');
		const during = await lin.recordsVisit(otherDoor);
		await lin.meetsStation();
		expect(await lin.stateOf(during)).toBe('waiting');
		alive = 'b';
		await lin.meetsStation();
		expect(await lin.stateOf(during)).toBe('delivered');
		const ledger = (await cluster.storage.open('ledger-150105001019'))!;
		await until(async () => {
			for (const id of [before, during]) expect(await ledger.row(id)).toBeDefined();
		});
	});
});
