/**
 * The limits that hold in a community: the defaults, and over them what it settled for itself. What it
 * names that this program does not know is left alone; what makes no sense does not count.
 */
import type { ClockLimit, ClockSettings, OfficeHours, PolicyCode } from './clockPolicies.ts';
import { clockSettings, defaultPolicies } from './clockPolicies.ts';
import type { SettledHours, SettingsFields } from './communityDocuments.ts';
import type { CommunityId, GridId } from './ids.ts';
import { communityOfGrid } from './ids.ts';
import type { OrganisationDocument } from './loopDocuments.ts';

type Settled = Pick<SettingsFields, 'limits' | 'office'>;

export function settledClocks(
	units: Parameters<typeof clockSettings>[0],
	settled: Settled | undefined,
	usual: Partial<Omit<ClockSettings, 'kinds'>> = {}
): ClockSettings {
	if (!settled) return clockSettings(units, usual);
	const office = settled.office && officeHours(settled.office);
	const policies = policiesWith(settled.limits, usual.policies ?? defaultPolicies);
	return clockSettings(units, { ...usual, policies, ...(office && { office }) });
}

/** Of a matter in this grid. */
export type ClocksOf = (grid: GridId) => ClockSettings;

/**
 * A street knows several communities, each with its own limits. Units are of all of them, since their
 * codes are their own.
 * @param settings in the order of the clock: a later one holds, whole
 */
export function clocksOfCommunities(
	organisations: readonly Pick<OrganisationDocument, 'units'>[],
	settings: readonly (Settled & { grid: GridId })[]
): ClocksOf {
	const units = organisations.flatMap((one) => one.units);
	const newest = new Map(settings.map((one) => [communityOfGrid(one.grid), one]));
	const known = new Map<CommunityId, ClockSettings>();
	return (grid) => {
		const community = communityOfGrid(grid);
		const clocks = known.get(community) ?? settledClocks(units, newest.get(community));
		known.set(community, clocks);
		return clocks;
	};
}

function policiesWith(
	limits: SettingsFields['limits'],
	usual: ClockSettings['policies']
): ClockSettings['policies'] {
	const changed = Object.entries(usual).map(([policy, steps]) => {
		const own = limits.filter((limit) => limit.policy === policy);
		return [policy, steps.map((limit) => own.find(({ step }) => step === limit.step) ?? limit)];
	});
	return Object.fromEntries(changed) as Record<PolicyCode, readonly ClockLimit[]>;
}

/** Undefined where no clock could run by them. */
export function officeHours(settled: SettledHours): OfficeHours | undefined {
	const { weekdays, summerMonths } = settled;
	const spans = spansOf(settled.spans);
	const summerSpans = spansOf(settled.summerSpans);
	const [first = 0, last = 0] = summerMonths;
	// 0 to 0 is no month: there is no summer half.
	const isSaid = spans.length > 0 && (summerSpans.length > 0 || first === 0) && weekdays.length > 0;
	return isSaid ? { spans, weekdays, summerMonths: [first, last], summerSpans } : undefined;
}

/** In the order of the day; what ends before it begins, or before the last one ended, is left out. */
function spansOf(spans: SettledHours['spans']): [number, number][] {
	const inOrder = spans
		.map(([from = 0, until = 0]): [number, number] => [from, until])
		.filter(([from, until]) => from < until)
		.sort(([a], [b]) => a - b);
	return inOrder.filter(([from], at) => at === 0 || from >= (inOrder[at - 1]?.[1] ?? 0));
}
