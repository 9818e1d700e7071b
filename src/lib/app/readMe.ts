/** Reads the station's word about the account; what does not look like it is not believed. */
import { badgeIdPattern } from '#lib/domain/badge.ts';
import type { FeedGrant, RoleGrant } from '#lib/domain/feeds.ts';
import type { Me } from './app.ts';

const isRecord = (value: unknown): value is Record<string, unknown> =>
	typeof value === 'object' && value !== null && !Array.isArray(value);
const text = (value: unknown): string => (typeof value === 'string' ? value : '');

/** Undefined where the answer is not one about an account. */
export function readMe(answer: unknown): Me | undefined {
	if (!isRecord(answer) || typeof answer.account !== 'string') return undefined;
	const { account, displayName, roles, feeds, community, demo, badge } = answer;
	if (!Array.isArray(roles) || !Array.isArray(feeds) || !isRecord(community)) return undefined;
	return {
		account,
		displayName: text(displayName) || account,
		roles: roles as RoleGrant[],
		feeds: (feeds as FeedGrant[]).filter(({ feed, media }) => text(feed) && text(media)),
		community: {
			id: text(community.id),
			name: text(community.name),
			street: text(community.street),
			phone: text(community.phone)
		},
		demo: demo === true,
		badge: badgeIdPattern.test(text(badge)) ? text(badge) : ''
	};
}
