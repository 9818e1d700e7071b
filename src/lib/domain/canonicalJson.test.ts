import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { canonicalJson } from './canonicalJson.ts';

/** The same content with the keys of every object in the opposite order. */
function turnedRound(value: unknown): unknown {
	if (Array.isArray(value)) return value.map(turnedRound);
	if (value === null || typeof value !== 'object') return value;
	const entries = Object.entries(value).map(([key, member]) => [key, turnedRound(member)]);
	return Object.fromEntries(entries.reverse());
}

describe('canonicalJson', () => {
	test('[D13] gives one text whatever the order of keys', () => {
		fc.assert(
			fc.property(fc.jsonValue(), (value) => {
				expect(canonicalJson(turnedRound(value))).toBe(canonicalJson(value));
			})
		);
	});

	test('[D13] is JSON of the same content', () => {
		fc.assert(
			fc.property(fc.jsonValue(), (value) => {
				const asReplicated: unknown = JSON.parse(JSON.stringify(value));
				expect(JSON.parse(canonicalJson(value))).toEqual(asReplicated);
			})
		);
	});

	test('[D13] sorts by code unit and keeps Chinese as it is', () => {
		expect(canonicalJson({ b: 1, 门: '三号楼', B: [true, null], a: { d: 2, c: 1 } })).toBe(
			'{"B":[true,null],"a":{"c":1,"d":2},"b":1,"门":"三号楼"}'
		);
	});

	test('[D13] treats undefined as JSON does on its way to the station', () => {
		const written = { a: undefined, b: [1, undefined], c: 0 };
		expect(canonicalJson(written)).toBe('{"b":[1,null],"c":0}');
		expect(canonicalJson(JSON.parse(JSON.stringify(written)))).toBe(canonicalJson(written));
	});

	test.each([NaN, Infinity, -Infinity])('[D13] refuses %s', (number) => {
		expect(() => canonicalJson({ deep: [number] })).toThrow(TypeError);
	});
});
