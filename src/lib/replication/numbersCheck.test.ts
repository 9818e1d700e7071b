import { describe, expect, it } from 'vitest';
import { missingNumbers } from './numbersCheck.ts';

const none = new Set<number>();

describe('numbersCheck', () => {
	it('[M14] finds nothing where the station knows all', () => {
		expect(missingNumbers({ highest: 7, notThere: none }, { highest: 7, missing: [] })).toEqual([]);
	});

	it('[M14] finds gaps and what lies beyond', () => {
		const known = { highest: 5, missing: [2] };
		expect(missingNumbers({ highest: 7, notThere: none }, known)).toEqual([2, 6, 7]);
	});

	it('[M14] counts what waits or was refused as not lost', () => {
		const given = { highest: 7, notThere: new Set([2, 7]) };
		expect(missingNumbers(given, { highest: 5, missing: [2, 3] })).toEqual([3, 6]);
	});

	it('[M14] finds all where the station never heard of us', () => {
		expect(missingNumbers({ highest: 2, notThere: none }, undefined)).toEqual([1, 2]);
	});
});
