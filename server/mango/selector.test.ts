import { describe, expect, test } from 'vitest';
import { fieldPath, fieldsOf } from './fieldPath.ts';
import { parseSelector, testOf } from './selector.ts';

const meets = (document: unknown, selector: unknown): boolean =>
	testOf(parseSelector(selector))(document);

const visit = {
	_id: 'visit:1',
	n: 5,
	name: '王芳',
	none: null,
	yes: true,
	tags: ['elderly', 'alone'],
	inner: { x: 1, deep: { y: [10, 20] } },
	list: [{ a: 1 }, { a: 2 }],
	empty: {},
	'with.dot': 1,
	$odd: 2
};

describe('a selector', () => {
	test.each([
		[{}, true],
		[{ n: 5 }, true],
		[{ n: 5, yes: true }, true],
		[{ n: 5, yes: false }, false],
		[{ n: { $eq: 5 } }, true],
		[{ n: { $ne: 5 } }, false],
		[{ n: { $gt: 4, $lt: 6 } }, true],
		[{ n: { $gte: 5, $lte: 5 } }, true],
		[{ n: { $gt: 5 } }, false],
		[{ none: null }, true],
		[{ none: { $lt: 0 } }, true],
		[{ yes: { $gt: null, $lt: 0 } }, true],
		[{ name: { $gt: 1e9 } }, true],
		[{ tags: { $gt: 'zzz' } }, true],
		[{ inner: { $gt: [] } }, true],
		[{ n: { $in: [1, 5] } }, true],
		[{ n: { $nin: [1, 5] } }, false],
		[{ tags: { $in: ['alone', 'x'] } }, true],
		[{ tags: { $nin: ['alone'] } }, false],
		[{ tags: { $all: ['alone', 'elderly'] } }, true],
		[{ tags: { $all: ['alone', 'x'] } }, false],
		[{ tags: { $all: [] } }, false],
		[{ tags: { $all: [['elderly', 'alone']] } }, true],
		[{ tags: ['elderly', 'alone'] }, true],
		[{ tags: ['alone', 'elderly'] }, false],
		[{ tags: { $size: 2 } }, true],
		[{ n: { $size: 1 } }, false],
		[{ n: { $mod: [3, 2] } }, true],
		[{ name: { $mod: [3, 2] } }, false],
		[{ name: { $regex: '^王' } }, true],
		[{ name: { $regex: '^芳' } }, false],
		[{ n: { $regex: '5' } }, false],
		[{ _id: { $beginsWith: 'visit:' } }, true],
		[{ n: { $beginsWith: '5' } }, false],
		[{ none: { $type: 'null' } }, true],
		[{ tags: { $type: 'array' } }, true],
		[{ inner: { $type: 'object' } }, true],
		[{ yes: { $type: 'string' } }, false],
		[{ n: { $exists: true } }, true],
		[{ nothing: { $exists: false } }, true],
		[{ n: { $exists: false } }, false],
		[{ 'inner.x': 1 }, true],
		[{ inner: { x: 1 } }, true],
		[{ inner: { deep: { 'y.1': 20 } } }, true],
		[{ 'inner.deep.y.2': { $exists: true } }, false],
		[{ 'n.x': 1 }, false],
		[{ empty: {} }, true],
		[{ inner: {} }, false],
		[{ 'with\\.dot': 1 }, true],
		[{ 'with.dot': 1 }, false],
		[{ '\\$odd': 2 }, true],
		[{ list: { $elemMatch: { a: 2 } } }, true],
		[{ list: { $allMatch: { a: { $gt: 1 } } } }, false],
		[{ list: { $allMatch: { a: { $gt: 0 } } } }, true],
		[{ 'inner.deep.y': { $elemMatch: { $gt: 15, $lt: 25 } } }, true],
		[{ n: { $elemMatch: { $gt: 1 } } }, false],
		[{ inner: { $keyMapMatch: { $eq: 'deep' } } }, true],
		[{ inner: { $keyMapMatch: { $eq: 'z' } } }, false],
		[{ $and: [{ n: 5 }, { yes: true }] }, true],
		[{ $or: [{ n: 6 }, { yes: true }] }, true],
		[{ $nor: [{ n: 6 }, { yes: true }] }, false],
		[{ $not: { n: 6 } }, true],
		[{ $not: { n: 5, yes: true } }, false],
		[{ n: { $not: { $gt: 5 } } }, true],
		[{ name: { $not: { $regex: '李' } } }, true],
		[{ $not: { $or: [{ n: 5 }, { n: 6 }] } }, false]
	])('[HTTP35] %j takes a document: %s', (selector, expected) => {
		expect(meets(visit, selector)).toBe(expected);
	});

	test.each([
		{ nothing: { $ne: 1 } },
		{ nothing: { $nin: [1] } },
		{ nothing: { $not: { $regex: 'x' } } },
		{ nothing: { $lt: 9 } },
		{ $not: { nothing: 1 } },
		{ 'inner.z': { $ne: 1 } }
	])('[HTTP35] %j asks for the field to be there', (selector) => {
		expect(meets(visit, selector)).toBe(false);
	});

	test.each([
		['x', 'invalid_selector_json'],
		[[], 'invalid_selector_json'],
		[null, 'invalid_selector_json'],
		[{ n: { $foo: 1 } }, 'invalid_operator'],
		[{ $foo: [] }, 'invalid_operator'],
		[{ list: { $elemMatch: { a: { $foo: 1 } } } }, 'invalid_operator'],
		[{ n: { $in: 1 } }, 'bad_arg'],
		[{ n: { $all: 1 } }, 'bad_arg'],
		[{ n: { $exists: 'yes' } }, 'bad_arg'],
		[{ n: { $size: -1 } }, 'bad_arg'],
		[{ n: { $type: 'date' } }, 'bad_arg'],
		[{ n: { $mod: [0, 1] } }, 'bad_arg'],
		[{ n: { $mod: [3] } }, 'bad_arg'],
		[{ n: { $regex: '(' } }, 'bad_arg'],
		[{ n: { $regex: '(?=x)' } }, 'bad_arg'],
		[{ n: { $regex: 'x'.repeat(2000) } }, 'bad_arg'],
		[{ n: { $beginsWith: 1 } }, 'bad_arg'],
		[{ $and: {} }, 'bad_arg'],
		[{ $or: [1] }, 'bad_arg'],
		[{ n: { $elemMatch: 1 } }, 'bad_arg'],
		[
			Object.fromEntries(Array.from({ length: 1001 }, (_, n) => [`f${n}`, n])),
			'invalid_selector_json'
		]
	])('[HTTP35] what cannot be read is refused with CouchDB’s word', (selector, error) => {
		expect(() => parseSelector(selector)).toThrow(expect.objectContaining({ error }) as Error);
	});

	test('[HTTP35] a pattern that would hold others for years is read in its own length', () => {
		const document = { text: `${'a'.repeat(50_000)}b` };
		expect(meets(document, { text: { $regex: '^(a+)+$' } })).toBe(false);
	});

	test('[HTTP35] fields are cut out along their ways', () => {
		const paths = ['_id', 'inner.deep', 'nothing', 'with\\.dot'].map(fieldPath);
		expect(fieldsOf(visit, paths)).toEqual({
			_id: 'visit:1',
			inner: { deep: { y: [10, 20] } },
			'with.dot': 1
		});
		expect(
			Object.keys(fieldsOf(JSON.parse('{"__proto__": {"x": 1}}'), [['__proto__', 'x']]))
		).toEqual([]);
	});
});
