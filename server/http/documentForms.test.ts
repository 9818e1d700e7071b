import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { joinBytes, utf8 } from './bytes.ts';
import type { Answer, AskOptions, TestFace } from './testFace.ts';
import { openTestFace } from './testFace.ts';

interface Written {
	id: string;
	rev: string;
}
interface Doc {
	_rev: string;
	_attachments: Record<string, { follows?: true; stub?: true; data?: string; digest: string }>;
}

const md5 = (bytes: Uint8Array | string): string =>
	`md5-${createHash('md5').update(bytes).digest('base64')}`;

/** A body as CouchDB's replicator and nano write it. */
function related(document: unknown, bodies: { head?: string; bytes: string | Uint8Array }[]) {
	const pieces = [
		utf8(`--limit\r\nContent-Type: application/json\r\n\r\n${JSON.stringify(document)}`),
		...bodies.flatMap(({ head = '', bytes }) => [
			utf8(`\r\n--limit\r\n${head}\r\n`),
			typeof bytes === 'string' ? utf8(bytes) : bytes
		]),
		utf8('\r\n--limit--')
	];
	return {
		body: joinBytes(pieces),
		headers: { 'content-type': 'multipart/related; boundary="limit"' }
	};
}

const follows = (bytes: string | Uint8Array, more: object = {}): object => ({
	follows: true,
	content_type: 'text/plain',
	length: Buffer.byteLength(bytes),
	...more
});

async function textOf({ ask }: TestFace, path: string): Promise<string> {
	return (await ask('GET', path)).text;
}

/** The parts of a multipart answer, those inside parts taken apart in the same way. */
function partsOf({ text, headers }: Pick<Answer, 'text' | 'headers'>): string[][] {
	const boundary = /boundary="([^"]+)"/.exec(headers.get('content-type') ?? '')?.[1] ?? '?';
	return text
		.split(`--${boundary}`)
		.slice(1, -1)
		.map((part) => {
			const inner = /multipart\/related; boundary="([^"]+)"/.exec(part)?.[1];
			return inner === undefined ? [part.trim()] : part.split(`--${inner}`).slice(1, -1);
		});
}

const jsonIn = (part: string | undefined): unknown =>
	JSON.parse((part ?? '').split('\r\n\r\n').slice(1).join('\r\n\r\n'));

