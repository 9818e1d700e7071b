import { beforeEach, expect, test } from 'vitest';
import type { SettingsDocument, SettingsFields } from '#lib/domain/communityDocuments.ts';
import { accepted, refused } from '#lib/domain/outcome.ts';
import { sampleDocument } from '#lib/domain/sampleDocuments.ts';
import { checkSettings, unsettled } from '#lib/domain/settings.ts';
import { hoursValue, settledHours } from './hoursValue.ts';
import { limitValue, sayLimit, settledFrom } from './limitValue.ts';
import { changesOf } from './settingsChangeWords.ts';
import { everyLimit, SettingsForm, settingsValue, usualHours } from './settingsForm.svelte.ts';

const minute = 60_000;
const hour = 60 * minute;
const community = '150105001019';
let settled: { fields: SettingsFields; saw: string }[];
let answer: ReturnType<typeof refused<{ kind: string }>> | undefined;
let kept: Map<string, unknown>;

const app = {
	settle: async (fields: SettingsFields, saw: string) => {
		if (answer) return answer;
		settled.push({ fields, saw });
		return accepted({ id: 'settings:new' });
	},
	saveDraft: async ({ key, value }: { key: string; value: unknown }) => void kept.set(key, value),
	dropDraft: async (key: string) => void kept.delete(key)
};
const open = (held?: SettingsDocument) => new SettingsForm(app, community, held);
const before = (change: Partial<SettingsFields>): SettingsDocument =>
	sampleDocument('settings', () => '0'.repeat(64), { ...unsettled, ...change });

beforeEach(() => {
	settled = [];
	answer = undefined;
	kept = new Map();
});

test('[U93] opened and saved without a change it says what held, and remembers what it saw', async () => {
	const office = {
		spans: [[510, 720]],
		summerMonths: [6, 8],
		summerSpans: [[510, 690]],
		weekdays: [1, 2]
	};
	const limit = { policy: 'whistle', step: 'respond', ms: 12 * hour, counts: 'office' } as const;
	const held = before({
		limits: [limit],
		slip: { red: '急', blue: '缓' },
		scripts: 'mn_zh',
		office
	});
	const form = open(held);
	expect(await form.save()).toBe('settings:new');
	const { fields, saw } = settled[0]!;
	expect(saw).toBe(held._id);
	const checked = checkSettings(fields);
	expect(checked.ok && checked.value).toMatchObject({
		...{ limits: [limit], slip: { red: '急', blue: '缓' }, scripts: 'mn_zh' },
		office: { spans: [[510, 720]], summerMonths: [6, 8], weekdays: [1, 2] }
	});
});

test('[U93] every limit there is stands in the form, the 2 and the 1 without value', () => {
	const { limits, isOwnHours, saw } = settingsValue(undefined);
	expect(limits).toHaveLength(everyLimit.length);
	const none = limits.filter(({ unit }) => unit === 'none').map(({ step }) => step);
	expect(none).toEqual(['two', 'one']);
	expect([isOwnHours, saw]).toEqual([false, '']);
});

test('[U94] a number and a unit; no whole number is said, and nothing is written', async () => {
	const form = open();
	const two = form.value.limits.find(({ step }) => step === 'two')!;
	for (const amount of ['', '0', '1.5', '两', '-3', '401']) {
		form.setLimit({ ...two, unit: 'day', amount });
		expect(await form.save(), amount).toBeUndefined();
		expect(form.trouble).toContain('“2”');
	}
	expect(settled).toEqual([]);
	form.setLimit({ ...two, unit: 'day', amount: '2' });
	expect(await form.save()).toBeDefined();
	expect(settled[0]?.fields.limits).toContainEqual({
		...{ policy: 'property_54321', step: 'two' },
		...{ ms: 48 * hour, counts: 'calendar' }
	});
});

test('[U94] a limit comes back from its unit as it was, and is said in words', () => {
	for (const { policy, limit } of everyLimit) {
		const value = limitValue(policy, limit.step, limit);
		expect(settledFrom(value), limit.step).toMatchObject({ ms: limit.ms, counts: limit.counts });
	}
	expect(sayLimit({ ms: 24 * hour, counts: 'calendar' })).toBe('24 小时');
	expect(sayLimit({ ms: 72 * hour, counts: 'calendar' })).toBe('3 天');
	expect(sayLimit({ ms: 5 * minute, counts: 'office' })).toBe('5 分钟，只算办公时间');
	expect(sayLimit({ ms: null, counts: 'office' })).toBe('不设时限');
});

test('[U94] hours come back as they were; half a span is kept, so that it is said what is wrong', () => {
	const value = hoursValue(usualHours);
	expect(value).toMatchObject({ morning: { from: '08:30', until: '12:00' } });
	expect(settledHours(value)).toEqual(usualHours);
	expect(settledHours({ ...value, hasSummer: false })).toMatchObject({ summerMonths: [] });
	const half = settledHours({ ...value, afternoon: { from: '14:30', until: '' } });
	expect(checkSettings({ ...unsettled, office: half })).toMatchObject({
		refusal: { kind: 'hours' }
	});
	const morning = settledHours({ ...value, afternoon: { from: '', until: '' } });
	expect(morning.spans).toEqual([[510, 720]]);
});

test('[U95] what came meanwhile is told, and the form is kept', async () => {
	const form = open();
	form.set({ red: '急事' });
	answer = refused({ kind: 'settled_meanwhile' });
	expect(await form.save()).toBeUndefined();
	expect(form.trouble).toContain('有人改过设置');
	expect([...kept.values()]).toMatchObject([{ red: '急事', saw: '' }]);
	const newer = before({ dutyPhone: '0471-1234567' });
	expect(changesOf(undefined, newer)).toEqual(['居民核实身份打哪个电话：（空） → 0471-1234567']);
	answer = undefined;
	form.set({ saw: newer._id });
	expect(await form.save()).toBe('settings:new');
	expect(settled[0]?.saw).toBe(newer._id);
	expect(kept.size).toBe(0);
});

test('[U95] each settling says what it changed against the one before', () => {
	const first = before({ slip: { red: '急', blue: '' } });
	const limits = [
		{ policy: 'whistle', step: 'respond', ms: 12 * hour, counts: 'calendar' } as const
	];
	const second = before({ slip: { red: '急', blue: '缓' }, limits, scripts: 'zh_mn' });
	expect(changesOf(first, second)).toEqual([
		'吹哨报到的 · 到场报到：24 小时 → 12 小时',
		'蓝单代表什么：（空） → 缓',
		'给居民看的单子用什么文字：只用汉文 → 汉文在前，蒙古文在后'
	]);
});
