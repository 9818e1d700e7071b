import { beforeEach, expect, test } from 'vitest';
import type { ConcernStep } from '#lib/app/app.ts';
import { accepted, refused } from '#lib/domain/outcome.ts';
import type { StepButton } from './stepButtons.ts';
import { StepForm } from './stepForm.svelte.ts';

const subject = { id: 'concern:01ARZ3NDEKTSV4RRFFQ69G5FAV', title: '电梯 3号楼' };
let taken: ConcernStep[];
let kept: Map<string, unknown>;
let isFull: boolean;

const app = {
	actOnConcern: async (id: string, step: ConcernStep) => {
		if (isFull) return refused({ kind: 'storage_full' });
		taken.push(step);
		return accepted({ id });
	},
	saveDraft: async ({ key, value }: { key: string; value: unknown }) => void kept.set(key, value),
	dropDraft: async (key: string) => void kept.delete(key)
};
const open = (name: StepButton['name'], type: StepButton['type']) =>
	new StepForm(app, subject, { name, type, atOnce: false, look: '' });

beforeEach(() => {
	taken = [];
	kept = new Map();
	isFull = false;
});

test('[U64] nothing is returned, resolved or put off without a reason, and it is said what is missing', async () => {
	for (const name of ['return', 'resolve', 'request_suspend', 'mediate'] as const) {
		const form = open(name, name);
		expect(await form.save()).toBe(false);
		expect(form.trouble).not.toBe('');
	}
	const suspend = open('request_suspend', 'request_suspend');
	suspend.set({ note: '等配件' });
	expect(await suspend.save()).toBe(false);
	expect(suspend.trouble).toContain('日子');
	expect(taken).toEqual([]);
});

test('[U64] what was written is one step with what belongs to it and nothing else', async () => {
	const form = open('request_suspend', 'request_suspend');
	form.set({ note: ' 等配件 ', until: '2026-12-10', agreed: true });
	expect(await form.save()).toBe(true);
	expect(taken).toEqual([{ type: 'request_suspend', note: '等配件', until: '2026-12-10' }]);
});

test('[U64] a half-written step is kept under its concern until it was saved', async () => {
	const key = 'step:01ARZ3NDEKTSV4RRFFQ69G5FAV:resolve';
	const form = open('resolve', 'resolve');
	form.set({ note: '换了钢丝绳' });
	await Promise.resolve();
	isFull = true;
	expect(await form.save()).toBe(false);
	expect(form.trouble).toContain('没有存上');
	expect(kept.get(key)).toMatchObject({ note: '换了钢丝绳', title: '电梯 3号楼' });
	isFull = false;
	expect(await form.save()).toBe(true);
	expect(kept.size).toBe(0);
});
