import { randomBytes } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import type { TestCluster } from '../testCluster.ts';
import { openTestCluster } from '../testCluster.ts';
import { openCouchStorage } from './couchStorage.ts';
import { databaseKeepingContract } from './databaseKeepingContract.ts';
import type { Commit, DocumentStore, StationStorage, StorageEvent } from './documentStore.ts';
import { documentStoreContract } from './documentStoreContract.ts';
import { editOf } from './edit.ts';

const foreign = process.env['COUCHDB_TEST_URL'];
let shared: TestCluster | undefined;
beforeAll(async () => {
	if (foreign === undefined) shared = await openTestCluster();
});
afterAll(async () => shared?.close());

/** Patient: a busy machine may stand still for seconds. */
const until = async (check: () => unknown) => vi.waitFor(check, { timeout: 30_000, interval: 20 });
vi.setConfig({ testTimeout: 90_000 });

/** A community of its own in the cluster each time; what it made there goes when it closes. */
async function openFresh(): Promise<StationStorage> {
	const prefix = `test-${randomBytes(6).toString('hex')}-`;
	const storage = await openCouchStorage({ url: foreign ?? shared!.url, prefix });
	return {
		...storage,
		async close() {
			for (const name of await storage.names()) await storage.drop(name);
			await storage.close();
		}
	};
}

const named =
	foreign === undefined ? 'couchdb, before a station of ours' : 'couchdb, before COUCHDB_TEST_URL';
documentStoreContract(named, openFresh, { isOurs: foreign === undefined, compactsAtOnce: false });
databaseKeepingContract(named, openFresh, { isOurs: false });

