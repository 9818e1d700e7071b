/** What a selector says about single fields: which it needs, which it pins, and between which values. */
import { collate } from 'pouchdb-collate';
import type { Condition } from './selector.ts';

/** Ends of the values that can meet a selector; an end that is not there is open. */
export interface ValueRange {
	low?: { value: unknown; inclusive: boolean };
	high?: { value: unknown; inclusive: boolean };
}

/** The fields without which no document can meet it. */
export function requiredFields(condition: Condition): Set<string> {
	switch (condition.kind) {
		case 'field':
			if (condition.of.kind === 'exists' && !condition.of.should) return new Set();
			return new Set([keyOf(condition.path)]);
		case 'every':
			return new Set(condition.of.flatMap((one) => [...requiredFields(one)]));
		case 'some': {
			const [first, ...others] = condition.of.map(requiredFields);
			return new Set([...(first ?? [])].filter((name) => others.every((one) => one.has(name))));
		}
		default:
			return new Set();
	}
}

/** What every document that meets the selector has in this field lies in this range. */
export function rangeOfField(condition: Condition, path: readonly string[]): ValueRange {
	if (condition.kind === 'every') {
		return condition.of.map((one) => rangeOfField(one, path)).reduce(narrowed, {});
	}
	if (condition.kind !== 'field' || keyOf(condition.path) !== keyOf(path)) return {};
	return rangeOfValue(condition.of);
}

/** The only value a field can have, where there is but one. */
export function onlyValue({ low, high }: ValueRange): { value: unknown } | undefined {
	if (!low?.inclusive || !high?.inclusive || collate(low.value, high.value) !== 0) return undefined;
	return { value: low.value };
}

export function keyOf(path: readonly string[]): string {
	return JSON.stringify(path);
}

function rangeOfValue(condition: Condition): ValueRange {
	if (condition.kind !== 'operator') return {};
	const { name, argument: value } = condition;
	switch (name) {
		case '$eq':
			return { low: { value, inclusive: true }, high: { value, inclusive: true } };
		case '$gt':
		case '$gte':
			return { low: { value, inclusive: name === '$gte' } };
		case '$lt':
		case '$lte':
			return { high: { value, inclusive: name === '$lte' } };
		case '$beginsWith':
			return {
				low: { value, inclusive: true },
				high: { value: `${String(value)}\uffff`, inclusive: true }
			};
		default:
			return {};
	}
}

function narrowed(a: ValueRange, b: ValueRange): ValueRange {
	const low = tighter(a.low, b.low, 1);
	const high = tighter(a.high, b.high, -1);
	return { ...(low ? { low } : {}), ...(high ? { high } : {}) };
}

function tighter(a: ValueRange['low'], b: ValueRange['low'], sign: 1 | -1): ValueRange['low'] {
	if (!a || !b) return a ?? b;
	const order = collate(a.value, b.value) * sign;
	if (order === 0) return a.inclusive ? b : a;
	return order > 0 ? a : b;
}
