import 'fake-indexeddb/auto';
import { afterAll, expect, test } from 'vitest';
import { DeviceDatabase } from './deviceDatabase.ts';
import { openOwnNotes } from './ownNotes.ts';

const database = new DeviceDatabase('own-notes-test');
afterAll(async () => {
	await database.delete();
});

test('[V24] what she keeps for herself is hers alone, and goes with her account', async () => {
	const [hers, others] = [openOwnNotes(database, 'wangge1'), openOwnNotes(database, 'wangge2')];
	await hers.keep('walk', { day: '2026-11-27' });
	await others.keep('walk', { day: '2026-11-26' });
	expect(await hers.read('walk')).toEqual({ day: '2026-11-27' });
	expect(await hers.read('phrases')).toBeUndefined();
	await hers.forget();
	expect(await hers.read('walk')).toBeUndefined();
	expect(await others.read('walk')).toEqual({ day: '2026-11-26' });
});
