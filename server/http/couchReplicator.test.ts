// The requests of Apache CouchDB 3.5's replicator, as traced between two CouchDBs, replayed against the
// station as source and as target. A machine without CouchDB can hold the station to them.
import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Bytes } from './bytes.ts';
import { joinBytes, utf8 } from './bytes.ts';
import type { ClientStation } from './clientStation.ts';
import { openClientStation } from './clientStation.ts';
import { boundaryOf, readParts } from './multipartParts.ts';

interface Change {
	seq: string;
	id: string;
	changes: { rev: string }[];
	deleted?: true;
	last_seq?: string;
}
type Doc = Record<string, unknown> & {
	_id: string;
	_rev: string;
	_attachments?: Record<string, { stub?: true; follows?: true; length: number }>;
};

const client = { 'User-Agent': 'CouchDB-Replicator/3.5.2', Accept: 'application/json' };
const json = { ...client, 'Content-Type': 'application/json' };

let station: ClientStation;
let source: string;
let target: string;

beforeAll(async () => {
	station = await openClientStation();
});
afterAll(async () => station.close());
beforeEach(async () => {
	source = await station.freshDatabase();
	target = await station.freshDatabase();
});
afterEach(() => expect(station.defects).toEqual([]));

async function ask<T>(url: string, status: number, init: RequestInit = {}): Promise<T> {
	const response = await fetch(url, { headers: client, ...init });
	const text = await response.text();
	expect([url, response.status, text]).toEqual([url, status, text]);
	return (text === '' ? undefined : JSON.parse(text)) as T;
}

async function post<T>(url: string, status: number, body: unknown): Promise<T> {
	return ask<T>(url, status, { method: 'POST', headers: json, body: JSON.stringify(body) });
}

async function seed(): Promise<void> {
	const docs = [
		{ _id: 'plain', _rev: '1-a', n: 1 },
		{ _id: 'tree', _rev: '2-b', _revisions: { start: 2, ids: ['b', 'a'] }, n: 'b' },
		{ _id: 'tree', _rev: '2-c', _revisions: { start: 2, ids: ['c', 'a'] }, n: 'c' },
		{ _id: 'gone', _rev: '2-b', _revisions: { start: 2, ids: ['b', 'a'] }, _deleted: true },
		{
			_id: 'photo',
			_rev: '1-a',
			_attachments: {
				'图.png': {
					content_type: 'image/png',
					data: Buffer.from([1, 2, 3, 0, 255]).toString('base64')
				},
				'words.txt': { content_type: 'text/plain', data: Buffer.from('走访').toString('base64') }
			}
		}
	];
	await post(`${source}/_bulk_docs`, 201, { docs, new_edits: false });
}

/** What it does at both ends before it begins, and the checkpoint that it finds. */
async function begin(db: string, checkpoint: string): Promise<unknown> {
	expect((await fetch(`${db}/`, { method: 'HEAD', headers: client })).status).toBe(200);
	const info = await ask<Record<string, unknown>>(`${db}/`, 200);
	expect(info).toMatchObject({
		db_name: expect.any(String) as string,
		update_seq: expect.any(String) as string,
		instance_start_time: expect.stringMatching(/^\d+$/) as string
	});
	const commit = await post<object>(`${db}/_ensure_full_commit`, 201, {});
	expect(commit).toEqual({ ok: true, instance_start_time: info['instance_start_time'] });
	const found = await fetch(`${db}/_local/${checkpoint}`, { headers: client });
	return found.status === 404 ? undefined : found.json();
}

async function changesSince(since: string): Promise<{ rows: Change[]; lastSeq: string }> {
	const query = `feed=continuous&style=all_docs&since=${encodeURIComponent(since)}&timeout=100`;
	const response = await fetch(`${source}/_changes?${query}`, { headers: client });
	expect(response.status).toBe(200);
	const lines = (await response.text()).split('\n').filter((line) => line !== '');
	const values = lines.map((line) => JSON.parse(line) as Change);
	return { rows: values.slice(0, -1), lastSeq: values.at(-1)?.last_seq ?? '' };
}

/** A document with attachments, read from the source in parts, as it is sent on to the target. */
async function readWithAttachments(id: string, revs: string[], since: string[]): Promise<Doc[]> {
	const query = `revs=true&open_revs=${encodeURIComponent(JSON.stringify(revs))}&latest=true`;
	const atts = since.length > 0 ? `&atts_since=${encodeURIComponent(JSON.stringify(since))}` : '';
	const response = await fetch(`${source}/${encodeURIComponent(id)}?${query}${atts}`, {
		headers: { ...client, Accept: 'multipart/mixed' }
	});
	expect(response.status).toBe(200);
	const type = response.headers.get('content-type');
	const outer = await readParts(
		new Uint8Array(await response.arrayBuffer()),
		boundaryOf(type, 'mixed') ?? ''
	);
	const documents: Doc[] = [];
	for (const { headers, bytes } of outer) {
		const inner = boundaryOf(headers['content-type'] ?? '', 'related');
		if (inner === undefined) {
			documents.push(JSON.parse(new TextDecoder().decode(bytes)) as Doc);
			continue;
		}
		const [document, ...bodies] = await readParts(bytes, inner);
		const parsed = JSON.parse(new TextDecoder().decode(document?.bytes)) as Doc;
		await sendWithAttachments(
			parsed,
			bodies.map((part) => part.bytes)
		);
		documents.push(parsed);
	}
	return documents;
}

