import 'fake-indexeddb/auto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ConcernStateCode } from '#lib/domain/concernStates.ts';
import { openMemoryLedger } from '#lib/ledger/memoryLedger.ts';
import { sampleDevice, sampleGrid } from '#lib/domain/sampleDocuments.ts';
import {
	categoriesOfBuilding,
	concernLists,
	duplicatesFor,
	openConcernsOfBuilding
} from './concernLists.ts';
import { ProjectionDatabase } from './database.ts';
import { buildings, doorMap, lookOf } from './doorMap.ts';
import { doorSheet } from './doorSheet.ts';
import { knownFields } from './knownFields.ts';
import { openProjector } from './projector.ts';
import { recordsOfDevice, stateOf } from './records.ts';
import type { DoorRow } from './rows.ts';
import { sampleFeed, sampleFeedName } from './sampleFeed.ts';
import { loadSearchIndex, neighboursOf, searchDoors } from './searchDoors.ts';
import { todayPlan } from './todayPlan.ts';
import type { CheckRow } from './communityRows.ts';
import type { KeptPaper } from './keptRows.ts';
import type { CampaignDocument } from '#lib/domain/communityDocuments.ts';
import { daysBetween } from '#lib/domain/calendar.ts';

const database = new ProjectionDatabase('queries-test');
const today = '2026-12-05';

beforeAll(async () => {
	const ledger = openMemoryLedger(sampleFeedName);
	await ledger.take(sampleFeed(900));
	const now = () => '2026-12-05T01:00:00.000Z';
	await openProjector({ database, device: sampleDevice, now }).attach(ledger);
});
afterAll(async () => {
	await database.delete();
});

async function change(door: DoorRow, fields: Partial<DoorRow>): Promise<DoorRow> {
	const row = { ...door, ...fields };
	await database.doors.put(row);
	return row;
}

