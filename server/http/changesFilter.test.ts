import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { TestFace } from './testFace.ts';
import { openTestFace } from './testFace.ts';

interface Row {
	seq: string | null;
	id: string;
	changes: { rev: string }[];
	deleted?: true;
	doc?: Record<string, unknown>;
}

const feeds = ['normal', 'longpoll', 'continuous', 'eventsource'] as const;
type Feed = (typeof feeds)[number];

let face: TestFace;

beforeAll(async () => {
	face = await openTestFace();
	const docs = [
		{ _id: 'a', _rev: '1-a', n: 1, inner: { x: 1 } },
		{ _id: 'b', _rev: '2-b', _revisions: { start: 2, ids: ['b', 'o'] }, n: 2 },
		{ _id: 'b', _rev: '2-c', _revisions: { start: 2, ids: ['c', 'o'] }, n: 3 },
		{ _id: '_design/d', _rev: '1-d', language: 'query', views: {} },
		{ _id: 'e', _rev: '1-e', n: 5, _attachments: { t: { content_type: 'x/y', data: 'b2xk' } } },
		{ _id: 'f', _rev: '2-f', _revisions: { start: 2, ids: ['f', 'o'] }, _deleted: true, n: 3 }
	];
	await face.ask('POST', '/ledger/_bulk_docs', { json: { docs, new_edits: false } });
});
afterAll(() => expect(face.defects).toEqual([]));

