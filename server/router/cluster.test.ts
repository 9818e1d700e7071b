import { createHash } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { LedgerDocument } from '#lib/domain/documents.ts';
import { sampleDocument } from '#lib/domain/sampleDocuments.ts';
import { openCouchStorage } from '../storage/couchStorage.ts';
import type { DocumentStore, StationStorage } from '../storage/documentStore.ts';
import { editOf } from '../storage/edit.ts';
import type { TestCluster } from '../testCluster.ts';
import { openTestCluster } from '../testCluster.ts';
import type { Leases } from './leases.ts';
import { openLeases } from './leases.ts';
import type { Router } from './router.ts';
import { openRouter } from './router.ts';

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
const grids = [1, 2, 3, 4, 5].map((at) => `150105001019-0${at}`);
const feeds = grids.map((grid) => `feed-grid-${grid}`);
const ledger = 'ledger-150105001019';
const databases = [...feeds, ledger];
/** Patient: a busy machine may stand still for seconds. */
const until = async (check: () => unknown) => vi.waitFor(check, { timeout: 30_000, interval: 20 });
vi.setConfig({ testTimeout: 90_000 });

/** Short, but longer than a busy machine stands still. */
const times = { renewMs: 50, lifeMs: 1_500 };

function visit(at: number, grid: string): LedgerDocument {
	return sampleDocument('visit', sha256, {
		_id: `visit:01KASXV2G0000000000000${String(at).padStart(4, '0')}`,
		grid,
		door: `${grid}/xk/3-2-501`
	});
}

async function write(store: DocumentStore, ...documents: object[]): Promise<void> {
	const edits = documents.map((document) => editOf(document, { newEdits: false }));
	await store.write(edits, { newEdits: false });
}

/** What of a station follows, without the rest of it. */
interface Follower {
	name: string;
	leases: Leases;
	router: Router;
	storage: StationStorage;
}

