import 'fake-indexeddb/auto';
import fc from 'fast-check';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { LedgerDocument } from '#lib/domain/documents.ts';
import { documentId } from '#lib/domain/ids.ts';
import {
	sampleDevice,
	sampleDocument,
	sampleDoor,
	sampleOther,
	sampleUlid
} from '#lib/domain/sampleDocuments.ts';
import type { Ledger, Receipt } from '#lib/ledger/ledger.ts';
import { openMemoryLedger } from '#lib/ledger/memoryLedger.ts';
import { withRevision } from '#lib/domain/revision.ts';
import { sha256 } from '#lib/ledger/sha256.ts';
import { concernDetail } from './concernLists.ts';
import { readSheets } from './concernSheets.ts';
import { ProjectionDatabase } from './database.ts';
import { doorSheet } from './doorSheet.ts';
import type { Projector } from './projector.ts';
import { openProjector } from './projector.ts';
import { recordState, recordsNotDelivered, setAsideRows, statusCounts } from './records.ts';
import { sampleFeed, sampleFeedName as feed } from './sampleFeed.ts';

const now = () => '2026-11-23T04:00:00.000Z';
const opened: ProjectionDatabase[] = [];
let number = 0;

interface Phone {
	database: ProjectionDatabase;
	ledger: Ledger;
	projector: Projector;
}

function openDatabase(): ProjectionDatabase {
	const database = new ProjectionDatabase(`rows-test-${(number += 1)}`);
	opened.push(database);
	return database;
}

async function openPhone(ledger = openMemoryLedger(feed)): Promise<Phone> {
	const database = openDatabase();
	const projector = openProjector({ database, device: sampleDevice, now });
	await projector.attach(ledger);
	return { database, ledger, projector };
}

afterEach(async () => {
	for (const database of opened.splice(0)) await database.delete();
});

/** Everything a screen can read, in one order. */
async function rowsOf(database: ProjectionDatabase): Promise<Record<string, unknown[]>> {
	const { doors, households, residents, visits, concerns, photos, records, setAside } = database;
	const { checks, warnings } = database;
	const rows: Record<string, unknown[]> = { counts: [await statusCounts(database)] };
	const tables = [doors, households, residents, visits, concerns, photos, records, setAside];
	rows.sheets = (await readSheets(database)).sort((a, b) => (a.id < b.id ? -1 : 1));
	for (const table of [...tables, checks, warnings]) {
		rows[table.name] = await table.toCollection().sortBy(String(table.schema.primKey.keyPath));
	}
	return rows;
}

async function rowsFrom(portions: LedgerDocument[][]): Promise<Record<string, unknown[]>> {
	const { database, ledger, projector } = await openPhone();
	for (const portion of portions) {
		await ledger.take(portion);
		await projector.catchUp(feed);
	}
	return await rowsOf(database);
}

const visit = sampleDocument('visit', sha256);
const roster = (['door', 'household', 'resident'] as const).map((kind) => {
	const station = { author: 'station', ...stamped(0, 'station') };
	const { deviceSeq: _none, ...document } = sampleDocument(kind, sha256, station);
	return withRevision(document, sha256);
});

function stamped(
	at: number,
	device: string
): { clock: string; device: string; capturedAt: string } {
	const wallMs = Date.parse('2026-11-23T02:00:00.000Z') + at * 1_000;
	const clock = `${wallMs.toString(16).padStart(12, '0')}-0000-${device}`;
	return { clock, device, capturedAt: new Date(wallMs).toISOString() };
}

function receipt(document: LedgerDocument, change: Partial<Receipt> = {}): Receipt {
	const { _id: id, _rev: rev } = document;
	return { id, rev, of: 'document', state: 'delivered', reason: '', at: now(), ...change };
}