describe('a document with what follows it', () => {
	test('[HTTP30] comes in one body, its bytes in order or by name', async () => {
		const face = await openTestFace();
		const document = { n: 1, _attachments: { b: follows('first'), '1': follows('second') } };
		const named = related(document, [
			{ head: 'Content-Disposition: attachment; filename="b"\r\n', bytes: 'first' },
			{ head: 'Content-Disposition: attachment; filename="1"\r\n', bytes: 'second' }
		]);
		const put = await face.ask('PUT', '/ledger/a', named);
		expect([put.status, put.json]).toMatchObject([201, { ok: true, id: 'a' }]);
		expect(await textOf(face, '/ledger/a/b')).toBe('first');
		expect(await textOf(face, '/ledger/a/1')).toBe('second');
		const { headers } = await face.ask('GET', '/ledger/a/b');
		expect(headers.get('content-type')).toBe('text/plain');

		const plain = related({ _attachments: { x: follows('one'), y: follows('two') } }, [
			{ bytes: 'one' },
			{ bytes: 'two' }
		]);
		expect((await face.ask('PUT', '/ledger/b?new_edits=true', plain)).status).toBe(201);
		expect([await textOf(face, '/ledger/b/x'), await textOf(face, '/ledger/b/y')]).toEqual([
			'one',
			'two'
		]);
	});

	test('[HTTP30] is unpacked when it comes packed, and its digest is of the packed bytes', async () => {
		const face = await openTestFace();
		const text = '走访'.repeat(2000);
		const packed = new Uint8Array(gzipSync(text));
		const stub = {
			follows: true,
			content_type: 'text/plain',
			encoding: 'gzip',
			encoded_length: packed.byteLength,
			length: Buffer.byteLength(text),
			digest: md5(packed),
			revpos: 2
		};
		const document = {
			_id: 'a',
			_rev: '2-b',
			_revisions: { start: 2, ids: ['b', 'a'] },
			_attachments: { t: stub }
		};
		const body = related(document, [{ bytes: packed }]);
		expect((await face.ask('PUT', '/ledger/a?new_edits=false', body)).json).toMatchObject({
			rev: '2-b'
		});
		expect(await textOf(face, '/ledger/a/t')).toBe(text);
		const { _attachments } = (await face.ask('GET', '/ledger/a')).json as Doc;
		expect(_attachments['t']).toMatchObject({ digest: md5(text), revpos: 2 });
	});

	test('[HTTP30] is not taken when it does not agree with itself', async () => {
		const face = await openTestFace();
		const bad = async (document: unknown, bodies: { bytes: string | Uint8Array }[]) => {
			const { status, json } = await face.ask('PUT', '/ledger/a', related(document, bodies));
			return [status, (json as { error: string }).error];
		};
		const one = [{ bytes: 'bytes' }];
		const lying = { _attachments: { t: follows('bytes', { digest: md5('others') }) } };
		expect(await bad(lying, one)).toEqual([400, 'content_md5_mismatch']);
		const short = { _attachments: { t: follows('bytes', { length: 4 }) } };
		expect(await bad(short, one)).toEqual([400, 'bad_request']);
		const alone = { _attachments: { t: follows('bytes') } };
		expect(await bad(alone, [])).toEqual([400, 'bad_request']);
		expect(await bad(alone, [...one, ...one])).toEqual([400, 'bad_request']);
		const odd = { _attachments: { t: follows('bytes', { encoding: 'br' }) } };
		expect(await bad(odd, one)).toEqual([415, 'bad_content_type']);
		const damaged = { _attachments: { t: follows('bytes', { encoding: 'gzip' }) } };
		expect(await bad(damaged, one)).toEqual([400, 'bad_request']);
		const stub = { _attachments: { t: { stub: true } } };
		expect(await bad(stub, [])).toEqual([412, 'missing_stub']);
		const whole = related(alone, one);
		for (const length of [0, 20, whole.body.length - 20]) {
			const cut = { ...whole, body: whole.body.slice(0, length) };
			expect((await face.ask('PUT', '/ledger/a', cut)).status).toBe(400);
		}
		const none = { ...whole, headers: { 'content-type': 'multipart/related' } };
		expect((await face.ask('PUT', '/ledger/a', none)).status).toBe(400);
		expect((await face.ask('GET', '/ledger/a')).status).toBe(404);
		expect(face.defects).toEqual([]);
	});

	test('[HTTP30] stops at the limit, packed or not', async () => {
		const face = await openTestFace({
			gate: {
				identify: async () => ({ name: 'k', roles: [], grants: [], isAdmin: true, device: null }),
				authorise: () => undefined,
				limits: () => ({ bodyBytes: 2_000 })
			}
		});
		const large = 'x'.repeat(3_000);
		const plain = related({ _attachments: { t: follows(large) } }, [{ bytes: large }]);
		expect((await face.ask('PUT', '/ledger/a', plain)).status).toBe(413);
		const bomb = { _attachments: { t: { follows: true, encoding: 'gzip' } } };
		const packed = related(bomb, [{ bytes: new Uint8Array(gzipSync(large)) }]);
		expect((await face.ask('PUT', '/ledger/a', packed)).status).toBe(413);
	});

	test('[HTTP30] goes out in one body when the reader takes it so', async () => {
		const face = await openTestFace();
		const document = { _attachments: { b: follows('first'), a: follows('second') } };
		const body = related(document, [{ bytes: 'first' }, { bytes: 'second' }]);
		await face.ask('PUT', '/ledger/a', body);
		const asked: AskOptions = { headers: { accept: 'multipart/related, application/json' } };
		const answer = await face.ask('GET', '/ledger/a?attachments=true', asked);
		expect(answer.headers.get('content-type')).toMatch(/^multipart\/related; boundary=/);
		const [json, ...bytes] = partsOf(answer).map(([part]) => part);
		expect(jsonIn(json)).toMatchObject({ _attachments: { b: { follows: true, length: 5 } } });
		expect(bytes.map((part) => part?.split('\r\n\r\n')[1])).toEqual(['first', 'second']);
		expect(answer.text.indexOf('"b":')).toBeLessThan(answer.text.indexOf('"a":'));
		const again = {
			body: new TextEncoder().encode(answer.text),
			headers: { 'content-type': answer.headers.get('content-type') ?? '' }
		};
		expect((await face.ask('PUT', '/ledger/c?new_edits=false', again)).status).toBe(201);
		expect(await textOf(face, '/ledger/c/a')).toBe('second');
		const stubs = await face.ask('GET', '/ledger/a', asked);
		expect(stubs.json).toMatchObject({ _attachments: { a: { stub: true } } });
	});

	test('[HTTP30] open revisions and _bulk_get come as parts, with history and reasons', async () => {
		const face = await openTestFace();
		const revisions = [
			{ _rev: '2-b', _revisions: { start: 2, ids: ['b', 'a'] }, n: 'b' },
			{
				_rev: '2-c',
				_revisions: { start: 2, ids: ['c', 'a'] },
				n: 'c',
				_attachments: inline('old')
			}
		];
		const docs = revisions.map((one) => ({ _id: 'x', ...one }));
		await face.ask('POST', '/ledger/_bulk_docs', { json: { docs, new_edits: false } });
		const accept = { headers: { accept: 'multipart/mixed' } };
		const open = await face.ask('GET', '/ledger/x?open_revs=["2-b","2-c","9-z"]', accept);
		const [b, c, missing] = partsOf(open);
		expect(jsonIn(b?.[0])).toMatchObject({ n: 'b', _revisions: { ids: ['b', 'a'] } });
		expect(jsonIn(c?.[0])).toMatchObject({ n: 'c', _attachments: { t: { follows: true } } });
		expect(c?.[1]).toContain('old');
		expect(missing?.[0]).toContain('Content-Type: application/json; error="true"');
		expect(jsonIn(missing?.[0])).toEqual({ missing: '9-z' });

		const json = { docs: [{ id: 'x', rev: '2-c' }, { id: 'x', rev: '9-z' }, { id: 'none' }] };
		for (const type of ['multipart/mixed', 'multipart/related']) {
			const bulk = await face.ask('POST', '/ledger/_bulk_get?revs=true', {
				json,
				headers: { accept: type }
			});
			const parts = partsOf(bulk);
			expect(jsonIn(parts[0]?.[0])).toMatchObject({ _revisions: { start: 2 } });
			expect(parts[0]?.[1]).toContain('old');
			expect(jsonIn(parts[1]?.[0])).toMatchObject({ id: 'x', rev: '9-z', error: 'not_found' });
			expect(jsonIn(parts[2]?.[0])).toMatchObject({ id: 'none', error: 'not_found' });
		}
		const unknown = await face.ask('GET', '/ledger/none?open_revs=["1-a"]', accept);
		expect(jsonIn(partsOf(unknown)[0]?.[0])).toEqual({ missing: '1-a' });
	});

	test('[HTTP30] bytes that the reader’s own revision had already stay stubs', async () => {
		const face = await openTestFace();
		const first = (await face.ask('PUT', '/ledger/a', { json: { _attachments: inline('old') } }))
			.json as Written;
		const added = await face.ask('PUT', `/ledger/a/new?rev=${first.rev}`, { body: 'new' });
		const { rev } = added.json as Written;
		const since = encodeURIComponent(JSON.stringify([first.rev, '1-unknown']));
		const { _attachments } = (await face.ask('GET', `/ledger/a?atts_since=${since}`)).json as Doc;
		expect(_attachments).toMatchObject({ t: { stub: true }, new: { data: 'bmV3' } });
		const bulk = await face.ask('POST', '/ledger/_bulk_get?attachments=true', {
			json: { docs: [{ id: 'a', rev, atts_since: [first.rev] }] }
		});
		expect(bulk.json).toMatchObject({
			results: [{ docs: [{ ok: { _attachments: { t: { stub: true }, new: { data: 'bmV3' } } } }] }]
		});
		const all = await face.ask('GET', `/ledger/a?atts_since=["1-unknown"]`);
		expect((all.json as Doc)._attachments['t']).toMatchObject({ data: 'b2xk' });
	});
});

