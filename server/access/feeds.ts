/**
 * The feeds of a community, as its people make them: each role in a scope has one from the moment
 * somebody holds it, and keeps it when nobody does any more. Making one twice makes it once.
 */
import { feedOfGrant, memberOf } from '#lib/domain/feedOfGrant.ts';
import type { RoleGrant } from '#lib/domain/feeds.ts';
import { mediaOf } from '#lib/domain/feeds.ts';
import type { Reader } from '#lib/domain/routing.ts';
import { cutOf } from '#lib/domain/routing.ts';
import type { StationStorage } from '../storage/documentStore.ts';
import type { AccessStore } from './accessStore.ts';
import type { Community } from './community.ts';
import { isOwnFeed } from './community.ts';
import { scopeLabel } from './scopeLabel.ts';

export interface Feeds {
	/** Makes the feeds of these grants where they are missing; they are followed when it resolves. */
	ensure(grants: readonly RoleGrant[]): Promise<void>;
	/** Whose feeds hold cut copies. */
	readers(): Reader[];
}

export interface FeedsParts {
	storage: StationStorage;
	/** With grants of all days: what was reported under one stays its holder's own. */
	access: AccessStore;
	community: () => Community;
	/** There are more now. */
	onNew: () => Promise<void>;
}

export function openFeeds({ storage, access, community, onNew }: FeedsParts): Feeds {
	const known = new Set<string>();
	let making: Promise<void> = Promise.resolve();

	const unknownIn = (grants: readonly RoleGrant[]) =>
		grants.filter((grant) => {
			const feed = feedOfGrant(grant);
			return feed !== undefined && !known.has(feed) && isOwnFeed(feed, community());
		});

	async function make(grants: readonly RoleGrant[]): Promise<void> {
		const unknown = unknownIn(grants);
		if (unknown.length === 0) return;
		for (const grant of unknown) {
			const feed = feedOfGrant(grant) ?? '';
			await storage.create(feed);
			await storage.create(mediaOf(feed));
			await remember(grant, feed);
			known.add(feed);
		}
		await onNew();
	}

	/** A grid, and the community itself, are written down anyway. */
	async function remember({ role, scope }: RoleGrant, feed: string): Promise<void> {
		const { scopes = [] } = community();
		if (cutOf[role] === undefined || scopes.some((one) => feedOfGrant(one) === feed)) return;
		const label = await scopeLabel(storage, community(), { role, scope });
		// Read again: somebody may have written meanwhile.
		const now = community();
		access.saveCommunity({ ...now, scopes: [...(now.scopes ?? []), { role, scope, label }] });
	}

	return {
		async ensure(grants) {
			if (unknownIn(grants).length === 0) return;
			const made = making.then(async () => make(grants));
			making = made.catch(() => undefined);
			await made;
		},
		readers() {
			const accounts = access.accounts();
			return (community().scopes ?? []).flatMap(({ role, scope }): Reader[] => {
				const feed = feedOfGrant({ role, scope });
				const holders = accounts
					.filter(({ grants }) => grants.some((one) => feedOfGrant(one) === feed))
					.map(({ name }) => name);
				const self = role === 'informant' ? [memberOf(scope)] : [];
				return feed === undefined
					? []
					: [{ feed, role, scope, accounts: [...new Set([...self, ...holders])] }];
			});
		}
	};
}
