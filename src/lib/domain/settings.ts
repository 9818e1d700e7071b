/**
 * What makes settings settings: what the form gathered becomes the fields of a document, or a refusal
 * that names what is wrong. And what one settling changed against the one before it.
 */
import type { ClockLimit } from './clockPolicies.ts';
import { defaultPolicies } from './clockPolicies.ts';
import type { SettingsFields } from './communityDocuments.ts';
import { canonicalJson } from './canonicalJson.ts';
import { settingsShape } from './communityShapes.ts';
import { holdsIdNumber } from './idNumber.ts';
import type { Outcome } from './outcome.ts';
import { accepted, refused } from './outcome.ts';
import { officeHours } from './settledClocks.ts';
import { wrongField } from './shapeChecks.ts';

export type SettingsRefusal =
	| { kind: 'shape'; field: string }
	/** A limit that nobody measures. */
	| { kind: 'limit'; field: string }
	/** No day, no hours, or hours that end before they begin. */
	| { kind: 'hours'; field: 'office' }
	| { kind: 'id_number'; field: string };

/** Before anybody settled anything. */
export const unsettled: SettingsFields = {
	limits: [],
	office: null,
	slip: { red: '', blue: '' },
	scripts: 'zh',
	dutyPhone: ''
};

export function checkSettings(intent: SettingsFields): Outcome<SettingsFields, SettingsRefusal> {
	const fields: SettingsFields = {
		limits: intent.limits.filter((limit) => !isDefault(limit)),
		office: intent.office,
		slip: { red: intent.slip.red.trim(), blue: intent.slip.blue.trim() },
		scripts: intent.scripts,
		dutyPhone: intent.dutyPhone.trim()
	};
	const unknown = fields.limits.find((limit) => !limitOf(limit.policy, limit.step));
	if (unknown) return refused({ kind: 'limit', field: `${unknown.policy}.${unknown.step}` });
	const field = wrongField({ ...fields }, settingsShape);
	if (field !== undefined) return refused({ kind: 'shape', field });
	if (fields.office && !isKept(fields.office)) return refused({ kind: 'hours', field: 'office' });
	const { slip, dutyPhone } = fields;
	const words = { red: slip.red, blue: slip.blue, dutyPhone };
	const spoken = Object.entries(words).find(([, said]) => holdsIdNumber(said));
	return spoken ? refused({ kind: 'id_number', field: spoken[0] }) : accepted(fields);
}

/** Each span as it was meant: one that would be left out is said, not dropped. */
function isKept(office: NonNullable<SettingsFields['office']>): boolean {
	const hours = officeHours(office);
	return (
		hours?.spans.length === office.spans.length &&
		hours.summerSpans.length === office.summerSpans.length
	);
}

/** The default of one limit; undefined where there is no such clock. */
export function limitOf(policy: string, step: string): ClockLimit | undefined {
	const policies: Readonly<Record<string, readonly ClockLimit[]>> = defaultPolicies;
	return policies[policy]?.find((limit) => limit.step === step);
}

function isDefault({ policy, step, ms, counts }: SettingsFields['limits'][number]): boolean {
	const limit = limitOf(policy, step);
	return limit?.ms === ms && limit.counts === counts;
}

type HeldLimit = Pick<ClockLimit, 'ms' | 'counts'>;

export type SettingsChange =
	| { what: 'limit'; policy: string; step: string; before: HeldLimit; after: HeldLimit }
	| { what: 'office' }
	| { what: 'red' | 'blue' | 'scripts' | 'dutyPhone'; before: string; after: string };

/** What differs, in the order of the form. */
export function settingsChanges(before: SettingsFields, after: SettingsFields): SettingsChange[] {
	const limits = Object.entries(defaultPolicies).flatMap(([policy, steps]) =>
		steps.flatMap((limit): SettingsChange[] => {
			const was = settledLimit(before.limits, policy, limit);
			const is = settledLimit(after.limits, policy, limit);
			if (was.ms === is.ms && was.counts === is.counts) return [];
			return [{ what: 'limit', policy, step: limit.step, before: was, after: is }];
		})
	);
	const hours = canonicalJson(before.office) === canonicalJson(after.office);
	const words = (['red', 'blue', 'scripts', 'dutyPhone'] as const).flatMap(
		(what): SettingsChange[] => {
			const [was, is] = [wordsOf(before, what), wordsOf(after, what)];
			return was === is ? [] : [{ what, before: was, after: is }];
		}
	);
	return [...limits, ...(hours ? [] : [{ what: 'office' as const }]), ...words];
}

/** What holds for a step: what was settled, else the default. */
export function settledLimit(
	settled: SettingsFields['limits'],
	policy: string,
	limit: ClockLimit
): HeldLimit {
	return settled.find((own) => own.policy === policy && own.step === limit.step) ?? limit;
}

function wordsOf(
	{ slip, scripts, dutyPhone }: SettingsFields,
	what: 'red' | 'blue' | 'scripts' | 'dutyPhone'
): string {
	return { ...slip, scripts, dutyPhone }[what];
}
