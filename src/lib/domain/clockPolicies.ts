/**
 * How long things may take, as data (DOMAIN 5.6). What nobody has said yet is a setting without
 * value, never a guess: the "2" and the "1" of 54321.
 */
import type { Unit } from './loopDocuments.ts';

export type PolicyCode =
	'property_54321' | 'whistle' | 'mediation' | 'follow_up' | 'suspended_note';
export type StepCode =
	'accept' | 'respond' | 'resolve' | 'two' | 'one' | 'conclude' | 'ask' | 'close' | 'note';

export interface ClockLimit {
	step: StepCode;
	/** null: nobody has said; such a clock is never shown. */
	ms: number | null;
	/** Whether nights and weekends count. Urgent matters count them always. */
	counts: 'calendar' | 'office';
}

export interface OfficeHours {
	/** Minutes after midnight in Hohhot, from and until. */
	readonly spans: readonly (readonly [number, number])[];
	/** First and last month (1–12) of the summer half, where afternoons begin later. */
	readonly summerMonths: readonly [number, number];
	readonly summerSpans: readonly (readonly [number, number])[];
	/** 0 is Sunday. */
	readonly weekdays: readonly number[];
}

export interface ClockSettings {
	readonly policies: Readonly<Record<PolicyCode, readonly ClockLimit[]>>;
	readonly office: OfficeHours;
	/** What share of a limit may pass before it is called near. */
	readonly nearFrom: number;
	/** Of each unit's code. */
	readonly kinds: Readonly<Record<string, Unit['kind']>>;
}

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

export const defaultPolicies: ClockSettings['policies'] = {
	property_54321: [
		{ step: 'accept', ms: 5 * minute, counts: 'office' },
		{ step: 'respond', ms: 4 * hour, counts: 'office' },
		{ step: 'resolve', ms: 3 * day, counts: 'calendar' },
		{ step: 'two', ms: null, counts: 'calendar' },
		{ step: 'one', ms: null, counts: 'calendar' }
	],
	whistle: [
		{ step: 'respond', ms: 24 * hour, counts: 'calendar' },
		{ step: 'resolve', ms: 3 * day, counts: 'calendar' }
	],
	mediation: [{ step: 'conclude', ms: 30 * day, counts: 'calendar' }],
	follow_up: [
		{ step: 'ask', ms: 2 * day, counts: 'calendar' },
		// Then the station closes it, unrated (DOMAIN 5.1).
		{ step: 'close', ms: 7 * day, counts: 'calendar' }
	],
	suspended_note: [{ step: 'note', ms: 14 * day, counts: 'calendar' }]
};

const at = (hours: number, minutes: number) => hours * 60 + minutes;

/** Hohhot works 8:30–12:00 and 14:30–18:00; whether summer differs is each office's own word. */
const defaultOffice: OfficeHours = {
	spans: [
		[at(8, 30), at(12, 0)],
		[at(14, 30), at(18, 0)]
	],
	summerMonths: [5, 9],
	summerSpans: [
		[at(8, 30), at(12, 0)],
		[at(14, 30), at(18, 0)]
	],
	weekdays: [1, 2, 3, 4, 5]
};

export function clockSettings(
	units: readonly Pick<Unit, 'code' | 'kind'>[],
	change: Partial<Omit<ClockSettings, 'kinds'>> = {}
): ClockSettings {
	return {
		policies: defaultPolicies,
		office: defaultOffice,
		nearFrom: 0.8,
		...change,
		kinds: Object.fromEntries(units.map(({ code, kind }) => [code, kind]))
	};
}