describe('routers of several stations before one cluster', () => {
	let cluster: TestCluster;
	let own: StationStorage;
	let followers: Follower[];
	let started = 0;
	beforeEach(async () => {
		cluster = await openTestCluster();
		own = await openCouchStorage({ url: cluster.url });
		for (const name of [...databases, 'station-leases']) await own.create(name);
		followers = [];
	});
	afterEach(async () => {
		for (const follower of followers) await leave(follower);
		await own.close();
		await cluster.close();
	});

	async function start(): Promise<Follower> {
		const name = `s${(started += 1)}`;
		const storage = await openCouchStorage({ url: cluster.urlOf(name) });
		const onTrouble = () => undefined;
		const store = (await storage.open('station-leases'))!;
		const leases = await openLeases({ store, station: name, times, onTrouble });
		const settle = async () => undefined;
		const parts = { storage, databases: () => databases, division: leases, settle, onTrouble };
		const router = await openRouter(parts);
		const follower = { name, leases, router, storage };
		followers.push(follower);
		return follower;
	}

	/** Also of one that was killed: it can tell nobody any more, and only its timers end. */
	async function leave({ router, leases, storage }: Follower): Promise<void> {
		await router.close().catch(() => undefined);
		await leases.close();
		await storage.close();
	}

	async function idsIn(name: string): Promise<string[]> {
		const store = (await cluster.storage.open(name))!;
		const { rows } = await store.changes({ since: '0', limit: 10_000, bodies: false });
		return rows.map(({ id }) => id).sort();
	}

	const ownersOf = (database: string, of: readonly Follower[]) =>
		of.filter(({ leases }) => leases.owns(database)).map(({ name }) => name);

	test('[R10] each database is followed by one of the stations alive', async () => {
		const three = [await start(), await start(), await start()];
		await until(() => {
			for (const { leases } of three) expect(leases.alive()).toHaveLength(3);
		});
		await until(() => {
			for (const database of databases) expect(ownersOf(database, three)).toHaveLength(1);
			expect(three.map(({ router }) => router.followed().length)).toEqual(
				three.map(({ leases }) => databases.filter((name) => leases.owns(name)).length)
			);
		});
	});

	test('[R11] a station that leaves is followed at once, one that dies when its lease has run out', async () => {
		const [first, second, third] = [await start(), await start(), await start()];
		const seen = async (alive: number, ...by: Follower[]) =>
			until(() => {
				for (const { leases } of by) expect(leases.alive()).toHaveLength(alive);
			});
		await seen(3, first, second, third);
		await leave(third);
		await seen(2, first, second);
		cluster.cutOff.add(first.name);
		await seen(1, second);
		for (const database of databases) expect(second.leases.owns(database)).toBe(true);
		const feed = (await own.open(feeds[0]!))!;
		await write(feed, visit(1, grids[0]!));
		await until(async () => expect(await idsIn(ledger)).toHaveLength(1));
	});

	test('[R11] one that was only cut off takes its part again', async () => {
		const [first, second] = [await start(), await start()];
		cluster.cutOff.add(first.name);
		await until(() => expect(second.leases.alive()).toEqual([second.name]));
		cluster.cutOff.delete(first.name);
		await until(() => {
			for (const { leases } of [first, second]) expect(leases.alive()).toHaveLength(2);
		});
		await until(() => {
			for (const database of databases) expect(ownersOf(database, [first, second])).toHaveLength(1);
		});
	});

	test('[R11] the usual times keep what is promised: taken over within 30 s', async () => {
		let nowMs = 0;
		const store = (await own.open('station-leases'))!;
		await store.write([editOf({ _id: 'station:dead', beats: 1 }, { newEdits: true })], {
			newEdits: true
		});
		vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
		const onTrouble = () => undefined;
		const leases = await openLeases({ store, station: 'new', onTrouble, steadyMs: () => nowMs });
		expect(leases.alive().sort()).toEqual(['dead', 'new']);
		let beats = 0;
		leases.onBeat(() => {
			beats += 1;
		});
		while (leases.alive().length > 1) {
			const before = beats;
			nowMs += 1_000;
			vi.advanceTimersByTime(1_000);
			if (nowMs % 4_000 === 0) await until(() => expect(beats).toBeGreaterThan(before));
			expect(nowMs).toBeLessThanOrEqual(30_000);
		}
		vi.useRealTimers();
		await leases.close();
	});

	test(
		'[R12] no document is missed, whichever station dies whenever',
		{ timeout: 90_000 },
		async () => {
			const random = seeded(20_261_126);
			const written: string[] = [];
			let at = 0;
			for (let round = 0; round < 10; round += 1) {
				const alive = followers.filter(({ name }) => !cluster.cutOff.has(name));
				while (alive.length < 3) alive.push(await start());
				for (let n = 0; n < 6; n += 1) {
					const pick = Math.floor(random() * grids.length);
					const document = visit((at += 1), grids[pick]!);
					await write((await own.open(feeds[pick]!))!, document);
					written.push(document._id);
					// In the middle of whatever it is doing.
					if (random() < 0.2) cluster.cutOff.add(alive[Math.floor(random() * 3)]!.name);
				}
			}
			expect(cluster.cutOff.size).toBeGreaterThan(5);
			const last = await start();
			await until(async () => expect(await idsIn(ledger)).toEqual(written.toSorted()));
			expect(last.leases.alive().length).toBeGreaterThan(0);
			const inFeeds = (await Promise.all(feeds.map(idsIn))).flat();
			expect(inFeeds.sort()).toEqual(written.toSorted());
		}
	);
});

/** mulberry32: the same kills on every run. */
function seeded(seed: number): () => number {
	let state = seed;
	return () => {
		state = (state + 0x6d2b79f5) | 0;
		let t = Math.imul(state ^ (state >>> 15), 1 | state);
		t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
		return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
	};
}
