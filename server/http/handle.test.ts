import { describe, expect, test } from 'vitest';
import { openMemoryStorage } from '../storage/memoryStorage.ts';
import { StorageBroken, StorageFull } from '../storage/storageErrors.ts';
import { CouchError } from './couchError.ts';
import type { Gate, RouteAsked } from './gate.ts';
import { keeper, openGate, openTestFace } from './testFace.ts';

describe('errors', () => {
	test('[HTTP3] a defect is told to the station and hidden from the caller', async () => {
		const face = await openTestFace({
			gate: { ...openGate, authorise: () => JSON.parse('secret: no JSON') as never }
		});
		const { status, json, text } = await face.ask('GET', '/ledger');
		expect([status, json]).toMatchObject([500, { error: 'internal_server_error' }]);
		expect(text).not.toContain('secret');
		expect(face.defects).toHaveLength(1);
	});

	test('[HTTP3] a full medium is 507; a broken one has no answer at all', async () => {
		const storage = openMemoryStorage();
		const face = await openTestFace({ storage });
		const store = (await storage.open('ledger'))!;
		store.write = () => Promise.reject(new StorageFull(null));
		expect((await face.ask('PUT', '/ledger/a', { json: {} })).status).toBe(507);
		store.write = () => Promise.reject(new StorageBroken('EIO'));
		await expect(face.ask('PUT', '/ledger/a', { json: {} })).rejects.toBeInstanceOf(StorageBroken);
	});

	test('[HTTP3] a database that is dropped under a call is not found', async () => {
		const { ask, storage } = await openTestFace();
		const store = (await storage.open('ledger'))!;
		await storage.drop('ledger');
		storage.open = async () => store;
		expect(await ask('GET', '/ledger/a')).toMatchObject({
			status: 404,
			json: { error: 'not_found', reason: 'Database does not exist.' }
		});
	});
});

