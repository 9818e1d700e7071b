/**
 * The closed table of what a signed-in person may call. What is not in it does not exist for her;
 * a new route of the CouchDB face does not compile before it stands here.
 */
import type { FeedGrant } from '#lib/domain/feeds.ts';
import type { Method, RouteName } from '../http/routes.ts';

type Permissions = Readonly<Record<RouteName, readonly Method[]>>;

/** What a phone and PouchDB's own replication need of a feed, and nothing else. */
const ofFeed: Permissions = {
	serverInfo: [],
	session: [],
	up: [],
	uuids: [],
	database: ['GET', 'HEAD'],
	changes: ['GET', 'POST'],
	allDocs: [],
	bulkDocs: ['POST'],
	bulkGet: ['POST'],
	revsDiff: ['POST'],
	missingRevs: [],
	ensureFullCommit: [],
	security: [],
	localDocument: ['GET', 'PUT'],
	document: ['GET', 'HEAD'],
	attachment: [],
	designDocs: [],
	localDocs: [],
	designFunction: [],
	find: [],
	explain: [],
	indexes: [],
	index: [],
	indexesGone: []
};

const nothing: Permissions = {
	serverInfo: [],
	session: [],
	up: [],
	uuids: [],
	database: [],
	changes: [],
	allDocs: [],
	bulkDocs: [],
	bulkGet: [],
	revsDiff: [],
	missingRevs: [],
	ensureFullCommit: [],
	security: [],
	localDocument: [],
	document: [],
	attachment: [],
	designDocs: [],
	localDocs: [],
	designFunction: [],
	find: [],
	explain: [],
	indexes: [],
	index: [],
	indexesGone: []
};

/** Pictures are laid down and looked at, one at a time. */
const ofMedia: Permissions = { ...nothing, attachment: ['GET', 'HEAD', 'PUT'] };

/** Without a database: PouchDB asks who the server is. */
const ofServer: Permissions = { ...nothing, serverInfo: ['GET', 'HEAD'] };

export type Place = 'server' | 'feed' | 'media' | 'elsewhere';

export function placeOf(db: string | undefined, feeds: readonly FeedGrant[]): Place {
	if (db === undefined) return 'server';
	if (feeds.some(({ feed }) => feed === db)) return 'feed';
	if (feeds.some(({ media }) => media === db)) return 'media';
	return 'elsewhere';
}

const permissions: Readonly<Record<Place, Permissions>> = {
	server: ofServer,
	feed: ofFeed,
	media: ofMedia,
	elsewhere: nothing
};

export function mayCall(place: Place, route: RouteName, method: string): boolean {
	return permissions[place][route].includes(method as Method);
}
