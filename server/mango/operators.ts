/**
 * What each operator of a selector asks of one value. Order and equality are PouchDB's (pouchdb-collate);
 * a pattern runs in linear time (re2js), since a caller's pattern must never hold the station.
 */
import { collate } from 'pouchdb-collate';
import { RE2JS } from 're2js';
import { MangoRefused } from './mangoRefusal.ts';

export type ValueTest = (value: unknown) => boolean;

/** Makes the test of an operator from its argument, or throws that it is none. */
export const operators: ReadonlyMap<string, (argument: unknown) => ValueTest> = new Map([
	['$eq', (argument) => (value) => collate(value, argument) === 0],
	['$ne', (argument) => (value) => collate(value, argument) !== 0],
	['$lt', (argument) => (value) => collate(value, argument) < 0],
	['$lte', (argument) => (value) => collate(value, argument) <= 0],
	['$gt', (argument) => (value) => collate(value, argument) > 0],
	['$gte', (argument) => (value) => collate(value, argument) >= 0],
	['$in', (argument) => isAmong(listOf('$in', argument))],
	['$nin', (argument) => not(isAmong(listOf('$nin', argument)))],
	['$all', (argument) => hasAll(listOf('$all', argument))],
	['$size', hasSize],
	['$type', hasType],
	['$mod', leaves],
	['$regex', matches],
	['$beginsWith', beginsWith]
]);

function not(test: ValueTest): ValueTest {
	return (value) => !test(value);
}

/** A list has it when one of its elements does. */
function isAmong(choices: unknown[]): ValueTest {
	const isOne = (value: unknown): boolean => choices.some((choice) => collate(value, choice) === 0);
	return (value) => (Array.isArray(value) ? value.some(isOne) : isOne(value));
}

function hasAll(wanted: unknown[]): ValueTest {
	const [only] = wanted;
	return (value) => {
		if (!Array.isArray(value) || wanted.length === 0) return false;
		if (wanted.length === 1 && Array.isArray(only) && collate(value, only) === 0) return true;
		return wanted.every((one) => value.some((element) => collate(element, one) === 0));
	};
}

function hasSize(argument: unknown): ValueTest {
	if (!isWhole(argument) || argument < 0) throw badArgument('$size', argument);
	return (value) => Array.isArray(value) && value.length === argument;
}

const typeNames = new Set(['null', 'boolean', 'number', 'string', 'array', 'object']);

function hasType(argument: unknown): ValueTest {
	if (typeof argument !== 'string' || !typeNames.has(argument))
		throw badArgument('$type', argument);
	return (value) => typeOf(value) === argument;
}

function typeOf(value: unknown): string {
	if (value === null) return 'null';
	return Array.isArray(value) ? 'array' : typeof value;
}

function leaves(argument: unknown): ValueTest {
	const [divisor, remainder, ...others] = Array.isArray(argument) ? (argument as unknown[]) : [];
	if (!isWhole(divisor) || divisor === 0 || !isWhole(remainder) || others.length > 0) {
		throw badArgument('$mod', argument);
	}
	return (value) => isWhole(value) && value % divisor === remainder;
}

/** Longer than any pattern a person writes; the machine it becomes grows with it. */
const longestPattern = 1_000;

function matches(argument: unknown): ValueTest {
	if (typeof argument !== 'string' || argument.length > longestPattern) {
		throw badArgument('$regex', argument);
	}
	let pattern: RE2JS;
	try {
		pattern = RE2JS.compile(argument);
	} catch {
		throw badArgument('$regex', argument);
	}
	return (value) => typeof value === 'string' && pattern.test(value);
}

function beginsWith(argument: unknown): ValueTest {
	if (typeof argument !== 'string') throw badArgument('$beginsWith', argument);
	return (value) => typeof value === 'string' && value.startsWith(argument);
}

function listOf(operator: string, argument: unknown): unknown[] {
	if (!Array.isArray(argument)) throw badArgument(operator, argument);
	return argument as unknown[];
}

function isWhole(value: unknown): value is number {
	return Number.isSafeInteger(value);
}

export function badArgument(operator: string, argument: unknown): MangoRefused {
	const shown = JSON.stringify(argument ?? null).slice(0, 100);
	return new MangoRefused('bad_arg', `Bad argument for operator ${operator}: ${shown}`);
}
