import { createRequire } from 'node:module';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import type { ClientStation } from './clientStation.ts';
import { openClientStation } from './clientStation.ts';

/* eslint-disable @typescript-eslint/no-explicit-any, @typescript-eslint/no-unsafe-call, @typescript-eslint/no-unsafe-return -- PouchDB's plugins bring no types */
const load = createRequire(import.meta.url);
const Pouch: any = load('pouchdb-core')
	.plugin(load('pouchdb-adapter-http'))
	.plugin(load('pouchdb-adapter-memory'))
	.plugin(load('pouchdb-replication'))
	.plugin(load('pouchdb-find'));

let station: ClientStation;
let url: string;
let remote: any;
let phones = 0;

beforeAll(async () => {
	station = await openClientStation();
});
afterAll(async () => station.close());
beforeEach(async () => {
	url = await station.freshDatabase();
	remote = new Pouch(url);
});
afterEach(() => expect(station.defects).toEqual([]));

const phone = (): any => {
	phones += 1;
	return new Pouch(`conformance-${phones}`, { adapter: 'memory' });
};
const base64 = (text: string): string => Buffer.from(text).toString('base64');
const path = (start: number, ...ids: string[]): object => ({
	_rev: `${start}-${ids[0]}`,
	_revisions: { start, ids }
});
const idsOf = (rows: any[]): string[] => rows.map((row) => row.id ?? row._id);

/** A document with a tree of revisions: 3-c wins over 2-b, and 2-d is deleted. */
async function putTree(): Promise<void> {
	await remote.bulkDocs(
		[
			{ _id: 'tree', ...path(2, 'b', 'a'), n: 'b' },
			{ _id: 'tree', ...path(3, 'c', 'x', 'a'), n: 'c' },
			{ _id: 'tree', ...path(2, 'd', 'a'), _deleted: true }
		],
		{ new_edits: false }
	);
}

