/** Office hours as people write them: a morning, an afternoon, other afternoons in summer, the days. */
import type { OfficeHours } from '#lib/domain/clockPolicies.ts';
import type { SettledHours } from '#lib/domain/communityDocuments.ts';
import { listOf } from '#lib/text/joining.ts';

/** `08:30`, or `''` for none. */
export interface Half {
	from: string;
	until: string;
}

export interface HoursValue {
	morning: Half;
	afternoon: Half;
	hasSummer: boolean;
	/** 1–12. */
	summerFrom: number;
	summerUntil: number;
	summerAfternoon: Half;
	/** 0 is Sunday. */
	weekdays: number[];
}

export function hoursValue(hours: OfficeHours | SettledHours): HoursValue {
	const [morning, afternoon] = hours.spans;
	const [, summerAfternoon] = hours.summerSpans;
	const [summerFrom = 0, summerUntil = 0] = hours.summerMonths;
	return {
		morning: half(morning),
		afternoon: half(afternoon),
		hasSummer: summerFrom > 0,
		summerFrom: summerFrom || 5,
		summerUntil: summerUntil || 9,
		summerAfternoon: half(summerAfternoon ?? afternoon),
		weekdays: [...hours.weekdays]
	};
}

export function settledHours(value: HoursValue): SettledHours {
	const { morning, afternoon, summerAfternoon, hasSummer, summerFrom, summerUntil } = value;
	return {
		spans: [morning, afternoon].flatMap(span),
		summerMonths: hasSummer ? [summerFrom, summerUntil] : [],
		summerSpans: hasSummer ? [morning, summerAfternoon].flatMap(span) : [],
		weekdays: [...value.weekdays].sort((a, b) => a - b)
	};
}

/** 08:30—12:00 and 14:30—18:00, as a list. */
export function sayHalves(value: HoursValue, afternoon: Half): string {
	return listOf(
		[value.morning, afternoon]
			.filter(({ from, until }) => from !== '' && until !== '')
			.map(({ from, until }) => `${from}—${until}`)
	);
}

function half(span: readonly number[] | undefined): Half {
	const [from, until] = span ?? [];
	return { from: clock(from), until: clock(until) };
}

function clock(minutes: number | undefined): string {
	if (minutes === undefined) return '';
	const two = (part: number) => String(part).padStart(2, '0');
	return `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}

/** One of the two left empty is kept as no span at all, so that the domain says what is wrong. */
function span({ from, until }: Half): number[][] {
	return from === '' && until === '' ? [] : [[minutes(from), minutes(until)]];
}

function minutes(written: string): number {
	const [hours = '0', rest = '0'] = written.split(':');
	return Number(hours) * 60 + Number(rest);
}