/** The rows of any feed, and where it says that reading goes on. */
async function read(
	feed: Feed,
	query: string,
	body?: unknown
): Promise<{ rows: Row[]; lastSeq: string | undefined }> {
	const path = `/ledger/_changes?feed=${feed}&timeout=1&${query}`;
	const answer = await (body === undefined
		? face.ask('GET', path)
		: face.ask('POST', path, { json: body }));
	expect([path, answer.status]).toEqual([path, 200]);
	if (feed === 'normal' || feed === 'longpoll') {
		const { results, last_seq } = answer.json as { results: Row[]; last_seq: string };
		return { rows: results, lastSeq: last_seq };
	}
	if (feed === 'eventsource') {
		const data = [...answer.text.matchAll(/^data: (\{.*)$/gm)].map(([, json = '']) => json);
		return { rows: data.map((json) => JSON.parse(json) as Row), lastSeq: undefined };
	}
	const lines = answer.text.split('\n').filter((line) => line !== '');
	const values = lines.map((line) => JSON.parse(line) as Row & { last_seq?: string });
	return {
		rows: values.filter(({ last_seq }) => last_seq === undefined),
		lastSeq: values.at(-1)?.last_seq
	};
}

const idsOf = ({ rows }: { rows: Row[] }): string[] => rows.map(({ id }) => id);

describe.each(feeds)('filters in the %s feed', (feed) => {
	test('[HTTP33] a selector looks at the winner, or at each leaf', async () => {
		const over = (n: number) => ({ selector: { n: { $gte: n } } });
		expect(idsOf(await read(feed, 'filter=_selector', over(3)))).toEqual(['b', 'e', 'f']);
		const both = await read(feed, 'filter=_selector&style=all_docs', over(1));
		expect(both.rows.find(({ id }) => id === 'b')?.changes).toEqual([
			{ rev: '2-c' },
			{ rev: '2-b' }
		]);
		const loser = await read(feed, 'filter=_selector&style=all_docs', { selector: { n: 2 } });
		expect(loser.rows).toMatchObject([{ id: 'b', changes: [{ rev: '2-b' }] }]);
		expect(idsOf(await read(feed, 'filter=_selector', { selector: { n: 2 } }))).toEqual([]);
		const deleted = { selector: { _deleted: true } };
		expect(await read(feed, 'filter=_selector', deleted)).toMatchObject({
			rows: [{ id: 'f', deleted: true }]
		});
	});

	test('[HTTP33] a selector may say which fields are shown', async () => {
		const body = { selector: { 'inner.x': 1 }, fields: ['_id', 'inner.x'] };
		const { rows } = await read(feed, 'filter=_selector&include_docs=true', body);
		expect(rows.map(({ doc }) => doc)).toEqual([{ _id: 'a', inner: { x: 1 } }]);
	});

	test('[HTTP33] ids come from the URL or the body, designs by themselves', async () => {
		expect(idsOf(await read(feed, 'filter=_doc_ids&doc_ids=["e","a","no"]'))).toEqual(['a', 'e']);
		expect(idsOf(await read(feed, 'filter=_doc_ids', { doc_ids: ['f'] }))).toEqual(['f']);
		expect(idsOf(await read(feed, 'filter=_design'))).toEqual(['_design/d']);
	});

	test('[HTTP33] a limit counts what passes, and reading goes on behind it', async () => {
		const body = { selector: { n: { $gte: 3 } } };
		const all = await read('normal', 'filter=_selector', body);
		const first = await read(feed, 'filter=_selector&limit=1', body);
		expect(first.rows).toEqual(all.rows.slice(0, 1));
		const since = first.rows[0]?.seq ?? '0';
		const rest = await read(feed, `filter=_selector&limit=9&since=${since}`, body);
		expect(rest.rows).toEqual(all.rows.slice(1));
	});

	test('[HTTP34] backwards it tells the newest first and then ends', async () => {
		const forwards = await read(feed, '');
		const backwards = await read(feed, 'descending=true');
		expect(backwards.rows).toEqual(forwards.rows.toReversed());
		expect(backwards.lastSeq).toBe(forwards.lastSeq);
		const two = await read(feed, 'descending=true&limit=2');
		expect(idsOf(two)).toEqual(idsOf(backwards).slice(0, 2));
	});

	test('[HTTP34] of an interval one row has its place', async () => {
		const { rows } = await read(feed, 'seq_interval=2&limit=4');
		const plain = await read(feed, 'limit=4');
		expect(rows.map(({ seq }) => seq)).toEqual([
			plain.rows[0]?.seq,
			null,
			plain.rows[2]?.seq,
			null
		]);
	});

	test('[HTTP34] documents come with their conflicts and attachments', async () => {
		const query = 'include_docs=true&conflicts=true&attachments=true&style=all_docs';
		const { rows } = await read(feed, query);
		const of = (id: string): Row | undefined => rows.find((row) => row.id === id);
		expect(of('b')?.doc).toMatchObject({ n: 3, _conflicts: ['2-b'] });
		expect(of('e')?.doc).toMatchObject({ _attachments: { t: { data: 'b2xk', revpos: 1 } } });
		expect(of('f')?.doc).toMatchObject({ _deleted: true, n: 3 });
		expect(await read(feed, query)).toEqual({
			...(await read('normal', query)),
			...(feed === 'eventsource' ? { lastSeq: undefined } : {})
		});
	});
});

describe('filters', () => {
	const refused = async (query: string, body?: unknown): Promise<[number, string, string]> => {
		const path = `/ledger/_changes?${query}`;
		const { status, json } = await (body === undefined
			? face.ask('GET', path)
			: face.ask('POST', path, { json: body }));
		const { error, reason } = json as { error: string; reason: string };
		return [status, error, reason];
	};

	test('[HTTP33] that are code are refused with CouchDB’s codes', async () => {
		expect(await refused('filter=d/f')).toEqual([404, 'not_found', 'missing json key: filters']);
		expect(await refused('filter=none/f')).toEqual([404, 'not_found', 'missing']);
		expect(await refused('filter=_view&view=d/v')).toEqual([
			404,
			'not_found',
			'missing json key: v'
		]);
		expect(await refused('filter=_view&view=none/v')).toEqual([404, 'not_found', 'missing']);
		expect(await refused('filter=_view')).toEqual([
			400,
			'bad_request',
			'`view` filter parameter is not provided.'
		]);
		for (const view of ['', 'v', 'a/b/c']) {
			expect((await refused(`filter=_view&view=${view}`)).slice(0, 2)).toEqual([
				400,
				'bad_request'
			]);
		}
		for (const filter of ['f', 'a/b/c', '_other']) {
			expect((await refused(`filter=${filter}`)).slice(0, 2)).toEqual([400, 'bad_request']);
		}
	});

	test('[HTTP33] that are no selector are refused before anything is read', async () => {
		for (const body of [
			{},
			{ selector: 'x' },
			{ selector: { n: { $no: 1 } } },
			{ selector: { n: { $in: 1 } } },
			{ selector: {}, fields: 1 }
		]) {
			expect((await refused('filter=_selector', body)).slice(0, 2)).toEqual([400, 'bad_request']);
		}
		expect(await refused('filter=_selector')).toEqual([
			400,
			'bad_request',
			'Selector must be specified in POST payload'
		]);
	});

	test('[HTTP33] hold for what happens while a reader waits', async () => {
		const own = await openTestFace();
		const waiting = own.ask('POST', '/ledger/_changes?feed=continuous&limit=2&filter=_selector', {
			json: { selector: { kind: 'visit' } }
		});
		for (const [at, kind] of ['visit', 'door', 'concern', 'visit'].entries()) {
			await own.ask('PUT', `/ledger/${at}`, { json: { kind } });
		}
		const lines = (await waiting).text.split('\n').filter((line) => line !== '');
		expect(lines.map((line) => (JSON.parse(line) as Row).id)).toEqual(['0', '3', undefined]);
	});

	test('[HTTP37] a selector that nothing meets lets others have their turn', async () => {
		const own = await openTestFace();
		const docs = Array.from({ length: 3_000 }, (_, n) => ({
			_id: `d${n}`,
			text: '走访'.repeat(50)
		}));
		await own.ask('POST', '/ledger/_bulk_docs', { json: { docs } });
		let turns = 0;
		let isOver = false;
		const count = (): void => {
			turns += 1;
			if (!isOver) setImmediate(count);
		};
		setImmediate(count);
		const { json } = await own.ask('POST', '/ledger/_changes?filter=_selector', {
			json: { selector: { text: { $regex: '没有$' } } }
		});
		isOver = true;
		expect(json).toMatchObject({ results: [], pending: 0 });
		expect(turns).toBeGreaterThanOrEqual(3_000 / 100);
	});
});
