/**
 * What the station answers to everybody who scans a badge, without signing in. Ids that never were,
 * were renewed away or ended are answered word by word alike, so that nothing can be tried out here.
 */
import { badgeGrants, badgeRoleNames, checkPath } from '#lib/domain/badge.ts';
import type { BadgeGrant } from '#lib/domain/badge.ts';
import { dayOf, minuteOfDay } from '#lib/domain/calendar.ts';
import type { SettingsDocument } from '#lib/domain/communityDocuments.ts';
import { communityLedger } from '#lib/domain/feeds.ts';
import type { Account } from '../access/account.ts';
import type { Badges } from '../access/badges.ts';
import type { Community } from '../access/community.ts';
import { feedsOf } from '../access/feedGrants.ts';
import { peerOf } from '../access/peer.ts';
import { CouchError, notFound } from '../http/couchError.ts';
import { whole } from '../http/couchResponse.ts';
import type { StationStorage } from '../storage/documentStore.ts';
import { openCallPace } from './callPace.ts';
import type { Checked } from './checkPage.ts';
import { checkHeaders, checkPage } from './checkPage.ts';
import { checkWords } from './checkWords.ts';
import { fontPath, mongolianFont } from './mongolianFont.ts';

export interface CheckParts {
	storage: StationStorage;
	badges: Badges;
	community: () => Community;
	nowMs: () => number;
}

/** `METHOD /path` of each: a test asks every one as everybody (T-AUTHZ). */
export const checkCallNames: readonly string[] = [`GET ${checkPath}:badge`, `GET ${fontPath}`];

/** A whole office may stand behind one address. */
const mostInAMinute = 120;
const staff: ReadonlySet<string> = new Set(['community_lead', 'community_staff', 'grid_worker']);

export function createCheckCalls(parts: CheckParts): (request: Request) => Promise<Response> {
	const { badges, community, nowMs } = parts;
	const mayAsk = openCallPace(nowMs, mostInAMinute);

	return async (request) => {
		const { pathname } = new URL(request.url);
		if (request.method !== 'GET') {
			throw new CouchError(405, 'method_not_allowed', 'Only GET allowed', { Allow: 'GET' });
		}
		if (!mayAsk(peerOf(request).address)) {
			const headers = { 'Content-Type': 'text/plain; charset=utf-8', 'Retry-After': '60' };
			return whole(429, checkWords.tooMany, headers);
		}
		if (pathname === fontPath) {
			const headers = { 'Content-Type': 'font/woff2', 'Cache-Control': 'public, max-age=86400' };
			return whole(200, await mongolianFont(), headers);
		}
		const id = pathname.slice(checkPath.length);
		if (id.includes('/')) throw notFound('missing');
		const settings = await newestSettings(parts);
		const { name, phone } = community();
		const page = checkPage({
			community: name,
			dutyPhone: settings?.dutyPhone || phone,
			scripts: settings?.scripts ?? 'zh',
			time: inHohhot(new Date(nowMs()).toISOString()),
			holder: holderOf(badges.holderOf(id), parts)
		});
		// 200 for no as for yes: some browsers put a page of their own in place of a 404.
		return whole(200, page, { ...checkHeaders });
	};
}

function holderOf(
	account: Account | undefined,
	{ badges, community }: CheckParts
): Checked['holder'] {
	if (!account) return undefined;
	const grants = badgeGrants(account.grants);
	const placeOf = (grant: BadgeGrant) => feedsOf([grant], community())[0]?.label ?? '';
	// The badge says who she is until the last of what it names has ended.
	const untils = grants.map(({ until = '' }) => until);
	const last = untils.includes('') ? '' : (untils.sort().at(-1) ?? '');
	return {
		name: account.displayName,
		works: grants.map((grant) => `${badgeRoleNames[grant.role]} ${placeOf(grant)}`.trim()),
		until: last === '' ? checkWords.untilFurther : last,
		isStaff: grants.some(({ role }) => staff.has(role)),
		photo: badges.photoOf(account)
	};
}

async function newestSettings(parts: CheckParts): Promise<SettingsDocument | undefined> {
	const ledger = await parts.storage.open(communityLedger(parts.community().id));
	const rows = await ledger?.rowsById({
		...{ from: 'settings:', to: 'settings;', toExclusive: true },
		...{ limit: 1_000, bodies: true }
	});
	return rows
		?.map(({ body }) => JSON.parse(body) as SettingsDocument)
		.reduce<SettingsDocument | undefined>(
			(last, one) => (last && last.clock >= one.clock ? last : one),
			undefined
		);
}

function inHohhot(now: string): string {
	const minutes = minuteOfDay(now);
	const two = (number: number) => String(number).padStart(2, '0');
	return `${dayOf(now)} ${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}
