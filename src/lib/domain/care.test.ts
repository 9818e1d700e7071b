import { describe, expect, test } from 'vitest';
import { addDays, dayOf, daysBetween, instantAt, minuteOfDay, noDay } from './calendar.ts';
import type { DueFacts } from './care.ts';
import { careTagName, careTags, dueOf, isCareTag, tierOf } from './care.ts';

const now = '2026-11-23T02:00:00.000Z';
const nothing: DueFacts = {
	tier: 'ordinary',
	lastMetAt: '',
	lastAttemptAt: '',
	majorChangeAt: '',
	promisedOn: '',
	knownSince: ''
};
const due = (facts: Partial<DueFacts>) => dueOf({ ...nothing, ...facts }, now);
const met = (day: string) => `${day}T03:00:00.000Z`;

describe('calendar days', () => {
	test('[V1] are those of Hohhot, whatever the zone of the phone', () => {
		expect(dayOf('2026-11-22T15:59:59.999Z')).toBe('2026-11-22');
		expect(dayOf('2026-11-22T16:00:00.000Z')).toBe('2026-11-23');
		expect(instantAt('2026-11-23', 90)).toBe('2026-11-22T17:30:00.000Z');
		expect(minuteOfDay(instantAt('2026-11-23', 615))).toBe(615);
		expect(addDays('2026-12-30', 3)).toBe('2027-01-02');
		expect(daysBetween('2026-03-01', '2026-02-28')).toBe(-1);
	});
});

describe('care tags', () => {
	test('[V2] the most urgent tag of a door decides its tier', () => {
		expect(tierOf([])).toBe('ordinary');
		expect(tierOf(['veteran'])).toBe('general');
		expect(tierOf(['veteran', 'elder_alone'])).toBe('key');
		expect(tierOf(['elder_alone', 'elder_alone_80', 'veteran'])).toBe('high');
		expect(tierOf(['a tag of tomorrow'])).toBe('ordinary');
	});

	test('[V2] serve people; none controls them', () => {
		expect(careTags).toHaveLength(14);
		expect(careTagName('elder_alone_80')).toBe('80岁以上独居老人');
		expect(isCareTag('petitioner')).toBe(false);
		for (const { zh } of careTags) expect(zh).not.toMatch(/刑|矫正|吸毒|上访|精神|艾滋|管控/);
	});
});

describe('dueOf', () => {
	test('[V3] a household is due 7, 30, 90 or 180 days after it was met', () => {
		const lastMetAt = met('2026-11-20');
		expect(due({ tier: 'high', lastMetAt }).dueOn).toBe('2026-11-27');
		expect(due({ tier: 'key', lastMetAt }).dueOn).toBe('2026-12-20');
		expect(due({ tier: 'general', lastMetAt }).dueOn).toBe('2027-02-18');
		expect(due({ lastMetAt })).toEqual({ dueOn: '2027-05-19', state: 'later', reason: 'routine' });
	});

	test('[V3] overdue, today, soon and later are told apart by calendar days', () => {
		const high = (day: string) => due({ tier: 'high', lastMetAt: met(day) });
		expect(high('2026-11-15')).toEqual({
			dueOn: '2026-11-22',
			state: 'overdue',
			reason: 'care'
		});
		expect(high('2026-11-16').state).toBe('today');
		expect(high('2026-11-17').state).toBe('soon');
		expect(high('2026-11-19').state).toBe('soon');
		expect(high('2026-11-20').state).toBe('later');
	});

	test('[V4] a door never met is due one cadence after it became known', () => {
		const knownSince = met('2026-11-20');
		expect(due({ knownSince })).toEqual({
			dueOn: '2027-05-19',
			state: 'never_met',
			reason: 'routine'
		});
		expect(due({ tier: 'high', knownSince })).toMatchObject({
			dueOn: '2026-11-27',
			state: 'never_met'
		});
		expect(due({ tier: 'high', knownSince: met('2026-11-01') }).state).toBe('overdue');
	});

	test('[V4] of unknown age, care is due today and the rest never', () => {
		expect(due({ tier: 'key' })).toEqual({ dueOn: '2026-11-23', state: 'today', reason: 'care' });
		expect(due({})).toEqual({ dueOn: noDay, state: 'never_met', reason: 'none' });
	});

	test('[V5] a door that stayed shut is tried again, sooner where care is due', () => {
		const shut = (tier: DueFacts['tier']) =>
			due({ tier, lastMetAt: met('2026-01-01'), lastAttemptAt: met('2026-11-22') });
		expect(shut('high')).toEqual({ dueOn: '2026-11-23', state: 'today', reason: 'revisit' });
		expect(shut('key').dueOn).toBe('2026-11-25');
		expect(shut('general').dueOn).toBe('2026-11-29');
		expect(shut('ordinary').dueOn).toBe('2026-12-06');
	});

	test('[V5] an attempt before its time does not bring the next one forward', () => {
		const facts = { lastMetAt: met('2026-11-01'), lastAttemptAt: met('2026-11-22') };
		expect(due({ tier: 'key', ...facts })).toMatchObject({ dueOn: '2026-12-01', reason: 'care' });
		const neverMet = due({ knownSince: met('2026-11-01'), lastAttemptAt: met('2026-11-22') });
		expect(neverMet).toMatchObject({ dueOn: '2026-12-06', reason: 'revisit' });
	});

	test('[V5] a meeting after the attempt settles it', () => {
		const facts = { lastMetAt: met('2026-11-22'), lastAttemptAt: met('2026-11-21') };
		expect(due({ tier: 'high', ...facts })).toMatchObject({ dueOn: '2026-11-29', reason: 'care' });
	});

	test('[V6] a promised day counts, but never delays care', () => {
		const lastMetAt = met('2026-11-20');
		const promisedOn = '2026-11-25';
		expect(due({ lastMetAt, promisedOn })).toMatchObject({ dueOn: promisedOn, reason: 'promised' });
		expect(due({ tier: 'high', lastMetAt, promisedOn }).reason).toBe('promised');
		expect(due({ tier: 'high', lastMetAt, promisedOn: '2026-12-05' })).toMatchObject({
			dueOn: '2026-11-27',
			reason: 'care'
		});
	});

	test('[V7] after a major change a high-tier household is due within a day', () => {
		const change = { lastMetAt: met('2026-11-20'), majorChangeAt: met('2026-11-22') };
		expect(due({ tier: 'high', ...change }).dueOn).toBe('2026-11-23');
		expect(due({ tier: 'key', ...change }).dueOn).toBe('2026-12-20');
		const seen = { lastMetAt: met('2026-11-23'), majorChangeAt: met('2026-11-22') };
		expect(due({ tier: 'high', ...seen }).dueOn).toBe('2026-11-30');
	});
});