describe('documents through PouchDB', () => {
	test('[HTTP40] info, put, post, get, remove', async () => {
		expect(await remote.info()).toMatchObject({
			doc_count: 0,
			update_seq: expect.stringMatching(/^0/)
		});
		const { id, rev } = await remote.post({ n: 1 });
		expect(await remote.get(id)).toEqual({ _id: id, _rev: rev, n: 1 });
		const second = await remote.put({ _id: id, _rev: rev, n: 2 });
		await expect(remote.put({ _id: id, _rev: rev, n: 3 })).rejects.toMatchObject({
			status: 409,
			name: 'conflict'
		});
		expect(await remote.get(id, { rev })).toMatchObject({ n: 1 });
		await remote.remove(id, second.rev);
		await expect(remote.get(id)).rejects.toMatchObject({ status: 404, reason: 'deleted' });
		await expect(remote.get('never')).rejects.toMatchObject({ status: 404, reason: 'missing' });
		await expect(remote.put({ _id: '_odd' })).rejects.toMatchObject({ status: 400 });
		await expect(remote.put({ _id: 'x', _odd: 1 })).rejects.toMatchObject({
			name: 'doc_validation'
		});
		expect(await remote.info()).toMatchObject({ doc_count: 0 });
	});

	test('[HTTP40] ids of every script and sign are the same both ways', async () => {
		const ids = ['a/b', '户-1?x=1&y#z', 'a b+c%d', 'quote\'"', '😀', 'a:b|c', '_design/a'];
		for (const _id of ids) {
			await remote.put({ _id, n: _id });
			expect(await remote.get(_id)).toMatchObject({ _id, n: _id });
		}
		const { rows } = await remote.allDocs({ keys: ids });
		expect(idsOf(rows)).toEqual(ids);
	});

	test('[HTTP40] trees of revisions: winner, conflicts, history, open and latest revisions', async () => {
		await putTree();
		const document = await remote.get('tree', {
			conflicts: true,
			revs: true,
			revs_info: true
		});
		expect(document).toMatchObject({
			_rev: '3-c',
			_conflicts: ['2-b'],
			_revisions: { start: 3, ids: ['c', 'x', 'a'] },
			_revs_info: [
				{ rev: '3-c', status: 'available' },
				{ rev: '2-x', status: 'missing' },
				{ rev: '1-a', status: 'missing' }
			]
		});
		const meta = await (await fetch(`${url}/tree?meta=true`)).json();
		expect(meta).toMatchObject({ _conflicts: ['2-b'], _deleted_conflicts: ['2-d'] });
		const all = await remote.get('tree', { open_revs: 'all' });
		expect(all.map(({ ok }: any) => ok._rev).sort()).toEqual(['2-b', '2-d', '3-c']);
		const some = await remote.get('tree', { open_revs: ['2-b', '9-z'], revs: true });
		expect(some).toMatchObject([{ ok: { n: 'b', _revisions: { start: 2 } } }, { missing: '9-z' }]);
		expect(await remote.get('tree', { rev: '2-x', latest: true })).toMatchObject({ _rev: '3-c' });
		await expect(remote.get('tree', { rev: '2-x' })).rejects.toMatchObject({ status: 404 });
		await expect(remote.get('tree', { rev: '2-d', latest: true })).rejects.toMatchObject({
			status: 404
		});
		expect(await remote.get('tree', { rev: '2-d' })).toMatchObject({ _deleted: true });
		await remote.remove('tree', '3-c');
		expect(await remote.get('tree')).toMatchObject({ n: 'b' });
	});

	test('[HTTP40] bulkDocs, bulkGet and revsDiff', async () => {
		const written = await remote.bulkDocs([{ _id: 'a' }, { n: 1 }, { _id: 'a' }]);
		expect(written).toMatchObject([
			{ ok: true, id: 'a' },
			{ ok: true },
			{ id: 'a', status: 409, error: 'conflict' }
		]);
		await putTree();
		const { results } = await remote.bulkGet({
			docs: [
				{ id: 'tree', rev: '2-b' },
				{ id: 'none', rev: '1-a' },
				{ id: 'a' },
				{ id: 'tree', rev: '7-q' }
			],
			revs: true
		});
		expect(results).toMatchObject([
			{ id: 'tree', docs: [{ ok: { n: 'b', _revisions: { ids: ['b', 'a'] } } }] },
			{ id: 'none', docs: [{ error: { rev: '1-a', error: 'not_found' } }] },
			{ id: 'a', docs: [{ ok: { _id: 'a' } }] },
			{ id: 'tree', docs: [{ error: { reason: 'missing' } }] }
		]);
		expect(
			await remote.revsDiff({ tree: ['2-b', '9-z'], none: ['1-a'], a: [written[0].rev] })
		).toEqual({
			tree: { missing: ['9-z'], possible_ancestors: expect.arrayContaining(['3-c', '2-b', '2-d']) },
			none: { missing: ['1-a'] }
		});
	});

	test('[HTTP40] allDocs in every form', async () => {
		const ids = ['a', 'b', 'c', 'd', 'e'];
		await remote.bulkDocs(ids.map((_id) => ({ _id, n: _id })));
		await remote.remove(await remote.get('c'));
		await putTree();
		const of = async (options: object): Promise<string[]> => {
			const { rows } = await remote.allDocs(options);
			return rows.map((row: any) => row.key);
		};
		expect(await of({})).toEqual(['a', 'b', 'd', 'e', 'tree']);
		expect(await of({ startkey: 'b', endkey: 'd' })).toEqual(['b', 'd']);
		expect(await of({ startkey: 'b', endkey: 'd', inclusive_end: false })).toEqual(['b']);
		expect(await of({ descending: true, limit: 2, skip: 1 })).toEqual(['e', 'd']);
		expect(await of({ startkey: 'e', endkey: 'b', descending: true })).toEqual(['e', 'd', 'b']);
		expect(await of({ key: 'c' })).toEqual([]);
		expect(await of({ limit: 0 })).toEqual([]);
		const keys = await remote.allDocs({ keys: ['c', 'x', 'a', 'a'], include_docs: true });
		expect(keys.rows).toMatchObject([
			{ id: 'c', value: { deleted: true }, doc: null },
			{ key: 'x', error: 'not_found' },
			{ id: 'a', doc: { n: 'a' } },
			{ id: 'a' }
		]);
		const whole = await remote.allDocs({ include_docs: true, conflicts: true, update_seq: true });
		expect(whole).toMatchObject({ total_rows: 5, offset: 0, update_seq: expect.any(String) });
		expect(whole.rows[4].doc._conflicts).toEqual(['2-b']);
	});

	test('[HTTP40] local documents', async () => {
		const first = await remote.put({ _id: '_local/a/b', n: 1 });
		expect(first).toEqual({ ok: true, id: '_local/a/b', rev: '0-1' });
		const document = await remote.get('_local/a/b');
		expect(await remote.put({ ...document, n: 2 })).toMatchObject({ rev: '0-2' });
		expect((await remote.allDocs()).rows).toEqual([]);
		expect(await remote.info()).toMatchObject({
			doc_count: 0,
			update_seq: expect.stringMatching(/^0/)
		});
		await remote.remove(await remote.get('_local/a/b'));
		await expect(remote.get('_local/a/b')).rejects.toMatchObject({ status: 404 });
		const among = await remote.bulkDocs([
			{ _id: '_local/c', n: 1 },
			{ _id: 'd' },
			{ _id: '_local/c' }
		]);
		expect(among).toMatchObject([{ rev: '0-1' }, { ok: true, id: 'd' }, { rev: '0-2' }]);
		const gone = [
			{ _id: '_local/c', _deleted: true },
			{ _id: '_local/no', _deleted: true }
		];
		expect(await remote.bulkDocs(gone)).toMatchObject([{ ok: true }, { error: 'not_found' }]);
		const attached = await fetch(`${url}/_local/c/t`);
		expect([attached.status, await attached.json()]).toMatchObject([
			400,
			{ reason: '_local documents do not accept attachments.' }
		]);
	});

	test('[HTTP40] what a replicator noted in a document, and a long id, are kept', async () => {
		const noted = { _replication_id: 'r', _replication_state: 'completed', _replication_stats: {} };
		const { id } = await remote.post(noted);
		expect(await remote.get(id)).toMatchObject(noted);
		const long = 'x'.repeat(1400);
		await remote.bulkDocs([{ _id: long }, { _id: 'short' }]);
		const changes = await remote.changes({ doc_ids: [long], return_docs: true });
		expect(idsOf(changes.results)).toEqual([long]);
	});
});

