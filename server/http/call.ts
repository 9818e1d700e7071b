/** One call on its way through the face: who, where, and with what. Resources take it and answer. */
import type { DocumentStore, StationStorage } from '../storage/documentStore.ts';
import type { RunningTasks } from './runningTasks.ts';
import type { Compactions } from './compactions.ts';
import { notFound } from './couchError.ts';
import type { DatabaseLog } from './databaseLog.ts';
import type { Gate, Limits, Principal } from './gate.ts';
import type { QueryParameters } from './queryParameters.ts';
import type { RouteFound } from './routes.ts';

export interface Face {
	storage: StationStorage;
	gate: Gate;
	/** Of the station's software. */
	version: string;
	/** The station's own, the same for all its life: part of every replication's id. */
	uuid: string;
	/** `_session`, which belongs to whoever knows accounts. */
	session: (request: Request) => Promise<Response>;
	onDefect: (error: unknown) => void;
	/** Runs pushes to one database one after the other. */
	inTurn: <T>(db: string, work: () => Promise<T>) => Promise<T>;
	/** What happened to which database; for `_db_updates`. */
	databaseLog: DatabaseLog;
	runningTasks: RunningTasks;
	compactions: Compactions;
}

export interface Call {
	face: Face;
	request: Request;
	route: RouteFound;
	principal: Principal;
	query: QueryParameters;
	limits: Limits;
}

export type Resource = (call: Call) => Promise<Response>;

/** Which databases may be spoken of to whoever asks for more than one. */
export function namedBy({ gate }: Face): (db: string) => boolean {
	return gate.named?.() ?? (() => true);
}

export async function storeOf({ face, route }: Call): Promise<DocumentStore> {
	const store = await face.storage.open(route.db);
	if (!store) throw notFound('Database does not exist.');
	return store;
}
