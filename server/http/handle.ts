/**
 * The station's CouchDB face: from a Request to a Response, with no socket in it. Every call is
 * identified, found in the closed table, authorised and only then answered; every error ends here.
 */
import type { StationStorage } from '../storage/documentStore.ts';
import { answerActiveTasks } from './activeTasks.ts';
import { answerAllDbs, answerDbsInfo } from './allDbs.ts';
import { answerAllDocs, answerDesignDocs } from './allDocs.ts';
import { answerAttachment } from './attachment.ts';
import { answerBulkDocs } from './bulkDocs.ts';
import { answerBulkGet } from './bulkGet.ts';
import type { Call, Face, Resource } from './call.ts';
import { answerChanges } from './changes.ts';
import { answerCompact, answerViewCleanup } from './compact.ts';
import { Compactions } from './compactions.ts';
import { errorResponse, notFound } from './couchError.ts';
import { headersOnly } from './couchResponse.ts';
import { answerDatabase } from './database.ts';
import { DatabaseLog } from './databaseLog.ts';
import { answerRevsLimit, answerPurgedInfosLimit } from './databaseLimits.ts';
import { answerDbUpdates } from './dbUpdates.ts';
import { answerDesignFunction } from './designFunction.ts';
import { answerDocument } from './document.ts';
import type { Gate } from './gate.ts';
import { defaultLimits } from './gate.ts';
import { answerLocalDocument } from './localDocument.ts';
import { answerLocalDocs } from './localDocs.ts';
import { answerExplain, answerFind } from './mangoFind.ts';
import { answerIndex, answerIndexes, answerIndexesGone } from './mangoIndexes.ts';
import { answerPurge, answerPurgedInfos } from './purge.ts';
import { QueryParameters } from './queryParameters.ts';
import { answerMissingRevs, answerRevsDiff } from './revsDiff.ts';
import type { RouteName } from './routes.ts';
import { RunningTasks } from './runningTasks.ts';
import { findRoute } from './routes.ts';
import { answerSecurity } from './security.ts';
import { answerEnsureFullCommit, answerServerInfo, answerUp, answerUuids } from './serverInfo.ts';
import { takeTurns } from './turns.ts';

export interface CouchFaceOptions {
	storage: StationStorage;
	gate: Gate;
	version: string;
	uuid: string;
	/** Answers `_session`. Without it there is none. */
	session?: (request: Request) => Promise<Response>;
	/** Where it hangs in the station's URLs, without a slash at the end. */
	mount?: string;
	/** Told of errors that nobody foresaw, and of a full or damaged medium. */
	onDefect?: (error: unknown) => void;
}

const resources: Readonly<Record<Exclude<RouteName, 'session'>, Resource>> = {
	serverInfo: answerServerInfo,
	up: answerUp,
	uuids: answerUuids,
	allDbs: answerAllDbs,
	dbsInfo: answerDbsInfo,
	dbUpdates: answerDbUpdates,
	activeTasks: answerActiveTasks,
	database: answerDatabase,
	changes: answerChanges,
	allDocs: answerAllDocs,
	bulkDocs: answerBulkDocs,
	bulkGet: answerBulkGet,
	revsDiff: answerRevsDiff,
	missingRevs: answerMissingRevs,
	ensureFullCommit: answerEnsureFullCommit,
	security: answerSecurity,
	revsLimit: answerRevsLimit,
	compact: answerCompact,
	viewCleanup: answerViewCleanup,
	purge: answerPurge,
	purgedInfos: answerPurgedInfos,
	purgedInfosLimit: answerPurgedInfosLimit,
	localDocument: answerLocalDocument,
	document: answerDocument,
	attachment: answerAttachment,
	designDocs: answerDesignDocs,
	localDocs: answerLocalDocs,
	designFunction: answerDesignFunction,
	find: answerFind,
	explain: answerExplain,
	indexes: answerIndexes,
	index: answerIndex,
	indexesGone: answerIndexesGone
};

/** Throws only StorageBroken: then the process must stop. */
export function createCouchFace(
	options: CouchFaceOptions
): (request: Request) => Promise<Response> {
	const { mount = '/db', session, onDefect = () => undefined } = options;
	const runningTasks = new RunningTasks();
	const face: Face = {
		...options,
		session: session ?? (() => Promise.reject(notFound('missing'))),
		onDefect,
		inTurn: takeTurns(),
		databaseLog: new DatabaseLog(options.storage),
		runningTasks,
		compactions: new Compactions(runningTasks, onDefect)
	};
	return async (request) => {
		try {
			return await answer(face, request, mount);
		} catch (error) {
			return errorResponse(error, onDefect);
		}
	};
}

async function answer(face: Face, request: Request, mount: string): Promise<Response> {
	const { pathname, searchParams } = new URL(request.url);
	if (pathname !== mount && !pathname.startsWith(`${mount}/`)) throw notFound('missing');
	const route = findRoute(pathname.slice(mount.length), request.method);
	const { name, db, docId } = route;
	if (name === 'session') return face.session(request);
	const principal = await face.gate.identify(request);
	await face.gate.authorise(principal, {
		name,
		method: request.method,
		...(db === '' ? {} : { db }),
		...(docId === '' ? {} : { docId })
	});
	const call: Call = {
		face,
		request,
		route,
		principal,
		query: new QueryParameters(searchParams),
		limits: { ...defaultLimits, ...face.gate.limits?.(principal, db) }
	};
	const response = await resources[name](call);
	return request.method === 'HEAD' ? headersOnly(response) : response;
}
