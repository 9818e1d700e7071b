import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { keeper, openTestFace } from './testFace.ts';

type Rows = { ok?: true; id: string; rev: string; error?: string }[];

describe('_bulk_docs', () => {
	test('[HTTP11] answers a row for each new edit, in their order', async () => {
		const { ask } = await openTestFace();
		await ask('PUT', '/ledger/b', { json: {} });
		const docs = [{ _id: 'a' }, { _id: 'b', n: 1 }, {}, { _id: 'c', _rev: '1-abc' }];
		const answer = await ask('POST', '/ledger/_bulk_docs', { json: { docs } });
		expect(answer.status).toBe(201);
		const conflict = { error: 'conflict', reason: 'Document update conflict.' };
		expect(answer.json).toEqual([
			{ ok: true, id: 'a', rev: expect.stringMatching(/^1-/) },
			{ id: 'b', ...conflict },
			{ ok: true, id: expect.stringMatching(/^[0-9a-f]{32}$/), rev: expect.any(String) },
			{ id: 'c', ...conflict }
		]);
	});

	test('[HTTP11] answers nothing for replicated documents that it holds: that is the receipt', async () => {
		const { ask } = await openTestFace();
		const docs = [
			{ _id: 'a', _rev: '1-aa' },
			{ _id: 'b', _rev: '2-bb', _deleted: true }
		];
		for (let turn = 0; turn < 2; turn += 1) {
			const answer = await ask('POST', '/ledger/_bulk_docs', { json: { docs, new_edits: false } });
			expect([answer.status, answer.json]).toEqual([201, []]);
		}
		expect((await ask('GET', '/ledger')).json).toMatchObject({ doc_count: 1, doc_del_count: 1 });
	});

	test('[HTTP11] one malformed document fails the whole request and writes nothing', async () => {
		const { ask } = await openTestFace();
		const wrong = [
			{ _id: '_secret' },
			{ _id: 7 },
			{ _id: '' },
			{ _id: 'x'.repeat(2100) },
			{ _id: 'a\0b' },
			{ _id: 'x', _rev: '9007199254740991-abc' },
			'text',
			null
		];
		for (const document of wrong) {
			for (const new_edits of [true, false]) {
				const docs = [{ _id: 'fine', _rev: new_edits ? undefined : '1-a' }, document];
				const answer = await ask('POST', '/ledger/_bulk_docs', { json: { docs, new_edits } });
				expect([document, answer.status]).toEqual([document, 400]);
			}
		}
		expect((await ask('GET', '/ledger')).json).toMatchObject({ doc_count: 0 });
	});

	test('[HTTP11] asks for JSON with documents in it', async () => {
		const { ask } = await openTestFace();
		const asked: [unknown, number][] = [
			[{}, 400],
			[{ docs: 'x' }, 400],
			[{ docs: [], new_edits: 'false' }, 400],
			[[], 400],
			[{ docs: [] }, 201]
		];
		for (const [json, status] of asked) {
			expect((await ask('POST', '/ledger/_bulk_docs', { json })).status).toBe(status);
		}
		expect((await ask('POST', '/ledger/_bulk_docs', { body: '{"docs":[]}' })).status).toBe(415);
		expect((await ask('POST', '/none/_bulk_docs', { json: { docs: [] } })).status).toBe(404);
	});

	test('[HTTP5] takes gzip, and stops inflating at the limit', async () => {
		const gate = {
			identify: async () => keeper,
			authorise: () => undefined,
			limits: () => ({ bodyBytes: 50_000, documents: 3 })
		};
		const { ask } = await openTestFace({ gate });
		const send = (value: string, encoding = 'gzip') =>
			ask('POST', '/ledger/_bulk_docs', {
				body: new Uint8Array(gzipSync(value)),
				headers: { 'content-type': 'application/json', 'content-encoding': encoding }
			});
		expect((await send('{"docs":[{"_id":"a"}]}')).status).toBe(201);
		const bomb = JSON.stringify({ docs: [{ _id: 'b', x: 'x'.repeat(20_000_000) }] });
		expect((await send(bomb)).status).toBe(413);
		expect((await send('{}', 'br')).status).toBe(415);
		const damaged = await ask('POST', '/ledger/_bulk_docs', {
			body: 'no gzip',
			headers: { 'content-type': 'application/json', 'content-encoding': 'gzip' }
		});
		expect([damaged.status, damaged.json]).toMatchObject([400, { error: 'bad_request' }]);
		const cut = await ask('POST', '/ledger/_bulk_docs', {
			body: new Uint8Array(gzipSync('{"docs":[]}')).slice(0, 20),
			headers: { 'content-type': 'application/json', 'content-encoding': 'gzip' }
		});
		expect(cut.status).toBe(400);
		const four = { docs: [{}, {}, {}, {}] };
		expect((await ask('POST', '/ledger/_bulk_docs', { json: four })).status).toBe(413);
	});
});

