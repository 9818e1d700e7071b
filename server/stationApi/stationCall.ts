/** What the station's own calls are given: who it is, and what the other rooms tell. */
import type { RoleGrant } from '#lib/domain/feeds.ts';
import type { AccessStore } from '../access/accessStore.ts';
import type { Community } from '../access/community.ts';
import type { Sessions } from '../access/sessions.ts';
import type { NumberKeeper } from '../router/numberKeeper.ts';
import type { Router } from '../router/router.ts';
import type { StationStorage } from '../storage/documentStore.ts';

export interface StationParts {
	storage: StationStorage;
	access: AccessStore;
	sessions: Sessions;
	router: Router;
	numbers: NumberKeeper;
	community: () => Community;
	/** Makes the feeds of these grants where they are missing. */
	ensureFeeds: (grants: readonly RoleGrant[]) => Promise<void>;
	version: string;
	startedMs: number;
	nowMs: () => number;
}

export type StationCall = (request: Request) => Promise<Response>;
