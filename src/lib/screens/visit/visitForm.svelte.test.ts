import { beforeEach, expect, test } from 'vitest';
import type { VisitIntent } from '#lib/app/app.ts';
import { accepted, refused } from '#lib/domain/outcome.ts';
import type { HouseholdRow, ResidentRow } from '#lib/projections/rows.ts';
import { sampleDoor } from '#lib/screens/sampleRows.ts';
import type { KnownDoor } from './visitFormValue.ts';
import { VisitForm } from './visitForm.svelte.ts';

const household: HouseholdRow = {
	door: sampleDoor.door,
	feed: sampleDoor.feed,
	clashes: [],
	tenure: 'own',
	headName: '白云飞',
	phones: ['13800001234'],
	partyHub: false,
	preferredLanguage: 'zh',
	bestTime: '下午',
	note: ''
};
const resident = {
	id: 'resident:01ARZ3NDEKTSV4RRFFQ69G5FAV',
	door: sampleDoor.door,
	name: '白云飞',
	phone: '13800001234',
	moved: false
} as ResidentRow;
const known: KnownDoor = { row: sampleDoor, household, residents: [resident], lastChecks: {} };

let visits: VisitIntent[];
let amended: [string, string, object][];
let kept: Map<string, unknown>;
let amendFails: boolean;

const app = {
	recordVisit: async (intent: VisitIntent) => {
		visits.push(intent);
		return accepted({ id: 'visit:1' });
	},
	amend: async (kind: string, subject: string, set: object) => {
		if (amendFails) return refused({ kind: 'storage_full' });
		amended.push([kind, subject, set]);
		return accepted({ id: 'amendment:1' });
	},
	saveDraft: async ({ key, value }: { key: string; value: unknown }) => void kept.set(key, value),
	dropDraft: async (key: string) => void kept.delete(key)
};
const open = (outcome: 'met' | '' = 'met', at = known) => new VisitForm(app, at, { outcome });

beforeEach(() => {
	visits = [];
	amended = [];
	kept = new Map();
	amendFails = false;
});

test('[U12] a form that was only opened changes nothing about the household', async () => {
	expect(await open().save()).toBe(true);
	expect(visits).toHaveLength(1);
	expect(amended).toEqual([]);
});

test('[U12] only what differs becomes an amendment, one per subject', async () => {
	const form = open();
	form.set({ tenure: 'rented', phones: [' 13900005678 ', ''] });
	form.setPerson(resident.id, { moved: true });
	expect(await form.save()).toBe(true);
	expect(amended).toEqual([
		['household', sampleDoor.door, { tenure: 'rented', phones: ['13800001234', '13900005678'] }],
		['resident', '01ARZ3NDEKTSV4RRFFQ69G5FAV', { moved: true }]
	]);
});

test('[U12] a number that is also a resident’s is asked for once and changed in both places', async () => {
	const form = open();
	expect(form.value.phones).toEqual([]);
	form.setPerson(resident.id, { phone: '13700000000' });
	await form.save();
	expect(amended).toEqual([
		['household', sampleDoor.door, { phones: ['13700000000'] }],
		['resident', '01ARZ3NDEKTSV4RRFFQ69G5FAV', { phone: '13700000000' }]
	]);
});

test('[U12] a visit that is written is not written again when an amendment failed and is retried', async () => {
	const form = open();
	form.set({ tenure: 'rented' });
	amendFails = true;
	expect(await form.save()).toBe(false);
	expect(form.trouble).toContain('走访已存本机');
	amendFails = false;
	expect(await form.save()).toBe(true);
	expect(visits).toHaveLength(1);
	expect(amended).toHaveLength(1);
});

test('[U11] a draft is kept at every change and gone after saving', async () => {
	const form = open();
	form.set({ note: '换了新电话' });
	await Promise.resolve();
	expect(kept.get(`visit:${sampleDoor.door}`)).toMatchObject({ note: '换了新电话' });
	await form.save();
	expect(kept.size).toBe(0);
});

test('[U11] a draft taken up again has the fields as they were left', () => {
	const form = open('');
	form.takeUp({ value: { outcome: 'refused', note: '隔着门说不用' }, pictures: [] });
	expect(form.value).toMatchObject({ outcome: 'refused', note: '隔着门说不用', tenure: 'own' });
});

test('[U12] without an outcome nothing is written, and it is said why', async () => {
	const form = open('');
	expect(await form.save()).toBe(false);
	expect(visits).toEqual([]);
	expect(form.trouble).not.toBe('');
});

test('[U12] five blocks go only with a care household, and a slip only with a closed door', async () => {
	const care = { ...known, row: { ...sampleDoor, tier: 'high' as const } };
	const met = open('met', care);
	met.allFine();
	met.set({ leftSlip: true });
	await met.save();
	expect(Object.keys(visits[0]!.careChecks)).toHaveLength(5);
	expect(visits[0]).toMatchObject({ type: 'care', leftSlip: false });
	const shut = open('met', care);
	shut.allFine();
	shut.set({ outcome: 'no_answer', leftSlip: true });
	await shut.save();
	expect(visits[1]).toMatchObject({ careChecks: {}, leftSlip: true });
});

test('somebody who moved in is told in the note, for the community to enter', async () => {
	const form = open();
	form.set({ note: '楼道灯坏了', newPerson: '乌兰，女儿' });
	await form.save();
	expect(visits[0]?.note).toBe('楼道灯坏了\n新住进来：乌兰，女儿');
});
