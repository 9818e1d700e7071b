/**
 * Whom to look after and how often. Only tags that serve people; what controls people (DOMAIN 2.3)
 * has no code here and must never get one.
 */
import type { Day } from './calendar.ts';
import { addDays, dayOf, daysBetween, noDay } from './calendar.ts';

export type CareTier = 'high' | 'key' | 'general' | 'ordinary';

interface CareTag {
	code: string;
	zh: string;
	tier: Exclude<CareTier, 'ordinary'>;
}

export const careTags: readonly CareTag[] = [
	{ code: 'elder_alone_80', zh: '80岁以上独居老人', tier: 'high' },
	{ code: 'elder_empty_nest_80', zh: '80岁以上空巢老人', tier: 'high' },
	{ code: 'critical_illness_elder', zh: '重病高危老人', tier: 'high' },
	{ code: 'elder_alone', zh: '独居老人', tier: 'key' },
	{ code: 'elder_disabled', zh: '失能失智老人(60+)', tier: 'key' },
	{ code: 'extreme_poverty', zh: '分散供养特困人员', tier: 'key' },
	{ code: 'lost_only_child', zh: '计生特殊家庭老人', tier: 'key' },
	{ code: 'orphan', zh: '散居孤儿', tier: 'key' },
	{ code: 'child_hardship', zh: '困境儿童', tier: 'key' },
	{ code: 'disabled', zh: '残疾人', tier: 'general' },
	{ code: 'low_income', zh: '低保/低收入', tier: 'general' },
	{ code: 'left_behind', zh: '留守人员', tier: 'general' },
	{ code: 'veteran', zh: '退役军人/优抚', tier: 'general' },
	{ code: 'pregnant_infant', zh: '孕产妇/婴幼儿家庭', tier: 'general' }
];

/** Days between two meetings. The first three are the region's rule of 2022, the last a habit. */
export const cadenceDays: Readonly<Record<CareTier, number>> = {
	high: 7,
	key: 30,
	general: 90,
	ordinary: 180
};

/** Days until a door that did not open is tried again. */
const retryDays: Readonly<Record<CareTier, number>> = { high: 1, key: 3, general: 7, ordinary: 14 };

/** After a major change in a high-tier household, one day (the region's rule: within 24 hours). */
const afterMajorChangeDays = 1;
const soonDays = 3;

const tagByCode: ReadonlyMap<string, CareTag> = new Map(careTags.map((tag) => [tag.code, tag]));
const tiersByUrgency: readonly CareTier[] = ['high', 'key', 'general', 'ordinary'];

export function careTagName(code: string): string {
	return tagByCode.get(code)?.zh ?? code;
}

export function isCareTag(code: string): boolean {
	return tagByCode.has(code);
}

/** The most urgent tier among the tags of all who live behind a door. */
export function tierOf(tags: readonly string[]): CareTier {
	const tiers = new Set<CareTier>(tags.map((code) => tagByCode.get(code)?.tier ?? 'ordinary'));
	return tiersByUrgency.find((tier) => tiers.has(tier)) ?? 'ordinary';
}

/** What decides when a door is due. Instants and days are `''` where there is none. */
export interface DueFacts {
	tier: CareTier;
	/** Last visit that counts for this tier (countsForCadence in visit.ts). */
	lastMetAt: string;
	/** Last visit at which somebody was not met (isFailedAttempt in visit.ts). */
	lastAttemptAt: string;
	/** Last sign of a major change (majorChange.ts), for the high tier. */
	majorChangeAt: string;
	/** Day promised to the resident on the last visit. */
	promisedOn: Day | '';
	/** When the household came into the roster; a door never met is due one cadence later. */
	knownSince: string;
}

export interface Due {
	/** `noDay` when nothing is due. */
	dueOn: Day;
	/** `never_met` is a door nobody has met and nobody has to go to yet. */
	state: 'overdue' | 'today' | 'soon' | 'later' | 'never_met';
	/** `change`: within 24 hours after a major change. */
	reason: 'care' | 'change' | 'promised' | 'revisit' | 'routine' | 'none';
}

export function dueOf(facts: DueFacts, nowIso: string): Due {
	const today = dayOf(nowIso);
	const { dueOn, reason } = dueDay(facts, today);
	const left = daysBetween(today, dueOn);
	if (left < 0) return { dueOn, state: 'overdue', reason };
	if (left === 0) return { dueOn, state: 'today', reason };
	if (facts.lastMetAt === '') return { dueOn, state: 'never_met', reason };
	return { dueOn, state: left <= soonDays ? 'soon' : 'later', reason };
}

function dueDay(facts: DueFacts, today: Day): Pick<Due, 'dueOn' | 'reason'> {
	const regular = cadenceDay(facts, today);
	const afterChange = changeDay(facts);
	const isChange = afterChange < regular;
	const byCadence = isChange ? afterChange : regular;
	if (facts.promisedOn !== '' && mayWaitFor(facts.promisedOn, facts.tier, byCadence)) {
		return { dueOn: facts.promisedOn, reason: 'promised' };
	}
	const isShut = facts.lastAttemptAt > facts.lastMetAt;
	const retryOn = isShut ? addDays(dayOf(facts.lastAttemptAt), retryDays[facts.tier]) : '';
	if (isShut && (facts.lastMetAt === '' || retryOn > byCadence)) {
		return { dueOn: retryOn, reason: 'revisit' };
	}
	if (isChange) return { dueOn: byCadence, reason: 'change' };
	const ofTier = facts.tier === 'ordinary' ? 'routine' : 'care';
	return { dueOn: byCadence, reason: byCadence === noDay ? 'none' : ofTier };
}

/** A promise brings a care visit forward; only an ordinary one waits for it. */
function mayWaitFor(promisedOn: Day, tier: CareTier, byCadence: Day): boolean {
	return tier === 'ordinary' || promisedOn <= byCadence;
}

function cadenceDay({ tier, lastMetAt, knownSince }: DueFacts, today: Day): Day {
	const since = lastMetAt !== '' ? lastMetAt : knownSince;
	const unmet = tier === 'ordinary' ? noDay : today;
	return since === '' ? unmet : addDays(dayOf(since), cadenceDays[tier]);
}

/** `noDay` where nothing happened since somebody was there. */
function changeDay({ tier, lastMetAt, majorChangeAt }: DueFacts): Day {
	const isOpen = tier === 'high' && majorChangeAt !== '' && majorChangeAt > lastMetAt;
	return isOpen ? addDays(dayOf(majorChangeAt), afterMajorChangeDays) : noDay;
}
