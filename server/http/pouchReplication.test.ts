import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import type { StationStorage } from '../storage/documentStore.ts';
import { openSqliteStorage } from '../storage/sqliteStorage.ts';
import type { NodeServer } from './nodeAdapter.ts';
import { serveNode } from './nodeAdapter.ts';
import { openTestFace } from './testFace.ts';

/* eslint-disable @typescript-eslint/no-explicit-any, @typescript-eslint/no-unsafe-call, @typescript-eslint/no-unsafe-return -- PouchDB's plugins bring no types */
const load = createRequire(import.meta.url);
const Pouch: any = load('pouchdb-core')
	.plugin(load('pouchdb-adapter-http'))
	.plugin(load('pouchdb-adapter-memory'))
	.plugin(load('pouchdb-replication'));

const directory = mkdtempSync(join(tmpdir(), 'qingge-pouch-'));
let storage: StationStorage;
let server: NodeServer;
let defects: unknown[];
let databases = 0;
let remoteUrl: string;
let remote: any;

beforeAll(async () => {
	storage = await openSqliteStorage({ directory });
	const face = await openTestFace({ storage });
	({ defects } = face);
	server = await serveNode({
		handle: face.handle,
		host: '127.0.0.1',
		port: 0,
		onBroken: (error) => defects.push(error),
		onDefect: (error) => defects.push(error)
	});
});
afterAll(async () => {
	await server.close();
	await storage.close();
	rmSync(directory, { recursive: true, force: true });
});
beforeEach(() => {
	defects.length = 0;
	databases += 1;
	remoteUrl = `${server.url}/db/feed-${databases}`;
	remote = new Pouch(remoteUrl);
});

function phone(): any {
	databases += 1;
	return new Pouch(`phone-${databases}`, { adapter: 'memory' });
}

async function idsOf(database: any): Promise<string[]> {
	return (await database.allDocs()).rows.map((row: any) => row.id);
}

