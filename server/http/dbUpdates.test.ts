import { describe, expect, test, vi } from 'vitest';
import { CouchError } from './couchError.ts';
import { DatabaseLog } from './databaseLog.ts';
import type { TestFace } from './testFace.ts';
import { openGate, openTestFace } from './testFace.ts';

interface Updates {
	results: { db_name: string; type: string; seq: string }[];
	last_seq: string;
}

async function updates(face: TestFace, query = ''): Promise<Updates> {
	return (await face.ask('GET', `/_db_updates${query}`)).json as Updates;
}

const told = ({ results }: Updates) => results.map(({ type, db_name }) => `${type} ${db_name}`);

async function follow(face: TestFace, query: string) {
	const response = await face.handle(new Request(`http://station/db/_db_updates${query}`));
	const reader = response.body!.getReader();
	const state = { text: '', done: false, response, leave: () => reader.cancel() };
	void (async () => {
		for (;;) {
			const { value, done } = await reader.read();
			if (done) break;
			state.text += Buffer.from(value as Uint8Array).toString();
		}
		state.done = true;
	})();
	return state;
}

describe('_db_updates', () => {
	test('[HTTP22] tells what last happened to each database, and where to go on', async () => {
		const face = await openTestFace();
		const start = await updates(face);
		expect(told(start)).toEqual(['created ledger']);
		await face.storage.create('a');
		await face.ask('PUT', '/a/doc', { json: {} });
		await face.ask('PUT', '/ledger/doc', { json: {} });
		await face.ask('PUT', '/a/doc2', { json: {} });
		const news = await updates(face, `?since=${start.last_seq}`);
		expect(told(news)).toEqual(['created a', 'updated ledger', 'updated a']);
		await face.storage.drop('a');
		expect(told(await updates(face))).toEqual(['created ledger', 'updated ledger', 'deleted a']);
		const page = await updates(face, '?limit=1');
		expect(told(page)).toEqual(['created ledger']);
		expect(told(await updates(face, `?since=${page.last_seq}&limit=1`))).toEqual([
			'updated ledger'
		]);
		expect(await updates(face, '?since=now')).toEqual({
			results: [],
			last_seq: expect.stringMatching(/^\d+-/)
		});
	});

	test('[HTTP22] a place of an earlier process is told of every database again', async () => {
		const face = await openTestFace();
		await face.storage.create('a');
		await face.ask('PUT', '/a/doc', { json: {} });
		const { last_seq } = await updates(face);
		const again = await openTestFace({ storage: face.storage });
		expect(told(await updates(again, `?since=${last_seq}`))).toEqual([
			'updated a',
			'updated ledger'
		]);
		expect((await face.ask('GET', '/_db_updates?since=x')).status).toBe(400);
	});

	test('[HTTP22] databases the gate does not name are not told of', async () => {
		const face = await openTestFace({
			gate: { ...openGate, named: () => (db) => db !== 'ledger' }
		});
		await face.storage.create('a');
		await face.ask('PUT', '/ledger/doc', { json: {} });
		expect(told(await updates(face))).toEqual(['created a']);
	});

	test('[HTTP22] longpoll waits for the first news and ends with it', async () => {
		const face = await openTestFace({
			gate: { ...openGate, named: () => (db) => db !== 'ledger' }
		});
		const { last_seq } = await updates(face);
		const feed = await follow(face, `?feed=longpoll&since=${last_seq}`);
		await face.ask('PUT', '/ledger/doc', { json: {} });
		await face.storage.create('a');
		await vi.waitFor(() => expect(feed.done).toBe(true));
		expect(told(JSON.parse(feed.text) as Updates)).toEqual(['created a']);
		const quiet = await follow(face, '?feed=longpoll&since=now&timeout=1');
		await vi.waitFor(() => expect(quiet.done).toBe(true));
		expect(JSON.parse(quiet.text)).toMatchObject({ results: [] });
	});

	test('[HTTP22] continuous tells each thing in a line until the reader leaves', async () => {
		const face = await openTestFace();
		const feed = await follow(face, '?feed=continuous&since=now&heartbeat=true');
		await face.storage.create('a');
		await vi.waitFor(() => expect(feed.text).toContain('"db_name":"a","type":"created"'));
		await face.storage.drop('a');
		await vi.waitFor(() => expect(feed.text).toContain('"type":"deleted"'));
		expect(feed.text.trim().split('\n').length).toBe(2);
		expect(feed.done).toBe(false);
		await feed.leave();
		const short = await follow(face, '?feed=continuous&limit=1');
		await vi.waitFor(() => expect(short.done).toBe(true));
		expect(JSON.parse(short.text.trim().split('\n').at(-1)!)).toHaveProperty('last_seq');
		const events = await follow(face, '?feed=eventsource&since=0&timeout=1');
		expect(events.response.headers.get('content-type')).toBe('text/event-stream');
		await vi.waitFor(() => expect(events.done).toBe(true));
		expect(events.text).toMatch(/^data: \{"db_name":"ledger"/m);
	});

	test('[HTTP22] a reader who may not any more hears nothing more', async () => {
		let allowed = true;
		const face = await openTestFace({
			gate: {
				...openGate,
				authorise: () => {
					if (!allowed) throw new CouchError(401, 'unauthorized', 'gone');
				}
			}
		});
		const feed = await follow(face, '?feed=continuous&since=now&heartbeat=true');
		allowed = false;
		await face.storage.create('secret');
		await vi.waitFor(() => expect(feed.done).toBe(true));
		expect(feed.text).not.toContain('secret');
		expect(face.defects).toEqual([]);
	});

	test('[HTTP22] of ten thousand databases that are gone the oldest is forgotten, of the others none', async () => {
		const { storage } = await openTestFace();
		const log = new DatabaseLog(storage);
		await log.placeOf('0');
		for (let n = 0; n <= 10_000; n += 1) {
			await storage.create(`db${n}`);
			await storage.drop(`db${n}`);
		}
		const { events } = log.after(0);
		expect(events.length).toBe(10_001);
		expect([events[0]?.db, events[1]?.db, events.at(-1)?.db]).toEqual(['ledger', 'db1', 'db10000']);
	});
});