describe.skipIf(foreign !== undefined)('a cluster that several stations share', () => {
	let cluster: TestCluster;
	let here: StationStorage;
	let there: StationStorage;
	let feed: DocumentStore;
	let feedThere: DocumentStore;
	beforeEach(async () => {
		cluster = await openTestCluster();
		here = await openCouchStorage({ url: cluster.url });
		there = await openCouchStorage({ url: cluster.url });
		await here.create('feed');
		feed = (await here.open('feed'))!;
		feedThere = (await there.open('feed'))!;
	});
	afterEach(async () => {
		vi.restoreAllMocks();
		await here.close();
		await there.close();
		await cluster.close();
	});

	async function put(store: DocumentStore, ...ids: string[]): Promise<void> {
		const edits = ids.map((_id) => editOf({ _id, n: 1 }, { newEdits: true }));
		await store.write(edits, { newEdits: true });
	}
	const asIs = { newEdits: false };
	/** Ids in the order in which they were told, with every commit joined to the one before. */
	function ear(store: DocumentStore) {
		const commits: Commit[] = [];
		const leave = store.onCommit((commit) => commits.push(commit));
		return {
			leave,
			ids: () => commits.flatMap(({ rows }) => rows.map(({ id }) => id)),
			joined: () => commits.every(({ since }, at) => at === 0 || since === commits[at - 1]?.seq)
		};
	}

	test('[S17] what another station commits is told here, once and in one unbroken line', async () => {
		const heard = ear(feed);
		for (let at = 0; at < 20; at += 1) await put(at % 3 === 0 ? feed : feedThere, `doc-${at}`);
		await until(() => expect(heard.ids()).toHaveLength(20));
		expect(new Set(heard.ids()).size).toBe(20);
		expect(heard.joined()).toBe(true);
	});

	test('[S17] who is told of his own write has been told when it is answered', async () => {
		const heard = ear(feed);
		for (let at = 0; at < 5; at += 1) {
			await put(feed, `doc-${at}`);
			expect(heard.ids()).toHaveLength(at + 1);
		}
	});

	test('[S17] a design document is asked for where CouchDB has it', async () => {
		await put(feed, '_design/language');
		expect((await feedThere.row('_design/language'))?.body).toBe('{"n":1}');
		expect(cluster.asked).toContain('GET /feed/_design/language');
	});

	test('[S17] a document whose history is gone when it is asked for holds nobody up', async () => {
		const heard = ear(feed);
		const real = globalThis.fetch;
		vi.spyOn(globalThis, 'fetch').mockImplementation(async (input, init) => {
			if (typeof input !== 'string' || !input.includes('/_bulk_get')) return real(input, init);
			return Response.json({ results: [] });
		});
		const gone = editOf(
			{ _id: 'gone', _rev: '2-b', _revisions: { start: 2, ids: ['b', 'a'] } },
			asIs
		);
		await feed.write([gone], asIs);
		await put(feedThere, 'next');
		await until(() => expect(heard.ids()).toEqual(['gone', 'next']));
		expect(heard.joined()).toBe(true);
	});

	test('[S18] a cluster that was away costs time and no commit', async () => {
		vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
		try {
			const heard = ear(feed);
			await put(feedThere, 'before');
			await until(() => expect(heard.ids()).toEqual(['before']));
			cluster.fail.is = true;
			await expect(put(feed, 'refused')).rejects.toMatchObject({ name: 'StorageUnreachable' });
			cluster.fail.is = false;
			await put(feedThere, 'after');
			await until(async () => {
				await vi.advanceTimersByTimeAsync(1_000);
				expect(heard.ids()).toEqual(['before', 'after']);
			});
		} finally {
			vi.useRealTimers();
		}
	});

	test('[S18] what only some copies took is not answered for', async () => {
		const real = globalThis.fetch;
		vi.spyOn(globalThis, 'fetch').mockImplementation(async (input, init) => {
			const answer = await real(input, init);
			if (typeof input !== 'string' || !input.endsWith('/_bulk_docs')) return answer;
			return new Response(await answer.text(), { status: 202 });
		});
		await expect(put(feed, 'a')).rejects.toThrow('Too few copies');
	});

	test('[S19] more databases than lines: the rest is looked at now and then', async () => {
		const narrow = await openCouchStorage({ url: cluster.url, lines: 1, lookMs: 100 });
		const heard: ReturnType<typeof ear>[] = [];
		for (const name of ['feed-1', 'feed-2', 'feed-3']) {
			await narrow.create(name);
			heard.push(ear((await narrow.open(name))!));
		}
		for (const name of ['feed-1', 'feed-2', 'feed-3']) {
			await put((await there.open(name))!, `in-${name}`);
		}
		await until(() => expect(heard.flatMap(({ ids }) => ids())).toHaveLength(3));
		await narrow.close();
	});

	test('[S20] communities with names of their own share a cluster and see nothing of each other', async () => {
		const one = await openCouchStorage({ url: cluster.url, prefix: 'one-' });
		const two = await openCouchStorage({ url: cluster.url, prefix: 'two-' });
		await one.create('feed');
		await put((await one.open('feed'))!, 'a');
		expect(await two.open('feed')).toBeUndefined();
		expect(await two.names()).toEqual([]);
		expect(await one.names()).toEqual(['feed']);
		expect(await cluster.storage.names()).toContain('one-feed');
		await one.close();
		await two.close();
	});

	test('[S21] a wrong password, and a cluster that is not there, are told without address or password', async () => {
		const wrong = cluster.url.replace('geheim', 'falsch');
		await cluster.close();
		for (const url of [wrong, cluster.url]) {
			const storage = await openCouchStorage({ url });
			const error: unknown = await storage.names().catch((thrown: unknown) => thrown);
			expect(error).toMatchObject({ name: 'StorageUnreachable' });
			const { message, stack, cause } = error as Error;
			const told = [message, stack, String(cause)].join(' ');
			for (const secret of ['geheim', 'falsch', '127.0.0.1']) expect(told).not.toContain(secret);
		}
		cluster = await openTestCluster();
	});

	test('[S28] what another station did to any database is told here', async () => {
		const events: StorageEvent[] = [];
		here.onEvent((event) => events.push(event));
		await there.create('other');
		await until(() => expect(events).toContainEqual({ type: 'created', db: 'other' }));
		await put((await there.open('other'))!, 'a');
		await until(() => expect(events).toContainEqual({ type: 'updated', db: 'other' }));
		await there.drop('other');
		await until(() => expect(events).toContainEqual({ type: 'deleted', db: 'other' }));
	});

	test('[S28] a cluster without the database of its own events is given it', async () => {
		const real = globalThis.fetch;
		const made: string[] = [];
		vi.spyOn(globalThis, 'fetch').mockImplementation(async (input, init) => {
			const path = new URL(input as string).pathname;
			if (path === '/_global_changes') {
				made.push(init?.method ?? '');
				return Response.json({ ok: true }, { status: 201 });
			}
			if (path !== '/_db_updates' || made.length > 0) return real(input, init);
			const gone = { error: 'not_found', reason: 'Database does not exist.' };
			return Response.json(gone, { status: 404 });
		});
		const fresh = await openCouchStorage({ url: cluster.url });
		expect(made).toEqual(['PUT']);
		await fresh.close();
	});

	test('[S34] who listens is told once when another station drops it, and it can be made anew', async () => {
		let gone = 0;
		feed.onCommit(
			() => undefined,
			() => (gone += 1)
		);
		await there.drop('feed');
		await expect(feed.row('a')).rejects.toMatchObject({ name: 'DatabaseGone' });
		expect(gone).toBe(1);
		expect(await here.open('feed')).toBeUndefined();
		await there.create('feed');
		const again = (await here.open('feed'))!;
		await put(again, 'a');
		expect((await again.row('a'))?.body).toBe('{"n":1}');
		expect(gone).toBe(1);
	});
});