describe('PouchDB and the station', () => {
	test('[HTTP20] push and pull, once, give the same documents with the same revisions', async () => {
		const [one, two] = [phone(), phone()];
		const documents = Array.from({ length: 250 }, (_, n) => ({
			_id: `visit:${n}`,
			text: `第${n}户`
		}));
		await one.bulkDocs(documents);
		const pushed = await one.replicate.to(remote);
		expect([pushed.ok, pushed.docs_written]).toEqual([true, 250]);
		const pulled = await two.replicate.from(remote);
		expect([pulled.ok, pulled.docs_written]).toEqual([true, 250]);
		const all = { include_docs: true };
		expect((await two.allDocs(all)).rows).toEqual((await one.allDocs(all)).rows);
		expect((await one.replicate.to(remote)).docs_written).toBe(0);
		expect((await two.replicate.from(remote)).docs_read).toBe(0);
		expect(defects).toEqual([]);
	});

	test('[HTTP20] conflicts and deletions arrive on both sides with one winner', async () => {
		const [one, two] = [phone(), phone()];
		await one.put({ _id: 'a', n: 0 });
		await one.put({ _id: 'gone', n: 0 });
		await one.sync(remote);
		await two.sync(remote);
		await one.put({ ...(await one.get('a')), n: 'one' });
		await two.put({ ...(await two.get('a')), n: 'two' });
		await two.remove(await two.get('gone'));
		for (const each of [one, two, one, two]) await each.sync(remote);
		const seen = [];
		for (const each of [one, two, remote]) {
			seen.push(await each.get('a', { conflicts: true }));
			await expect(each.get('gone')).rejects.toMatchObject({ status: 404, reason: 'deleted' });
		}
		expect(seen[0]._conflicts).toHaveLength(1);
		expect(seen[1]).toEqual(seen[0]);
		expect(seen[2]).toEqual(seen[0]);
		await remote.remove('a', seen[0]._rev);
		await one.sync(remote);
		expect((await one.get('a'))._rev).toBe(seen[0]._conflicts[0]);
	});

	test('[HTTP20] live replication carries edits both ways as they happen', async () => {
		const [one, two] = [phone(), phone()];
		const live = { live: true, retry: true, heartbeat: 2000 };
		const syncs = [one.sync(remote, live), two.sync(remote, live)];
		try {
			await one.put({ _id: 'from-one' });
			await two.put({ _id: 'from-two' });
			await vi.waitFor(
				async () => {
					expect(await idsOf(one)).toEqual(['from-one', 'from-two']);
					expect(await idsOf(two)).toEqual(['from-one', 'from-two']);
				},
				{ timeout: 10_000 }
			);
			await one.put({ ...(await one.get('from-two')), n: 2 });
			await vi.waitFor(async () => expect((await two.get('from-two')).n).toBe(2), {
				timeout: 10_000
			});
		} finally {
			for (const sync of syncs) sync.cancel();
		}
		expect(defects).toEqual([]);
	});

	test('[HTTP20] attachments travel with their bytes, their type and their digest', async () => {
		const [one, two] = [phone(), phone()];
		const bytes = Buffer.from(Array.from({ length: 50_000 }, (_, n) => (n * 7) % 256));
		const { rev } = await one.put({ _id: 'photo:1', n: 1 });
		await one.putAttachment('photo:1', 'a/b 图.jpg', rev, bytes, 'image/jpeg');
		await one.replicate.to(remote);
		const direct = await remote.getAttachment('photo:1', 'a/b 图.jpg');
		expect(Buffer.from(direct).equals(bytes)).toBe(true);
		await remote.put({ ...(await remote.get('photo:1')), n: 2 });
		await two.replicate.from(remote);
		const arrived = await two.get('photo:1', { attachments: true, binary: true });
		expect(arrived.n).toBe(2);
		const [here, there] = [arrived, await remote.get('photo:1')].map(
			(document) => document._attachments['a/b 图.jpg']
		);
		expect(there).toMatchObject({
			stub: true,
			revpos: 2,
			length: 50_000,
			content_type: 'image/jpeg'
		});
		expect(here).toMatchObject({ content_type: 'image/jpeg', digest: there.digest });
		expect(arrived._attachments['a/b 图.jpg'].data.equals(bytes)).toBe(true);
	});

	test('[HTTP20] a replication that breaks off goes on where it was', async () => {
		const [one, two] = [phone(), phone()];
		const documents = Array.from({ length: 300 }, (_, n) => ({ _id: `visit:${1000 + n}` }));
		await one.bulkDocs(documents);
		// A line that is cut stays cut: PouchDB goes on working behind a replication that has failed.
		const lineCutAfter = (most: number): any => {
			let calls = 0;
			const fetchUntilCut = async (url: string, init: RequestInit): Promise<Response> => {
				if (!/\/_(?:changes|revs_diff|bulk_|local)/.test(url)) return fetch(url, init);
				calls += 1;
				if (calls <= most) return fetch(url, init);
				if (calls % 2 === 0) throw new TypeError('the line broke');
				return new Response('<html>Sign in to the hotel</html>', { status: 200 });
			};
			return new Pouch(remoteUrl, { fetch: fetchUntilCut });
		};
		for (const most of [1, 3, 4, 7, 10, 13]) {
			const line = lineCutAfter(most);
			await expect(one.replicate.to(line, { batch_size: 20 })).rejects.toBeDefined();
		}
		for (const most of [1, 2, 3, 4, 5, 8, 12]) {
			const line = lineCutAfter(most);
			await expect(two.replicate.from(line, { batch_size: 20 })).rejects.toBeDefined();
		}
		await one.replicate.to(remote);
		await two.replicate.from(remote);
		expect(await idsOf(two)).toEqual(documents.map(({ _id }) => _id).sort());
	});

	test('[HTTP20] a server that was stopped and started again finds replication where it left it', async () => {
		const one = phone();
		await one.bulkDocs([{ _id: 'a' }, { _id: 'b' }]);
		await one.replicate.to(remote);
		const first = await (await fetch(remoteUrl)).json();
		await one.put({ _id: 'c' });
		const result = await one.replicate.to(remote);
		expect([result.docs_read, result.docs_written]).toEqual([1, 1]);
		const second = await (await fetch(remoteUrl)).json();
		expect(second.instance_start_time).toBe(first.instance_start_time);
	});
});