describe('drawing', () => {
	it('[J1] a door shows who lives there, what happened and what is due', async () => {
		const { database, ledger, projector } = await openPhone();
		await ledger.take([...roster, visit]);
		await projector.catchUp(feed);
		expect(await database.doors.get(sampleDoor)).toMatchObject({
			building: 'xk/3',
			buildingName: '兴康小区3号楼',
			label: '3-2-501',
			headName: '乌日娜',
			residents: 1,
			tier: 'high',
			lastOutcome: 'met',
			lastMetAt: visit.capturedAt,
			dueOn: '2026-11-30',
			dueReason: 'care'
		});
		const sheet = await doorSheet(database, sampleDoor);
		expect(sheet?.visits.map(({ id }) => id)).toEqual([visit._id]);
		expect(sheet?.residents[0]?.name).toBe('乌日娜');
	});

	it('[V22] a major change of a resident brings the visit forward to the next day', async () => {
		const { database, ledger, projector } = await openPhone();
		const amendment = sampleDocument('amendment', sha256, {
			...stamped(86_400, 'elsewhere'),
			...{ _id: documentId.amendment(sampleUlid, sampleOther), subjectKind: 'resident' as const },
			...{ subject: sampleUlid, set: { residency: 'absent' }, saw: { residency: null } }
		});
		await ledger.take([...roster, visit, amendment]);
		await projector.catchUp(feed);
		expect(await database.doors.get(sampleDoor)).toMatchObject({
			dueReason: 'change',
			dueOn: '2026-11-25'
		});
	});

	it('[J2] the same document twice, or all of them again, changes nothing', async () => {
		const documents = sampleFeed(200);
		const once = await rowsFrom([documents]);
		const { database, ledger, projector } = await openPhone();
		await projector.drawArrived(feed, documents);
		await projector.drawArrived(feed, [...documents].reverse());
		await ledger.take(documents);
		await projector.catchUp(feed);
		await projector.catchUp(feed);
		expect(await rowsOf(database)).toEqual(once);
		expect(once.visits!.length).toBeGreaterThan(20);
		expect(once.concerns!.length).toBeGreaterThan(4);
	});

	it('[J3] the order and the portions in which documents arrive do not matter', async () => {
		const documents = sampleFeed(120);
		const expected = await rowsFrom([documents]);
		await fc.assert(
			fc.asyncProperty(
				fc.shuffledSubarray(documents, { minLength: documents.length }),
				fc.integer({ min: 1, max: documents.length }),
				async (shuffled, size) => {
					const portions = [];
					for (let at = 0; at < shuffled.length; at += size)
						portions.push(shuffled.slice(at, at + size));
					expect(await rowsFrom(portions)).toEqual(expected);
				}
			),
			{ numRuns: 12 }
		);
	});

	it('[J4] an event waits for its concern, an amendment for what it amends', async () => {
		const concern = sampleDocument('concern', sha256);
		const event = sampleDocument('event', sha256, stamped(5, 'elsewhere'));
		const amendment = sampleDocument('amendment', sha256, stamped(6, 'elsewhere'));
		const { database, ledger, projector } = await openPhone();
		await ledger.take([event, amendment]);
		await projector.catchUp(feed);
		expect((await rowsOf(database)).concerns).toEqual([]);
		await ledger.take([concern, ...roster]);
		await projector.catchUp(feed);
		expect((await concernDetail(database, concern._id))?.row.state).toBe('self_handling');
		expect((await database.households.get(sampleDoor))?.phones).toEqual(['13900000000']);
		expect((await database.doors.get(sampleDoor))?.openConcerns).toBe(1);
	});

	it('[J5] a document of a newer program is set aside, holds nothing up, and is read when the program is renewed', async () => {
		const { database, ledger, projector } = await openPhone();
		const newer = { ...visit, _id: documentId.visit(sampleOther), schema: 2 };
		await ledger.take([newer, visit]);
		await projector.catchUp(feed);
		expect(await setAsideRows(database)).toEqual([
			{ id: newer._id, feed, reason: 'schema_newer', document: newer, at: now() }
		]);
		expect(await database.visits.count()).toBe(1);
		expect((await statusCounts(database)).setAside).toBe(1);

		// What an older program could not read lies in the note; this one can.
		const readable = sampleDocument('concern', sha256);
		await projector.setAside(feed, [
			{ id: readable._id, reason: 'unknown_kind', document: readable }
		]);
		const renewed = openProjector({ database: openDatabase(), device: sampleDevice, now });
		await renewed.attach(ledger);
		const rows = await rowsOf(opened[1]!);
		expect(rows.concerns).toHaveLength(1);
		expect(rows.setAside).toHaveLength(1);
		expect(await ledger.get(readable._id)).toEqual(readable);
	});

	it('[J6] a poisoned document is kept as it came and stops nobody', async () => {
		const { database, ledger, projector } = await openPhone();
		await projector.setAside(feed, [
			{ id: 'visit:deep', reason: 'poison depth', document: '[[[[…' }
		]);
		await ledger.take([{ ...visit, _id: documentId.visit(sampleOther), note: '\u0000' }, visit]);
		await projector.catchUp(feed);
		expect((await setAsideRows(database)).map(({ reason }) => reason)).toEqual([
			'poison text',
			'poison depth'
		]);
		expect(await database.visits.count()).toBe(1);
		await projector.redraw();
		expect(await setAsideRows(database)).toHaveLength(2);
		expect((await statusCounts(database)).setAside).toBe(2);
	});

	it('[J6] a document that this program fails to draw stops nobody either, on whichever way it came', async () => {
		const syllables = (name: string) => {
			if (name === '画不出') throw new TypeError('no sound');
			return [];
		};
		const database = openDatabase();
		const ledger = openMemoryLedger(feed);
		const projector = openProjector({
			...{ database, device: sampleDevice, now },
			syllables: () => Promise.resolve(syllables)
		});
		await projector.attach(ledger);
		const bad = sampleDocument('resident', sha256, {
			_id: documentId.resident(sampleOther),
			name: '画不出'
		});
		await projector.drawArrived(feed, [...roster, bad, visit]);
		await ledger.take([...roster, bad, visit]);
		await projector.catchUp(feed);
		expect((await database.doors.get(sampleDoor))?.lastOutcome).toBe('met');
		expect(await setAsideRows(database)).toMatchObject([{ id: bad._id, document: bad }]);
		expect((await statusCounts(database)).setAside).toBe(1);
	});

	it('[L31] what a first load drew and the ledger took is not read again', async () => {
		const documents = sampleFeed(200);
		const once = await rowsFrom([documents]);
		const memory = openMemoryLedger(feed);
		const read: string[] = [];
		const { database, ledger, projector } = await openPhone({
			...memory,
			async changesSince(since, limit) {
				const changes = await memory.changesSince(since, limit);
				read.push(...changes.documents.map(({ _id }) => _id));
				return changes;
			}
		});
		await projector.drawArrived(feed, documents);
		await projector.finishArrived(feed);
		await ledger.take(documents);
		await projector.catchUp(feed, documents.length);
		expect(await rowsOf(database)).toEqual(once);
		expect(read).toEqual([]);
		await ledger.append([visit]);
		await projector.catchUp(feed);
		expect(read).toEqual([visit._id]);
	});

	it('[L31] whatever else lies in the ledger after a first load is drawn', async () => {
		const [other, ...documents] = sampleFeed(200);
		const { database, ledger, projector } = await openPhone();
		await projector.drawArrived(feed, documents);
		await ledger.append([visit]);
		await ledger.take(documents);
		await projector.catchUp(feed, documents.length);
		expect(await database.visits.get(visit._id)).toBeDefined();

		// As many changes as documents, but one of them is another's.
		const second = await openPhone();
		await second.projector.drawArrived(feed, [other!, ...documents]);
		await second.ledger.take(documents);
		await second.ledger.append([visit]);
		await second.projector.catchUp(feed, documents.length);
		expect(await second.database.visits.get(visit._id)).toBeDefined();

		// As many as were taken, but one of them was not drawn ahead.
		const third = await openPhone();
		await third.projector.drawArrived(feed, documents);
		await third.ledger.take([...documents, visit]);
		await third.projector.catchUp(feed, documents.length + 1);
		expect(await third.database.visits.get(visit._id)).toBeDefined();
	});

	it('[J2] doors that wait while documents stream in are drawn soon, without being asked for', async () => {
		const { database, projector } = await openPhone();
		const [door, ...rest] = roster;
		await projector.drawArrived(feed, [door!]);
		await projector.drawArrived(feed, [...rest, visit, ...sampleFeed(200)]);
		await vi.waitFor(async () => {
			expect((await database.doors.get(sampleDoor))?.headName).toBe('乌日娜');
		});
	});

	it('[J78] the door of a visit that was written here is drawn with it', async () => {
		const { database, projector } = await openPhone();
		const stream = [...roster, ...sampleFeed(200)];
		await projector.drawArrived(feed, stream);
		await projector.drawArrived(feed, stream);
		await projector.drawArrived(feed, [visit]);
		expect((await database.doors.get(sampleDoor))?.lastOutcome).toBe('met');
	});

	it('[J7] what was appended just before a crash is drawn at the next start', async () => {
		const { database, ledger } = await openPhone();
		await ledger.take(roster);
		await ledger.append([visit]);
		const next = openProjector({ database, device: sampleDevice, now });
		await next.attach(ledger);
		expect((await database.doors.get(sampleDoor))?.lastOutcome).toBe('met');
		expect(await recordState(database, visit._id)).toBe('waiting');
	});

	it('[J8] a receipt that was stored just before a crash is drawn at the next start', async () => {
		const { database, ledger, projector } = await openPhone();
		await ledger.append([visit]);
		await projector.catchUp(feed);
		await ledger.settle([receipt(visit)]);
		await openProjector({ database, device: sampleDevice, now }).attach(ledger);
		expect(await recordState(database, visit._id)).toBe('delivered');
		expect(await statusCounts(database)).toMatchObject({ records: 1, waiting: 0 });
	});

	it('[J9] two phones that hold the same papers of a concern show the same concern', async () => {
		const concern = sampleDocument('concern', sha256);
		const events = ['one', 'two', 'three'].map((device, at) =>
			sampleDocument('event', sha256, {
				_id: documentId.event(sampleUlid, `${sampleOther.slice(0, 25)}${at}`),
				type: at === 2 ? 'resolve' : 'self_handle',
				author: device,
				...stamped(at, device)
			})
		);
		const [one, two] = await Promise.all([
			rowsFrom([[concern], events]),
			rowsFrom([[...events].reverse(), [concern]])
		]);
		expect(one.concerns).toEqual(two.concerns);
		expect(one.concerns).toMatchObject([
			{ state: 'resolved', history: [{}, { effect: false }, {}] }
		]);
	});

	it('[J10] rows that were deleted are drawn again, the same', async () => {
		const documents = sampleFeed(400);
		const { database, ledger, projector } = await openPhone();
		await ledger.take(documents);
		await projector.catchUp(feed);
		const own = documents.filter(({ device }) => device === sampleDevice);
		const receipts = own.slice(0, 20).map((one) => receipt(one));
		await ledger.settle(receipts);
		await projector.settled(feed, receipts);
		const before = await rowsOf(database);
		expect(before.records!.length).toBeGreaterThan(30);

		await projector.redraw();
		expect(await rowsOf(database)).toEqual(before);

		const elsewhere = await openPhone(ledger);
		expect(await rowsOf(elsewhere.database)).toEqual(before);
	});

	it('[J11] a ledger that was emptied and filled anew is drawn anew', async () => {
		const { database, ledger } = await openPhone();
		await ledger.take([...roster, visit]);
		const fresh = openMemoryLedger(feed);
		await fresh.take(roster);
		await openProjector({ database, device: sampleDevice, now }).attach(ledger);
		expect(await database.visits.count()).toBe(1);
		await openProjector({ database, device: sampleDevice, now }).attach(fresh);
		expect(await database.visits.count()).toBe(0);
		expect((await database.doors.get(sampleDoor))?.lastVisitAt).toBe('');
	});

	it('[J12] leaving a feed takes its rows away and keeps those of others', async () => {
		const { database, ledger, projector } = await openPhone();
		const other = openMemoryLedger('feed-grid-150105001019-02');
		await projector.attach(other);
		await ledger.take(roster);
		await other.take([visit]);
		await projector.catchUp(feed);
		await projector.catchUp(other.feed);
		await projector.leave(feed);
		expect(await database.doors.count()).toBe(0);
		expect(await database.visits.count()).toBe(1);
	});
});

