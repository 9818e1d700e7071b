import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseJson, parseJsonText } from './jsonGate.ts';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

describe('JSON from outside', () => {
	test('[HTTP4] any value that JSON can write comes through unchanged', () => {
		fc.assert(
			fc.property(fc.jsonValue({ maxDepth: 6 }), (value) => {
				const text = JSON.stringify(value);
				if (text.includes('"__proto__":')) return;
				expect(parseJson(bytes(text))).toEqual(JSON.parse(text));
			}),
			{ seed: 20261123 }
		);
	});

	test('[HTTP4] a key that stands twice is refused, however it is spelt', () => {
		for (const text of [
			'{"roles":[],"roles":["_admin"]}',
			'{"a":1,"\\u0061":2}',
			'{"x":[{"b":{"c":1,"d":2,"c":1}}]}',
			'{"1":0,"1":0}',
			'{"":0,"":0}'
		]) {
			expect(() => parseJsonText(text)).toThrow('duplicate key');
		}
		for (const text of [
			'{"a":"b:c","b:c":"{\\"a\\":1,\\"a\\":2}"}',
			'{"a\\\\":1,"b":":"}',
			'{"a":{"a":1}}'
		]) {
			expect(parseJsonText(text)).toEqual(JSON.parse(text));
		}
	});

	test('[HTTP4] duplicate keys are found in whatever object they hide', () => {
		fc.assert(
			fc.property(
				fc.jsonValue({ maxDepth: 4 }),
				fc.jsonValue(),
				fc.string(),
				(outer, inner, key) => {
					if (key === '__proto__') return;
					const name = JSON.stringify(key);
					const twice = `{${name}:${JSON.stringify(inner)},${name}:${JSON.stringify(outer)}}`;
					const text = `[${JSON.stringify(outer)},{"place":${twice}}]`;
					if (text.includes('"__proto__":')) return;
					expect(() => parseJsonText(text)).toThrow('duplicate key');
				}
			),
			{ seed: 20261123 }
		);
	});

	test('[HTTP4] depth is refused before anything recursive sees it', () => {
		const nested = (depth: number): string => '['.repeat(depth) + ']'.repeat(depth);
		expect(parseJsonText(nested(100))).toBeDefined();
		for (const depth of [101, 5_000, 1_000_000]) {
			expect(() => parseJsonText(nested(depth))).toThrow('nested deeper');
		}
		expect(() => parseJsonText('{"a":'.repeat(200_000))).toThrow('nested deeper');
	});

	test('[HTTP4] what reaches into prototypes is refused', () => {
		expect(() => parseJsonText('{"__proto__":{"isAdmin":true}}')).toThrow('not allowed');
		expect(() => parseJsonText('[{"a":{"\\u005f_proto__":1}}]')).toThrow('not allowed');
	});

	test('[HTTP4] what is no UTF-8 JSON is refused', () => {
		const broken = [
			'',
			'{',
			'{"a":1',
			'"',
			'"\\',
			'{"a":1}}',
			"{'a':1}",
			'NaN',
			'{"a":undefined}',
			'[1,]'
		];
		for (const text of broken) expect(() => parseJson(bytes(text))).toThrow('invalid UTF-8 JSON');
		expect(() => parseJson(bytes('\uFEFF{}'))).toThrow('invalid UTF-8 JSON');
		expect(() => parseJson(new Uint8Array([0x22, 0xc0, 0xaf, 0x22]))).toThrow('invalid UTF-8 JSON');
		expect(() => parseJson(new Uint8Array([0xff, 0xfe, 0x7b, 0, 0x7d, 0]))).toThrow(
			'invalid UTF-8'
		);
		expect(() => parseJsonText('{"a":1e999}')).toThrow('out of range');
	});
});
