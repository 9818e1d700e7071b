import { describe, expect, test, vi } from 'vitest';
import { CouchError } from './couchError.ts';
import type { TestFace } from './testFace.ts';
import { keeper, openGate, openTestFace } from './testFace.ts';

interface Changes {
	results: { seq: string; id: string; changes: { rev: string }[]; deleted?: true; doc?: unknown }[];
	last_seq: string;
	pending: number;
}

async function changes(face: TestFace, query = ''): Promise<Changes> {
	return (await face.ask('GET', `/ledger/_changes${query}`)).json as Changes;
}

async function put(face: TestFace, ...ids: string[]): Promise<void> {
	const docs = ids.map((_id) => ({ _id, n: `文${_id}` }));
	await face.ask('POST', '/ledger/_bulk_docs', { json: { docs } });
}

/** Opens a feed and gathers what comes, until it ends or is left. */
async function follow(face: TestFace, query: string) {
	const response = await face.handle(new Request(`http://station/db/ledger/_changes${query}`));
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

describe('_changes, all at once', () => {
	test('[HTTP15] tells ids, revisions and where to go on', async () => {
		const face = await openTestFace();
		await put(face, 'a', 'b', 'c');
		const all = await changes(face);
		expect(all.results.map(({ id }) => id)).toEqual(['a', 'b', 'c']);
		expect(all.results[0]!.changes).toEqual([{ rev: expect.stringMatching(/^1-/) }]);
		expect([all.last_seq, all.pending]).toEqual([all.results[2]!.seq, 0]);
		const page = await changes(face, '?limit=1');
		expect([page.results.length, page.last_seq, page.pending]).toEqual([1, all.results[0]!.seq, 2]);
		const next = await changes(face, `?since=${page.last_seq}&limit=1`);
		expect([next.results[0]!.id, next.pending]).toEqual(['b', 1]);
		expect(await changes(face, `?since=${all.last_seq}`)).toEqual({
			results: [],
			last_seq: all.last_seq,
			pending: 0
		});
		expect((await changes(face, '?since=now')).last_seq).toBe(all.last_seq);
		expect((await changes(face, '?limit=0')).results).toEqual([]);
		expect((await changes(face, '?descending=true')).results.map(({ id }) => id)).toEqual([
			'c',
			'b',
			'a'
		]);
	});

	test('[HTTP15] brings documents, deletions, all leaves and conflicts as asked', async () => {
		const face = await openTestFace();
		const docs = [
			{ _id: 'a', _rev: '1-aa', n: 1 },
			{ _id: 'a', _rev: '1-bb', n: 2 },
			{ _id: 'b', _rev: '1-cc', _deleted: true }
		];
		await face.ask('POST', '/ledger/_bulk_docs', { json: { docs, new_edits: false } });
		const { results } = await changes(face, '?include_docs=true&conflicts=true&style=all_docs');
		expect(results).toEqual([
			{
				seq: expect.any(String),
				id: 'a',
				changes: [{ rev: '1-bb' }, { rev: '1-aa' }],
				doc: { _id: 'a', _rev: '1-bb', n: 2, _conflicts: ['1-aa'] }
			},
			{
				seq: expect.any(String),
				id: 'b',
				changes: [{ rev: '1-cc' }],
				deleted: true,
				doc: { _id: 'b', _rev: '1-cc', _deleted: true }
			}
		]);
		expect((await changes(face)).results[0]!.changes).toEqual([{ rev: '1-bb' }]);
	});

	test('[HTTP15] ten thousand documents come in pages, each once', async () => {
		const face = await openTestFace();
		const ids = Array.from({ length: 10_000 }, (_, n) => `n${n}`);
		await put(face, ...ids);
		const all = await changes(face, '?include_docs=true');
		expect(all.results.map(({ id }) => id)).toEqual(ids);
		expect(all.results[9_999]!.doc).toMatchObject({ n: '文n9999' });
		const down = await changes(face, '?descending=true&limit=1200');
		expect(down.results.map(({ id }) => id)).toEqual(ids.toReversed().slice(0, 1200));
		const part = await changes(face, '?limit=1500');
		expect([part.results.length, part.pending]).toEqual([1500, 8500]);
	});

	test('[HTTP15] filters by ids, from the URL or the body, and says what is wrong with a filter', async () => {
		const face = await openTestFace();
		await put(face, 'a', 'b', 'c', 'd');
		const post = await face.ask('POST', '/ledger/_changes?filter=_doc_ids', {
			json: { doc_ids: ['d', 'b', 'none'] }
		});
		expect((post.json as Changes).results.map(({ id }) => id)).toEqual(['b', 'd']);
		const query = '?filter=_doc_ids&doc_ids=["c"]';
		expect((await changes(face, query)).results.map(({ id }) => id)).toEqual(['c']);
		expect((await changes(face, query)).last_seq).toBe((await changes(face)).last_seq);
		for (const [filter, status] of [
			['_selector', 400],
			['_view', 400],
			['_nothing', 400],
			['none', 400],
			['a/b', 404],
			['_doc_ids', 400]
		] as const) {
			expect((await face.ask('GET', `/ledger/_changes?filter=${filter}`)).status).toBe(status);
			const posted = await face.ask('POST', `/ledger/_changes?filter=${filter}`, { json: {} });
			expect([filter, posted.status]).toEqual([filter, status]);
		}
	});

	test('[HTTP15] refuses what it cannot read before it begins to answer', async () => {
		const face = await openTestFace();
		for (const query of [
			'since=x',
			'limit=-1',
			'limit=x',
			'feed=x',
			'include_docs=1',
			'heartbeat=x'
		]) {
			expect([query, (await face.ask('GET', `/ledger/_changes?${query}`)).status]).toEqual([
				query,
				400
			]);
		}
		expect((await face.ask('GET', '/none/_changes')).status).toBe(404);
	});
});

describe('_changes, held open', () => {
	test('[HTTP16] longpoll answers at once what there is, or waits for the first row', async () => {
		const face = await openTestFace();
		await put(face, 'a');
		const { last_seq } = await changes(face, '?feed=longpoll');
		const feed = await follow(face, `?feed=longpoll&include_docs=true&since=${last_seq}`);
		expect(feed.response.headers.get('x-accel-buffering')).toBe('no');
		await vi.waitFor(() => expect(feed.text).toBe('{"results":[\n'));
		await put(face, 'b', 'c');
		await vi.waitFor(() => expect(feed.done).toBe(true));
		const answer = JSON.parse(feed.text) as Changes;
		expect(answer.results.map(({ id, doc }) => [id, (doc as { n: string }).n])).toEqual([
			['b', '文b'],
			['c', '文c']
		]);
		expect(answer.last_seq).toBe((await changes(face)).last_seq);
	});

	test('[HTTP16] many who wait get the same rows', async () => {
		const face = await openTestFace();
		const feeds = await Promise.all(
			Array.from({ length: 100 }, () => follow(face, '?feed=longpoll&since=now'))
		);
		await put(face, 'a');
		await vi.waitFor(() => expect(feeds.every(({ done }) => done)).toBe(true));
		expect(new Set(feeds.map(({ text }) => text)).size).toBe(1);
	});

	test('[HTTP16] silence ends a feed, or is filled with signs of life', async () => {
		const face = await openTestFace();
		await put(face, 'a');
		const quiet = await follow(face, '?feed=longpoll&since=now&timeout=30');
		const lines = await follow(face, '?feed=continuous&timeout=30');
		const beating = await follow(face, '?feed=longpoll&since=now&heartbeat=1');
		await vi.waitFor(() => expect(quiet.done && lines.done).toBe(true));
		expect(JSON.parse(quiet.text)).toMatchObject({ results: [], pending: 0 });
		const rows = lines.text
			.trim()
			.split('\n')
			.map((line) => JSON.parse(line) as object);
		expect(rows).toMatchObject([{ id: 'a' }, { last_seq: expect.any(String) }]);
		await vi.waitFor(() => expect(beating.text).toBe('{"results":[\n\n'), { timeout: 3000 });
		expect(beating.done).toBe(false);
		await beating.leave();
	});

	test('[HTTP16] continuous tells each change as it happens and stops at its limit', async () => {
		const face = await openTestFace();
		const feed = await follow(face, '?feed=continuous&limit=3');
		await put(face, 'a');
		await put(face, 'b', 'c', 'd');
		await vi.waitFor(() => expect(feed.done).toBe(true));
		const rows = feed.text
			.trim()
			.split('\n')
			.map((line) => JSON.parse(line) as { id?: string });
		expect(rows.map(({ id }) => id)).toEqual(['a', 'b', 'c', undefined]);
		expect((rows[3] as unknown as Changes).last_seq).toMatch(/^3-/);
	});

	test('[HTTP16] eventsource names each place, and goes on from one', async () => {
		const face = await openTestFace();
		await put(face, 'a');
		const feed = await follow(face, '?feed=eventsource');
		expect(feed.response.headers.get('content-type')).toBe('text/event-stream');
		await vi.waitFor(() =>
			expect(feed.text).toMatch(/^data: \{.*"id":"a".*\}\nid: 1-[0-9a-f]{8}\n\n$/)
		);
		await feed.leave();
		await put(face, 'b');
		const id = /id: (.*)/.exec(feed.text)![1]!;
		const again = await face.handle(
			new Request('http://station/db/ledger/_changes?feed=eventsource&limit=1', {
				headers: { 'last-event-id': id }
			})
		);
		expect(await again.text()).toContain('"id":"b"');
	});

	test('[HTTP16] a reader slower than the writers misses nothing', async () => {
		const face = await openTestFace();
		const response = await face.handle(
			new Request('http://station/db/ledger/_changes?feed=continuous&timeout=50')
		);
		for (let n = 0; n < 150; n += 1) await put(face, `n${n}`);
		const rows = (await response.text())
			.trim()
			.split('\n')
			.map((line) => JSON.parse(line) as { id?: string });
		expect(rows.slice(0, -1).map(({ id }) => id)).toEqual(
			Array.from({ length: 150 }, (_, n) => `n${n}`)
		);
	});

	test('[HTTP16] who leaves is not listened for any more', async () => {
		const face = await openTestFace();
		const store = (await face.storage.open('ledger'))!;
		const leaves: ReturnType<typeof vi.fn>[] = [];
		const onCommit = store.onCommit.bind(store);
		store.onCommit = (listener) => {
			const leave = vi.fn(onCommit(listener));
			leaves.push(leave);
			return leave;
		};
		for (const feed of ['longpoll', 'continuous', 'eventsource']) {
			const open = await follow(face, `?feed=${feed}&since=now&heartbeat=60000`);
			await open.leave();
		}
		expect(leaves).toHaveLength(3);
		for (const leave of leaves) expect(leave).toHaveBeenCalled();
	});

	test('[HTTP16] who may not read any more hears nothing more', async () => {
		let allowed = true;
		const face = await openTestFace({
			gate: {
				...openGate,
				identify: async () => keeper,
				authorise: (_, { name }) => {
					if (!allowed && name === 'changes') throw new CouchError(404, 'not_found', 'missing');
				}
			}
		});
		const feed = await follow(face, '?feed=continuous&since=now');
		await put(face, 'before');
		await vi.waitFor(() => expect(feed.text).toContain('before'));
		allowed = false;
		await put(face, 'after');
		await vi.waitFor(() => expect(feed.done).toBe(true));
		expect(feed.text).not.toContain('after');
	});
});

describe('_changes of a database that is dropped', () => {
	test('[HTTP28] open feeds end, with their last place, and nobody waits for what cannot come', async () => {
		const face = await openTestFace();
		await put(face, 'a');
		const feeds = await Promise.all([
			follow(face, '?feed=continuous&heartbeat=true'),
			follow(face, '?feed=longpoll&since=now&heartbeat=true'),
			follow(face, '?feed=eventsource&heartbeat=true')
		]);
		await vi.waitFor(() => expect(feeds[0].text).toContain('"id":"a"'));
		await face.ask('DELETE', '/ledger');
		await vi.waitFor(() => expect(feeds.map(({ done }) => done)).toEqual([true, true, true]));
		expect(JSON.parse(feeds[0].text.trim().split('\n').at(-1)!)).toHaveProperty('last_seq');
		expect(JSON.parse(feeds[1].text)).toMatchObject({ results: [] });
		await face.ask('PUT', '/ledger');
		await put(face, 'new');
		expect(feeds[0].text).not.toContain('new');
		expect(face.defects).toEqual([]);
	});
});