describe('_bulk_get', () => {
	test('[HTTP12] answers one entry a row, in the order asked, errors in their places', async () => {
		const { ask } = await openTestFace();
		const [a, b] = (
			await ask('POST', '/ledger/_bulk_docs', {
				json: {
					docs: [
						{ _id: 'a', n: 1 },
						{ _id: 'b', n: 2 }
					]
				}
			})
		).json as Rows;
		const docs = [
			{ id: 'b', rev: b!.rev },
			{ id: 'none', rev: '1-x' },
			{ id: 'a', rev: '7-no' },
			{ id: 'a' },
			{},
			{ id: 'b', rev: b!.rev }
		];
		const answer = await ask('POST', '/ledger/_bulk_get?revs=true', { json: { docs } });
		const missing = { error: 'not_found', reason: 'missing' };
		expect(answer.json).toEqual({
			results: [
				{
					id: 'b',
					docs: [
						{
							ok: expect.objectContaining({
								n: 2,
								_revisions: { start: 1, ids: [b!.rev.slice(2)] }
							})
						}
					]
				},
				{ id: 'none', docs: [{ error: { id: 'none', rev: '1-x', ...missing } }] },
				{ id: 'a', docs: [{ error: { id: 'a', rev: '7-no', ...missing } }] },
				{ id: 'a', docs: [{ ok: expect.objectContaining({ n: 1, _rev: a!.rev }) }] },
				{ id: null, docs: [{ error: expect.objectContaining({ error: 'bad_request' }) }] },
				{ id: 'b', docs: [{ ok: expect.objectContaining({ n: 2 }) }] }
			]
		});
		expect((await ask('POST', '/ledger/_bulk_get', { json: {} })).status).toBe(400);
	});

	test('[HTTP12] brings attachments as stubs or whole, and options from the body too', async () => {
		const { ask } = await openTestFace();
		await ask('PUT', '/ledger/p/a', { body: 'abc' });
		const docs = [{ id: 'p' }];
		const stubs = await ask('POST', '/ledger/_bulk_get', { json: { docs } });
		expect(stubs.json).toMatchObject({
			results: [{ docs: [{ ok: { _attachments: { a: { stub: true } } } }] }]
		});
		const whole = await ask('POST', '/ledger/_bulk_get', { json: { docs, attachments: true } });
		expect(whole.json).toMatchObject({
			results: [{ docs: [{ ok: { _attachments: { a: { data: 'YWJj' } } } }] }]
		});
	});
});

describe('_revs_diff and _missing_revs', () => {
	test('[HTTP14] name what is not here, and what a sender may build on', async () => {
		const { ask } = await openTestFace();
		const docs = [{ _id: 'a', _rev: '2-bb', _revisions: { start: 2, ids: ['bb', 'aa'] } }];
		await ask('POST', '/ledger/_bulk_docs', { json: { docs, new_edits: false } });
		const json = { a: ['1-aa', '2-bb', '3-cc'], b: ['1-x'], c: [] };
		expect((await ask('POST', '/ledger/_revs_diff', { json })).json).toEqual({
			a: { missing: ['3-cc'], possible_ancestors: ['2-bb'] },
			b: { missing: ['1-x'] }
		});
		expect((await ask('POST', '/ledger/_missing_revs', { json })).json).toEqual({
			missing_revs: { a: ['3-cc'], b: ['1-x'] }
		});
		expect((await ask('POST', '/ledger/_revs_diff', { json: { a: ['2-bb'] } })).json).toEqual({});
		for (const wrong of [{ a: 'x' }, { a: ['x'] }, { a: [1] }, []]) {
			expect((await ask('POST', '/ledger/_revs_diff', { json: wrong })).status).toBe(400);
		}
		const own = await ask('POST', '/ledger/_revs_diff', { json: { constructor: ['1-a'] } });
		expect(own.json).toEqual({ constructor: { missing: ['1-a'] } });
	});
});