describe('the gate', () => {
	test('[HTTP18] is asked before anything is looked at, with what the path really names', async () => {
		const asked: RouteAsked[] = [];
		const gate: Gate = {
			...openGate,
			authorise: (_, route) => {
				asked.push(route);
				throw new CouchError(404, 'not_found', 'Database does not exist.');
			}
		};
		const { ask } = await openTestFace({ gate });
		for (const path of [
			'/ledger',
			'/other',
			'/ledger/a%2Fb',
			'/ledger/_design%2Fx',
			'/ledger/a/b'
		]) {
			expect(await ask('GET', path)).toMatchObject({ status: 404 });
		}
		expect((await ask('PUT', '/new')).status).toBe(404);
		expect(asked).toEqual([
			{ name: 'database', method: 'GET', db: 'ledger' },
			{ name: 'database', method: 'GET', db: 'other' },
			{ name: 'document', method: 'GET', db: 'ledger', docId: 'a/b' },
			{ name: 'document', method: 'GET', db: 'ledger', docId: '_design/x' },
			{ name: 'attachment', method: 'GET', db: 'ledger', docId: 'a' },
			{ name: 'database', method: 'PUT', db: 'new' }
		]);
	});

	test('[HTTP18] wrong credentials end the call, whatever it was for', async () => {
		const gate: Gate = {
			...openGate,
			identify: () =>
				Promise.reject(new CouchError(401, 'unauthorized', 'Name or password is incorrect.'))
		};
		const { ask } = await openTestFace({ gate });
		expect(await ask('GET', '/')).toMatchObject({ status: 401, json: { error: 'unauthorized' } });
	});

	test('[HTTP18] documents are screened one push at a time; what is refused stands in its row', async () => {
		let inside = 0;
		let most = 0;
		const gate: Gate = {
			...openGate,
			screenPush: async (_, __, docs) => {
				most = Math.max(most, (inside += 1));
				await new Promise((resolve) => setTimeout(resolve, 5));
				inside -= 1;
				const bad = (document: unknown): boolean => (document as { bad?: boolean }).bad === true;
				return {
					take: docs.filter((document) => !bad(document)),
					refused: docs.filter(bad).map((document) => ({
						id: (document as { _id: string })._id,
						error: 'forbidden' as const,
						reason: 'quarantined: role'
					}))
				};
			}
		};
		const { ask } = await openTestFace({ gate });
		const docs = [{ _id: 'a' }, { _id: 'b', bad: true }, { _id: 'c' }];
		const push = (documents: object[], new_edits: boolean) =>
			ask('POST', '/ledger/_bulk_docs', { json: { docs: documents, new_edits } });
		const named = docs.map((document) => ({ ...document, _rev: '1-abc' }));
		const answers = await Promise.all([push(docs, true), push(named, false), push(named, false)]);
		expect(most).toBe(1);
		expect(answers[0].json).toMatchObject([
			{ ok: true, id: 'a' },
			{ id: 'b', error: 'forbidden', reason: 'quarantined: role' },
			{ ok: true, id: 'c' }
		]);
		expect(answers[1].json).toEqual([{ id: 'b', error: 'forbidden', reason: 'quarantined: role' }]);
		const one = await ask('PUT', '/ledger/d', { json: { bad: true } });
		expect([one.status, one.json]).toMatchObject([
			403,
			{ error: 'forbidden', reason: 'quarantined: role' }
		]);
		expect((await ask('GET', '/ledger/b')).status).toBe(404);
	});

	test('[HTTP18] what the gate knows to be there is answered as received', async () => {
		const screenPush = async () => ({ take: [], refused: [] });
		const { ask } = await openTestFace({ gate: { ...openGate, screenPush } });
		const put = await ask('PUT', '/ledger/a?new_edits=false', { json: { _rev: '1-abc' } });
		expect([put.status, put.json]).toEqual([201, { ok: true, id: 'a', rev: '1-abc' }]);
		const docs = [{ _id: 'a', _rev: '1-abc' }];
		const bulk = await ask('POST', '/ledger/_bulk_docs', { json: { docs, new_edits: false } });
		expect([bulk.status, bulk.json]).toEqual([201, []]);
	});

	test('[HTTP18] attachments are shown to the gate before they are kept', async () => {
		const gate: Gate = {
			...openGate,
			screenAttachment: async (_, { name, contentType, bytes, docId }) => {
				if (name === 'fine') return;
				const told = [docId, name, contentType, bytes.byteLength].join(' ');
				throw new CouchError(403, 'forbidden', told);
			}
		};
		const { ask } = await openTestFace({ gate });
		const headers = { 'content-type': 'image/jpeg' };
		const refused = await ask('PUT', '/ledger/p/wrong', { body: 'abc', headers });
		expect([refused.status, refused.json]).toMatchObject([403, { reason: 'p wrong image/jpeg 3' }]);
		expect((await ask('GET', '/ledger/p')).status).toBe(404);
		expect((await ask('PUT', '/ledger/p/fine', { body: 'abc', headers })).status).toBe(201);
	});

	test('[HTTP17] a phone finds only its own local documents', async () => {
		let principal = keeper;
		const { ask } = await openTestFace({ gate: { ...openGate, identify: async () => principal } });
		const phones = ['01A', '01B'].map((device) => ({
			...keeper,
			isAdmin: false,
			name: 'wangge1',
			device
		}));
		for (const [n, phone] of phones.entries()) {
			principal = phone;
			expect((await ask('GET', '/ledger/_local/checkpoint')).status).toBe(404);
			await ask('PUT', '/ledger/_local/checkpoint', { json: { n } });
		}
		for (const [n, phone] of phones.entries()) {
			principal = phone;
			expect((await ask('GET', '/ledger/_local/checkpoint')).json).toEqual({
				_id: '_local/checkpoint',
				_rev: '0-1',
				n
			});
		}
		principal = keeper;
		expect((await ask('GET', '/ledger/_local/checkpoint')).status).toBe(404);
	});
});
