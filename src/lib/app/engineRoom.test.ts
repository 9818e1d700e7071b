import { createHash } from 'node:crypto';
import { expect, it, vi } from 'vitest';
import { openClock } from '#lib/device/clock.ts';
import type { Entry } from '#lib/domain/entry.ts';
import { sampleDevice, sampleDocument, sampleGrid } from '#lib/domain/sampleDocuments.ts';
import type { Ledger } from '#lib/ledger/ledger.ts';
import { openMemoryLedger } from '#lib/ledger/memoryLedger.ts';
import type { EngineRoom } from './engine.ts';
import { openEngineRoom } from './engineRoom.ts';
import { openLocks } from './locks.ts';

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
const feed = `feed-grid-${sampleGrid}`;
const grant = { feed, media: 'm', role: 'grid_worker', scope: sampleGrid, label: '' } as const;

it('[U4] a visit saved while the rooms are being opened is counted and drawn, also without a network', async () => {
	const disk = openMemoryLedger(feed);
	const entry: Entry = sampleDocument('visit', sha256);
	const ledger: Ledger = {
		...disk,
		/** Read when the rooms stand and before anybody leads: the tap comes just now. */
		async readNote<T extends object>(name: string) {
			if (name === 'offeredBy') await engine.append(feed, [entry]);
			return disk.readNote<T>(name);
		}
	};
	const drawnTo: number[] = [];
	const locks = openLocks(undefined);
	const engine: EngineRoom = await openEngineRoom({
		account: 'wangge1',
		device: sampleDevice,
		feeds: [grant],
		openLedger: async () => ledger,
		left: { all: async () => [], add: async () => undefined, drop: async () => undefined },
		held: { read: async () => [grant], add: async () => undefined, drop: async () => undefined },
		openRows: async () => ({
			attach: async () => undefined,
			leave: async () => undefined,
			drawArrived: async () => undefined,
			finishArrived: async () => undefined,
			catchUp: async () => {
				drawnTo.push((await disk.changesSince(0, 10)).documents.length);
			},
			settled: async () => undefined,
			setAside: async () => undefined
		}),
		pictures: {
			keep: async () => undefined,
			blobOf: async () => undefined,
			count: async () => 0,
			ofFeed: async () => [],
			markTried: async () => undefined,
			settled: async () => undefined,
			offerAgain: async () => undefined,
			offerDelivered: async () => undefined,
			drop: async () => undefined
		},
		line: {
			fetch: () => Promise.reject(new TypeError('no network')),
			origin: 'http://station.test',
			limitMs: 1_000,
			nowMs: () => 0
		},
		clock: openClock({ wallMs: () => 0, steadyMs: () => 0, offsetMs: undefined }),
		chance: () => 0.5,
		lock: (name, work) => locks.inTurn(name, work),
		floor: {},
		appVersion: '1',
		lastMetAt: '',
		listens: false,
		onReading: () => undefined,
		onMe: () => undefined
	});
	await engine.lead();
	await vi.waitFor(() => expect(engine.reading()?.waiting).toBe(1));
	await vi.waitFor(() => expect(drawnTo.at(-1)).toBe(1));
	await engine.close();
});
