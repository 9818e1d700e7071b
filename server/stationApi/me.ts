/** `GET /station/me`: who is signed in, which feeds are hers, and what is known of her device. */
import { writerIn } from '#lib/domain/feeds.ts';
import type { Badges } from '../access/badges.ts';
import { feedsOf } from '../access/feedGrants.ts';
import { notSignedIn } from '../access/gate.ts';
import { json } from '../http/couchResponse.ts';
import { missingList } from '../router/numbers.ts';
import type { StationCall, StationParts } from './stationCall.ts';

export function answerMe(parts: StationParts & { badges: Badges }): StationCall {
	const { sessions, community, numbers, version, nowMs, ensureFeeds, badges } = parts;
	return async (request) => {
		const session = sessions.find(request);
		if (!session) throw notSignedIn();
		const { account, device } = session;
		const { id, name, street, phone, demo } = community();
		await ensureFeeds(account.grants);
		const feeds = feedsOf(account.grants, community());
		const known = await Promise.all(
			feeds.map(async ({ feed }) => {
				const of = await numbers.of(feed, writerIn(feed, device ?? ''));
				return [feed, { highest: of.highest, missing: missingList(of) }] as const;
			})
		);
		return json(200, {
			account: account.name,
			displayName: account.displayName,
			roles: account.grants,
			feeds,
			// Where she was until lately: what she has not sent goes there, and then the rest is to go.
			ended: feedsOf(account.ended ?? [], community()).filter(
				({ feed }) => !feeds.some((one) => one.feed === feed)
			),
			community: { id, name, street, phone },
			demo,
			// Kept on the phone: a badge is shown where there is no signal.
			badge: badges.idOf(account),
			now: new Date(nowMs()).toISOString(),
			version,
			numbers: Object.fromEntries(known)
		});
	};
}
