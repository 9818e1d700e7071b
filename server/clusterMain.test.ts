import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { openClusterData } from './stationData.ts';
import { refusedStart, startStation } from './stationProcess.ts';
import type { TestCluster } from './testCluster.ts';
import { openTestCluster } from './testCluster.ts';
import { trialCommunity } from './trialStation.ts';

const root = mkdtempSync(join(tmpdir(), 'qingge-cluster-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

describe('stations as processes before one cluster', () => {
	let cluster: TestCluster;
	beforeEach(async () => {
		cluster = await openTestCluster();
	});
	afterEach(async () => cluster.close());

	const environment = (name: string) => ({
		DATA_DIR: join(root, name),
		STORE: 'couchdb',
		COUCHDB_URL: cluster.urlOf(name)
	});

	async function found(): Promise<void> {
		const data = await openClusterData({ url: cluster.url, prefix: '' }, join(root, 'founder'));
		data.access.saveCommunity({ ...trialCommunity, demo: false });
		await data.close();
	}

	test('[S23] two start, share what they are, leave nothing of it behind, and say no password', async () => {
		await found();
		const stations = [await startStation(environment('a')), await startStation(environment('b'))];
		for (const { url } of stations) {
			const health = await fetch(`${url}/station/health`);
			expect(await health.json()).toMatchObject({ status: 'green', demo: false });
		}
		expect(readdirSync(join(root, 'a'))).toEqual(['running.json', 'trail-name']);
		const leases = (await cluster.storage.open('station-leases'))!;
		expect((await leases.info()).docCount).toBe(2);
		await stations[0]!.kill();
		expect(await stations[1]!.stop()).toBe(0);
		expect((await leases.info()).docCount).toBe(1);
		for (const { said } of stations) expect(said()).not.toContain('geheim');
	});

	test('[S18] a station whose cluster goes away answers 503 and goes on when it is back', async () => {
		await found();
		const station = await startStation(environment('a'));
		cluster.fail.is = true;
		const health = await fetch(`${station.url}/station/health`);
		expect(health.status).toBe(503);
		cluster.fail.is = false;
		await vi.waitFor(
			async () => expect((await fetch(`${station.url}/station/health`)).status).toBe(200),
			{ timeout: 15_000, interval: 200 }
		);
		expect(station.said()).not.toContain('geheim');
		expect(await station.stop()).toBe(0);
	});

	test('[S23] without a community, and without a cluster, it says what to do', async () => {
		expect((await refusedStart(environment('c'))).said).toContain('init');
		await found();
		const { COUCHDB_URL: right } = environment('c');
		const wrong = right.replace('geheim', 'falsch');
		const { said } = await refusedStart({ ...environment('c'), COUCHDB_URL: wrong });
		expect(said).toContain('连不上 CouchDB 集群');
		expect(said).not.toContain('falsch');
	});
});
