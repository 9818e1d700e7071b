/**
 * A selector of Mango, checked once and turned into a test of documents. It holds CouchDB's meaning:
 * a condition on a field that is not there is not met, whatever it says, but for `$exists: false`.
 */
import type { FieldPath } from './fieldPath.ts';
import { absent, fieldPath, valueAt } from './fieldPath.ts';
import { MangoRefused } from './mangoRefusal.ts';
import { badArgument, operators } from './operators.ts';

/** What a selector says, with nothing left to interpret. `not` stands only before what has no contrary. */
export type Condition =
	| { kind: 'every' | 'some'; of: Condition[] }
	| { kind: 'not'; of: Condition }
	| { kind: 'field'; path: FieldPath; of: Condition }
	| { kind: 'exists'; should: boolean }
	| { kind: 'element'; mode: 'some' | 'every' | 'key'; of: Condition }
	| { kind: 'operator'; name: string; argument: unknown };

export type DocumentTest = (document: unknown) => boolean;

/** A selector with more conditions than this is an attack on whoever walks it. */
const mostConditions = 1_000;

export function parseSelector(selector: unknown): Condition {
	if (!isObject(selector)) {
		throw new MangoRefused('invalid_selector_json', 'Selector must be a JSON object');
	}
	const budget = { left: mostConditions };
	return parseObject(selector, budget);
}

export function testOf(condition: Condition): DocumentTest {
	switch (condition.kind) {
		case 'every': {
			const tests = condition.of.map(testOf);
			return (value) => tests.every((test) => test(value));
		}
		case 'some': {
			const tests = condition.of.map(testOf);
			return (value) => tests.some((test) => test(value));
		}
		case 'not': {
			const test = testOf(condition.of);
			return (value) => !test(value);
		}
		case 'field':
			return testOfField(condition.path, condition.of);
		case 'exists':
			return () => condition.should;
		case 'element':
			return testOfElements(condition.mode, testOf(condition.of));
		case 'operator': {
			const make = operators.get(condition.name);
			if (!make) throw invalidOperator(condition.name);
			return make(condition.argument);
		}
	}
}

function testOfField(path: FieldPath, of: Condition): DocumentTest {
	const test = testOf(of);
	const isMetByAbsence = of.kind === 'exists' && !of.should;
	return (document) => {
		const value = valueAt(document, path);
		return value === absent ? isMetByAbsence : test(value);
	};
}

function testOfElements(mode: 'some' | 'every' | 'key', test: DocumentTest): DocumentTest {
	if (mode === 'key') return (value) => isObject(value) && Object.keys(value).some(test);
	return (value) => {
		if (!Array.isArray(value) || value.length === 0) return false;
		return mode === 'some' ? value.some(test) : value.every(test);
	};
}

interface Budget {
	left: number;
}

/** Operators and fields side by side are all meant. */
function parseObject(selector: Record<string, unknown>, budget: Budget): Condition {
	const entries = Object.entries(selector);
	const parts = entries.map(([name, argument]) => {
		if ((budget.left -= 1) < 0) {
			throw new MangoRefused('invalid_selector_json', 'The selector has too many conditions');
		}
		return name.startsWith('$')
			? parseOperator(name, argument, budget)
			: parseField(name, argument, budget);
	});
	const [only] = parts;
	return only && parts.length === 1 ? only : { kind: 'every', of: parts };
}

function parseField(name: string, argument: unknown, budget: Budget): Condition {
	const path = fieldPath(name);
	const of = parseValue(argument, budget);
	// Fields inside fields are one longer way, so that each is held against its own absence.
	return within(path, of);
}

function within(path: FieldPath, of: Condition): Condition {
	if (of.kind === 'field') return { ...of, path: [...path, ...of.path] };
	if ((of.kind === 'every' || of.kind === 'some') && of.of.length > 0) {
		return { kind: of.kind, of: of.of.map((one) => within(path, one)) };
	}
	return { kind: 'field', path, of };
}

/** What stands for a field: conditions, fields inside it, or the very value. */
function parseValue(argument: unknown, budget: Budget): Condition {
	if (!isObject(argument) || Object.keys(argument).length === 0) return equals(argument);
	return parseObject(argument, budget);
}

function equals(argument: unknown): Condition {
	return { kind: 'operator', name: '$eq', argument };
}

function parseOperator(name: string, argument: unknown, budget: Budget): Condition {
	switch (name) {
		case '$and':
			return { kind: 'every', of: parseList(name, argument, budget) };
		case '$or':
			return { kind: 'some', of: parseList(name, argument, budget) };
		case '$nor':
			return contrary({ kind: 'some', of: parseList(name, argument, budget) });
		case '$not':
			if (!isObject(argument)) return contrary(equals(argument));
			return contrary(parseObject(argument, budget));
		case '$exists':
			if (typeof argument !== 'boolean') throw badArgument(name, argument);
			return { kind: 'exists', should: argument };
		case '$elemMatch':
		case '$allMatch':
		case '$keyMapMatch': {
			if (!isObject(argument)) throw badArgument(name, argument);
			const mode = ({ $elemMatch: 'some', $allMatch: 'every', $keyMapMatch: 'key' } as const)[name];
			return { kind: 'element', mode, of: parseObject(argument, budget) };
		}
		default: {
			const make = operators.get(name);
			if (!make) throw invalidOperator(name);
			make(argument);
			return { kind: 'operator', name, argument };
		}
	}
}

function parseList(name: string, argument: unknown, budget: Budget): Condition[] {
	if (!Array.isArray(argument)) throw badArgument(name, argument);
	return argument.map((one) => {
		if (!isObject(one)) throw badArgument(name, argument);
		return parseObject(one, budget);
	});
}

const contraries = new Map([
	['$eq', '$ne'],
	['$ne', '$eq'],
	['$lt', '$gte'],
	['$gte', '$lt'],
	['$gt', '$lte'],
	['$lte', '$gt'],
	['$in', '$nin'],
	['$nin', '$in']
]);

/** As in CouchDB a negation goes inwards, so that it still asks for the field to be there. */
function contrary(condition: Condition): Condition {
	switch (condition.kind) {
		case 'every':
		case 'some':
			return {
				kind: condition.kind === 'every' ? 'some' : 'every',
				of: condition.of.map(contrary)
			};
		case 'not':
			return condition.of;
		case 'field':
			return { ...condition, of: contrary(condition.of) };
		case 'exists':
			return { kind: 'exists', should: !condition.should };
		case 'operator': {
			const name = contraries.get(condition.name);
			return name === undefined ? { kind: 'not', of: condition } : { ...condition, name };
		}
		case 'element':
			return { kind: 'not', of: condition };
	}
}

function invalidOperator(name: string): MangoRefused {
	return new MangoRefused('invalid_operator', `Invalid operator: ${name.slice(0, 64)}`);
}

function isObject(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}
