import { execFile, spawnSync } from 'node:child_process';
import { promisify } from 'node:util';
import Nano from 'nano';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { ClientStation } from './clientStation.ts';
import { openClientStation } from './clientStation.ts';

const run = promisify(execFile);
const hasCurl = spawnSync('curl', ['--version']).status === 0;
let station: ClientStation;

beforeAll(async () => {
	station = await openClientStation();
});
afterAll(async () => station.close());
afterEach(() => expect(station.defects).toEqual([]));

interface Visit {
	_id?: string;
	_rev?: string;
	n: number;
	kind?: string;
}

describe('nano', () => {
	async function open(): Promise<Nano.DocumentScope<Visit>> {
		// Otherwise it takes the mount for the name of a database.
		const server: Nano.Configuration & { parseUrl: false } = { url: station.url, parseUrl: false };
		const [, name = ''] = /\/([^/]+)$/.exec(await station.freshDatabase()) ?? [];
		return Nano(server).use<Visit>(name);
	}

	test('[HTTP42] documents: insert, get, head, copy, bulk, list, fetch, destroy', async () => {
		const db = await open();
		expect(await db.info()).toMatchObject({ doc_count: 0 });
		const { rev } = await db.insert({ n: 1 }, 'a/b');
		expect(await db.get('a/b', { revs_info: true })).toMatchObject({
			n: 1,
			_revs_info: [{ rev, status: 'available' }]
		});
		const head = (await db.head('a/b')) as unknown as Record<string, string>;
		expect(head['etag']).toBe(`"${rev}"`);
		const copied = await fetch(`${station.url}/${db.config.db}/a%2Fb`, {
			method: 'COPY',
			headers: { Destination: 'copied' }
		});
		expect(await copied.json()).toMatchObject({ ok: true, id: 'copied' });
		await expect(db.insert({ n: 2 }, 'a/b')).rejects.toMatchObject({ statusCode: 409 });
		expect(await db.bulk({ docs: [{ _id: 'c', n: 3 }, { n: 4 }] })).toHaveLength(2);
		expect((await db.list({ include_docs: true, limit: 2 })).rows).toHaveLength(2);
		const fetched = await db.fetch({ keys: ['c', 'none'] });
		expect(fetched.rows).toMatchObject([{ id: 'c', doc: { n: 3 } }, { error: 'not_found' }]);
		expect(await db.fetchRevs({ keys: ['c'] })).toMatchObject({ rows: [{ id: 'c' }] });
		await db.destroy('a/b', rev);
		await expect(db.get('a/b')).rejects.toMatchObject({ statusCode: 404, reason: 'deleted' });
	});

	test('[HTTP42] attachments, by themselves and in one body with their document', async () => {
		const db = await open();
		const picture = Buffer.from(Array.from({ length: 5000 }, (_, n) => n % 253));
		const files = [
			{ name: '图 1.png', data: picture, content_type: 'image/png' },
			{ name: 'words.txt', data: Buffer.from('走访'), content_type: 'text/plain' }
		];
		const { rev } = await db.multipart.insert({ n: 1 }, files, 'photo');
		expect((await db.attachment.get('photo', '图 1.png')).equals(picture)).toBe(true);
		expect(String(await db.attachment.get('photo', 'words.txt'))).toBe('走访');
		const whole = (await db.multipart.get('photo')) as Buffer;
		expect(whole.includes(picture)).toBe(true);
		await db.attachment.insert('photo', 'more', Buffer.from('x'), 'text/plain', { rev });
		const { _rev: last } = await db.get('photo');
		await db.attachment.destroy('photo', 'words.txt', { rev: last });
		expect(Object.keys((await db.get('photo'))._attachments)).toEqual(['图 1.png', 'more']);
	});

	test('[HTTP42] changes, questions and indexes', async () => {
		const db = await open();
		await db.bulk({
			docs: Array.from({ length: 12 }, (_, n) => ({
				_id: `v${n}`,
				n,
				kind: n % 2 ? 'visit' : 'door'
			}))
		});
		expect((await db.changes({ limit: 3 })).results).toHaveLength(3);
		expect(await db.createIndex({ index: { fields: ['n'] }, name: 'number' })).toMatchObject({
			result: 'created'
		});
		const found = await db.find({
			selector: { n: { $gt: 4 }, kind: 'visit' },
			sort: [{ n: 'desc' }],
			limit: 2,
			execution_stats: true
		});
		expect(found.docs.map(({ n }) => n)).toEqual([11, 9]);
		const seen: string[] = [];
		await new Promise<void>((resolve, reject) => {
			db.changesReader
				.get({ since: '0', batchSize: 5, timeout: 100 })
				.on('change', ({ id }: { id: string }) => seen.push(id))
				.on('end', () => resolve())
				.on('error', reject);
		});
		expect(seen).toHaveLength(13);
	});
});

