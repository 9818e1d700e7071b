// Campaigns, requests and new residents as rows: drawn from documents, in any order.
import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { LedgerDocument } from '#lib/domain/documents.ts';
import type { Entry } from '#lib/domain/entry.ts';
import { stampEntry } from '#lib/domain/entry.ts';
import { writeStamp } from '#lib/domain/hybridClock.ts';
import { documentId, localPart } from '#lib/domain/ids.ts';
import {
	sampleDevice,
	sampleDoor,
	sampleEntry,
	sampleGrid,
	sampleOther
} from '#lib/domain/sampleDocuments.ts';
import { openMemoryLedger } from '#lib/ledger/memoryLedger.ts';
import { sha256 } from '#lib/ledger/sha256.ts';
import { campaignsAtDoor, campaignSheet, campaignSheets } from './campaigns.ts';
import { ProjectionDatabase } from './database.ts';
import { doorSheet } from './doorSheet.ts';
import { openProjector } from './projector.ts';
import { rightsRequests } from './rightsRequests.ts';
import { shownToResident } from './shownToResident.ts';

const start = Date.parse('2026-11-20T01:00:00.000Z');
const now = () => '2026-11-23T02:00:00.000Z';
const neighbour = `${sampleGrid}/xk/3-2-502`;
const residentId = sampleEntry('resident')._id;
const ulidAt = (at: number) => `01KASXV2G0${String(at).padStart(16, '0')}`;

let database: ProjectionDatabase;
let seq = 0;
let names = 0;

beforeEach(() => {
	names += 1;
	database = new ProjectionDatabase(`doorstep-${String(names)}`);
	seq = 0;
});
afterEach(async () => {
	await database.delete();
});

function at(
	minute: number,
	entry: Entry,
	author = 'wangge1',
	device = sampleDevice
): LedgerDocument {
	seq += 1;
	const wallMs = start + minute * 60_000;
	return stampEntry(
		entry,
		{
			...{ author, device, deviceSeq: seq },
			capturedAt: new Date(wallMs).toISOString(),
			clock: writeStamp({ wallMs, counter: 0 }, device)
		},
		sha256
	);
}
const atDoor = (door: string): LedgerDocument[] => {
	const room = door.slice(-3);
	return [
		at(0, { ...sampleEntry('door'), _id: documentId.door(door), door, room }, 'station', 'station'),
		at(
			0,
			{ ...sampleEntry('household'), _id: documentId.household(door), door },
			'station',
			'station'
		)
	];
};
async function draw(...documents: LedgerDocument[]): Promise<void> {
	const ledger = openMemoryLedger(`feed-grid-${sampleGrid}`);
	await ledger.take([...atDoor(sampleDoor), ...atDoor(neighbour), ...documents]);
	await openProjector({ database, device: sampleDevice, now }).attach(ledger);
}

const campaign = at(1, sampleEntry('campaign'), 'shequ1', 'desk');
const answer = (id: number, minute: number, value: string, door = sampleDoor) =>
	at(minute, {
		...sampleEntry('campaign_answer'),
		_id: documentId.campaignAnswer(sampleOther, ulidAt(id)),
		...{ campaign: sampleOther, door, answers: { q1: value }, note: `${value}的理由` }
	});
const end = (minute: number) =>
	at(minute, { ...sampleEntry('campaign_end'), campaign: sampleOther }, 'shequ1', 'desk');

describe('campaigns', () => {
	it('[C134] are shown with how far they have come at the doors of this phone', async () => {
		await draw(answer(1, 5, 'against'), campaign, answer(2, 9, 'for'));
		const [sheet] = await campaignSheets(database);
		expect(sheet?.counts).toMatchObject({ all: 2, answered: 1, not_asked: 1 });
		expect(sheet?.doors.map(({ door }) => door)).toEqual([sampleDoor, neighbour]);
		expect((await campaignSheet(database, campaign._id))?.counts).toEqual(sheet?.counts);
		expect(await campaignSheet(database, residentId)).toBeUndefined();
	});

	it('[C132] at the door the last answer holds and the earlier is there', async () => {
		await draw(campaign, answer(2, 9, 'for'), answer(1, 5, 'against'));
		const [here] = await campaignsAtDoor(database, sampleDoor);
		expect(here?.answers?.holds.answers).toEqual({ q1: 'for' });
		expect(here?.answers?.earlier.map(({ answers }) => answers)).toEqual([{ q1: 'against' }]);
		expect(await campaignsAtDoor(database, `${sampleGrid}/xk/3-2-503`)).toHaveLength(1);
	});

	it('[C133] once ended it is asked no more, and what came late is there to be seen', async () => {
		await draw(campaign, end(20), answer(1, 30, 'for'));
		const [here] = await campaignsAtDoor(database, sampleDoor);
		expect(here).toMatchObject({ isOver: true, answers: undefined, late: [{ door: sampleDoor }] });
		expect(await campaignsAtDoor(database, neighbour)).toEqual([]);
		expect((await campaignSheets(database))[0]?.counts.answered).toBe(0);
	});
});