function inline(text: string): object {
	return { t: { content_type: 'text/plain', data: Buffer.from(text).toString('base64') } };
}

describe('ranges of an attachment', () => {
	async function withTen(): Promise<{ face: TestFace; etag: string }> {
		const face = await openTestFace();
		const put = { body: '0123456789', headers: { 'content-type': 'text/plain' } };
		await face.ask('PUT', '/ledger/a/t', put);
		const whole = await face.ask('GET', '/ledger/a/t');
		expect(whole.headers.get('accept-ranges')).toBe('bytes');
		return { face, etag: whole.headers.get('etag') ?? '' };
	}

	test('[HTTP31] one range is sent as it is, from either end', async () => {
		const { face } = await withTen();
		const of = async (range: string) => {
			const { status, text, headers } = await face.ask('GET', '/ledger/a/t', {
				headers: { range }
			});
			return [status, text, headers.get('content-range')];
		};
		expect(await of('bytes=2-4')).toEqual([206, '234', 'bytes 2-4/10']);
		expect(await of('bytes=7-')).toEqual([206, '789', 'bytes 7-9/10']);
		expect(await of('bytes=-2')).toEqual([206, '89', 'bytes 8-9/10']);
		expect(await of('bytes=8-99')).toEqual([206, '89', 'bytes 8-9/10']);
		expect(await of('bytes=10-')).toEqual([416, '', 'bytes */10']);
		for (const range of ['bytes=1-2,4-5', 'bytes=x', 'lines=1-2', 'bytes=4-2']) {
			expect([range, ...(await of(range))]).toEqual([range, 200, '0123456789', null]);
		}
		const empty = await face.ask('PUT', '/ledger/e/t', { body: '' });
		expect(empty.status).toBe(201);
		const none = await face.ask('GET', '/ledger/e/t', { headers: { range: 'bytes=0-' } });
		expect([none.status, none.headers.get('content-range')]).toEqual([416, 'bytes */0']);
	});

	test('[HTTP31] a range of what has changed since is the whole', async () => {
		const { face, etag } = await withTen();
		const range = 'bytes=2-4';
		const same = await face.ask('GET', '/ledger/a/t', { headers: { range, 'if-range': etag } });
		expect(same.status).toBe(206);
		const other = await face.ask('GET', '/ledger/a/t', { headers: { range, 'if-range': '"x"' } });
		expect([other.status, other.text]).toEqual([200, '0123456789']);
	});

	test('[HTTP31] bytes with another MD5 than announced are not taken', async () => {
		const { ask } = await openTestFace();
		const of = async (text: string): Promise<Answer> =>
			ask('PUT', '/ledger/a/t', {
				body: 'bytes',
				headers: { 'content-md5': md5(text).slice('md5-'.length) }
			});
		expect(await of('others')).toMatchObject({
			status: 400,
			json: { error: 'content_md5_mismatch', reason: 'Possible message corruption.' }
		});
		expect((await of('bytes')).status).toBe(201);
	});
});