describe('attachments through PouchDB', () => {
	test('[HTTP40] inline, by themselves, as stubs, in lists, taken away', async () => {
		const text = { content_type: 'text/plain', data: base64('走访') };
		const { rev } = await remote.put({ _id: 'a', _attachments: { 't.txt': text } });
		const png = Buffer.from(Array.from({ length: 3000 }, (_, n) => n % 251));
		const second = await remote.putAttachment('a', 'p/1.png', rev, png, 'image/png');
		expect(Buffer.from(await remote.getAttachment('a', 'p/1.png')).equals(png)).toBe(true);
		expect(String(await remote.getAttachment('a', 't.txt', { rev }))).toBe('走访');
		const stubs = await remote.get('a');
		expect(stubs._attachments).toMatchObject({
			't.txt': { stub: true, length: 6, revpos: 1 },
			'p/1.png': { stub: true, length: 3000, revpos: 2, content_type: 'image/png' }
		});
		await remote.put({ ...stubs, n: 1 });
		const whole = await remote.get('a', { attachments: true });
		expect(whole._attachments['t.txt'].data).toBe(text.data);
		const binary = await remote.get('a', { attachments: true, binary: true });
		expect(binary._attachments['p/1.png'].data.equals(png)).toBe(true);
		const options = { include_docs: true, attachments: true };
		const listed = await remote.allDocs(options);
		expect(listed.rows[0].doc._attachments['t.txt'].data).toBe(text.data);
		const changed = await remote.changes({ ...options, return_docs: true });
		expect(changed.results[0].doc._attachments['t.txt'].data).toBe(text.data);
		const bulk = await remote.bulkGet({ docs: [{ id: 'a' }], attachments: true });
		expect(bulk.results[0].docs[0].ok._attachments['t.txt'].data).toBe(text.data);
		const { _rev: last } = whole;
		await remote.removeAttachment('a', 't.txt', last);
		await expect(remote.getAttachment('a', 't.txt')).rejects.toMatchObject({ status: 404 });
		await expect(
			remote.putAttachment('a', 'x', second.rev, png, 'image/png')
		).rejects.toMatchObject({
			status: 409
		});
	});

	test('[HTTP40] a stub for nothing is 412, an odd name 400, empty bytes are bytes', async () => {
		const stub = { stub: true, digest: 'md5-x', content_type: 'text/plain' };
		await expect(remote.put({ _id: 'a', _attachments: { t: stub } })).rejects.toMatchObject({
			status: 412
		});
		await expect(
			remote.put({ _id: 'a', _attachments: { _t: { data: '', content_type: 'text/plain' } } })
		).rejects.toMatchObject({ status: 400, name: 'bad_request' });
		await remote.put({ _id: 'a', _attachments: { t: { data: '', content_type: 'text/plain' } } });
		expect(String(await remote.getAttachment('a', 't'))).toBe('');
	});
});

