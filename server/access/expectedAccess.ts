/**
 * What everybody may call, written by hand for the test that asks everything of everybody (T-AUTHZ).
 * It must never be derived from permissions.ts: the two say the same thing twice, on purpose.
 */
import type { Method, RouteName } from '../http/routes.ts';

/** What a database is to who asks; everything that is neither hers nor the server is foreign. */
export type Relation = 'server' | 'ownFeed' | 'ownMedia' | 'foreign';

interface Reach {
	/** Also without a session. */
	everybody?: readonly Method[];
	/** A grid worker, and only where the database stands to her as named. */
	worker?: Partial<Record<Exclude<Relation, 'foreign'>, readonly Method[]>>;
}

/** A new route gets its line here, or the build fails. `{}`: it exists for nobody but admins. */
export const expectedRoutes: Readonly<Record<RouteName, Reach>> = {
	serverInfo: { worker: { server: ['GET', 'HEAD'] } },
	session: { everybody: ['GET', 'POST', 'DELETE'] },
	up: {},
	uuids: {},
	database: { worker: { ownFeed: ['GET', 'HEAD'] } },
	changes: { worker: { ownFeed: ['GET', 'POST'] } },
	allDocs: {},
	bulkDocs: { worker: { ownFeed: ['POST'] } },
	bulkGet: { worker: { ownFeed: ['POST'] } },
	revsDiff: { worker: { ownFeed: ['POST'] } },
	missingRevs: {},
	ensureFullCommit: {},
	security: {},
	localDocument: { worker: { ownFeed: ['GET', 'PUT'] } },
	document: { worker: { ownFeed: ['GET', 'HEAD'] } },
	attachment: { worker: { ownMedia: ['GET', 'HEAD', 'PUT'] } }
};

/** Who an own call of the station answers; for the others it is 401, a keeper's call 404. */
export const expectedCalls: Readonly<Record<string, 'everybody' | 'signedIn' | 'keeper'>> = {
	'GET /station/me': 'signedIn',
	'GET /station/health': 'everybody',
	'GET /station/doorbell': 'signedIn',
	'POST /station/admin/import': 'keeper',
	'POST /station/admin/import/confirm': 'keeper',
	'GET /station/admin/accounts': 'keeper',
	'POST /station/admin/accounts': 'keeper',
	'POST /station/admin/password': 'keeper',
	'GET /station/admin/community': 'keeper',
	'GET /station/admin/health': 'keeper'
};
