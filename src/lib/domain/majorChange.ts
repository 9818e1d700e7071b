/**
 * What counts as a major change (重大变故) behind a door: the rule of 2022 asks that a high-tier
 * household is seen within 24 hours of one. Learning what was so before is no change.
 */
import { careTags as allTags } from './care.ts';
import { canonicalJson } from './canonicalJson.ts';
import type { AmendmentDocument, ResidentFields, VisitOutcome } from './documents.ts';
import { foldFields, inClockOrder } from './household.ts';
import { owns } from './shapeChecks.ts';

/** Somebody at the door found that something is wrong. */
export function isMajorOutcome(outcome: VisitOutcome): boolean {
	return outcome === 'abnormal';
}

type Field = 'deceased' | 'moved' | 'residency' | 'careTags';
type Sign = (before: ResidentFields, now: ResidentFields) => boolean;

const graveTags: ReadonlySet<string> = new Set(
	allTags.filter(({ code, tier }) => tier === 'high' || code === 'elder_alone').map((t) => t.code)
);

const signs: Readonly<Record<Field, Sign>> = {
	/** Somebody of the household died. */
	deceased: (before, now) => !before.deceased && now.deceased,
	/** Somebody moved out, so others may be alone now. */
	moved: (before, now) => !before.moved && now.moved,
	/** Came to live here or lives elsewhere now; where nobody knew before, something was learnt. */
	residency: (before, now) =>
		before.residency !== now.residency &&
		before.residency !== 'unknown' &&
		now.residency !== 'unknown',
	/** Lives alone now, or is gravely ill. */
	careTags: (before, now) =>
		now.careTags.some((code) => graveTags.has(code) && !before.careTags.includes(code))
};

/** When the last major change of a resident was written down, or `''`; one that was taken back is none. */
export function majorChangeOf(
	base: ResidentFields,
	amendments: readonly AmendmentDocument[]
): string {
	if (amendments.length === 0) return '';
	const now = foldFields(base, amendments).fields;
	const instants = (Object.keys(signs) as Field[])
		.filter((field) => signs[field](base, now))
		.map((field) => firstSaid(field, now[field], amendments));
	return instants.reduce((last, instant) => (instant > last ? instant : last), '');
}

/** Whoever says the same again does not set the clock back. */
function firstSaid(field: Field, value: unknown, amendments: readonly AmendmentDocument[]): string {
	const said = canonicalJson(value);
	const first = inClockOrder(amendments).find(
		({ set }) => owns(set, field) && canonicalJson(set[field]) === said
	);
	return first?.capturedAt ?? '';
}
