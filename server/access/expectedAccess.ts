/**
 * What everybody may call, written by hand for the test that asks everything of everybody (T-AUTHZ).
 * It must never be derived from permissions.ts: the two say the same thing twice, on purpose.
 */
import type { Method, RouteName } from '../http/routes.ts';

/**
 * What a database is to who asks; everything that is neither hers nor the server is foreign. An old
 * one was hers until lately.
 */
export type Relation = 'server' | 'ownFeed' | 'ownMedia' | 'oldFeed' | 'oldMedia' | 'foreign';

interface Reach {
	/** Also without a session. */
	everybody?: readonly Method[];
	/** Everybody with a role and a phone, and only where the database stands to her as named. */
	worker?: Partial<Record<Exclude<Relation, 'foreign'>, readonly Method[]>>;
	/** An admin of general databases, at the server; a community's own do not exist for her. */
	admin?: readonly Method[];
}

/** A new route gets its line here, or the build fails. `{}`: it exists for nobody but admins. */
export const expectedRoutes: Readonly<Record<RouteName, Reach>> = {
	serverInfo: { worker: { server: ['GET', 'HEAD'] }, admin: ['GET', 'HEAD'] },
	session: { everybody: ['GET', 'POST', 'DELETE'] },
	up: { admin: ['GET', 'HEAD'] },
	uuids: { admin: ['GET'] },
	allDbs: { admin: ['GET', 'HEAD'] },
	dbsInfo: { admin: ['GET', 'POST'] },
	dbUpdates: { admin: ['GET'] },
	activeTasks: { admin: ['GET', 'HEAD'] },
	database: { worker: { ownFeed: ['GET', 'HEAD'] } },
	changes: { worker: { ownFeed: ['GET', 'POST'] } },
	allDocs: {},
	bulkDocs: { worker: { ownFeed: ['POST'], oldFeed: ['POST'] } },
	bulkGet: { worker: { ownFeed: ['POST'] } },
	revsDiff: { worker: { ownFeed: ['POST'] } },
	missingRevs: {},
	ensureFullCommit: {},
	security: {},
	localDocument: { worker: { ownFeed: ['GET', 'PUT'] } },
	document: { worker: { ownFeed: ['GET', 'HEAD'] } },
	attachment: { worker: { ownMedia: ['GET', 'HEAD', 'PUT'], oldMedia: ['PUT'] } },
	revsLimit: {},
	compact: {},
	viewCleanup: {},
	purge: {},
	purgedInfos: {},
	purgedInfosLimit: {},
	designDocs: {},
	localDocs: {},
	designFunction: {},
	find: {},
	explain: {},
	indexes: {},
	index: {},
	indexesGone: {}
};

/** Who an own call of the station answers; 401 without a session, 404 for who has no business with it. */
export type Answered = 'everybody' | 'signedIn' | 'tokenHolder' | 'stationKeeper' | 'communityDesk';

export const expectedCalls: Readonly<Record<string, Answered>> = {
	'GET /station/me': 'signedIn',
	'GET /station/health': 'everybody',
	'GET /station/doorbell': 'signedIn',
	'PUT /station/badge/photo': 'signedIn',
	'DELETE /station/badge/photo': 'signedIn',
	'POST /station/badge/renew': 'signedIn',
	'GET /check/:badge': 'everybody',
	'GET /check/mongolian.woff2': 'everybody',
	'GET /metrics': 'everybody',
	'POST /station/exports/table': 'communityDesk',
	'GET /station/keeper/overview': 'stationKeeper',
	'POST /station/keeper/grant': 'stationKeeper',
	'POST /station/keeper/grant/end': 'stationKeeper',
	'GET /station/keeper/quarantine/:item': 'stationKeeper',
	'POST /station/keeper/quarantine/:item/accept': 'stationKeeper',
	'POST /station/keeper/quarantine/:item/repair': 'stationKeeper',
	'POST /station/keeper/quarantine/:item/return': 'stationKeeper',
	'POST /station/admin/import': 'tokenHolder',
	'POST /station/admin/import/confirm': 'tokenHolder',
	'POST /station/admin/organisation': 'tokenHolder',
	'POST /station/admin/organisation/confirm': 'tokenHolder',
	'POST /station/admin/places': 'tokenHolder',
	'POST /station/admin/places/confirm': 'tokenHolder',
	'GET /station/admin/accounts': 'tokenHolder',
	'POST /station/admin/accounts': 'tokenHolder',
	'POST /station/admin/password': 'tokenHolder',
	'GET /station/admin/community': 'tokenHolder',
	'GET /station/admin/health': 'tokenHolder',
	'GET /station/admin/audit': 'tokenHolder',
	'POST /station/admin/backup': 'tokenHolder',
	'POST /station/admin/backup/made': 'tokenHolder',
	'GET /station/admin/upstream': 'tokenHolder',
	'POST /station/admin/upstream': 'tokenHolder',
	'POST /station/admin/upstream/off': 'tokenHolder',
	'POST /station/admin/upstream/kick': 'tokenHolder'
};