describe('records', () => {
	it('[J13] only the answer for this very revision makes a record delivered', async () => {
		const { database, ledger, projector } = await openPhone();
		await ledger.append([visit]);
		await projector.catchUp(feed);
		expect(await recordState(database, visit._id)).toBe('waiting');
		await projector.settled(feed, [receipt(visit, { rev: `1-${'0'.repeat(32)}` })]);
		expect(await recordState(database, visit._id)).toBe('waiting');
		await projector.settled(feed, [receipt(visit)]);
		expect(await recordState(database, visit._id)).toBe('delivered');
		expect(await recordsNotDelivered(database)).toEqual([]);
	});

	it('[J13] a receipt may come before its record', async () => {
		const { database, ledger, projector } = await openPhone();
		await projector.settled(feed, [receipt(visit)]);
		await ledger.append([visit]);
		await projector.catchUp(feed);
		expect(await recordState(database, visit._id)).toBe('delivered');
		expect(await statusCounts(database)).toMatchObject({ records: 1, waiting: 0 });
	});

	it('[J14] a refused record shows its reason until it is taken after all', async () => {
		const { database, ledger, projector } = await openPhone();
		await ledger.append([visit]);
		await projector.catchUp(feed);
		await projector.settled(feed, [receipt(visit, { state: 'refused', reason: 'scope' })]);
		expect(await recordsNotDelivered(database)).toMatchObject([
			{ state: 'refused', reason: 'scope' }
		]);
		expect(await statusCounts(database)).toMatchObject({ waiting: 0, refused: 1 });
		await projector.settled(feed, [receipt(visit)]);
		expect(await database.records.get(visit._id)).toMatchObject({ state: 'delivered', reason: '' });
		expect(await statusCounts(database)).toMatchObject({ waiting: 0, refused: 0 });
	});

	it('[J15] a visit whose text arrived waits for its picture', async () => {
		const { database, ledger, projector } = await openPhone();
		const photo = sampleDocument('photo', sha256, { deviceSeq: 2 });
		await ledger.append([visit, photo]);
		await projector.catchUp(feed);
		await projector.settled(feed, [receipt(visit), receipt(photo)]);
		expect(await recordState(database, visit._id)).toBe('picture_waiting');
		expect(await statusCounts(database)).toMatchObject({ waiting: 0, picturesWaiting: 1 });
		await projector.settled(feed, [receipt(photo, { of: 'picture' })]);
		expect(await recordState(database, visit._id)).toBe('delivered');
		expect(await statusCounts(database)).toMatchObject({ records: 2, picturesWaiting: 0 });
	});

	it('[J16] what others wrote is no record of this phone', async () => {
		const { database, ledger, projector } = await openPhone();
		const theirs = sampleDocument('visit', sha256, stamped(1, 'elsewhere'));
		await ledger.take([theirs]);
		await projector.catchUp(feed);
		expect(await recordState(database, theirs._id)).toBeUndefined();
		expect((await database.visits.get(theirs._id))?.own).toBe(false);
	});
});

