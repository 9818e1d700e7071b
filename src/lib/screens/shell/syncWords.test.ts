import { expect, test } from 'vitest';
import type { StatusReading } from '#lib/app/app.ts';
import { syncWords } from './syncWords.ts';

const now = '2026-11-23T03:00:00.000Z';
const quiet: StatusReading = {
	known: true,
	usable: true,
	complete: true,
	loading: { done: 0, total: 0 },
	waiting: 0,
	refused: 0,
	picturesWaiting: 0,
	setAside: 0,
	lastMetAt: '2026-11-23T02:42:00.000Z',
	clockOffsetMs: 0,
	meeting: false,
	trouble: undefined,
	missingAtStation: [],
	leaving: [],
	signedOut: false,
	updateReady: false,
	shell: 'kept',
	storage: undefined
};

test('[U4] the header says how many wait and when the station was last met', () => {
	expect(syncWords({ ...quiet, waiting: 3 }, now)).toMatchObject({
		tone: 'waiting',
		text: '3 条待发送 · 10:42 与同步站会合'
	});
	expect(syncWords(quiet, now)).toMatchObject({
		tone: 'calm',
		text: '全部送达 · 10:42 与同步站会合'
	});
});

test('[U4] nothing is called delivered as long as a picture, a record or a number is missing', () => {
	for (const open of [
		{ waiting: 1 },
		{ refused: 1 },
		{ picturesWaiting: 1 },
		{ missingAtStation: [4] },
		{ lastMetAt: '' },
		{ known: false },
		{ complete: false },
		{ loading: { done: 10, total: 20 } }
	]) {
		expect(syncWords({ ...quiet, ...open }, now).text).not.toContain('送达');
	}
});

test('[U4] what needs the worker comes before what only waits', () => {
	expect(syncWords({ ...quiet, waiting: 3, refused: 1 }, now).tone).toBe('trouble');
	expect(syncWords({ ...quiet, waiting: 3, refused: 1 }, now).short).toBe('1 条需处理');
});
