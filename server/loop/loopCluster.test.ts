import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { EventDocument } from '#lib/domain/documents.ts';
import { documentId } from '#lib/domain/ids.ts';
import { sampleDocument } from '#lib/domain/sampleDocuments.ts';
import type { Leases } from '../router/leases.ts';
import { openLeases } from '../router/leases.ts';
import { openCouchStorage } from '../storage/couchStorage.ts';
import type { DocumentStore, StationStorage } from '../storage/documentStore.ts';
import { editOf, sha256 } from '../storage/ledgerEdit.ts';
import type { TestCluster } from '../testCluster.ts';
import { openTestCluster } from '../testCluster.ts';
import { documentOf } from '../storage/ledgerReading.ts';
import type { StationLoop } from './stationLoop.ts';
import { openStationLoop } from './stationLoop.ts';

vi.setConfig({ testTimeout: 90_000 });
const community = { id: '150105001019', name: '兴康社区' };
const [ledgerName, bookName] = ['ledger-150105001019', 'received-150105001019'];
/** Short, but longer than a busy machine stands still. */
const times = { renewMs: 50, lifeMs: 1_500 };

interface Keeping {
	storage: StationStorage;
	leases: Leases;
	loop: StationLoop;
}

describe('loop keepers of several stations before one cluster', () => {
	let cluster: TestCluster;
	let own: StationStorage;
	let ledger: DocumentStore;
	let keeping: Keeping[];
	const troubles: unknown[] = [];

	beforeEach(async () => {
		cluster = await openTestCluster();
		own = await openCouchStorage({ url: cluster.url });
		for (const name of [ledgerName, bookName, 'station-leases']) await own.create(name);
		ledger = (await own.open(ledgerName))!;
		keeping = [];
	});
	afterEach(async () => {
		for (const one of keeping) await leave(one);
		await own.close();
		await cluster.close();
	});

	async function join(station: string): Promise<Keeping> {
		const storage = await openCouchStorage({ url: cluster.url });
		const onTrouble = (error: unknown) => troubles.push(error);
		const store = (await storage.open('station-leases'))!;
		const leases = await openLeases({ store, station, times, onTrouble });
		const book = (await storage.open(bookName))!;
		const loop = await openStationLoop({
			...{ storage, community, book, division: leases, nowMs: Date.now, onTrouble }
		});
		const one = { storage, leases, loop };
		keeping.push(one);
		return one;
	}

	async function leave(one: Keeping): Promise<void> {
		keeping = keeping.filter((other) => other !== one);
		await one.loop.close();
		await one.leases.close();
		await one.storage.close();
	}

	async function report(from: number, to: number): Promise<void> {
		for (let at = from; at <= to; at += 1) {
			const _id = documentId.concern(`01KASXV2G000000000000${String(at).padStart(5, '0')}`);
			const header = sampleDocument('concern', sha256, { _id });
			await ledger.write([editOf(header)], { newEdits: false });
		}
	}

	async function receipts(): Promise<EventDocument[]> {
		const range = { from: 'event:', to: 'event;', limit: 999, bodies: true };
		return (await ledger.rowsById(range)).map((row) => documentOf(row) as EventDocument);
	}

	test('[O71] while stations come and go, every concern has one number and no two the same', async () => {
		const first = await join('first');
		await report(1, 6);
		const second = await join('second');
		await report(7, 12);
		await join('third');
		await leave(first);
		await report(13, 18);
		await leave(second);
		await report(19, 24);
		const until = { timeout: 60_000, interval: 100 };
		await vi.waitFor(async () => expect(await receipts()).toHaveLength(24), until);
		const all = await receipts();
		expect(new Set(all.map(({ number }) => number)).size).toBe(24);
		expect(new Set(all.map(({ concern }) => concern)).size).toBe(24);
	});

	test('[O81] stations that count at once write one count, and whoever takes over counts the same', async () => {
		const [first, second] = [await join('first'), await join('second')];
		await report(1, 5);
		await vi.waitFor(async () => expect(await receipts()).toHaveLength(5), {
			...{ timeout: 60_000, interval: 100 }
		});
		const tallies = async () =>
			ledger.rowsById({ from: 'tally:', to: 'tally;', limit: 99, bodies: true });
		await vi.waitFor(async () => {
			await Promise.all([first.loop.tally(), second.loop.tally()]);
			expect(await tallies()).toHaveLength(1);
		});
		const [one] = await tallies();
		expect(one).toMatchObject({ leaves: null });
		expect(documentOf(one!)).toMatchObject({ kind: 'tally', states: { received: 5 } });
		const owner = first.leases.owns(ledgerName) ? first : second;
		const other = owner === first ? second : first;
		await leave(owner);
		await vi.waitFor(() => expect(other.leases.owns(ledgerName)).toBe(true), { timeout: 30_000 });
		await other.loop.tally();
		expect((await tallies()).map(({ rev }) => rev)).toEqual([one!.rev]);
	});
});
