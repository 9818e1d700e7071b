import { describe, expect, it } from 'vitest';
import {
	sampleDevice,
	sampleDocument,
	sampleEntry,
	sampleNow
} from '#lib/domain/sampleDocuments.ts';
import { revisionOf } from '#lib/domain/revision.ts';
import { readStamp, writeStamp } from '#lib/domain/hybridClock.ts';
import { parseDocument } from '#lib/domain/parseDocument.ts';
import type { Ledger } from './ledger.ts';
import { visitNumbered } from './ledgerContract.ts';
import { openMemoryLedger } from './memoryLedger.ts';
import type { ScribeParts } from './scribe.ts';
import { openScribe } from './scribe.ts';
import { sha256 } from './sha256.ts';

function oneAtATime(): ScribeParts['lock'] {
	let last: Promise<unknown> = Promise.resolve();
	return (work) => {
		const turn = last.then(work);
		last = turn.catch(() => undefined);
		return turn;
	};
}

function partsFor(ledger: Ledger, change: Partial<ScribeParts> = {}): ScribeParts {
	return {
		ledger,
		author: 'wangge1',
		device: sampleDevice,
		now: () => sampleNow,
		sha256,
		lock: oneAtATime(),
		...change
	};
}

const visitEntry = (number: number) => ({
	...sampleEntry('visit'),
	_id: visitNumbered(number)._id
});

