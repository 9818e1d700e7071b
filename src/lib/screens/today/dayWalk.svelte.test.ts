import 'fake-indexeddb/auto';
import { tick } from 'svelte';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { ProjectionDatabase } from '#lib/projections/database.ts';
import type { StoredVisit } from '#lib/projections/storedRows.ts';
import { sampleDoor } from '#lib/screens/sampleRows.ts';
import { DayWalk } from './dayWalk.svelte.ts';

let database: ProjectionDatabase;
let kept: Record<string, unknown>;
let isFull = false;
let now = '2026-11-27T02:00:00.000Z';
let stop = () => {};
let walk: DayWalk;

const door = (unit: string, room: string) => ({
	...sampleDoor,
	...{ door: `150105001019-01/xk/3-${unit}-${room}`, unit, room, walk: `3 ${unit} ${room}` },
	...{ dueOn: '2026-11-27', dueReason: 'care' as const }
});
const visit = (at: string, of: string) =>
	({
		id: `visit:${at}`,
		door: of,
		capturedAt: at,
		outcome: 'met',
		retracted: false
	}) as StoredVisit;
const shown = () => walk.view?.walk.stairs.map(({ doors }) => doors.map(({ row }) => row.room));

function open() {
	stop();
	const app = {
		me: { feeds: [] },
		database,
		now: () => now,
		own: {
			read: async (name: string) => kept[name],
			keep: async (name: string, value: unknown) => {
				if (isFull) throw new Error('quota');
				kept[name] = structuredClone(value);
			}
		}
	};
	walk = new DayWalk(app as never);
	stop = $effect.root(() => {
		// As long as somebody looks, it is read.
		$effect.pre(() => {
			expect(walk.reading).toBeDefined();
		});
	});
}

beforeEach(async () => {
	database = new ProjectionDatabase(`day-walk-${Math.random()}`);
	kept = {};
	isFull = false;
	now = '2026-11-27T02:00:00.000Z';
	await database.doors.bulkPut([door('1', '501'), door('1', '401'), door('2', '301')]);
	open();
	await vi.waitFor(() => expect(shown()).toEqual([['401', '501'], ['301']]));
});
afterEach(async () => {
	stop();
	await database.delete();
});

test('[U102] what she arranges is there again when the app is opened anew', async () => {
	const [first, second] = walk.view!.walk.stairs.map(({ key }) => key);
	await walk.move([first!, second!], first!, 1);
	await walk.takeOut(door('1', '401').door);
	open();
	await vi.waitFor(() => expect(shown()).toEqual([['301'], ['501']]));
	expect(walk.view?.walk.aside.map(({ row }) => row.room)).toEqual(['401']);
});

test('[U102] what was put off is gone today and there tomorrow, due or not', async () => {
	await database.doors.put({ ...door('2', '301'), dueOn: '2026-12-30' });
	await vi.waitFor(() => expect(shown()).toEqual([['401', '501']]));
	await walk.takeIn([door('2', '301').door]);
	await vi.waitFor(() => expect(shown()).toEqual([['401', '501'], ['301']]));
	await walk.putOff([door('2', '301').door]);
	await tick();
	expect(shown()).toEqual([['401', '501']]);
	now = '2026-11-28T02:00:00.000Z';
	walk.look();
	await vi.waitFor(() => expect(shown()?.flat()).toContain('301'));
	expect(walk.isOn(door('2', '301').door)).toBe(true);
});

test('[U103] a stairwell stays where it is under the thumb until she comes back to the list', async () => {
	await database.visits.put(visit(now, door('2', '301').door));
	await vi.waitFor(() => expect(walk.view?.walk.done).toBe(1));
	expect(shown()).toEqual([['401', '501'], ['301']]);
	await database.visits.put(visit('2026-11-27T03:00:00.000Z', door('1', '501').door));
	await database.visits.put(visit('2026-11-27T03:01:00.000Z', door('1', '401').door));
	await vi.waitFor(() => expect(walk.view?.walk.done).toBe(3));
	await database.doors.put(door('2', '201'));
	await vi.waitFor(() =>
		expect(shown()).toEqual([
			['401', '501'],
			['201', '301']
		])
	);
	walk.settle();
	await vi.waitFor(() =>
		expect(shown()).toEqual([
			['201', '301'],
			['401', '501']
		])
	);
	expect(walk.nextAfter(door('1', '501').door)?.row.room).toBe('201');
});

test('[U102] a phone that keeps nothing is said to, and the day goes on all the same', async () => {
	isFull = true;
	await walk.takeOut(door('2', '301').door);
	expect(walk.isUnkept).toBe(true);
	await tick();
	expect(shown()).toEqual([['401', '501']]);
});