describe('taking back and erasing', () => {
	it('[J17] a visit that was taken back no longer counts, and counts again when that is taken back', async () => {
		const { database, ledger, projector } = await openPhone();
		const retraction = (at: number, retracted: boolean) =>
			sampleDocument('amendment', sha256, {
				_id: documentId.amendment(sampleUlid, `${sampleOther.slice(0, 25)}${at}`),
				...{
					subject: sampleUlid,
					subjectKind: 'visit',
					set: { retracted },
					saw: { retracted: null }
				},
				...stamped(at, sampleDevice)
			});
		await ledger.take([...roster, visit, retraction(1, true)]);
		await projector.catchUp(feed);
		expect((await database.doors.get(sampleDoor))?.lastVisitAt).toBe('');
		expect((await doorSheet(database, sampleDoor))?.visits).toEqual([]);
		await ledger.take([retraction(2, false)]);
		await projector.catchUp(feed);
		expect((await database.doors.get(sampleDoor))?.lastVisitAt).toBe(visit.capturedAt);
	});

	it('[J18] what the station erased leaves no trace in the rows', async () => {
		const documents = sampleFeed(300);
		const erased = documents.filter((_, at) => at % 3 === 0);
		const kept = documents.filter((_, at) => at % 3 !== 0);
		const { database, ledger, projector } = await openPhone();
		await ledger.take(documents);
		await projector.catchUp(feed);
		await ledger.forget(erased.map(({ _id }) => ({ id: _id, rev: '2-0' })));
		await projector.catchUp(feed);
		expect(await rowsOf(database)).toEqual(await rowsFrom([kept]));
	});
});