describe('today', () => {
	it('[J20] lists what there is a reason for, each door once', async () => {
		const { doors } = await todayPlan(database, { today });
		expect(new Set(doors.map(({ door }) => door)).size).toBe(doors.length);
		const all = (await database.doors.toArray()).filter(
			(row) => row.dueOn <= today && row.dueReason !== 'routine'
		);
		const listed = new Set(doors.map(({ door }) => door));
		expect(all.every(({ door }) => listed.has(door))).toBe(true);
		expect(all.length).toBeGreaterThan(5);
		for (const { row, why, overdueDays } of doors) {
			if (why[0] === 'overdue') expect(overdueDays).toBe(daysBetween(row.dueOn, today));
		}
	});

	it('[J20] shows no more than a day holds and says how many are left', async () => {
		const doors = (await database.doors.toArray()).slice(0, 3);
		const many = Array.from({ length: 70 }, (_, at): DoorRow => ({
			...doors[0]!,
			...{ door: `${sampleGrid}/zz/9-9-${at}`, building: 'zz/9', walk: `zz ${at}` },
			...{ dueOn: '2026-12-04', dueReason: 'care', answersOwed: at === 69 ? 1 : 0 }
		}));
		await database.doors.bulkPut(many);
		const plan = await todayPlan(database, { today });
		expect(plan.doors).toHaveLength(60);
		expect(plan.left).toBeGreaterThanOrEqual(10);
		expect(plan.doors.some(({ door }) => door.endsWith('/9-9-69'))).toBe(true);
		await database.doors.bulkDelete(many.map(({ door }) => door));
	});

	it('[J20] a door that waits for an answer is on the list though nothing else is due', async () => {
		const [door] = (await database.doors.toArray()).filter((row) => row.dueOn > today);
		await change(door!, { answersOwed: 1 });
		const { doors } = await todayPlan(database, { today });
		const found = doors.find((one) => one.door === door!.door);
		expect(found).toMatchObject({ why: ['owed'], overdueDays: 0, doneAt: '' });
		await change(door!, {});
	});

	it('[J20] ordinary doors are a suggestion only, the longest unseen first', async () => {
		const { suggestions } = await todayPlan(database, { today });
		expect(suggestions.length).toBeGreaterThan(0);
		expect(suggestions.every(({ dueReason }) => dueReason === 'routine')).toBe(true);
		const seen = suggestions.map(({ lastVisitAt }) => lastVisitAt);
		expect(seen).toEqual([...seen].sort());
		const { doors } = await todayPlan(database, { today: '2027-06-30' });
		expect(doors.map(({ row }) => row.dueReason)).not.toContain('routine');
	});

	it.each([
		['as long as one another', () => '2026-10-01T02:00:00.000Z'],
		['each at another time', (at: number) => new Date(Date.UTC(2026, 0, 1, at)).toISOString()],
		[
			'a few longer than the others',
			(at: number) => (at % 70 === 69 ? '' : '2026-10-01T02:00:00.000Z')
		]
	])('[J20] of many doors unseen %s the longest unseen are suggested', async (_, seenAt) => {
		const quarter = new ProjectionDatabase('suggestions');
		const [sample] = await database.doors.toArray();
		const rows = Array.from({ length: 200 }, (__, at): DoorRow => {
			// Walking order and order of ids differ from the order of being seen.
			const walk = String((at * 37) % 200).padStart(3, '0');
			const none = { dueReason: 'routine', dueOn: '2027-01-01', answersOwed: 0 } as const;
			return { ...sample!, ...none, door: walk, walk, tenure: 'own', lastVisitAt: seenAt(at) };
		});
		await quarter.doors.bulkPut(rows);
		const { suggestions } = await todayPlan(quarter, { today });
		const byBoth = (a: DoorRow, b: DoorRow) =>
			`${a.lastVisitAt} ${a.walk}` < `${b.lastVisitAt} ${b.walk}` ? -1 : 1;
		const longest = rows.sort(byBoth).slice(0, 8);
		expect(suggestions.map(({ door }) => door)).toEqual(longest.map(({ door }) => door));
		await quarter.delete();
	});

	it('[V28] what must be done within 24 hours is on the list the day before', async () => {
		const [door] = (await database.doors.toArray()).filter((row) => row.dueOn > '2026-12-10');
		await change(door!, { dueOn: '2026-12-06', dueReason: 'change' });
		const { doors } = await todayPlan(database, { today });
		expect(doors.find((one) => one.door === door!.door)?.why).toEqual(['change']);
		await change(door!, { dueOn: '2026-12-06', dueReason: 'care' });
		const later = await todayPlan(database, { today });
		expect(later.doors.some((one) => one.door === door!.door)).toBe(false);
		await change(door!, {});
	});

	it('[V28] a door taken in by herself stays until it was visited', async () => {
		const [door] = (await database.doors.toArray()).filter((row) => row.dueOn > today);
		const taken = [{ door: door!.door, since: '2026-12-04' }];
		const whyOf = async () =>
			(await todayPlan(database, { today, taken })).doors.find((one) => one.door === door!.door)
				?.why;
		await change(door!, { lastVisitAt: '2026-12-03T02:00:00.000Z' });
		expect(await whyOf()).toEqual(['taken']);
		await change(door!, { lastVisitAt: '2026-12-04T02:00:00.000Z' });
		expect(await whyOf()).toBeUndefined();
		await change(door!, {});
	});

	it('[V28] what somebody asks of her, or found while looking in, is a reason until a visit', async () => {
		const [door] = (await database.doors.toArray()).filter((row) => row.dueOn > today);
		await change(door!, { lastVisitAt: '2026-12-01T02:00:00.000Z' });
		const check: CheckRow = {
			id: 'check:1',
			feed: sampleFeedName,
			author: 'shequ1',
			capturedAt: '2026-12-02T02:00:00.000Z',
			door: door!.door,
			label: '3-2-501',
			scope: sampleGrid,
			words: '看看暖气',
			dueOn: today,
			answers: [],
			isAnswered: 0,
			own: false
		};
		const found = async (scopes: string[]) =>
			(await todayPlan(database, { today, scopes })).doors.find((one) => one.door === door!.door);
		await database.checks.put(check);
		expect(await found([sampleGrid])).toMatchObject({ why: ['check'], asked: '看看暖气' });
		expect(await found([])).toBeUndefined();
		const answer = { id: 'check_answer:1', author: 'louzhang1', photos: [], note: '腿肿了' };
		await database.checks.put({
			...check,
			isAnswered: 1,
			answers: [{ ...answer, capturedAt: '2026-12-03T02:00:00.000Z', outcome: 'needs_visit' }]
		});
		expect(await found([])).toMatchObject({ why: ['check'], asked: '腿肿了' });
		await change(door!, { lastVisitAt: '2026-12-04T02:00:00.000Z' });
		expect(await found([])).toBeUndefined();
		await database.checks.delete(check.id);
		await change(door!, {});
	});

	it('[V29] a campaign is taken along where the walk goes anyway, and in its last days everywhere', async () => {
		const all = await database.doors.toArray();
		const before = await todayPlan(database, { today });
		const campaign = (dueOn: string): KeptPaper<'campaign'> => ({
			...{ id: 'campaign:1', kind: 'campaign', about: '', door: '', clock: '1', own: false },
			document: {
				...all[0]!,
				...{ _id: 'campaign:1', kind: 'campaign', title: '燃气检查', words: '', questions: [] },
				...{ where: [sampleGrid], dueOn }
			} as unknown as CampaignDocument
		});
		await database.kept.put(campaign('2026-12-20'));
		const along = await todayPlan(database, { today });
		const stairs = new Set(before.doors.map(({ building, unit }) => `${building} ${unit}`));
		const onTheWay = all.filter(({ building, unit }) => stairs.has(`${building} ${unit}`));
		expect(along.doors.length + along.left).toBe(onTheWay.length);
		expect(along.doors.every(({ why }) => why.includes('campaign'))).toBe(true);

		await database.kept.put(campaign('2026-12-06'));
		const last = await todayPlan(database, { today });
		expect(last.doors.length + last.left).toBe(all.length);
		await database.kept.put(campaign('2026-12-04'));
		expect((await todayPlan(database, { today })).doors.length).toBe(before.doors.length);
		await database.kept.delete('campaign:1');
	});
});

