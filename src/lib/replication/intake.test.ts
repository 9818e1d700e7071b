import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { LedgerDocument } from '#lib/domain/documents.ts';
import { writeStamp } from '#lib/domain/hybridClock.ts';
import {
	sampleDevice,
	sampleDocument,
	sampleGrid,
	sampleNow
} from '#lib/domain/sampleDocuments.ts';
import type { Ledger } from '#lib/ledger/ledger.ts';
import { LedgerFailure } from '#lib/ledger/ledgerFailure.ts';
import { openMemoryLedger } from '#lib/ledger/memoryLedger.ts';
import type { Intake } from './intake.ts';
import { openIntake } from './intake.ts';
import { openOutbox } from './outbox.ts';

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
const feed = `feed-grid-${sampleGrid}`;
const visit = sampleDocument('visit', sha256);
const concern = sampleDocument('concern', sha256);
const otherDevice = '01KAR6E2Q8Z0000000000000P9';
const colleagues = sampleDocument('concern', sha256, {
	device: otherDevice,
	clock: writeStamp({ wallMs: Date.parse(sampleNow), counter: 0 }, otherDevice)
});
const rowOf = (document: LedgerDocument, seq: string) => {
	return { seq, id: document._id, changes: [{ rev: document._rev }], doc: document };
};

async function open(ledger: Ledger): Promise<{ intake: Intake; drawn: string[] }> {
	const drawn: string[] = [];
	const intake = await openIntake({
		feed,
		ledger,
		outbox: await openOutbox(ledger, sampleDevice),
		drawing: {
			drawArrived: async (_feed, documents) => {
				drawn.push(...documents.map(({ _id }) => _id));
			},
			finishArrived: async () => undefined,
			catchUp: async () => undefined,
			settled: async () => undefined,
			setAside: async () => undefined
		},
		observe: async () => undefined,
		now: () => '2026-11-23T01:00:00.000Z'
	});
	return { intake, drawn };
}

describe('intake', () => {
	it('[M5] a page that the ledger could not take is read again, and what came before it is not', async () => {
		const disk = openMemoryLedger(feed);
		let isFull = false;
		const ledger: Ledger = {
			...disk,
			async take(documents) {
				if (isFull) throw new LedgerFailure('storage_full', undefined);
				await disk.take(documents);
			}
		};
		const { intake } = await open(ledger);
		await intake.take([rowOf(visit, '1-a')], '1-a');
		await intake.finish('1-a');
		isFull = true;
		await expect(intake.take([rowOf(concern, '2-a')], '2-a')).rejects.toThrow();
		expect(intake.position()).toBe('1-a');

		isFull = false;
		const { intake: opened } = await open(disk);
		expect(opened.position()).toBe('1-a');
		await opened.take([rowOf(concern, '2-a')], '2-a');
		expect(await disk.get(concern._id)).toEqual(concern);
		expect((await open(disk)).intake.position()).toBe('2-a');
	});

	it('[M5] a first load that was drawn and not kept begins where the ledger ends', async () => {
		const ledger = openMemoryLedger(feed);
		const { intake, drawn } = await open(ledger);
		await intake.take([rowOf(visit, '1-a')], '1-a');
		expect(drawn).toEqual([visit._id]);
		// The app dies here.
		expect((await open(ledger)).intake.position()).toBe('');
		await intake.keepUp();
		const { intake: opened } = await open(ledger);
		expect(opened.position()).toBe('1-a');
		expect(opened.complete()).toBe(false);
	});

	it('[L32] the outbox does not read what others wrote, and reads what was written beside it', async () => {
		const memory = openMemoryLedger(feed);
		const read: string[] = [];
		const ledger: Ledger = {
			...memory,
			async changesSince(since, limit) {
				const changes = await memory.changesSince(since, limit);
				read.push(...changes.documents.map(({ _id }) => _id));
				return changes;
			}
		};
		const { intake } = await open(ledger);
		await intake.take([rowOf(colleagues, '1-a')], '1-a');
		await intake.finish('1-a');
		const own = { ...visit, device: sampleDevice, deviceSeq: 1 };
		await ledger.append([own]);
		const outbox = await openOutbox(ledger, sampleDevice);
		await outbox.catchUp();
		expect(read).toEqual([own._id]);
		expect(outbox.waiting()).toMatchObject([{ id: own._id }]);
	});

	it('[L32] what came twice hides nothing that was written meanwhile', async () => {
		const ledger = openMemoryLedger(feed);
		const own = { ...visit, device: sampleDevice, deviceSeq: 1 };
		const { intake } = await open(ledger);
		await intake.take([rowOf(colleagues, '1-a')], '1-a');
		await intake.keepUp();
		await intake.take([rowOf(colleagues, '2-a')], '2-a');
		await ledger.append([own]);
		await intake.finish('2-a');
		const outbox = await openOutbox(ledger, sampleDevice);
		await outbox.catchUp();
		expect(outbox.waiting()).toMatchObject([{ id: own._id }]);
	});

	it('[L32] what was written before a first load is found, however it went', async () => {
		const ledger = openMemoryLedger(feed);
		const own = { ...visit, device: sampleDevice, deviceSeq: 1 };
		const { intake } = await open(ledger);
		await intake.take([rowOf(colleagues, '1-a')], '1-a');
		await ledger.append([own]);
		await intake.finish('1-a');
		const outbox = await openOutbox(ledger, sampleDevice);
		await outbox.catchUp();
		expect(outbox.waiting()).toMatchObject([{ id: own._id }]);
	});

	it('[M15] an own document that comes back from the station is a receipt for its revision', async () => {
		const ledger = openMemoryLedger(feed);
		const own = { ...visit, device: sampleDevice, deviceSeq: 1 };
		const others = { ...colleagues, deviceSeq: 1 };
		await ledger.append([own]);
		const { intake } = await open(ledger);
		await intake.take([rowOf(own, '1-a'), rowOf(others, '2-a')], '2-a');
		await intake.finish('2-a');
		expect(await ledger.receipts()).toMatchObject([
			{ id: own._id, rev: own._rev, of: 'document', state: 'delivered' }
		]);
	});
});
