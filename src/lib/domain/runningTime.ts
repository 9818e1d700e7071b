/**
 * Time in which a clock runs: the whole day or office hours, without the pauses. It measures parts of
 * wall time, so it never exceeds it and never runs backwards.
 */
import { addDays, dayOf, instantAt } from './calendar.ts';
import type { OfficeHours } from './clockPolicies.ts';

/** Milliseconds since 1970, from inclusive. */
export type Span = readonly [from: number, until: number];

export interface Running {
	/** In order, without overlap. */
	pauses: readonly Span[];
	/** null: nights and weekends count. */
	office: OfficeHours | null;
}

/** Nobody waits for a clock that has run for a year; a phone's wrong date must not cost a walk of ten. */
const walkAtMostDays = 400;
const minute = 60_000;

export function elapsedMs(from: number, until: number, running: Running): number {
	let sum = 0;
	for (const [a, b] of runningSpans(from, running)) {
		if (a >= until) break;
		sum += Math.min(b, until) - a;
	}
	return sum;
}

/** When so much time will have run. */
export function instantAfter(from: number, ms: number, running: Running): number {
	let left = ms;
	let end = from;
	for (const [a, b] of runningSpans(from, running)) {
		if (b - a >= left) return a + left;
		left -= b - a;
		end = b;
	}
	return end + left;
}

/** Those that lie in one another are one; one that ends before it begins is none. */
export function inOrder(spans: readonly Span[]): Span[] {
	const merged: Span[] = [];
	for (const [from, until] of [...spans].sort((a, b) => a[0] - b[0])) {
		const last = merged.at(-1);
		if (until <= from) continue;
		if (last && from <= last[1]) merged[merged.length - 1] = [last[0], Math.max(last[1], until)];
		else merged.push([from, until]);
	}
	return merged;
}

function* runningSpans(from: number, { pauses, office }: Running): Generator<Span> {
	for (const span of office ? officeSpans(from, office) : [[from, Infinity] as const]) {
		yield* without(span, pauses);
	}
}

function* without([from, until]: Span, pauses: readonly Span[]): Generator<Span> {
	let at = from;
	for (const [pausedFrom, pausedUntil] of pauses) {
		if (pausedUntil <= at) continue;
		if (pausedFrom >= until) break;
		if (pausedFrom > at) yield [at, pausedFrom];
		at = Math.max(at, pausedUntil);
	}
	if (at < until) yield [at, until];
}

function* officeSpans(from: number, office: OfficeHours): Generator<Span> {
	let day = dayOf(new Date(from).toISOString());
	for (let n = 0; n < walkAtMostDays; n += 1, day = addDays(day, 1)) {
		if (!office.weekdays.includes(new Date(`${day}T00:00:00.000Z`).getUTCDay())) continue;
		const midnight = Date.parse(instantAt(day, 0));
		for (const [opens, closes] of spansOn(day, office)) {
			const a = Math.max(from, midnight + opens * minute);
			const b = midnight + closes * minute;
			if (a < b) yield [a, b];
		}
	}
}

function spansOn(day: string, office: OfficeHours): OfficeHours['spans'] {
	const month = Number(day.slice(5, 7));
	const [first, last] = office.summerMonths;
	return month >= first && month <= last ? office.summerSpans : office.spans;
}