describe('door map', () => {
	it('[J21] puts every door of a building into unit and floor, top floor first', async () => {
		const [first] = await buildings(database, today);
		const map = await doorMap(database, first!.building, today);
		const cells = map!.units.flatMap(({ floors }) => floors.flatMap(({ doors }) => doors));
		expect(cells).toHaveLength(first!.doors);
		for (const { unit, floors } of map!.units) {
			const numbers = floors.map(({ floor }) => floor);
			expect(numbers).toEqual([...numbers].sort((a, b) => b - a));
			for (const { floor, doors } of floors) {
				for (const { row } of doors) expect([row.unit, row.floor]).toEqual([unit, floor]);
			}
		}
		expect(await doorMap(database, 'xk/none', today)).toBeUndefined();
	});

	it('[J21] a door looks overdue, due within three days, never met, or fresh', async () => {
		const [row] = await database.doors.toArray();
		const look = (dueOn: string, lastMetAt = '2026-11-01T00:00:00.000Z') =>
			lookOf({ ...row!, dueOn, lastMetAt }, today);
		expect([look('2026-12-04'), look(today), look('2026-12-08'), look('2026-12-09')]).toEqual([
			'overdue',
			'due',
			'due',
			'fresh'
		]);
		expect(look('2027-01-01', '')).toBe('never');
	});
});

describe('door sheet', () => {
	it('[J22] holds all that is known at a door, newest first, and its neighbours', async () => {
		const index = await loadSearchIndex(database);
		const row = index[3]!;
		const sheet = await doorSheet(database, row.door);
		expect(sheet!.residents).toHaveLength(3);
		expect(sheet!.household!.door).toBe(row.door);
		const times = sheet!.visits.map(({ capturedAt }) => capturedAt);
		expect(times).toEqual([...times].sort().reverse());
		expect({ previous: sheet!.previous, next: sheet!.next }).toEqual(neighboursOf(index, row.door));
		expect(sheet!.previous).toBe(index[2]!.door);
		expect(await doorSheet(database, 'nowhere')).toBeUndefined();
	});

	it('[J22] prefills the checklist with what was seen last, block by block', async () => {
		const row = (await loadSearchIndex(database))[0]!;
		const base = (await database.visits.toArray())[0]!;
		const checked = (id: string, capturedAt: string, careChecks: typeof base.careChecks) => ({
			...base,
			...{ id, door: row.door, capturedAt, careChecks, retracted: false }
		});
		const fine = { state: 'fine', note: '' } as const;
		const attention = { state: 'attention', note: '咳嗽' } as const;
		await database.visits.bulkPut([
			checked('visit:x1', '2026-12-01T00:00:00.000Z', { health: fine, mood: fine }),
			checked('visit:x2', '2026-12-02T00:00:00.000Z', { health: attention })
		]);
		expect((await doorSheet(database, row.door))!.lastChecks).toEqual({
			health: attention,
			mood: fine
		});
		await database.visits.bulkDelete(['visit:x1', 'visit:x2']);
	});
});

