import { beforeEach, expect, test } from 'vitest';
import type { ConcernIntent } from '#lib/app/app.ts';
import { accepted, refused } from '#lib/domain/outcome.ts';
import { contactIn } from '#lib/text/agreedContact.ts';
import { sampleDoor } from '#lib/screens/sampleRows.ts';
import { ConcernForm } from './concernForm.svelte.ts';

let raised: ConcernIntent[];
let kept: Map<string, unknown>;
let isFull: boolean;

const app = {
	raiseConcern: async (intent: ConcernIntent) => {
		if (isFull) return refused({ kind: 'storage_full' });
		raised.push(intent);
		return accepted({ id: 'concern:1' });
	},
	saveDraft: async ({ key, value }: { key: string; value: unknown }) => void kept.set(key, value),
	dropDraft: async (key: string) => void kept.delete(key)
};
const open = () => new ConcernForm(app, { door: sampleDoor.door, building: 'xk/3' });

beforeEach(() => {
	raised = [];
	kept = new Map();
	isFull = false;
});

test('[U14] a category is enough: place, urgency, nature and secrecy follow', async () => {
	const form = open();
	form.set({ category: 'environment.noise' });
	expect(await form.save()).toBe('concern:1');
	expect(raised[0]).toMatchObject({
		door: sampleDoor.door,
		building: 'xk/3',
		category: 'environment.noise',
		urgency: 'green',
		nature: 'report',
		confidentialReporter: true,
		selfHandle: false
	});
});

test('[U14] secrecy and urgency follow the category until the worker sets them herself', async () => {
	const form = open();
	form.set({ category: 'dispute.neighbor' });
	expect(form.isConfidential).toBe(true);
	form.set({ confidentialReporter: false });
	form.set({ category: 'environment.noise', urgency: 'yellow' });
	expect(form.isConfidential).toBe(false);
	form.set({ category: 'utility.gas' });
	expect(form.urgency).toBe('yellow');
});

test('[U14] without a category nothing is written, and it is said what is missing', async () => {
	const form = open();
	expect(await form.save()).toBeUndefined();
	expect(raised).toEqual([]);
	expect(form.trouble).toBe('先点一下是什么事。');
});

test('[U11] the draft stays when saving failed and goes when it is saved', async () => {
	const form = open();
	form.set({ category: 'repair.leak', text: '厨房漏水' });
	await Promise.resolve();
	isFull = true;
	expect(await form.save()).toBeUndefined();
	expect(form.trouble).toContain('没有存上');
	expect(kept.get(`concern:${sampleDoor.door}`)).toMatchObject({ text: '厨房漏水' });
	isFull = false;
	expect(await form.save()).toBe('concern:1');
	expect(kept.size).toBe(0);
});

test('[U69] a number is handed on only where it was agreed to, and never of who wants to stay unknown', async () => {
	const form = open();
	form.set({ category: 'repair.leak', text: '厨房漏水', contact: '王女士 13800001234' });
	await form.save();
	expect(contactIn(raised[0]?.text ?? '')).toBe('王女士 13800001234');
	const unknown = open();
	unknown.set({ category: 'dispute.neighbor', text: '吵', contact: '王女士 13800001234' });
	await unknown.save();
	expect(raised[1]?.text).toBe('吵');
});