describe('residents entered at the door', () => {
	const entered = {
		...sampleEntry('resident'),
		_id: documentId.resident(ulidAt(77)),
		name: '张安'
	};
	const takenBack = (author: string) =>
		at(
			9,
			{
				...sampleEntry('amendment'),
				_id: documentId.amendment(ulidAt(77), ulidAt(78)),
				...{ subject: ulidAt(77), subjectKind: 'resident', set: { retracted: true } },
				saw: { retracted: null }
			},
			author
		);
	const names = async () =>
		(await doorSheet(database, sampleDoor))?.residents.map(({ name }) => name);

	it('[H11] are there at once, and gone when their author takes them back, in any order', async () => {
		await draw(at(5, entered));
		expect(await names()).toEqual(['张安']);
		expect((await database.doors.get(sampleDoor))?.residents).toBe(1);
		await draw(takenBack('wangge1'), at(5, entered));
		expect(await names()).toEqual([]);
		expect(await database.doors.get(sampleDoor)).toMatchObject({ residents: 0 });
	});

	it('[H11] are not taken back by anybody else', async () => {
		await draw(at(5, entered), takenBack('wangge2'));
		expect(await names()).toEqual(['张安']);
	});

	it('[H16] two phones of one person that did not see each other are one question', async () => {
		const changed = (id: number, phone: string, author: string) =>
			at(
				id,
				{
					...sampleEntry('amendment'),
					_id: documentId.amendment(localPart(residentId), ulidAt(id)),
					...{ subject: localPart(residentId), subjectKind: 'resident', set: { phone } },
					saw: { phone: null }
				},
				author
			);
		await draw(
			at(1, sampleEntry('resident'), 'station', 'station'),
			changed(5, '13800000001', 'wangge1'),
			changed(6, '13900000002', 'wangge2')
		);
		const [resident] = (await doorSheet(database, sampleDoor))?.residents ?? [];
		expect(resident?.clashes).toMatchObject([
			{ field: 'phone', values: [{ value: '13800000001' }, { value: '13900000002' }] }
		]);
		expect(resident?.phone).toBe('13900000002');
	});
});

describe('what residents ask', () => {
	const request = (id: number, minute: number, door = sampleDoor) =>
		at(minute, {
			...sampleEntry('rights_request'),
			_id: documentId.rightsRequest(ulidAt(id)),
			door
		});
	const reply = (id: number, minute: number, outcome: 'done' | 'refused') =>
		at(
			minute,
			{
				...sampleEntry('rights_answer'),
				_id: documentId.rightsAnswer(ulidAt(id), ulidAt(id + minute)),
				...{ request: ulidAt(id), outcome, note: '已改' }
			},
			'shequ1',
			'desk'
		);

	it('[H15] waits longest first, then what was answered; the last word counts', async () => {
		await draw(
			...[request(1, 5), request(2, 6), request(3, 7, neighbour)],
			...[reply(1, 20, 'refused'), reply(1, 30, 'done')]
		);
		const all = await rightsRequests(database);
		expect(all.map(({ request: { _id } }) => localPart(_id))).toEqual([2, 3, 1].map(ulidAt));
		expect(all.at(-1)?.answer?.outcome).toBe('done');
		expect(await rightsRequests(database, neighbour)).toHaveLength(1);
	});

	it('[H14] the page for a resident holds nothing confidential and nothing of neighbours', async () => {
		const concern = (id: number, change: object) =>
			at(id, { ...sampleEntry('concern'), _id: documentId.concern(ulidAt(id)), ...change });
		await draw(
			at(1, sampleEntry('resident'), 'station', 'station'),
			concern(10, { text: '暖气不热' }),
			concern(11, { text: '保密的话', confidentialReporter: true }),
			concern(12, { text: '邻居家的事', door: neighbour }),
			at(15, {
				...sampleEntry('event'),
				_id: documentId.event(ulidAt(12), ulidAt(15)),
				...{ concern: ulidAt(12), type: 'join_household', door: sampleDoor }
			}),
			at(16, { ...sampleEntry('visit'), note: '隔壁说他家吵', unchanged: false })
		);
		const shown = await shownToResident(database, sampleDoor, residentId);
		expect(shown?.person?.id).toBe(residentId);
		expect(shown?.concerns.map(({ words }) => words)).toEqual([['暖气不热']]);
		expect(JSON.stringify(shown?.concerns)).not.toMatch(/保密|邻居/);
		// What was written in free words may speak of neighbours, so it stands apart.
		expect(shown?.visits[0]?.words).toEqual(['隔壁说他家吵']);
		expect(await shownToResident(database, `${sampleGrid}/xk/9-9-909`, '')).toBeUndefined();
	});
});
