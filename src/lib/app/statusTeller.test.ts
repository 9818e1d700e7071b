import { MeetingTrouble } from '#lib/replication/trouble.ts';
import { noCounts } from '#lib/projections/records.ts';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { EngineReading } from './engine.ts';
import type { EngineStatus } from './phoneWorker.ts';
import { openStatusTeller } from './statusTeller.ts';

const reading: EngineReading = {
	usable: true,
	complete: true,
	loading: { done: 0, total: 0 },
	waiting: 2,
	refused: 0,
	meeting: false,
	lastMetAt: '2026-11-23T02:00:00.000Z',
	trouble: undefined,
	signedOut: false,
	clockOffsetMs: 5,
	missingAtStation: [],
	leaving: []
};

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

function setUp(now: EngineReading | undefined) {
	const said: EngineStatus[] = [];
	const teller = openStatusTeller({
		reading: () => now,
		counts: async () => ({ ...noCounts, picturesWaiting: 3, setAside: 1 }),
		say: (status) => said.push(status)
	});
	return { said, teller };
}

describe('statusTeller', () => {
	it('says often-changing things seldom, and the last word always', async () => {
		const { said, teller } = setUp(reading);
		for (let times = 0; times < 50; times += 1) teller.tell();
		await vi.advanceTimersByTimeAsync(1_000);
		expect(said).toEqual([{ known: true, ...reading, picturesWaiting: 3, setAside: 1 }]);
		teller.tell();
		await vi.advanceTimersByTimeAsync(1_000);
		expect(said).toHaveLength(2);
	});

	it('[M19] lets only the kind of a trouble cross', async () => {
		const trouble = new MeetingTrouble('station_refused', 'status 404');
		const { said, teller } = setUp({ ...reading, trouble });
		teller.tell();
		await vi.advanceTimersByTimeAsync(1_000);
		expect(said[0]?.trouble).toEqual({ kind: 'station_refused', cause: trouble.message });
		expect(structuredClone(said[0])).toEqual(said[0]);
	});

	it('[M19] says that the engine could not be set going', async () => {
		const { said, teller } = setUp(undefined);
		teller.tell();
		await vi.advanceTimersByTimeAsync(1_000);
		expect(said).toEqual([]);
		teller.complain('storage_broken');
		await vi.advanceTimersByTimeAsync(1_000);
		expect(said[0]).toMatchObject({ known: false, trouble: { kind: 'storage_broken' } });
	});
});