async function sendWithAttachments(document: Doc, bodies: Bytes[]): Promise<void> {
	const names = Object.entries(document._attachments ?? {})
		.filter(([, stub]) => stub.follows)
		.map(([name]) => name);
	const pieces = [
		utf8(`--b0\r\nContent-Type: application/json\r\n\r\n${JSON.stringify(document)}`)
	];
	for (const [at, bytes] of bodies.entries()) {
		const name = names[at] ?? '';
		pieces.push(
			utf8(
				`\r\n--b0\r\nContent-Disposition: attachment; filename="${name}"\r\n` +
					`Content-Type: application/octet-stream\r\nContent-Length: ${bytes.byteLength}\r\n\r\n`
			),
			bytes
		);
	}
	const body = joinBytes([...pieces, utf8('\r\n--b0--')]);
	const answer = await ask<object>(
		`${target}/${encodeURIComponent(document._id)}?new_edits=false`,
		201,
		{
			method: 'PUT',
			headers: { ...client, 'Content-Type': 'multipart/related; boundary="b0"' },
			body
		}
	);
	expect(answer).toMatchObject({ ok: true, id: document._id, rev: document._rev });
}

/** One run: checkpoints, changes, differences, bodies, attachments, checkpoints. */
async function replicate(checkpoint: string): Promise<{ read: number; written: number }> {
	const known = (await begin(source, checkpoint)) as { source_last_seq?: string } | undefined;
	await begin(target, checkpoint);
	const { rows, lastSeq } = await changesSince(known?.source_last_seq ?? '0');
	const asked = Object.fromEntries(
		rows.map(({ id, changes }) => [id, changes.map(({ rev }) => rev)])
	);
	const missing = await post<Record<string, { missing: string[]; possible_ancestors?: string[] }>>(
		`${target}/_revs_diff`,
		200,
		asked
	);
	const docs = Object.entries(missing).flatMap(([id, { missing: revs, possible_ancestors }]) =>
		revs.map((rev) => ({
			id,
			rev,
			...(possible_ancestors ? { atts_since: possible_ancestors } : {})
		}))
	);
	const flags = { revs: true, latest: true, attachments: false };
	const { results } = await post<{ results: { id: string; docs: { ok: Doc }[] }[] }>(
		`${source}/_bulk_get?latest=true&revs=true&attachments=false`,
		200,
		{ docs, ...flags }
	);
	expect(results.map(({ id, docs: found }) => [id, found.length])).toEqual(
		docs.map(({ id }) => [id, 1])
	);
	const plain: Doc[] = [];
	for (const [at, { id, docs: found }] of results.entries()) {
		const document = found[0]?.ok;
		if (document?._attachments) {
			const { rev = '', atts_since: since = [] } = docs[at] ?? {};
			await readWithAttachments(id, [rev], since);
		} else if (document) plain.push(document);
	}
	if (plain.length > 0) {
		const refused = await post(`${target}/_bulk_docs`, 201, { docs: plain, new_edits: false });
		expect(refused).toEqual([]);
	}
	const record = {
		source_last_seq: lastSeq,
		session_id: 's',
		history: [],
		replication_id_version: 4
	};
	for (const db of [source, target]) {
		await post(`${db}/_ensure_full_commit`, 201, {});
		const before = await fetch(`${db}/_local/${checkpoint}`, { headers: client });
		const { _rev } = before.ok ? ((await before.json()) as { _rev: string }) : { _rev: undefined };
		await ask(`${db}/_local/${checkpoint}`, 201, {
			method: 'PUT',
			headers: json,
			body: JSON.stringify({ _id: `_local/${checkpoint}`, ...record, ...(_rev ? { _rev } : {}) })
		});
	}
	return { read: docs.length, written: plain.length };
}

const leavesOf = async (db: string, id: string): Promise<unknown> =>
	ask(`${db}/${id}?open_revs=all&revs=true`, 200);