describe('other ways of writing', () => {
	test('[HTTP32] COPY makes the next revision of another document, attachments included', async () => {
		const face = await openTestFace();
		const { ask } = face;
		const first = (await ask('PUT', '/ledger/a', { json: { n: 1, _attachments: inline('old') } }))
			.json as Written;
		await ask('PUT', '/ledger/a', { json: { n: 2, _rev: first.rev } });
		const copy = await ask('COPY', `/ledger/a?rev=${first.rev}`, {
			headers: { destination: 'b%2Fc' }
		});
		expect([copy.status, copy.json]).toMatchObject([201, { ok: true, id: 'b/c' }]);
		expect(copy.headers.get('location')).toBe('http://station/db/ledger/b%2Fc');
		expect((await ask('GET', '/ledger/b%2Fc')).json).toMatchObject({ n: 1 });
		expect(await textOf(face, '/ledger/b%2Fc/t')).toBe('old');
		expect((await ask('COPY', '/ledger/a', { headers: { destination: 'b%2Fc' } })).status).toBe(
			409
		);
		const { rev } = copy.json as Written;
		const over = await ask('COPY', '/ledger/a', { headers: { destination: `b%2Fc?rev=${rev}` } });
		expect(over.status).toBe(201);
		expect((await ask('GET', '/ledger/b%2Fc')).json).toMatchObject({ n: 2 });
		const codes = [
			[undefined, 400],
			['http://station/db/ledger/x', 400],
			['x?rev=nonsense', 400],
			['_secret', 400]
		] as const;
		for (const [destination, status] of codes) {
			const headers: Record<string, string> = destination === undefined ? {} : { destination };
			expect((await ask('COPY', '/ledger/a', { headers })).status).toBe(status);
		}
		const unknown = await ask('COPY', '/ledger/none', { headers: { destination: 'x' } });
		expect(unknown.status).toBe(404);
	});

	test('[HTTP32] batch=ok is answered as CouchDB does, and written all the same', async () => {
		const { ask } = await openTestFace();
		const put = await ask('PUT', '/ledger/a?batch=ok', { json: { n: 1 } });
		expect([put.status, put.json]).toEqual([202, { ok: true, id: 'a' }]);
		expect((await ask('GET', '/ledger/a')).json).toMatchObject({ n: 1 });
		const post = await ask('POST', '/ledger?batch=ok', { json: { _id: 'b' } });
		expect([post.status, (await ask('GET', '/ledger/b')).status]).toEqual([202, 200]);
	});

	test('[HTTP32] an answer says where the document is and which revision it has', async () => {
		const { ask } = await openTestFace();
		const put = await ask('PUT', '/ledger/a%2Fb', { json: {} });
		const { rev } = put.json as Written;
		expect([put.headers.get('location'), put.headers.get('etag')]).toEqual([
			'http://station/db/ledger/a%2Fb',
			`"${rev}"`
		]);
		const gone = await ask('PUT', '/ledger/a%2Fb', { json: { _rev: rev, _deleted: true, why: 1 } });
		expect(gone.status).toBe(200);
		const headers = { 'if-match': '"1-a"' };
		const two = await ask('PUT', '/ledger/c?rev=1-b', { json: {}, headers });
		expect([two.status, two.json]).toMatchObject([
			400,
			{ reason: 'Document rev and etag have different values' }
		]);
	});

	test('[HTTP32] an attachment that was taken away does not come back by its stub', async () => {
		const { ask } = await openTestFace();
		const first = (await ask('PUT', '/ledger/a', { json: { _attachments: inline('old') } }))
			.json as Written;
		const second = (await ask('PUT', '/ledger/a', { json: { _rev: first.rev } })).json as Written;
		const stub = { _rev: second.rev, _attachments: { t: { stub: true } } };
		expect(await ask('PUT', '/ledger/a', { json: stub })).toMatchObject({
			status: 412,
			json: { error: 'missing_stub' }
		});
	});
});
