import { expect, test } from 'vitest';
import { noDay } from '#lib/domain/calendar.ts';
import { doorLooks, lookOf, lookSigns } from './doorLook.ts';

const today = '2026-11-23';
const met = (lastMetAt: string, dueOn = noDay) => lookOf({ lastMetAt, dueOn }, today);

test('[U8] a door that is late looks late, met or not', () => {
	expect(met('2026-11-22T02:00:00.000Z', '2026-11-22')).toBe('overdue');
	expect(met('', '2026-11-22')).toBe('overdue');
});

test('[U8] what is due in three days is to be visited', () => {
	expect(met('2026-11-01T02:00:00.000Z', '2026-11-26')).toBe('due');
	expect(met('2026-11-01T02:00:00.000Z', '2026-11-27')).toBe('fresh');
});

test('[U8] thirty days divide fresh from later, and nobody met is never', () => {
	expect(met('2026-10-24T02:00:00.000Z')).toBe('fresh');
	expect(met('2026-10-22T02:00:00.000Z')).toBe('later');
	expect(met('')).toBe('never');
});

test('[U8] every look has a sign of its own, so colour never speaks alone', () => {
	expect(new Set(doorLooks.map((look) => lookSigns[look])).size).toBe(doorLooks.length);
});
