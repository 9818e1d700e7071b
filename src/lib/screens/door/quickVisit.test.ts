import { beforeEach, expect, test } from 'vitest';
import type { VisitIntent } from '#lib/app/app.ts';
import type { CareChecks } from '#lib/domain/documents.ts';
import { accepted, refused } from '#lib/domain/outcome.ts';
import { sampleDoor } from '#lib/screens/sampleRows.ts';
import type { Notice } from '#lib/screens/shell/notices.svelte.ts';
import { QuickVisit } from './quickVisit.ts';

let now = Date.parse('2026-11-23T02:00:00.000Z');
let written: VisitIntent[];
let retracted: string[];
let shown: Notice[];
let answer: 'save' | 'storage_full';

const app = {
	now: () => new Date(now).toISOString(),
	recordVisit: async (intent: VisitIntent) => {
		if (answer === 'storage_full') return refused({ kind: 'storage_full' });
		written.push(intent);
		return accepted({ id: `visit:${written.length}` });
	},
	retractVisit: async (id: string) => {
		retracted.push(id);
		return accepted({ id });
	}
};
const open = () => new QuickVisit(app, { show: (notice) => shown.push(notice) });

beforeEach(() => {
	written = [];
	retracted = [];
	shown = [];
	answer = 'save';
	now = Date.parse('2026-11-23T02:00:00.000Z');
});

test('[U9] one tap is one whole visit, and the message names the door', async () => {
	await open().metNoChange(sampleDoor, {});
	expect(written).toMatchObject([{ outcome: 'met', unchanged: true, type: 'routine' }]);
	expect(shown[0]).toMatchObject({ tone: 'saved', text: '已存本机：3-2-501 见到·无变化' });
});

test('[U9] no change at a care door repeats what was last seen there', async () => {
	const lastChecks: CareChecks = {
		health: { state: 'attention', note: '腿肿' },
		mood: { state: 'fine', note: '' }
	};
	await open().metNoChange({ ...sampleDoor, tier: 'high' }, lastChecks);
	expect(written[0]).toMatchObject({ type: 'care', careChecks: lastChecks });
});

test('[U9] two taps by one finger write one visit; a later one writes another', async () => {
	const quick = open();
	await Promise.all([quick.nobodyHome(sampleDoor), quick.nobodyHome(sampleDoor)]);
	await quick.nobodyHome(sampleDoor);
	expect(written).toHaveLength(1);
	now += 60_000;
	await quick.nobodyHome(sampleDoor);
	expect(written).toHaveLength(2);
});

test('[U3] undo retracts the very visit that was saved, and says that it does not count', async () => {
	await open().nobodyHome(sampleDoor);
	await shown[0]?.undo?.();
	expect(retracted).toEqual(['visit:1']);
	expect(shown[1]?.text).toContain('不计入');
});

test('[U10] what could not be saved is never called saved', async () => {
	answer = 'storage_full';
	await open().metNoChange(sampleDoor, {});
	expect(shown[0]?.tone).toBe('trouble');
	expect(shown[0]?.text).toContain('没有存上');
	expect(shown[0]?.undo).toBeUndefined();
});
