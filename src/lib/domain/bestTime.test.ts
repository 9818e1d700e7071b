import { expect, test } from 'vitest';
import { partOfDay, timeToTry } from './bestTime.ts';

const morning = '2026-11-23T02:00:00.000Z';
const afternoon = '2026-11-24T06:00:00.000Z';
const evening = '2026-11-25T11:00:00.000Z';
const weekend = '2026-11-28T02:00:00.000Z';
const shut = (capturedAt: string) => ({ capturedAt, isMet: false });
const met = (capturedAt: string) => ({ capturedAt, isMet: true });

test('[V23] parts of the day are those of Hohhot, and Saturday and Sunday are the weekend', () => {
	expect([morning, afternoon, evening, weekend].map(partOfDay)).toEqual([
		'morning',
		'afternoon',
		'evening',
		'weekend'
	]);
	// Friday 23:30 in UTC is Saturday morning here.
	expect(partOfDay('2026-11-27T23:30:00.000Z')).toBe('weekend');
});

test('[V23] a shut door is tried when somebody was met there before', () => {
	expect(timeToTry([shut(morning), met(afternoon), met(afternoon), met(weekend)])).toBe(
		'afternoon'
	);
});

test('[V23] else at a time that has not been tried, the evening first', () => {
	expect(timeToTry([shut(morning)])).toBe('evening');
	expect(timeToTry([shut(evening), shut(morning)])).toBe('weekend');
	expect(timeToTry([shut(afternoon), met(afternoon)])).toBe('evening');
});

test('[V23] when all were tried, at the one tried longest ago; and at no time where nobody knocked in vain', () => {
	expect(timeToTry([shut(evening), shut(weekend), shut(afternoon), shut(morning)])).toBe('morning');
	expect(timeToTry([])).toBe('');
	expect(timeToTry([met(morning), shut(evening)])).toBe('');
});
