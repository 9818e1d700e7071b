import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { KnownNumbers } from './numbers.ts';
import { missingIn, missingList, noNumbers, unionOf, withNumber } from './numbers.ts';

const known = (numbers: readonly number[]): KnownNumbers => numbers.reduce(withNumber, noNumbers);

function missingBelow(numbers: readonly number[]): number[] {
	const there = new Set(numbers);
	const highest = Math.max(0, ...numbers);
	return Array.from({ length: highest }, (_, at) => at + 1).filter((number) => !there.has(number));
}

const some = fc.array(fc.integer({ min: 1, max: 60 }), { maxLength: 60 });

describe('numbers of a device', () => {
	test('[A13] what is missing is exactly what never came, in whatever order', () => {
		fc.assert(
			fc.property(some, (numbers) => {
				const read = known(numbers);
				expect(missingList(read)).toEqual(missingBelow(numbers));
				expect(missingIn(read)).toBe(missingBelow(numbers).length);
				expect(read.highest).toBe(Math.max(0, ...numbers));
				expect(known([...numbers].reverse())).toEqual(read);
			})
		);
	});

	test('[A13] two books together miss only what is in neither', () => {
		fc.assert(
			fc.property(some, some, (a, b) => {
				const both = unionOf(known(a), known(b));
				expect(missingList(both)).toEqual(missingBelow([...a, ...b]));
				expect(both.highest).toBe(Math.max(0, ...a, ...b));
			})
		);
	});

	test('[A13] a number out of all proportion costs nothing', () => {
		const read = known([1, Number.MAX_SAFE_INTEGER]);
		expect(read.gaps).toHaveLength(1);
		expect(missingList(read)).toHaveLength(1_000);
	});
});