describe.skipIf(!hasCurl)('curl', () => {
	/** What curl wrote: status, headers, body. */
	async function curl(...given: string[]): Promise<{ status: string; head: string; body: string }> {
		const { stdout } = await run('curl', ['-sS', '-i', '--max-time', '10', ...given]);
		const at = stdout.lastIndexOf('\r\n\r\n');
		const head = stdout.slice(0, at);
		return { status: head.split(' ')[1] ?? '', head, body: stdout.slice(at + 4) };
	}

	test('[HTTP42] reads and writes as the documentation of CouchDB shows', async () => {
		const db = await station.freshDatabase();
		const json = ['-H', 'Content-Type: application/json'];
		expect(await curl('-X', 'PUT', `${db}/a`, '-d', '{"n":1}')).toMatchObject({ status: '201' });
		const got = await curl(`${db}/a`);
		const { _rev: rev } = JSON.parse(got.body) as { _rev: string };
		expect(got.head.toLowerCase()).toContain(`etag: "${rev}"`);
		const same = await curl('-H', `If-None-Match: "${rev}"`, `${db}/a`);
		expect(same.status).toBe('304');
		expect((await curl('-I', `${db}/a`)).status).toBe('200');
		const put = await curl('-X', 'PUT', '-H', `If-Match: ${rev}`, `${db}/a`, '-d', '{"n":2}');
		expect(put.status).toBe('201');
		const bulk = await curl(
			...json,
			`${db}/_bulk_docs`,
			'-d',
			'{"docs":[{"_id":"b"},{"_id":"c"}]}'
		);
		expect(JSON.parse(bulk.body)).toHaveLength(2);
		const feed = await curl(`${db}/_changes?feed=continuous&timeout=50`);
		expect(feed.body.trim().split('\n')).toHaveLength(4);
		const attached = await curl(
			'-X',
			'PUT',
			`${db}/p/t`,
			'-d',
			'0123456789',
			'-H',
			'Content-Type: text/plain'
		);
		expect(attached.status).toBe('201');
		const part = await curl('-r', '2-4', `${db}/p/t`);
		expect([part.status, part.body]).toEqual(['206', '234']);
		const packed = await curl('--compressed', '-r', '2-4', `${db}/p/t`);
		expect([packed.status, packed.body]).toEqual(['206', '234']);
		const found = await curl(...json, `${db}/_find`, '-d', '{"selector":{"n":2}}');
		expect(JSON.parse(found.body)).toMatchObject({ docs: [{ _id: 'a' }] });
		const large = '{"n":"'.padEnd(200_000, 'x') + '"}';
		const { stdout } = await run('sh', [
			'-c',
			`printf '%s' "$0" | curl -sS -X PUT "$1" --data-binary @-`,
			large.slice(0, 100_000) + '"}',
			`${db}/large`
		]);
		expect(JSON.parse(stdout)).toMatchObject({ ok: true });
	});
});
