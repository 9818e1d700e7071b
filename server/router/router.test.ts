import { createHash } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { LedgerDocument } from '#lib/domain/documents.ts';
import { sampleDocument } from '#lib/domain/sampleDocuments.ts';
import type { ChangePage, DocumentStore, Edit, StationStorage } from '../storage/documentStore.ts';
import { openMemoryStorage } from '../storage/memoryStorage.ts';
import { follow } from './follower.ts';
import { alone } from './leases.ts';
import type { Router } from './router.ts';
import { openRouter } from './router.ts';

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
const names = {
	feed: 'feed-grid-150105001019-01',
	other: 'feed-grid-150105001019-02',
	ledger: 'ledger-150105001019'
};

function visit(at: number): LedgerDocument {
	return sampleDocument('visit', sha256, {
		_id: `visit:01KASXV2G0000000000000${String(at).padStart(4, '0')}`
	});
}

function editOf({ _id, _rev, ...content }: { _id: string; _rev: string }): Edit {
	return {
		id: _id,
		revisions: { start: 1, ids: [_rev.slice(2)] },
		deleted: false,
		body: JSON.stringify(content),
		attachments: null
	};
}

async function write(store: DocumentStore, ...documents: { _id: string; _rev: string }[]) {
	await store.write(documents.map(editOf), { newEdits: false });
}

async function revisionsIn(store: DocumentStore): Promise<string[]> {
	const { rows } = await store.changes({ since: '0', limit: 10_000, bodies: false });
	return rows.map(({ id, rev }) => `${id} ${rev}`).sort();
}

describe('the router', () => {
	let storage: StationStorage;
	let feed: DocumentStore;
	let ledger: DocumentStore;
	let router: Router;
	let troubles: unknown[];

	const open = async () =>
		openRouter({
			storage,
			databases: () => Object.values(names),
			division: alone,
			settle: async () => undefined,
			onTrouble: (error) => troubles.push(error)
		});

	beforeEach(async () => {
		troubles = [];
		storage = openMemoryStorage();
		for (const name of Object.values(names)) await storage.create(name);
		feed = (await storage.open(names.feed))!;
		ledger = (await storage.open(names.ledger))!;
		router = await open();
	});
	afterEach(async () => {
		vi.restoreAllMocks();
		await router.close();
		expect(troubles).toEqual([]);
	});

	test('[R5] a visit arrives in the ledger as the same revision with the same content', async () => {
		await write(feed, visit(1));
		await router.idle();
		const original = (await feed.row(visit(1)._id))!;
		const copy = (await ledger.row(visit(1)._id))!;
		expect({ rev: copy.rev, body: copy.body }).toEqual({ rev: original.rev, body: original.body });
	});

	test('[R5] nothing goes round: each database holds it once', async () => {
		await write(feed, ...Array.from({ length: 50 }, (_, at) => visit(at)));
		await router.idle();
		expect((await feed.info()).updateSeq).toMatch(/^50-/);
		expect((await ledger.info()).updateSeq).toMatch(/^50-/);
		expect((await (await storage.open(names.other))!.info()).docCount).toBe(0);
	});

	test('[R5] a ledger that holds some of it already gets the rest', async () => {
		await router.close();
		await write(ledger, visit(2));
		await write(feed, visit(1), visit(2), visit(3));
		router = await open();
		await router.idle();
		expect(await revisionsIn(ledger)).toEqual(await revisionsIn(feed));
	});

	test('[R6] a crash after the copy and before the place is written skips nothing', async () => {
		for (const keepsPlace of [true, false]) {
			// A process that is killed: its router is left behind without being closed.
			const spy = keepsPlace ? undefined : vi.spyOn(feed, 'writeLocal').mockResolvedValue('0-1');
			await write(feed, visit(keepsPlace ? 1 : 2));
			await router.idle();
			await router.close();
			spy?.mockRestore();
			const seq = (await ledger.info()).updateSeq;
			router = await open();
			await router.idle();
			expect(await revisionsIn(ledger)).toEqual(await revisionsIn(feed));
			expect((await ledger.info()).updateSeq).toBe(seq);
		}
	});

	test('[R7] what came while the router was down is carried at the next start', async () => {
		await write(feed, visit(1));
		await router.idle();
		await router.close();
		await write(feed, visit(2));
		router = await open();
		await router.idle();
		expect(await revisionsIn(ledger)).toEqual(await revisionsIn(feed));
	});

	test('[R7] it does not read again what it has carried', async () => {
		await write(feed, visit(1), visit(2));
		await router.idle();
		await router.close();
		const reading = vi.spyOn(feed, 'changes');
		router = await open();
		await router.idle();
		const read = await Promise.all(
			reading.mock.results.map(({ value }) => value as Promise<ChangePage>)
		);
		expect(read.flatMap(({ rows }) => rows)).toEqual([]);
		expect(read.length).toBeGreaterThan(0);
	});

	test('[R8] what cannot be read is counted and does not stop what is behind it', async () => {
		const newer: LedgerDocument = { ...visit(7), schema: 99 };
		await write(feed, { _id: 'visit:nonsense', _rev: `1-${'a'.repeat(32)}` }, newer, visit(1));
		await router.idle();
		expect(await ledger.row(visit(1)._id)).toBeDefined();
		expect(await ledger.row('visit:nonsense')).toBeUndefined();
		expect((await router.reading()).setAside).toBe(2);
	});

	test('[R8] a document for a grid without a feed is counted and does not stop the rest', async () => {
		const lost = sampleDocument('visit', sha256, {
			_id: 'visit:01KASXV2G0000000000000000Z',
			grid: '150105001019-09',
			door: '150105001019-09/xk/3-2-501'
		});
		await write(ledger, lost, visit(1));
		await router.idle();
		expect(await feed.row(visit(1)._id)).toBeDefined();
		expect((await router.reading()).setAside).toBe(1);
	});

	test('[R9] who asks for numbers does not wait for a delivery that fails', async () => {
		const failing = vi.spyOn(ledger, 'write').mockRejectedValue(new Error('no room'));
		const follower = await follow({
			store: feed,
			name: 'test',
			take: async () => {
				await ledger.write([editOf(visit(1))], { newEdits: false });
			},
			onTrouble: () => undefined
		});
		await write(feed, visit(1));
		expect(await follower.caughtUp()).toBe(false);
		failing.mockRestore();
		await follower.idle();
		expect(await follower.caughtUp()).toBe(true);
		await follower.close();
		troubles.splice(0);
	});

	test('[R9] a delivery that fails is seen, tried again, and lost nowhere', async () => {
		const failing = vi.spyOn(ledger, 'write').mockRejectedValueOnce(new Error('no room'));
		await write(feed, visit(1));
		await vi.waitFor(async () => expect((await router.reading()).troubled).toBe(true));
		expect((await router.reading()).behind).toBe(1);
		await router.idle();
		expect(failing).toHaveBeenCalledTimes(2);
		expect(await revisionsIn(ledger)).toEqual(await revisionsIn(feed));
		expect(await router.reading()).toMatchObject({ troubled: false, behind: 0 });
		expect(troubles.splice(0)).toHaveLength(1);
	});
});