describe('scribe', () => {
	it('[L15] stamps author, device, number, time and revision; what it writes can be read by everybody', async () => {
		const ledger = openMemoryLedger('f');
		const scribe = await openScribe(partsFor(ledger));
		const [visit] = await scribe.append([sampleEntry('visit')]);
		expect(visit).toMatchObject({
			author: 'wangge1',
			device: sampleDevice,
			deviceSeq: 1,
			capturedAt: sampleNow,
			schema: 1
		});
		expect(visit!._rev).toBe(revisionOf(visit!, sha256));
		expect(parseDocument(visit)).toEqual({ ok: true, value: visit });
		expect(await ledger.get(visit!._id)).toEqual(visit);
	});

	it('[L16] numbers without a gap and never twice, also when two tabs write at once and over restarts', async () => {
		const ledger = openMemoryLedger('f');
		const lock = oneAtATime();
		const [one, two] = [
			await openScribe(partsFor(ledger, { lock })),
			await openScribe(partsFor(ledger, { lock }))
		];
		await Promise.all([1, 2, 3, 4].map((n) => (n % 2 ? one : two).append([visitEntry(n)])));
		const three = await openScribe(partsFor(ledger, { lock }));
		await three.append([visitEntry(5), visitEntry(6)]);
		const { documents } = await ledger.changesSince(0, 10);
		expect(documents.map(({ deviceSeq }) => deviceSeq).sort()).toEqual([1, 2, 3, 4, 5, 6]);
		expect(await three.highest()).toBe(6);
	});

	it('[L16] a failed append gives its number to the next', async () => {
		const ledger = openMemoryLedger('f');
		const scribe = await openScribe(partsFor(ledger));
		await scribe.append([visitEntry(1)]);
		const twice = { ...visitEntry(1), note: '改了' };
		await expect(scribe.append([twice])).rejects.toThrow();
		const [next] = await scribe.append([visitEntry(2)]);
		expect(next!.deviceSeq).toBe(2);
	});

	it('[L17] counters that got lost are counted again from the ledger', async () => {
		const ledger = openMemoryLedger('f');
		await ledger.take([
			visitNumbered(7),
			sampleDocument('concern', sha256, { device: 'other', deviceSeq: 99 })
		]);
		const scribe = await openScribe(partsFor(ledger));
		const [next] = await scribe.append([visitEntry(8)]);
		expect(next!.deviceSeq).toBe(8);
	});

	it('[L17] an emptied phone goes on after the number the station knows', async () => {
		const scribe = await openScribe(partsFor(openMemoryLedger('f')));
		await scribe.atLeast(41);
		await scribe.atLeast(3);
		const [next] = await scribe.append([visitEntry(1)]);
		expect(next!.deviceSeq).toBe(42);
	});

	it('[L17] a ledger that was emptied while it was open gets no number a second time', async () => {
		const ledger = openMemoryLedger('f');
		const emptied = { ...ledger, readNote: () => Promise.resolve(undefined) };
		let isEmptied = false;
		const scribe = await openScribe(
			partsFor({
				...ledger,
				readNote: <T extends object>(name: string) =>
					isEmptied ? emptied.readNote() : ledger.readNote<T>(name)
			})
		);
		await scribe.append([visitEntry(1)]);
		isEmptied = true;
		await expect(scribe.append([visitEntry(2)])).rejects.toMatchObject({ kind: 'storage_closed' });
	});

	it('[L18] stamps grow whatever the wall clock does, and over a restart', async () => {
		const ledger = openMemoryLedger('f');
		let now = sampleNow;
		const parts = partsFor(ledger, { now: () => now });
		const [first] = await (await openScribe(parts)).append([visitEntry(1)]);
		now = '2026-11-22T02:00:00.000Z';
		const [second] = await (await openScribe(parts)).append([visitEntry(2)]);
		expect(second!.clock > first!.clock).toBe(true);
	});

	it('[L18] what is written after something arrived sorts after it, also after a restart', async () => {
		const ledger = openMemoryLedger('f');
		const ahead = Date.parse(sampleNow) + 60_000;
		const clock = writeStamp({ wallMs: ahead, counter: 3 }, 'other');
		const arrived = visitNumbered(1, { device: 'other', clock });
		await (await openScribe(partsFor(ledger))).observe([arrived]);
		const [mine] = await (await openScribe(partsFor(ledger))).append([visitEntry(2)]);
		expect(mine!.clock > arrived.clock).toBe(true);
	});

	it('[M80] what is written after reading something sorts after it, within one millisecond too', async () => {
		const ledger = openMemoryLedger('f');
		const scribe = await openScribe(partsFor(ledger));
		const [before] = await scribe.append([visitEntry(1)]);
		const { wallMs, counter } = readStamp(before!.clock)!;
		const answers = [1, 2].map((step) => {
			const clock = writeStamp({ wallMs, counter: counter + step }, 'zzz');
			return visitNumbered(10 + step, { device: 'zzz', clock });
		});
		for (const answer of answers) await scribe.observe([answer]);
		const [after] = await scribe.append([visitEntry(2)]);
		expect(after!.clock > answers[1]!.clock).toBe(true);

		const last = writeStamp({ wallMs, counter: counter + 9 }, 'zzz');
		await scribe.observe([visitNumbered(20, { device: 'zzz', clock: last })]);
		const [fromElsewhere] = await (await openScribe(partsFor(ledger))).append([visitEntry(3)]);
		expect(fromElsewhere!.clock > last).toBe(true);
	});

	it('[L18] a stamp from the past does not hold the clock back', async () => {
		const scribe = await openScribe(partsFor(openMemoryLedger('f')));
		const [before] = await scribe.append([visitEntry(1)]);
		await scribe.observe([
			visitNumbered(2, { clock: writeStamp({ wallMs: 1, counter: 9 }, 'other') })
		]);
		const [after] = await scribe.append([visitEntry(3)]);
		expect(after!.clock > before!.clock).toBe(true);
	});

	it('[L19] the same picture twice is one document; everything else is written', async () => {
		const ledger = openMemoryLedger('f');
		const scribe = await openScribe(partsFor(ledger));
		const photo = sampleEntry('photo');
		await scribe.append([visitEntry(1), photo, photo]);
		const written = await scribe.append([visitEntry(2), { ...photo, subject: visitEntry(2)._id }]);
		expect(written.map(({ kind }) => kind)).toEqual(['visit']);
		expect(await scribe.highest()).toBe(3);
		expect((await ledger.changesSince(0, 10)).documents).toHaveLength(3);
	});
});
