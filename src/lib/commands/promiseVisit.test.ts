import { beforeEach, expect, test } from 'vitest';
import { foldFields } from '#lib/domain/household.ts';
import { parseDocument } from '#lib/domain/parseDocument.ts';
import {
	sampleDevice,
	sampleEntry,
	sampleGrid,
	sampleNow,
	sampleUlid
} from '#lib/domain/sampleDocuments.ts';
import { openMemoryLedger } from '#lib/ledger/memoryLedger.ts';
import { openScribe } from '#lib/ledger/scribe.ts';
import { sha256 } from '#lib/ledger/sha256.ts';
import { addDays, dayOf } from '#lib/domain/calendar.ts';
import { promiseVisit } from './promiseVisit.ts';
import type { WritingDesk } from './writingDesk.ts';

let desk: WritingDesk;
const { _id: id } = sampleEntry('visit');
const own = { id, author: 'wangge1' };
const tomorrow = addDays(dayOf(sampleNow), 1);

beforeEach(async () => {
	const ledger = openMemoryLedger('f');
	const scribe = await openScribe({
		...{ ledger, author: 'wangge1', device: sampleDevice, now: () => sampleNow, sha256 },
		lock: (work) => work()
	});
	let ids = 0;
	desk = {
		append: scribe.append,
		newId: () => `${sampleUlid.slice(0, 23)}${String((ids += 1)).padStart(3, '0')}`,
		now: () => sampleNow,
		...{ grid: sampleGrid, account: 'wangge1', role: 'grid_worker', units: [] }
	};
});

test('[V34] what a slip promises is an amendment of the visit, and a later word replaces it', async () => {
	const base = { nextVisitOn: '', bestTime: '' };
	const first = await promiseVisit(
		{ visit: own, heads: {}, nextVisitOn: tomorrow, bestTime: ' 傍晚 ' },
		desk
	);
	if (!first.ok) throw new Error(first.refusal.kind);
	expect(parseDocument(first.value).ok).toBe(true);
	expect(first.value.set).toEqual({ nextVisitOn: tomorrow, bestTime: '傍晚' });
	const { heads } = foldFields(base, [first.value]);
	const nextVisitOn = addDays(tomorrow, 1);
	const second = await promiseVisit({ visit: own, heads, nextVisitOn, bestTime: '' }, desk);
	if (!second.ok) throw new Error(second.refusal.kind);
	const folded = foldFields(base, [second.value, first.value]);
	expect(folded.fields).toEqual({ nextVisitOn, bestTime: '' });
	expect(folded.clashes).toEqual([]);
});

test('[V34] only for an own visit, and a day that lies ahead within a year', async () => {
	const promise = async (visit: typeof own, nextVisitOn: string) => {
		const promised = await promiseVisit({ visit, heads: {}, nextVisitOn, bestTime: '' }, desk);
		return promised.ok ? 'written' : promised.refusal.kind;
	};
	expect(await promise({ ...own, author: 'wangge2' }, tomorrow)).toBe('not_own');
	expect(await promise(own, addDays(tomorrow, -2))).toBe('promise');
	expect(await promise(own, addDays(tomorrow, 400))).toBe('promise');
	expect(await promise(own, 'morgen')).toBe('shape');
	expect(await promise(own, tomorrow)).toBe('written');
});
