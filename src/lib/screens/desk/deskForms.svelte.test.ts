import { beforeEach, expect, test } from 'vitest';
import type { ConcernStep, Draft } from '#lib/app/app.ts';
import { accepted, refused } from '#lib/domain/outcome.ts';
import { draftName, draftPath } from '#lib/screens/draft/draftPlaces.ts';
import { deskActs, emptyAct } from './deskActs.ts';
import { DeskActForm } from './deskActForm.svelte.ts';
import { DeskSplitForm } from './deskSplitForm.svelte.ts';

const concern = {
	id: 'concern:01ARZ3NDEKTSV4RRFFQ69G5FAV',
	label: '3号楼',
	category: 'elevator',
	text: '电梯坏了，楼道灯也坏了'
};
const decline = deskActs.find(({ type }) => type === 'decline')!;
const picture = new Blob(['x']);
let kept: Map<string, Draft>;
let taken: ConcernStep[];
let splits: unknown[];
let isFull: boolean;

const app = {
	actOnConcern: async (id: string, step: ConcernStep) => {
		if (isFull) return refused({ kind: 'storage_full' });
		taken.push(step);
		return accepted({ id });
	},
	splitConcern: async (id: string, parts: unknown) => {
		splits.push(parts);
		return accepted({ id });
	},
	draft: async (key: string) => kept.get(key),
	saveDraft: async (draft: Omit<Draft, 'savedAt'>) =>
		void kept.set(draft.key, { ...draft, savedAt: '2026-11-27T08:00:00.000Z' }),
	dropDraft: async (key: string) => void kept.delete(key)
};
const act = () => new DeskActForm(app, concern, decline, emptyAct);
const only = () => [...kept.values()][0]!;

beforeEach(() => {
	kept = new Map();
	taken = [];
	splits = [];
	isFull = false;
});

test('[U222] a half-written act of the desk is there again, and is gone once it was saved', async () => {
	const first = act();
	first.set({ note: '不归社区管' });
	first.setPictures([picture]);
	await Promise.resolve();
	await Promise.resolve();
	const second = act();
	expect(await second.resume(app)).toBe(true);
	expect(second.value.note).toBe('不归社区管');
	expect(second.pictures).toEqual([picture]);
	expect(draftName(only())).toContain('3号楼');
	expect(draftPath(only())).toBe('/concerns/01ARZ3NDEKTSV4RRFFQ69G5FAV');
	isFull = true;
	expect(await second.save()).toBeUndefined();
	expect(kept.size).toBe(1);
	isFull = false;
	expect(await second.save()).toBe(concern.id);
	expect(taken).toEqual([{ type: 'decline', note: '不归社区管' }]);
	expect(kept.size).toBe(0);
});

test('[U222] [U218] a concern being split keeps both parts, and says which part lacks what', async () => {
	const first = new DeskSplitForm(app, concern);
	first.setPart(1, { text: '楼道灯坏了' });
	await Promise.resolve();
	const second = new DeskSplitForm(app, concern);
	expect(await second.resume(app)).toBe(true);
	expect(second.value.parts.map(({ text }) => text)).toEqual([concern.text, '楼道灯坏了']);
	expect(await second.save()).toBeUndefined();
	expect(second.lack).toEqual({ field: 'category 1' });
	second.setPart(1, { category: 'light', text: '  ' });
	expect(await second.save()).toBeUndefined();
	expect(second.lack).toEqual({ field: 'text 1' });
	second.setPart(1, { text: ' 楼道灯坏了 ' });
	expect(await second.save()).toBe(concern.id);
	expect(splits).toEqual([
		[
			{ category: 'elevator', text: concern.text },
			{ category: 'light', text: '楼道灯坏了' }
		]
	]);
	expect(kept.size).toBe(0);
});
