/**
 * The whole station on one page, without a socket: from a Request to a Response. It puts the rooms
 * together and decides nothing itself.
 */
import { randomUUID } from 'node:crypto';
import { gridFeed, quarantineOf } from '#lib/domain/feeds.ts';
import type { AccessStore } from './access/accessStore.ts';
import type { Community } from './access/community.ts';
import { databasesOf, receivedBookOf } from './access/community.ts';
import { createGate } from './access/gate.ts';
import type { ScryptCost } from './access/passwords.ts';
import { defaultCost } from './access/passwords.ts';
import type { PushQuota } from './access/pushQuota.ts';
import { openPushQuota } from './access/pushQuota.ts';
import { assertSameOrigin } from './access/sameOrigin.ts';
import { openSessions } from './access/sessions.ts';
import { createSessionResource } from './access/sessionResource.ts';
import type { SignInLimits } from './access/signInLimiter.ts';
import { openSignInLimiter } from './access/signInLimiter.ts';
import { adminCallNames, adminMount, createAdminCalls } from './admin/adminCalls.ts';
import { openImporter } from './admin/importer.ts';
import { errorResponse, notFound } from './http/couchError.ts';
import { createCouchFace } from './http/handle.ts';
import { openNumberKeeper } from './router/numberKeeper.ts';
import type { Router } from './router/router.ts';
import { openRouter } from './router/router.ts';
import { everywhere } from './shell/securityHeaders.ts';
import { answerHealth } from './stationApi/health.ts';
import { openDoorbell } from './stationApi/doorbell.ts';
import { createStationCalls } from './stationApi/stationCalls.ts';
import type { DocumentStore, StationStorage } from './storage/documentStore.ts';
import { StorageBroken } from './storage/storageErrors.ts';

export interface StationOptions {
	storage: StationStorage;
	access: AccessStore;
	version: string;
	/** Answers every address that is not the station's own. */
	shell?: (request: Request) => Promise<Response>;
	/** Opens the keeper's calls to whoever holds it; without it there are none. */
	adminToken?: string;
	nowMs?: () => number;
	cost?: ScryptCost;
	signInLimits?: SignInLimits;
	quota?: PushQuota;
	/** Told of what nobody foresaw, without personal data. */
	onDefect?: (error: unknown) => void;
	/** The medium failed under the router: stop the process now. */
	onBroken?: (error: StorageBroken) => void;
}

export interface Station {
	/** Throws only StorageBroken: then the process must stop. */
	handle(request: Request): Promise<Response>;
	readonly router: Router;
	/** `METHOD /path` of every call under /station, the keeper's included. */
	readonly calls: readonly string[];
	/** Ends open lines and leaves everything where the next start goes on. Storage stays open. */
	close(): Promise<void>;
}

/** The community is known (`access.saveCommunity`) before its station opens. */
export async function openStation(options: StationOptions): Promise<Station> {
	const { storage, access, version, nowMs = Date.now, onDefect = () => undefined } = options;
	const shell = options.shell ?? (() => Promise.reject(notFound('missing')));
	const { cost = defaultCost } = options;
	const startedMs = nowMs();
	const now = () => new Date(nowMs()).toISOString();
	const community = () => communityOf(access);
	const onTrouble = (error: unknown) => {
		onDefect(error);
		if (error instanceof StorageBroken) options.onBroken?.(error);
	};
	const databases = databasesOf(community());
	for (const name of databases) await storage.create(name);

	const sessions = openSessions(access, nowMs);
	const router = await openRouter({
		storage,
		databases: databases.filter((name) => /^(?:feed|ledger)-/.test(name)),
		onTrouble
	});
	const numbers = await openNumberKeeper({
		feeds: await Promise.all(community().grids.map(({ id }) => opened(storage, gridFeed(id)))),
		quarantine: await opened(storage, quarantineOf(community().id)),
		received: await opened(storage, receivedBookOf(community().id)),
		now,
		onTrouble
	});
	const stationParts = {
		...{ storage, access, sessions, router, numbers, community },
		...{ version, startedMs, nowMs }
	};
	const doorbell = openDoorbell(stationParts);
	const stationCalls = createStationCalls(stationParts, doorbell);
	const couch = createCouchFace({
		storage,
		version,
		uuid: uuidOf(access),
		gate: createGate({
			...{ sessions, storage, community },
			now,
			spend: openPushQuota(nowMs, options.quota)
		}),
		session: createSessionResource({
			...{ store: access, sessions },
			attempt: openSignInLimiter(nowMs, options.signInLimits),
			cost
		}),
		onDefect
	});
	const adminCalls =
		options.adminToken === undefined
			? undefined
			: createAdminCalls({
					token: options.adminToken,
					...{ access, sessions, community, cost },
					health: answerHealth(stationParts),
					importer: openImporter({ storage, community, nowMs })
				});

	async function answer(request: Request): Promise<Response> {
		assertSameOrigin(request);
		const { pathname } = new URL(request.url);
		if (pathname === '/db' || pathname.startsWith('/db/')) return couch(request);
		if (adminCalls && pathname.startsWith(`${adminMount}/`)) return adminCalls(request);
		if (pathname.startsWith('/station/')) return stationCalls.answer(request);
		return shell(request);
	}

	return {
		router,
		calls: [...stationCalls.names, ...(adminCalls ? adminCallNames : [])],
		async handle(request) {
			const response = await answer(request).catch((error: unknown) =>
				errorResponse(error, onDefect)
			);
			for (const [name, value] of Object.entries(everywhere)) response.headers.set(name, value);
			const renewal = sessions.renewalFor(request);
			if (renewal !== undefined) response.headers.append('Set-Cookie', renewal);
			return response;
		},
		async close() {
			doorbell.close();
			await router.close();
			await numbers.close();
		}
	};
}

function communityOf(access: AccessStore): Community {
	const community = access.community();
	if (!community) throw new Error('This station has no community yet.');
	return community;
}

async function opened(storage: StationStorage, name: string): Promise<DocumentStore> {
	const store = await storage.open(name);
	if (!store) throw new Error(`There is no database ${name}.`);
	return store;
}

/** The station's own for all its life: replications recognise it by this. */
function uuidOf(access: AccessStore): string {
	const known = access.fact('uuid');
	if (known !== undefined) return known;
	const uuid = randomUUID().replaceAll('-', '');
	access.saveFact('uuid', uuid);
	return uuid;
}
