import { beforeEach, expect, test } from 'vitest';
import type { ConcernIntent } from '#lib/app/app.ts';
import { accepted } from '#lib/domain/outcome.ts';
import { doorsOffered, doorTyped, ownBuildings } from './reportPlaces.ts';
import { ReportForm } from './reportForm.svelte.ts';

const scope = '150105001019-01/xk/3';
const buildings = [{ scope, building: 'xk/3', name: '兴康小区3号楼' }];
const door = (unit: string, room: string) => ({
	door: `150105001019-01/xk/3-${unit}-${room}`,
	unit,
	room
});
const doors = [door('2', '501'), door('2', '502'), door('1', '501')];
let raised: ConcernIntent[];

const app = {
	raiseConcern: async (intent: ConcernIntent) => {
		raised.push(intent);
		return accepted({ id: 'concern:1' });
	},
	saveDraft: async () => {},
	dropDraft: async () => {}
};

beforeEach(() => {
	raised = [];
});

test('[U66] a head chooses among her own buildings, as the station calls them', () => {
	const feeds = [
		{ feed: 'f', media: 'm', role: 'building_head' as const, scope, label: '兴康小区3号楼' },
		{ feed: 'g', media: 'm', role: 'informant' as const, scope: 'x', label: '信息员' }
	];
	expect(ownBuildings({ feeds })).toEqual(buildings);
});

test('[U66] a door is found however it is typed, and offered while it is typed', () => {
	for (const typed of ['2-501', '2单元501', '2 501室', '2—501']) {
		expect(doorTyped(typed, doors)).toBe('150105001019-01/xk/3-2-501');
	}
	expect(doorTyped('3-501', doors)).toBe('');
	expect(doorTyped('', doors)).toBe('');
	expect(doorsOffered('2', doors).map(({ room }) => room)).toEqual(['501', '502']);
});

test('[U66] where this phone knows no door, what was typed is where it is', async () => {
	const form = new ReportForm(app, { role: 'building_head', buildings });
	form.set({ room: '2-501', category: 'repair.leak' });
	expect(await form.save()).toBe('concern:1');
	expect(raised[0]).toMatchObject({
		door: '',
		building: 'xk/3',
		place: '兴康小区3号楼 2-501',
		role: 'building_head',
		selfHandle: false
	});
});

test('[U66] a known door says where it is by itself', async () => {
	const form = new ReportForm(app, { role: 'building_head', buildings });
	const known = '150105001019-01/xk/3-2-501';
	form.set({ room: '2-501', door: known, words: '厨房', category: 'repair.leak' });
	await form.save();
	expect(raised[0]).toMatchObject({ door: known, place: '厨房' });
});

test('[U66] without a place or a category nothing is written, and it is said what is missing', async () => {
	const form = new ReportForm(app, { role: 'informant', buildings: [] });
	form.set({ category: 'repair.leak' });
	expect(await form.save()).toBeUndefined();
	expect(form.trouble).toContain('在哪里');
	form.set({ words: '北门', category: '' });
	expect(await form.save()).toBeUndefined();
	expect(form.trouble).toBe('先点一下是什么事。');
	expect(raised).toEqual([]);
});
