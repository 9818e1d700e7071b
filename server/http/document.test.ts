import { describe, expect, test } from 'vitest';
import { openTestFace } from './testFace.ts';

interface Written {
	ok: true;
	id: string;
	rev: string;
}

const path = (start: number, ...ids: string[]): object => ({
	_rev: `${start}-${ids[0]}`,
	_revisions: { start, ids }
});

describe('a document', () => {
	test('[HTTP8] is written, read, edited and deleted with CouchDB’s codes', async () => {
		const { ask } = await openTestFace();
		expect(await ask('GET', '/ledger/a')).toMatchObject({
			status: 404,
			json: { error: 'not_found', reason: 'missing' }
		});
		const first = await ask('PUT', '/ledger/a', { json: { n: 1, 文: '青' } });
		const { rev } = first.json as Written;
		expect([first.status, first.json, first.headers.get('etag')]).toEqual([
			201,
			{ ok: true, id: 'a', rev },
			`"${rev}"`
		]);
		const read = await ask('GET', '/ledger/a');
		expect([read.status, read.json]).toEqual([200, { _id: 'a', _rev: rev, n: 1, 文: '青' }]);
		expect(read.headers.get('content-type')).toBe('application/json');
		const clash = { status: 409, json: { error: 'conflict', reason: 'Document update conflict.' } };
		expect(await ask('PUT', '/ledger/a', { json: { n: 2 } })).toMatchObject(clash);
		expect(await ask('DELETE', '/ledger/a')).toMatchObject(clash);
		const second = (await ask('PUT', '/ledger/a', { json: { _rev: rev, n: 2 } })).json as Written;
		expect(await ask('PUT', '/ledger/a', { json: { _rev: rev, n: 3 } })).toMatchObject(clash);
		const gone = await ask('DELETE', `/ledger/a?rev=${second.rev}`);
		expect([gone.status, gone.json]).toMatchObject([200, { ok: true, id: 'a' }]);
		const deleted = { status: 404, json: { error: 'not_found', reason: 'deleted' } };
		expect(await ask('GET', '/ledger/a')).toMatchObject(deleted);
		expect(await ask('DELETE', `/ledger/a?rev=${(gone.json as Written).rev}`)).toMatchObject(
			deleted
		);
		expect(await ask('DELETE', '/ledger/never')).toMatchObject({
			status: 404,
			json: { reason: 'missing' }
		});
	});

	test('[HTTP8] revision tags spare the body and guard the edit', async () => {
		const { ask } = await openTestFace();
		const { rev } = (await ask('PUT', '/ledger/a', { json: { n: 1 } })).json as Written;
		const same = await ask('GET', '/ledger/a', { headers: { 'if-none-match': `"${rev}"` } });
		expect([same.status, same.text]).toEqual([304, '']);
		const head = await ask('HEAD', '/ledger/a');
		const got = await ask('GET', '/ledger/a');
		expect([head.status, head.text, head.headers.get('etag')]).toEqual([200, '', `"${rev}"`]);
		expect(Number(head.headers.get('content-length'))).toBe(Buffer.byteLength(got.text));
		const headers = { 'if-match': `"${rev}"` };
		expect((await ask('PUT', '/ledger/a', { json: { n: 2 }, headers })).status).toBe(201);
		expect((await ask('PUT', '/ledger/a', { json: { n: 3 }, headers })).status).toBe(409);
		const both = await ask('PUT', '/ledger/a?rev=1-abc', { json: { _rev: rev } });
		expect(both).toMatchObject({ status: 400, json: { error: 'bad_request' } });
	});

	test('[HTTP8] the name in the URL counts; a posted document may have its own or gets one', async () => {
		const { ask } = await openTestFace();
		expect((await ask('PUT', '/ledger/a', { json: { _id: 'b' } })).json).toMatchObject({ id: 'a' });
		expect((await ask('POST', '/ledger', { json: { _id: 'c' } })).json).toMatchObject({ id: 'c' });
		const { id } = (await ask('POST', '/ledger', { json: {} })).json as Written;
		expect(id).toMatch(/^[0-9a-f]{32}$/);
		expect((await ask('POST', '/ledger', { body: '{}' })).status).toBe(415);
	});

	test('[HTTP8] what is no document is refused and says why', async () => {
		const { ask } = await openTestFace();
		const refusals: [object | string, number, string][] = [
			['[]', 400, 'bad_request'],
			['null', 400, 'bad_request'],
			[{ _secret: 1 }, 400, 'doc_validation'],
			[{ _deleted: 'yes' }, 400, 'doc_validation'],
			[{ _rev: 'x' }, 400, 'bad_request'],
			[{ _rev: 7 }, 400, 'bad_request'],
			[{ _attachments: [] }, 400, 'bad_request'],
			[{ _attachments: { a: { data: '%%' } } }, 400, 'bad_request'],
			[{ _attachments: { _a: { data: '' } } }, 400, 'bad_request'],
			[{ _attachments: { a: { data: '', content_type: 'a\r\nX: y' } } }, 400, 'bad_request'],
			[{ _attachments: { a: { stub: true } } }, 412, 'missing_stub']
		];
		for (const [document, status, error] of refusals) {
			const sent = typeof document === 'string' ? { body: document } : { json: document };
			const answer = await ask('PUT', '/ledger/a', sent);
			expect([document, answer.status, answer.json]).toMatchObject([document, status, { error }]);
		}
		expect((await ask('GET', '/ledger')).json).toMatchObject({ doc_count: 0 });
	});

	test('[HTTP9] is read in any revision that is kept, with its history', async () => {
		const { ask } = await openTestFace();
		const one = (await ask('PUT', '/ledger/a', { json: { n: 1 } })).json as Written;
		const two = (await ask('PUT', '/ledger/a', { json: { _rev: one.rev, n: 2 } })).json as Written;
		expect((await ask('GET', `/ledger/a?rev=${one.rev}`)).json).toMatchObject({
			n: 1,
			_rev: one.rev
		});
		expect((await ask('GET', '/ledger/a?rev=1-abc')).status).toBe(404);
		expect((await ask('GET', '/ledger/a?rev=abc')).status).toBe(400);
		const full = (await ask('GET', '/ledger/a?revs=true&revs_info=true&local_seq=true')).json;
		const hash = (rev: string): string => rev.slice(2);
		expect(full).toMatchObject({
			_local_seq: 2,
			_revisions: { start: 2, ids: [hash(two.rev), hash(one.rev)] },
			_revs_info: [
				{ rev: two.rev, status: 'available' },
				{ rev: one.rev, status: 'available' }
			]
		});
		expect((await ask('GET', `/ledger/a?rev=${one.rev}&latest=true`)).json).toMatchObject({ n: 2 });
	});

	test('[HTTP9] conflicts are shown when asked for, open revisions in the order asked', async () => {
		const { ask } = await openTestFace();
		const docs = [
			{ _id: 'a', ...path(2, 'bb', 'aa'), n: 'b' },
			{ _id: 'a', ...path(2, 'cc', 'aa'), n: 'c' },
			{ _id: 'a', ...path(3, 'ee', 'dd', 'aa'), _deleted: true }
		];
		await ask('POST', '/ledger/_bulk_docs', { json: { docs, new_edits: false } });
		expect((await ask('GET', '/ledger/a')).json).toEqual({ _id: 'a', _rev: '2-cc', n: 'c' });
		expect(
			(await ask('GET', '/ledger/a?conflicts=true&deleted_conflicts=true')).json
		).toMatchObject({
			_conflicts: ['2-bb'],
			_deleted_conflicts: ['3-ee']
		});
		const all = (await ask('GET', '/ledger/a?open_revs=all')).json as { ok: { _rev: string } }[];
		expect(all.map(({ ok }) => ok._rev).sort()).toEqual(['2-bb', '2-cc', '3-ee']);
		const some = await ask('GET', '/ledger/a?open_revs=["2-bb","7-no"]&revs=true');
		expect(some.json).toMatchObject([
			{ ok: { n: 'b', _revisions: { start: 2, ids: ['bb', 'aa'] } } },
			{ missing: '7-no' }
		]);
		const latest = (await ask('GET', '/ledger/a?open_revs=["1-aa"]&latest=true')).json as unknown[];
		expect(latest).toHaveLength(3);
		// A leaf follows itself only, whatever else is open.
		const own = (await ask('GET', '/ledger/a?open_revs=["2-bb"]&latest=true')).json;
		expect(own).toMatchObject([{ ok: { _rev: '2-bb' } }]);
		expect(own).toHaveLength(1);
		expect((await ask('GET', '/ledger/none?open_revs=all')).status).toBe(404);
		expect((await ask('GET', '/ledger/none?open_revs=["1-a"]')).json).toEqual([{ missing: '1-a' }]);
		for (const wrong of ['x', '{}', '[1]', '["x"]']) {
			expect((await ask('GET', `/ledger/a?open_revs=${wrong}`)).status).toBe(400);
		}
		expect((await ask('GET', '/ledger/a?latest=true&rev=2-bb')).json).toMatchObject({ n: 'b' });
	});

	test('[HTTP9] a replicator reads open revisions as parts, with raw attachments inside', async () => {
		const { ask } = await openTestFace();
		const data = Buffer.from('raw\r\n--bytes').toString('base64');
		const _attachments = { 'a.bin': { content_type: 'application/octet-stream', data } };
		const { rev } = (await ask('PUT', '/ledger/a', { json: { n: 1, _attachments } }))
			.json as Written;
		const answer = await ask('GET', `/ledger/a?open_revs=["${rev}","2-no"]&revs=true`, {
			headers: { accept: 'multipart/mixed' }
		});
		const boundary = /boundary="([0-9a-f]+)"/.exec(answer.headers.get('content-type') ?? '')![1]!;
		const parts = answer.text.split(`--${boundary}`);
		expect([parts.length, parts.at(-1)]).toEqual([4, '--']);
		expect(parts[2]).toContain('error="true"\r\n\r\n{"missing":"2-no"}');
		const inner = /boundary="([0-9a-f]+)"/.exec(parts[1]!)![1]!;
		const [, document, bytes, end] = parts[1]!.split(`--${inner}`);
		expect(JSON.parse(document!.split('\r\n\r\n')[1]!)).toMatchObject({
			_rev: rev,
			_attachments: { 'a.bin': { follows: true, length: 12 } }
		});
		expect(bytes!.split('\r\n\r\n')[1]).toBe('raw\r\n--bytes\r\n');
		expect(end).toBe('--\r\n');
	});

	test('[HTTP8] a replicated revision is taken as it is and only once', async () => {
		const { ask } = await openTestFace();
		const document = { ...path(3, 'cc', 'bb', 'aa'), n: 1 };
		for (let turn = 0; turn < 2; turn += 1) {
			const answer = await ask('PUT', '/ledger/a?new_edits=false', { json: document });
			expect([answer.status, answer.json]).toMatchObject([201, { rev: '3-cc' }]);
		}
		expect((await ask('GET', '/ledger')).json).toMatchObject({ doc_count: 1 });
		const lie = { _rev: '1-aa', _revisions: { start: 1, ids: ['bb'] } };
		expect((await ask('PUT', '/ledger/b?new_edits=false', { json: lie })).status).toBe(400);
	});
});
