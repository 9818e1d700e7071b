/**
 * The closed table of what there is. A path or method that is not in it does not exist (SAFETY 1.5),
 * whatever CouchDB may have there.
 */
import { CouchError, notFound } from './couchError.ts';
import { attachmentNameOf, databaseNameOf, decodeSegment, documentIdOf } from './pathGrammar.ts';

export type RouteName =
	| 'serverInfo'
	| 'session'
	| 'up'
	| 'uuids'
	| 'allDbs'
	| 'dbsInfo'
	| 'dbUpdates'
	| 'activeTasks'
	| 'database'
	| 'changes'
	| 'allDocs'
	| 'bulkDocs'
	| 'bulkGet'
	| 'revsDiff'
	| 'missingRevs'
	| 'ensureFullCommit'
	| 'security'
	| 'revsLimit'
	| 'compact'
	| 'viewCleanup'
	| 'purge'
	| 'purgedInfos'
	| 'purgedInfosLimit'
	| 'localDocument'
	| 'document'
	| 'attachment';

export type Method = 'GET' | 'HEAD' | 'PUT' | 'POST' | 'DELETE';

export const methodsOf: Readonly<Record<RouteName, readonly Method[]>> = {
	serverInfo: ['GET', 'HEAD'],
	session: ['GET', 'POST', 'DELETE'],
	up: ['GET', 'HEAD'],
	uuids: ['GET'],
	allDbs: ['GET', 'HEAD'],
	dbsInfo: ['GET', 'POST'],
	dbUpdates: ['GET'],
	activeTasks: ['GET', 'HEAD'],
	database: ['GET', 'HEAD', 'PUT', 'POST', 'DELETE'],
	changes: ['GET', 'POST'],
	allDocs: ['GET', 'POST'],
	bulkDocs: ['POST'],
	bulkGet: ['POST'],
	revsDiff: ['POST'],
	missingRevs: ['POST'],
	ensureFullCommit: ['POST'],
	security: ['GET', 'PUT'],
	revsLimit: ['GET', 'PUT'],
	compact: ['POST'],
	viewCleanup: ['POST'],
	purge: ['POST'],
	purgedInfos: ['GET'],
	purgedInfosLimit: ['GET', 'PUT'],
	localDocument: ['GET', 'HEAD', 'PUT', 'DELETE'],
	document: ['GET', 'HEAD', 'PUT', 'DELETE'],
	attachment: ['GET', 'HEAD', 'PUT', 'DELETE']
};

const ofServer = new Map<string, RouteName>([
	['_session', 'session'],
	['_up', 'up'],
	['_uuids', 'uuids'],
	['_all_dbs', 'allDbs'],
	['_dbs_info', 'dbsInfo'],
	['_db_updates', 'dbUpdates'],
	['_active_tasks', 'activeTasks']
]);

const ofDatabase = new Map<string, RouteName>([
	['_changes', 'changes'],
	['_all_docs', 'allDocs'],
	['_bulk_docs', 'bulkDocs'],
	['_bulk_get', 'bulkGet'],
	['_revs_diff', 'revsDiff'],
	['_missing_revs', 'missingRevs'],
	['_ensure_full_commit', 'ensureFullCommit'],
	['_security', 'security'],
	['_revs_limit', 'revsLimit'],
	['_compact', 'compact'],
	['_view_cleanup', 'viewCleanup'],
	['_purge', 'purge'],
	['_purged_infos', 'purgedInfos'],
	['_purged_infos_limit', 'purgedInfosLimit']
]);

export interface RouteFound {
	name: RouteName;
	db: string;
	docId: string;
	attachment: string;
}

/** `path` is what follows the mount, still encoded. */
export function findRoute(path: string, method: string): RouteFound {
	const route = routeOf(segmentsOf(path));
	if (!methodsOf[route.name].includes(method as Method)) {
		const allowed = methodsOf[route.name].join(',');
		throw new CouchError(405, 'method_not_allowed', `Only ${allowed} allowed`, { Allow: allowed });
	}
	return route;
}

/** One slash at the end is CouchDB's habit; two in a row are nobody's. */
function segmentsOf(path: string): string[] {
	const segments = path.split('/').slice(1);
	if (segments.at(-1) === '') segments.pop();
	if (segments.includes('')) throw notFound('missing');
	return segments;
}

function routeOf([first, second, ...rest]: string[]): RouteFound {
	const route = { db: '', docId: '', attachment: '' };
	if (first === undefined) return { name: 'serverInfo', ...route };
	if (decodeSegment(first).startsWith('_')) {
		const name = second === undefined ? ofServer.get(first) : undefined;
		if (!name) throw notFound('missing');
		return { name, ...route };
	}
	route.db = databaseNameOf(first);
	if (second === undefined) return { name: 'database', ...route };
	const name = ofDatabase.get(second);
	if (name && rest.length === 0) return { name, ...route };
	return documentRouteOf(route, second, rest);
}

function documentRouteOf(
	route: Omit<RouteFound, 'name'>,
	second: string,
	rest: string[]
): RouteFound {
	const decoded = decodeSegment(second);
	if (decoded === '_local' || decoded.startsWith('_local/')) {
		const parts = decoded === '_local' ? rest : [decoded.slice('_local/'.length), ...rest];
		const id = parts.map(decodeSegment).join('/');
		if (id === '') throw notFound('missing');
		return { name: 'localDocument', ...route, docId: id };
	}
	if (decoded === '_design') {
		const [id, ...names] = rest;
		if (id === undefined) throw notFound('missing');
		return documentOrAttachment(route, documentIdOf(`_design/${id}`), names);
	}
	if (decoded.startsWith('_') && !decoded.startsWith('_design/')) throw notFound('missing');
	return documentOrAttachment(route, documentIdOf(second), rest);
}

function documentOrAttachment(
	route: Omit<RouteFound, 'name'>,
	docId: string,
	names: string[]
): RouteFound {
	if (names.length === 0) return { name: 'document', ...route, docId };
	return { name: 'attachment', ...route, docId, attachment: attachmentNameOf(names) };
}