describe('changes through PouchDB', () => {
	const documents = ['visit', 'door', 'visit', 'concern'].map((kind, n) => ({
		_id: `${kind}:${n}`,
		kind,
		n
	}));

	test('[HTTP40] at once: since, limit, descending, styles, documents and filters', async () => {
		await remote.bulkDocs(documents);
		await putTree();
		const of = async (options: object): Promise<any[]> =>
			(await remote.changes({ return_docs: true, ...options })).results;
		const all = await of({});
		expect(idsOf(all)).toEqual([...documents.map(({ _id }) => _id), 'tree']);
		expect(idsOf(await of({ since: all[2].seq }))).toEqual(['concern:3', 'tree']);
		expect(idsOf(await of({ limit: 2 }))).toEqual(['visit:0', 'door:1']);
		expect(idsOf(await of({ descending: true }))).toEqual(idsOf(all).toReversed());
		expect(await of({ since: 'now' })).toEqual([]);
		const [tree] = await of({
			doc_ids: ['tree'],
			style: 'all_docs',
			include_docs: true,
			conflicts: true
		});
		expect(tree.changes.map(({ rev }: any) => rev).sort()).toEqual(['2-b', '2-d', '3-c']);
		expect(tree.doc._conflicts).toEqual(['2-b']);
		expect(idsOf(await of({ selector: { kind: 'visit' } }))).toEqual(['visit:0', 'visit:2']);
		expect(idsOf(await of({ filter: (document: any) => document.n === 1 }))).toEqual(['door:1']);
		await expect(of({ filter: 'a/b' })).rejects.toMatchObject({ status: 404 });
		await expect(of({ filter: '_view' })).rejects.toMatchObject({ status: 400 });
		await expect(of({ selector: { kind: { $nonsense: 1 } } })).rejects.toMatchObject({
			status: 400
		});
		const wide = await remote.changes({ batch_size: 2, return_docs: true });
		expect(wide.results).toHaveLength(5);
	});

	test('[HTTP40] live: each change as it happens, with and without a filter', async () => {
		await remote.put({ _id: 'before', kind: 'visit' });
		const { update_seq: since } = await remote.info();
		const plain: string[] = [];
		const chosen: string[] = [];
		const live = { live: true, since };
		const feeds = [
			remote
				.changes({ ...live, include_docs: true })
				.on('change', (row: any) => plain.push(row.doc._id)),
			remote
				.changes({ ...live, selector: { kind: 'visit' } })
				.on('change', (row: any) => chosen.push(row.id))
		];
		try {
			for (const document of documents) await remote.put(document);
			await vi.waitFor(
				() => {
					expect(plain).toEqual(documents.map(({ _id }) => _id));
					expect(chosen).toEqual(['visit:0', 'visit:2']);
				},
				{ timeout: 10_000 }
			);
		} finally {
			for (const feed of feeds) feed.cancel();
		}
	});
});

describe('questions through pouchdb-find', () => {
	test('[HTTP40] createIndex, getIndexes, find, explain, deleteIndex', async () => {
		await remote.bulkDocs(
			Array.from({ length: 40 }, (_, n) => ({ _id: `d${n}`, n, even: n % 2 === 0 }))
		);
		const index = { index: { fields: ['n'] }, name: 'number', ddoc: 'by' };
		expect(await remote.createIndex(index)).toMatchObject({ result: 'created', id: '_design/by' });
		expect(await remote.createIndex(index)).toMatchObject({ result: 'exists' });
		expect((await remote.getIndexes()).indexes).toHaveLength(2);
		const question = {
			selector: { n: { $gte: 10 }, even: true },
			sort: [{ n: 'desc' }],
			fields: ['n'],
			limit: 3,
			skip: 1
		};
		const found = await remote.find(question);
		expect(found.docs).toEqual([{ n: 36 }, { n: 34 }, { n: 32 }]);
		expect(found.warning).toBeUndefined();
		expect((await remote.explain(question)).index).toMatchObject({
			ddoc: '_design/by',
			name: 'number'
		});
		expect((await remote.find({ selector: { even: false } })).docs).toHaveLength(20);
		await expect(remote.find({ selector: { n: 1 }, sort: ['even'] })).rejects.toMatchObject({
			status: 400
		});
		const { indexes } = await remote.getIndexes();
		expect(await remote.deleteIndex(indexes[1])).toMatchObject({ ok: true });
		expect((await remote.getIndexes()).total_rows).toBe(1);
	});
});

