import { expect, test } from 'vitest';
import { clockSettings, defaultPolicies } from './clockPolicies.ts';
import type { SettingsFields } from './communityDocuments.ts';
import { concernClocks } from './concernClocks.ts';
import { clocksOfCommunities, officeHours, settledClocks } from './settledClocks.ts';
import { unsettled } from './settings.ts';
import type { Line } from './toldConcern.ts';
import { told, toldHeader } from './toldConcern.ts';

const minute = 60_000;
const day = 24 * 60 * minute;
const units = [{ code: 'wy-herun', kind: 'property' as const }];
const header = toldHeader({ urgency: 'green' });
const dispatched: Line = ['shequ1', 'dispatch'];
const settled = (change: Partial<SettingsFields>): SettingsFields => ({ ...unsettled, ...change });
const limit = (policy: string, step: string, ms: number | null) =>
	({ policy, step, ms, counts: 'calendar' }) as const;

function stepsBy(fields: SettingsFields | undefined) {
	const sent = told(header, dispatched);
	const clocked = { ...sent, urgency: 'green' as const, capturedAt: header.capturedAt };
	const clocks = concernClocks(clocked, settledClocks(units, fields), sent.now);
	return Object.fromEntries(clocks.map(({ step, limitMs }) => [step, limitMs]));
}

test('[C98] what a community settled takes the place of the usual limit, and the rest stays', () => {
	expect(stepsBy(undefined)).toMatchObject({ accept: 5 * minute, resolve: 3 * day });
	const fields = settled({ limits: [limit('property_54321', 'resolve', 2 * day)] });
	expect(stepsBy(fields)).toEqual({
		accept: 5 * minute,
		respond: 240 * minute,
		resolve: 2 * day
	});
	const none = settled({ limits: [limit('property_54321', 'accept', null)] });
	expect(stepsBy(none)).not.toHaveProperty('accept');
});

test('[C98] the 2 and the 1 of 54321 run once they have a value, and end with what resolves', () => {
	const fields = settled({ limits: [limit('property_54321', 'two', 2 * day)] });
	expect(stepsBy(fields)).toMatchObject({ two: 2 * day });
	expect(stepsBy(fields)).not.toHaveProperty('one');
	const done = told(
		header,
		dispatched,
		['wuye1', 'accept'],
		['wuye1', 'respond'],
		['wuye1', 'resolve']
	);
	const clocked = { ...done, urgency: 'green' as const, capturedAt: header.capturedAt };
	const clocks = concernClocks(clocked, settledClocks(units, fields), done.now);
	expect(clocks.find(({ step }) => step === 'two')?.state).toBe('done');
});

test('[C98] what is unknown, or makes no sense, does not count', () => {
	const fields = settled({
		limits: [limit('property_54321', 'three', day), limit('tomorrow', 'accept', day)],
		office: { spans: [[720, 510]], summerMonths: [], summerSpans: [], weekdays: [1] }
	});
	expect(settledClocks(units, fields)).toEqual(clockSettings(units));
	expect(officeHours({ spans: [], summerMonths: [], summerSpans: [], weekdays: [1] })).toBe(
		undefined
	);
	const days = { spans: [[510, 720]], summerMonths: [], summerSpans: [], weekdays: [] };
	expect(officeHours(days)).toBeUndefined();
});

test('[C98] overlapping hours do not let a clock run twice', () => {
	const hours = officeHours({
		spans: [
			[600, 800],
			[510, 720]
		],
		...{ summerMonths: [], summerSpans: [], weekdays: [1] }
	});
	expect(hours?.spans).toEqual([[510, 720]]);
});

test('[C98] each community has its own limits, by its newest settings', () => {
	const there = '150105002003-01';
	const of = (grid: string, ms: number) => ({
		...settled({ limits: [limit('whistle', 'respond', ms)] }),
		grid
	});
	const clocksOf = clocksOfCommunities(
		[{ units: [] }],
		[of(header.grid, day * 3), of(there, day * 4), of(header.grid, day * 5)]
	);
	const respond = (grid: string) => clocksOf(grid).policies.whistle[0]?.ms;
	expect(respond(header.grid)).toBe(day * 5);
	expect(respond(there)).toBe(day * 4);
	expect(respond('150105009009-01')).toBe(defaultPolicies.whistle[0]?.ms);
});
