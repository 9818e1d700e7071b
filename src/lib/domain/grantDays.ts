/** Between which days a grant holds: a stand-in's from its first day to its last, as Hohhot counts. */
import type { Day } from './calendar.ts';
import { addDays, daysBetween } from './calendar.ts';
import type { RoleGrant } from './feeds.ts';

/** So long what was written under it is still taken, and nothing is shown any more. */
const handInDays = 30;

export function holdsOn({ from, until }: RoleGrant, today: Day): boolean {
	return (from ?? '') <= today && (until === undefined || until === '' || today <= until);
}

/** Ended a while ago: its holder hands in what she had not sent. */
export function takesHandIns({ until }: RoleGrant, today: Day): boolean {
	if (until === undefined || until === '') return false;
	const since = daysBetween(until, today);
	return since > 0 && since <= handInDays;
}

/** New grants for somebody: what is taken away ended yesterday, so that nothing unsent is lost. */
export function changedGrants(
	before: readonly RoleGrant[],
	after: readonly RoleGrant[],
	today: Day
): RoleGrant[] {
	const isSame = (a: RoleGrant, b: RoleGrant) => a.role === b.role && a.scope === b.scope;
	const yesterday = addDays(today, -1);
	const taken = before
		.filter((grant) => !after.some((one) => isSame(grant, one)))
		.map((grant) => (holdsOn(grant, today) ? { ...grant, until: yesterday } : grant))
		.filter((grant) => takesHandIns(grant, today));
	return [...after, ...taken];
}