describe('replication through PouchDB', () => {
	test('[HTTP40] of a choice: by ids, by selector, in the batches it likes', async () => {
		await remote.bulkDocs(Array.from({ length: 30 }, (_, n) => ({ _id: `d${n}`, n })));
		const pulled = async (options: object): Promise<string[]> => {
			const target = phone();
			await target.replicate.from(remote, options);
			return idsOf((await target.allDocs()).rows);
		};
		expect(await pulled({ doc_ids: ['d1', 'd7', 'none'] })).toEqual(['d1', 'd7']);
		expect(await pulled({ selector: { n: { $lt: 2 } } })).toEqual(['d0', 'd1']);
		expect(await pulled({ batch_size: 7, batches_limit: 1 })).toHaveLength(30);
		const source = phone();
		await source.bulkDocs([
			{ _id: 'a', n: 1 },
			{ _id: 'b', n: 2 }
		]);
		await source.replicate.to(remote, { selector: { n: 2 } });
		await expect(remote.get('a')).rejects.toMatchObject({ status: 404 });
		expect(await remote.get('b')).toMatchObject({ n: 2 });
	});

	test('[HTTP40] a design document with code is denied alone, and the rest arrives', async () => {
		const source = phone();
		await source.put({ _id: '_design/v', views: { v: { map: 'function (doc) {}' } } });
		await source.bulkDocs([{ _id: 'a' }, { _id: 'b' }]);
		const denied: any[] = [];
		const result = await source.replicate
			.to(remote)
			.on('denied', (error: any) => denied.push(error));
		expect([result.ok, result.doc_write_failures, result.docs_written]).toEqual([true, 1, 2]);
		expect(denied).toHaveLength(1);
		expect((await source.replicate.to(remote)).docs_read).toBe(0);
	});

	test('[HTTP40] live in both directions, through conflicts, deletions and attachments', async () => {
		const [one, two] = [phone(), phone()];
		await one.put({ _id: 'shared', n: 0 });
		await one.sync(remote);
		await two.sync(remote);
		await one.put({ ...(await one.get('shared')), n: 'one' });
		await two.put({ ...(await two.get('shared')), n: 'two' });
		const live = { live: true, retry: true, heartbeat: 2000 };
		const syncs = [one.sync(remote, live), two.sync(remote, live)];
		try {
			const attachment = { content_type: 'text/plain', data: base64('见面') };
			await one.put({ _id: 'photo', _attachments: { t: attachment } });
			await two.put({ _id: 'gone' });
			await vi.waitFor(async () => one.get('gone'), { timeout: 10_000 });
			await one.remove(await one.get('gone'));
			await vi.waitFor(
				async () => {
					await expect(two.get('gone')).rejects.toMatchObject({ status: 404 });
					const [here, there] = await Promise.all(
						[one, two].map(async (each) => each.get('shared', { conflicts: true }))
					);
					expect(here._conflicts).toHaveLength(1);
					expect(there).toEqual(here);
					expect(String(await two.getAttachment('photo', 't'))).toBe('见面');
				},
				{ timeout: 10_000 }
			);
		} finally {
			for (const sync of syncs) sync.cancel();
		}
	});

	test('[HTTP40] from one database of the station into another, without passing a phone', async () => {
		const target = new Pouch(await station.freshDatabase());
		await putTree();
		await remote.put({
			_id: 'p',
			_attachments: { t: { content_type: 'text/plain', data: base64('x') } }
		});
		const result = await Pouch.replicate(remote, target);
		expect([result.ok, result.docs_written]).toEqual([true, 4]);
		const options = { open_revs: 'all', revs: true };
		const [here, there] = [await remote.get('tree', options), await target.get('tree', options)];
		expect(there).toEqual(here);
		expect(String(await target.getAttachment('p', 't'))).toBe('x');
	});
});
