import { createHash } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { LedgerDocument } from '#lib/domain/documents.ts';
import { sampleDevice, sampleDocument } from '#lib/domain/sampleDocuments.ts';
import type { TrialStation } from '../trialStation.ts';
import { openTrialStation, trialOrigin } from '../trialStation.ts';
import { signOfLifeMs } from './doorbell.ts';

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
const feed = 'feed-grid-150105001019-01';
const otherDevice = '01KASXV2G0000000000000000E';

function visit(at: number, note = ''): LedgerDocument {
	return sampleDocument('visit', sha256, {
		_id: `visit:01KASXV2G0000000000000${String(at).padStart(4, '0')}`,
		deviceSeq: at + 1,
		note
	});
}

interface Heard {
	name: string;
	data: {
		feed: string;
		feeds: Record<string, string>;
		since: string;
		seq: string;
		rows?: { id: string; doc: object }[];
	};
}

function listen(answer: Response) {
	const reader = answer.body!.getReader();
	const decoder = new TextDecoder();
	return {
		async hear(): Promise<Heard | undefined> {
			const { value, done } = await reader.read();
			if (done) return undefined;
			const [, name = '', data = '{}'] =
				/^event: (\w+)\ndata: (.*)\n\n$/.exec(decoder.decode(value)) ?? [];
			return { name, data: JSON.parse(data) };
		},
		async hearText(): Promise<string> {
			return decoder.decode((await reader.read()).value);
		},
		leave: async () => reader.cancel()
	};
}

describe('the doorbell', () => {
	let station: TrialStation;
	let phone: Awaited<ReturnType<TrialStation['signIn']>>;
	let other: typeof phone;
	beforeEach(async () => {
		station = await openTrialStation();
		phone = await station.signIn('wangge1', sampleDevice);
		other = await station.signIn('wangge1', otherDevice);
	});
	afterEach(async () => {
		vi.useRealTimers();
		await station.close();
	});

	const push = async (...docs: LedgerDocument[]) =>
		phone(`/db/${feed}/_bulk_docs`, {
			method: 'POST',
			headers: { 'Content-Type': 'application/json' },
			body: JSON.stringify({ new_edits: false, docs })
		});

	test('[A16] it begins by saying where every feed of the account stands', async () => {
		await push(visit(0));
		const line = listen(await other('/station/doorbell'));
		const hello = await line.hear();
		expect(hello?.name).toBe('hello');
		expect(Object.keys(hello!.data.feeds)).toEqual([feed]);
		const { last_seq } = await (await other(`/db/${feed}/_changes`)).json();
		expect(hello!.data.feeds[feed]).toBe(last_seq);
	});

	test('[A16] a commit is told once, with the rows that _changes would give', async () => {
		const line = listen(await other('/station/doorbell'));
		const hello = await line.hear();
		await push(visit(0), visit(1));
		const news = await line.hear();
		expect(news?.data.since).toBe(hello!.data.feeds[feed]);
		const changes = await (
			await other(`/db/${feed}/_changes?include_docs=true&since=${news!.data.since}`)
		).json();
		expect(news!.data.rows).toEqual(changes.results);
		expect(news!.data.seq).toBe(changes.last_seq);
		await push(visit(2));
		expect((await line.hear())?.data.since).toBe(news!.data.seq);
	});

	test('[A16] many rows, and heavy ones, are left to be read', async () => {
		const line = listen(await other('/station/doorbell'));
		await line.hear();
		await push(...Array.from({ length: 21 }, (_, at) => visit(at)));
		expect((await line.hear())?.data.rows).toBeUndefined();
		await push(...Array.from({ length: 12 }, (_, at) => visit(100 + at, '青'.repeat(3_900))));
		expect((await line.hear())?.data.rows).toBeUndefined();
	});

	test('[A16] news of other grids are not heard', async () => {
		const neighbour = await station.signIn('wangge2', '01KASXV2G0000000000000000F');
		const line = listen(await neighbour('/station/doorbell'));
		await line.hear();
		await push(visit(0));
		const mine = sampleDocument('visit', sha256, {
			author: 'wangge2',
			device: '01KASXV2G0000000000000000F',
			clock: visit(0).clock.slice(0, 18) + '01KASXV2G0000000000000000F',
			grid: '150105001019-02',
			door: '150105001019-02/xk/3-2-501'
		});
		await neighbour('/db/feed-grid-150105001019-02/_bulk_docs', {
			method: 'POST',
			headers: { 'Content-Type': 'application/json' },
			body: JSON.stringify({ new_edits: false, docs: [mine] })
		});
		expect((await line.hear())?.data.feed).toBe('feed-grid-150105001019-02');
	});

	test('[A16] it falls silent when the session ends', async () => {
		const line = listen(await other('/station/doorbell'));
		await line.hear();
		await other('/db/_session', { method: 'DELETE' });
		await push(visit(0));
		expect(await line.hear()).toBeUndefined();
		expect((await other('/station/doorbell')).status).toBe(401);
	});

	test('[A16] it says every 20 s that it is still there', async () => {
		vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
		const watched = await openTrialStation();
		const listener = await watched.signIn('wangge1', sampleDevice);
		const line = listen(await listener('/station/doorbell'));
		await line.hear();
		vi.advanceTimersByTime(signOfLifeMs);
		expect(await line.hearText()).toMatch(/^: /);
		await watched.close();
		expect(await line.hear()).toBeUndefined();
	});

	test('[A16] [A41] it falls silent within 20 s for whoever holds the feed no more', async () => {
		vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
		const watched = await openTrialStation();
		const listener = await watched.signIn('wangge1', sampleDevice);
		const line = listen(await listener('/station/doorbell'));
		await line.hear();
		const account = watched.access.account('wangge1')!;
		const grants = [{ role: 'grid_worker' as const, scope: '150105001019-02' }];
		watched.access.saveAccount({ ...account, grants }, watched.access.passwordHash('wangge1')!);
		vi.advanceTimersByTime(signOfLifeMs);
		expect(await line.hear()).toBeUndefined();
		await watched.close();
	});

	test('[A16] a reader who takes nothing is cut, and hears of it', async () => {
		const answer = await other('/station/doorbell');
		for (let at = 0; at < 300; at += 1) await push(visit(at));
		const line = listen(answer);
		let heard = 0;
		while (await line.hear()) heard += 1;
		expect(heard).toBeLessThanOrEqual(257);
		expect(heard).toBeGreaterThan(1);
	});

	test('[A16] a session has eight lines at most; the oldest makes room', async () => {
		const lines = [];
		for (let at = 0; at < 9; at += 1) lines.push(listen(await other('/station/doorbell')));
		for (const line of lines) await line.hear();
		await push(visit(0));
		const heard = await Promise.all(lines.map(async (line) => line.hear()));
		expect(heard.map((news) => news?.name)).toEqual([undefined, ...Array(8).fill('news')]);
		for (const line of lines) await line.leave();
	});

	test('[A6] nobody listens without a session', async () => {
		const answer = await station.handle(new Request(`${trialOrigin}/station/doorbell`));
		expect(answer.status).toBe(401);
	});
});
