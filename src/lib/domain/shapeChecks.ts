/**
 * Small checks of values from elsewhere, put together into shapes. A check answers yes or no and
 * never changes what it looks at.
 */
export type Check = (value: unknown) => boolean;

/** One check per field. A field may be absent only where its check is wrapped in `optional`. */
export type Shape = Readonly<Record<string, Check>>;

/** `Object.hasOwn`, which the oldest WebViews lack. */
export function owns(record: object, name: string): boolean {
	return Object.prototype.hasOwnProperty.call(record, name);
}

const optionalChecks = new WeakSet<Check>();

export function optional(check: Check): Check {
	const wrapped: Check = (value) => check(value);
	optionalChecks.add(wrapped);
	return wrapped;
}

/** The first field that is missing, wrong, or not of this shape; undefined when all is well. */
export function wrongField(record: Record<string, unknown>, shape: Shape): string | undefined {
	for (const field of Object.keys(shape)) {
		const check = shape[field] as Check;
		const value = record[field];
		if (value === undefined) {
			if (!optionalChecks.has(check)) return field;
		} else if (!check(value)) return field;
	}
	return Object.keys(record).find((field) => !owns(shape, field));
}

export const text =
	(most: number): Check =>
	(value) =>
		typeof value === 'string' && value.length <= most;

export const filledText =
	(most: number): Check =>
	(value) =>
		typeof value === 'string' && value.length <= most && value.trim() !== '';

export const pattern =
	(expression: RegExp): Check =>
	(value) =>
		typeof value === 'string' && expression.test(value);

export const oneOf = (...values: readonly (string | number)[]): Check => {
	const known = new Set<unknown>(values);
	return (value) => known.has(value);
};

export const integer =
	(least: number, most: number): Check =>
	(value) =>
		Number.isInteger(value) && (value as number) >= least && (value as number) <= most;

export const flag: Check = (value) => typeof value === 'boolean';

export const listOf =
	(check: Check, most: number): Check =>
	(value) =>
		Array.isArray(value) && value.length <= most && value.every(check);

export const either =
	(...checks: Check[]): Check =>
	(value) =>
		checks.some((check) => check(value));

export const exactly =
	(expected: unknown): Check =>
	(value) =>
		value === expected;

export function isRecord(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A record of exactly this shape. */
export const recordOf =
	(shape: Shape): Check =>
	(value) =>
		isRecord(value) && wrongField(value, shape) === undefined;

/** A record whose fields, all optional, are among those of `shape`. */
export const partial =
	(shape: Shape): Check =>
	(value) =>
		isRecord(value) &&
		Object.keys(value).every((field) => owns(shape, field) && shape[field]?.(value[field]));

const instantPattern = /^\d{4}-\d{2}-\d{2}T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d\.\d{3}Z$/;
/** An instant as `Date.toISOString` writes it; 30 February is none. */
export const instant: Check = (value) =>
	typeof value === 'string' && instantPattern.test(value) && isRealDay(value);

const dayPattern = /^\d{4}-\d{2}-\d{2}$/;
/** A calendar day such as `2026-11-30`. */
export const day: Check = (value) =>
	typeof value === 'string' && dayPattern.test(value) && isRealDay(value);

const daysOfMonth = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** Counted here, since making a Date of every instant is what reading a document costs most. */
function isRealDay(text: string): boolean {
	const year = Number(text.slice(0, 4));
	const month = Number(text.slice(5, 7));
	const dayOfMonth = Number(text.slice(8, 10));
	const isLeap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
	const most = month === 2 && isLeap ? 29 : (daysOfMonth[month - 1] ?? 0);
	return dayOfMonth >= 1 && dayOfMonth <= most;
}
