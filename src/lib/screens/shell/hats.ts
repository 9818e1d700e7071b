/**
 * As whom somebody works on this phone: one hat per kind of work, however many places it is done
 * in. What a hat may see or write is decided elsewhere; it only chooses the tabs.
 */
import type { Role } from '#lib/domain/feeds.ts';
import type { Me } from '#lib/app/app.ts';
import { screenWords } from '#lib/text/screenWords.ts';

export type Hat = 'grid' | 'handler' | 'head' | 'informant' | 'desk' | 'street' | 'keeper';

const hatOfRole: Record<Role, Hat> = {
	grid_worker: 'grid',
	handler_property: 'handler',
	handler_dept: 'handler',
	building_head: 'head',
	informant: 'informant',
	community_staff: 'desk',
	community_lead: 'desk',
	street_staff: 'street',
	station_keeper: 'keeper'
};

/** The hats of an account, in the order of its feeds; the station's keeper needs no feed. */
export function hatsOf({ roles, feeds }: Pick<Me, 'roles' | 'feeds'>): Hat[] {
	const hats = feeds.map(({ role }) => hatOfRole[role]);
	if (roles.some(({ role }) => role === 'station_keeper')) hats.push('keeper');
	return [...new Set(hats)];
}

/** The one worn last, as long as it is still hers. */
export function hatOf(hats: readonly Hat[], preferred: string): Hat | undefined {
	return hats.find((hat) => hat === preferred) ?? hats[0];
}

/** What the feeds of a hat are called, for the header. */
export function placesOfHat(me: Pick<Me, 'feeds' | 'community'>, hat: Hat): string {
	const labels = me.feeds.filter(({ role }) => hatOfRole[role] === hat).map(({ label }) => label);
	const [first = me.community.name] = labels;
	return labels.length > 1 ? screenWords.me.scopes(first, labels.length) : first;
}