describe('search', () => {
	it('[J23] finds a door by room, name, pinyin, initials and the end of a phone number', async () => {
		const index = await loadSearchIndex(database);
		const row = index.find(({ headName }) => headName.length === 2)!;
		const household = (await database.households.get(row.door))!;
		const doorsFor = (query: string) => searchDoors(index, query, 500).map((hit) => hit.row.door);
		expect(doorsFor(row.label)).toEqual([row.door]);
		expect(doorsFor(row.room)).toContain(row.door);
		expect(doorsFor(row.headName)).toContain(row.door);
		expect(doorsFor(household.phones[0]!.slice(-4))).toContain(row.door);
		const key = row.searchKey.split(`|n${row.headName}|`)[1]!;
		const [whole, initials] = key.split('|');
		expect(doorsFor(whole!.slice(1))).toContain(row.door);
		expect(doorsFor(initials!.slice(1))).toContain(row.door);
		expect(searchDoors(index, ' ')).toEqual([]);
	});

	it('[J23] says who was found', async () => {
		const index = await loadSearchIndex(database);
		const row = index[1]!;
		const resident = (await doorSheet(database, row.door))!.residents[2]!;
		const hit = searchDoors([row], resident.name)[0]!;
		expect(hit).toMatchObject({ field: 'name', name: resident.name });
		expect(searchDoors([row], row.room)[0]).toMatchObject({ field: 'room', name: '' });
	});

	it('[J23] keeps surnames that sound otherwise, and points in names', async () => {
		const { loadSyllables } = await import('./pinyin.ts');
		const syllables = await loadSyllables();
		expect(syllables('单雄信').join(' ')).toBe('shan xiong xin');
		expect(syllables('吕布').join(' ')).toBe('lv bu');
		expect(syllables('娜仁·其木格').join(' ')).toBe('na ren qi mu ge');
	});
});

describe('concerns', () => {
	it('[J24] are in three lists, last changed first, each once', async () => {
		const lists = await concernLists(database);
		const rows = Object.values(lists).flat();
		expect(rows).toHaveLength(await database.concerns.count());
		expect(lists.needs.length).toBeGreaterThan(0);
		expect(lists.service.length).toBeGreaterThan(0);
		const changed = lists.service.map(({ changedAt }) => changedAt);
		expect(changed).toEqual([...changed].sort().reverse());
	});

	it('[J24] of a building: open ones, categories by use, likely duplicates', async () => {
		const { needs } = await concernLists(database);
		const { building, category, id } = needs[0]!;
		const open = await openConcernsOfBuilding(database, building);
		const ended: ConcernStateCode[] = ['closed', 'resolved', 'withdrawn', 'merged', 'declined'];
		expect(open.map((row) => row.id)).toContain(id);
		expect(open.filter(({ state }) => ended.includes(state))).toEqual([]);
		expect(await categoriesOfBuilding(database, building)).toEqual([category]);
		const soon = '2026-11-20T00:00:00.000Z';
		const alike = await duplicatesFor(database, { building, category, text: '' }, soon);
		expect(alike.map((row) => row.id)).toContain(id);
		expect(await duplicatesFor(database, { building: '', category, text: '' }, soon)).toEqual([]);
	});
});

describe('records and known fields', () => {
	it('[J14] a thing is as far as the slowest of its records', () => {
		const of = (...states: Parameters<typeof stateOf>[0][number]['state'][]) =>
			stateOf(states.map((state) => ({ state })));
		expect(of('delivered', 'waiting')).toBe('waiting');
		expect(of('delivered', 'picture_waiting')).toBe('picture_waiting');
		expect(of('waiting', 'refused', 'delivered')).toBe('refused');
		expect(of()).toBeUndefined();
	});

	it('[J14] the last written is shown first', async () => {
		const times = (await recordsOfDevice(database)).map(({ capturedAt }) => capturedAt);
		expect(times.length).toBeGreaterThan(20);
		expect(times).toEqual([...times].sort().reverse());
	});

	it('[J25] an amendment is written in view of what the fold shows', async () => {
		const { subject } = (await database.amendments.toArray()).find((one) =>
			one.subject.startsWith('household:')
		)!;
		const door = subject.slice('household:'.length);
		const known = await knownFields(database, 'household', door);
		expect(known!.fields).toMatchObject({ phones: (await database.households.get(door))!.phones });
		expect(known!.heads.phones!.length).toBeGreaterThan(0);
		expect(await knownFields(database, 'household', 'nowhere')).toBeUndefined();
	});
});
