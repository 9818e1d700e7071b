/**
 * The closed table of who may call what. What is not in it does not exist; a new route of the
 * CouchDB face does not compile before it stands here.
 */
import type { FeedGrant } from '#lib/domain/feeds.ts';
import type { Method, RouteName } from '../http/routes.ts';
import { methodsOf } from '../http/routes.ts';

/**
 * Where a call goes, and as what. `server` is no database, for phones. `feed` and `media` are hers;
 * `oldFeed` and `oldMedia` were, until lately: they take what she had not sent, and show nothing.
 * `member`, `dbAdmin` and `admin` are what CouchDB makes of an account, at the server and in general
 * databases; a `stranger` is named in none of it. The community's own databases are `elsewhere`.
 */
export type Place =
	| 'server'
	| 'feed'
	| 'media'
	| 'oldFeed'
	| 'oldMedia'
	| 'member'
	| 'dbAdmin'
	| 'admin'
	| 'stranger'
	| 'elsewhere';

type Line = Readonly<Partial<Record<Place, readonly Method[]>>>;

const read = ['GET', 'HEAD'] as const;

/**
 * A phone and PouchDB's own replication need nothing of a feed but what stands under `feed`;
 * pictures are laid down and looked at, one at a time. A database's admin may what a member may, an admin all.
 */
const table: Readonly<Record<RouteName, Line>> = {
	serverInfo: { server: read, member: read },
	// Answered before anybody is known.
	session: {},
	up: { member: read },
	uuids: { member: ['GET'] },
	allDbs: { admin: read },
	dbsInfo: { admin: ['GET', 'POST'] },
	dbUpdates: { admin: ['GET'] },
	activeTasks: { admin: read },

	database: { feed: read, member: ['GET', 'HEAD', 'POST'], admin: ['PUT', 'DELETE'] },
	changes: { feed: ['GET', 'POST'], member: ['GET', 'POST'] },
	allDocs: { member: ['GET', 'POST'] },
	bulkDocs: { feed: ['POST'], oldFeed: ['POST'], member: ['POST'] },
	bulkGet: { feed: ['POST'], member: ['POST'] },
	revsDiff: { feed: ['POST'], member: ['POST'] },
	missingRevs: { member: ['POST'] },
	ensureFullCommit: { member: ['POST'] },
	security: { member: ['GET'], dbAdmin: ['PUT'] },
	revsLimit: { member: ['GET'], dbAdmin: ['PUT'] },
	compact: { dbAdmin: ['POST'] },
	viewCleanup: { dbAdmin: ['POST'] },
	purge: { admin: ['POST'] },
	purgedInfos: { admin: ['GET'] },
	purgedInfosLimit: { member: ['GET'], admin: ['PUT'] },
	localDocument: { feed: ['GET', 'PUT'], member: methodsOf.localDocument },
	document: { feed: read, member: methodsOf.document },
	attachment: {
		media: ['GET', 'HEAD', 'PUT'],
		oldMedia: ['PUT'],
		member: methodsOf.attachment
	},

	designDocs: { member: methodsOf.designDocs },
	localDocs: { member: methodsOf.localDocs },
	designFunction: { member: methodsOf.designFunction },
	find: { member: methodsOf.find },
	explain: { member: methodsOf.explain },
	// An index is a design document.
	indexes: { member: ['GET'], dbAdmin: ['POST'] },
	index: { dbAdmin: methodsOf.index },
	indexesGone: { dbAdmin: methodsOf.indexesGone }
};

/** The columns that hold for a place. */
const columnsOf: Readonly<Record<Place, readonly Place[]>> = {
	server: ['server'],
	feed: ['feed'],
	media: ['media'],
	oldFeed: ['oldFeed'],
	oldMedia: ['oldMedia'],
	member: ['member'],
	dbAdmin: ['member', 'dbAdmin'],
	admin: ['member', 'dbAdmin', 'admin'],
	stranger: [],
	elsewhere: []
};

export function mayCall(place: Place, route: RouteName, method: string): boolean {
	const line = table[route];
	return columnsOf[place].some((column) => line[column]?.includes(method as Method));
}

/** Which of her own databases it is, or none of them. */
export function placeOf(
	db: string | undefined,
	feeds: readonly FeedGrant[],
	ended: readonly FeedGrant[] = []
): Place {
	if (db === undefined) return 'server';
	if (feeds.some(({ feed }) => feed === db)) return 'feed';
	if (feeds.some(({ media }) => media === db)) return 'media';
	if (ended.some(({ feed }) => feed === db)) return 'oldFeed';
	return ended.some(({ media }) => media === db) ? 'oldMedia' : 'elsewhere';
}