describe('the replicator of CouchDB', () => {
	test('[HTTP44] carries everything from a source to a target, and then nothing', async () => {
		await seed();
		expect(await replicate('a+b=c')).toEqual({ read: 5, written: 4 });
		for (const id of ['plain', 'tree', 'gone', 'photo']) {
			expect(await leavesOf(target, id)).toEqual(await leavesOf(source, id));
		}
		const picture = await fetch(`${target}/photo/${encodeURIComponent('图.png')}`);
		expect(new Uint8Array(await picture.arrayBuffer())).toEqual(new Uint8Array([1, 2, 3, 0, 255]));
		expect(await replicate('a+b=c')).toEqual({ read: 0, written: 0 });
	});

	test('[HTTP44] goes on from its checkpoint, and sends only bytes that are new', async () => {
		await seed();
		await replicate('once');
		const { rev } = await ask<{ rev: string }>(`${source}/photo/new.txt?rev=1-a`, 201, {
			method: 'PUT',
			headers: { 'Content-Type': 'text/plain' },
			body: 'new'
		});
		expect(await replicate('once')).toMatchObject({ read: 1 });
		const [sent] = await readWithAttachments('photo', [rev], ['1-a']);
		expect(sent?._attachments).toMatchObject({
			'图.png': { stub: true },
			'words.txt': { stub: true },
			'new.txt': { follows: true }
		});
		const words = await fetch(`${target}/photo/words.txt`);
		expect(await words.text()).toBe('走访');
		expect(await leavesOf(target, 'photo')).toEqual(await leavesOf(source, 'photo'));
	});

	test('[HTTP44] sends the whole again when the target misses what a stub stands for', async () => {
		const stub = { content_type: 'text/plain', revpos: 1, digest: 'md5-x', length: 3, stub: true };
		const document = {
			_id: 'd',
			_rev: '2-b',
			_revisions: { start: 2, ids: ['b', 'a'] },
			_attachments: { t: stub }
		};
		expect(
			await ask(`${target}/d?new_edits=false`, 412, {
				method: 'PUT',
				headers: { 'Content-Type': 'multipart/related; boundary="b0"' },
				body: `--b0\r\nContent-Type: application/json\r\n\r\n${JSON.stringify(document)}\r\n--b0--`
			})
		).toMatchObject({ error: 'missing_stub' });
		const whole = { content_type: 'text/plain', revpos: 1, length: 3, follows: true as const };
		await sendWithAttachments({ ...document, _attachments: { t: whole } }, [utf8('abc')]);
		expect(await (await fetch(`${target}/d/t`)).text()).toBe('abc');
	});

	test('[HTTP44] may send text packed, as CouchDB keeps it', async () => {
		const packed = new Uint8Array(gzipSync('走访'.repeat(500)));
		const stub = {
			content_type: 'text/plain',
			revpos: 1,
			digest: `md5-${createHash('md5').update(packed).digest('base64')}`,
			length: 3000,
			encoding: 'gzip',
			encoded_length: packed.byteLength,
			follows: true as const
		};
		const document = { _id: 'd', _rev: '1-a', _revisions: { start: 1, ids: ['a'] } };
		await sendWithAttachments({ ...document, _attachments: { t: stub } }, [packed]);
		expect(await (await fetch(`${target}/d/t`)).text()).toBe('走访'.repeat(500));
	});

	test('[HTTP44] asks for a choice, and for filters in design documents', async () => {
		await seed();
		const chosen = await post<{ results: Change[] }>(
			`${source}/_changes?feed=normal&style=all_docs&since=0&filter=_doc_ids`,
			200,
			{ doc_ids: ['tree'] }
		);
		expect(chosen.results).toMatchObject([
			{ id: 'tree', changes: [{ rev: '2-c' }, { rev: '2-b' }] }
		]);
		const selected = await post<{ results: Change[] }>(
			`${source}/_changes?feed=normal&style=all_docs&since=0&filter=_selector`,
			200,
			{ selector: { n: { $exists: true } } }
		);
		expect(selected.results.map(({ id }) => id)).toEqual(['plain', 'tree']);
		expect(await ask(`${source}/_design/filters`, 404)).toMatchObject({ error: 'not_found' });
	});

	test('[HTTP44] counts a design document with code as not written, and goes on', async () => {
		const design = {
			_id: '_design/v',
			_rev: '1-a',
			_revisions: { start: 1, ids: ['a'] },
			views: { v: { map: 'function (doc) {}' } }
		};
		const put = await ask(`${target}/_design/v?new_edits=false`, 403, {
			method: 'PUT',
			headers: json,
			body: JSON.stringify(design)
		});
		expect(put).toMatchObject({ error: 'forbidden' });
		const docs = [design, { _id: 'fine', _rev: '1-a' }];
		expect(await post(`${target}/_bulk_docs`, 201, { docs, new_edits: false })).toMatchObject([
			{ id: '_design/v', rev: '1-a', error: 'forbidden' }
		]);
		expect(await ask(`${target}/fine`, 200)).toMatchObject({ _rev: '1-a' });
	});
});
