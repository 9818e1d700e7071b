import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { openTestFace } from './testFace.ts';

const bytes = new Uint8Array([0xff, 0xd8, 0xff, 0xe0, 0, 1, 2, 3, 254, 255]);
const digest = createHash('md5').update(bytes).digest('base64');
const jpeg = { 'content-type': 'image/jpeg' };

describe('an attachment', () => {
	test('[HTTP10] makes its document, is read back byte by byte, and carries its digest', async () => {
		const { ask, handle } = await openTestFace();
		const put = await ask('PUT', '/ledger/p/a.jpg', { body: bytes, headers: jpeg });
		expect([put.status, put.json]).toMatchObject([201, { ok: true, id: 'p' }]);
		const got = await handle(new Request('http://station/db/ledger/p/a.jpg'));
		expect(new Uint8Array(await got.arrayBuffer())).toEqual(bytes);
		expect(Object.fromEntries(got.headers)).toMatchObject({
			'content-type': 'image/jpeg',
			etag: `"${digest}"`,
			'x-content-type-options': 'nosniff',
			'content-security-policy': "default-src 'none'; sandbox",
			'content-disposition': 'inline'
		});
		const head = await ask('HEAD', '/ledger/p/a.jpg');
		expect([head.status, head.headers.get('content-length'), head.text]).toEqual([200, '10', '']);
		const headers = { 'if-none-match': `"${digest}"` };
		expect((await ask('GET', '/ledger/p/a.jpg', { headers })).status).toBe(304);
		expect((await ask('GET', '/ledger/p')).json).toMatchObject({
			_attachments: { 'a.jpg': { stub: true, digest: `md5-${digest}`, length: 10, revpos: 1 } }
		});
	});

	test('[HTTP10] what is no picture is never shown in place', async () => {
		const { ask } = await openTestFace();
		for (const type of ['text/html', 'image/svg+xml', 'application/pdf']) {
			const path = `/ledger/${encodeURIComponent(type)}/x`;
			await ask('PUT', path, { body: '<script>', headers: { 'content-type': type } });
			const { headers } = await ask('GET', path);
			expect([type, headers.get('content-disposition')]).toEqual([type, 'attachment']);
			expect(headers.get('content-security-policy')).toContain('sandbox');
		}
	});

	test('[HTTP10] follows revisions: the others stay, a stale revision is a conflict', async () => {
		const { ask } = await openTestFace();
		const { rev } = (await ask('PUT', '/ledger/p', { json: { n: 1 } })).json as { rev: string };
		expect((await ask('PUT', '/ledger/p/a', { body: bytes, headers: jpeg })).status).toBe(409);
		const one = await ask('PUT', `/ledger/p/a?rev=${rev}`, { body: bytes, headers: jpeg });
		const two = await ask('PUT', '/ledger/p/b', {
			body: 'text',
			headers: { 'if-match': (one.json as { rev: string }).rev }
		});
		expect(two.status).toBe(201);
		expect((await ask('PUT', `/ledger/p/c?rev=${rev}`, { body: 'x' })).status).toBe(409);
		expect((await ask('PUT', `/ledger/new/c?rev=${rev}`, { body: 'x' })).status).toBe(404);
		const { rev: last } = two.json as { rev: string };
		expect((await ask('GET', '/ledger/p')).json).toMatchObject({
			n: 1,
			_attachments: { a: {}, b: {} }
		});
		expect((await ask('DELETE', `/ledger/p/no?rev=${last}`)).status).toBe(404);
		const gone = await ask('DELETE', `/ledger/p/a?rev=${last}`);
		expect(gone.status).toBe(200);
		expect((await ask('GET', '/ledger/p/a')).json).toMatchObject({
			reason: 'Document is missing attachment'
		});
		expect((await ask('GET', `/ledger/p/a?rev=${last}`)).status).toBe(200);
		expect((await ask('GET', '/ledger/p/constructor')).status).toBe(404);
	});

	test('[HTTP10] comes inside the document when asked for', async () => {
		const { ask } = await openTestFace();
		await ask('PUT', '/ledger/p/a.jpg', { body: bytes, headers: jpeg });
		const data = Buffer.from(bytes).toString('base64');
		const inside = { _attachments: { 'a.jpg': { content_type: 'image/jpeg', data } } };
		expect((await ask('GET', '/ledger/p?attachments=true')).json).toMatchObject(inside);
		const changes = await ask('GET', '/ledger/_changes?include_docs=true&attachments=true');
		expect(changes.json).toMatchObject({ results: [{ doc: inside }] });
		const all = await ask('GET', '/ledger/_all_docs?include_docs=true&attachments=true');
		expect(all.json).toMatchObject({ rows: [{ doc: inside }] });
	});

	test('[HTTP5] stops at the limit, whatever length was announced', async () => {
		const gate = {
			identify: async () => keeper,
			authorise: () => undefined,
			limits: () => ({ attachmentBytes: 100 })
		};
		const { ask } = await openTestFace({ gate });
		expect((await ask('PUT', '/ledger/p/a', { body: new Uint8Array(100) })).status).toBe(201);
		const answer = await ask('PUT', '/ledger/q/a', { body: new Uint8Array(101) });
		expect([answer.status, answer.json]).toMatchObject([413, { error: 'too_large' }]);
		expect((await ask('GET', '/ledger/q')).status).toBe(404);
	});
});

const keeper = { name: 'keeper', roles: [], grants: [], isAdmin: true, device: null };
