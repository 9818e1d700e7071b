/**
 * The whole station on one page, without a socket: from a Request to a Response. It puts the rooms
 * together and decides nothing itself; it is long because every room meets the others here and nowhere else.
 */
import { randomUUID } from 'node:crypto';
import { checkPath } from '#lib/domain/badge.ts';
import { dayOf, addDays, instantAt } from '#lib/domain/calendar.ts';
import { communityLedger, quarantineOf } from '#lib/domain/feeds.ts';
import type { AccessStore } from './access/accessStore.ts';
import type { AuditTrail } from './access/auditTrail.ts';
import { auditedSessions, openAuditTrail } from './access/auditTrail.ts';
import { openBadges } from './access/badges.ts';
import type { Community } from './access/community.ts';
import {
	databasesOf,
	feedNames,
	leaseDatabase,
	receivedBookOf,
	sentUpstream
} from './access/community.ts';
import { settleClash } from './access/contentClash.ts';
import { openCredentials } from './access/credentials.ts';
import { openDeviceMeetings } from './access/deviceMeetings.ts';
import { feedsOf } from './access/feedGrants.ts';
import { openFeeds } from './access/feeds.ts';
import { createGate } from './access/gate.ts';
import { grantsOfToday } from './access/grantsOfToday.ts';
import { createIdentification } from './access/identification.ts';
import type { ScryptCost } from './access/passwords.ts';
import { defaultCost } from './access/passwords.ts';
import { peerOf } from './access/peer.ts';
import type { PushQuota } from './access/pushQuota.ts';
import { openPushQuota } from './access/pushQuota.ts';
import { assertSameOrigin } from './access/sameOrigin.ts';
import { openSessions } from './access/sessions.ts';
import { createSessionResource } from './access/sessionResource.ts';
import type { SignInLimits } from './access/signInLimiter.ts';
import { openSignInLimiter } from './access/signInLimiter.ts';
import type { TokenKeys } from './access/tokens.ts';
import { openTokens } from './access/tokens.ts';
import { adminCallNames, adminMount, createAdminCalls } from './admin/adminCalls.ts';
import { openImporter } from './admin/importer.ts';
import { openOrganiser } from './organisation/organiser.ts';
import { checkCallNames, createCheckCalls } from './check/checkCalls.ts';
import { openCircleKeeper } from './circle/circleKeeper.ts';
import { openBackups } from './backup/backups.ts';
import type { CopySource } from './backup/copySource.ts';
import { createExportCalls, exportCallNames, exportMount } from './exports/exportCalls.ts';
import { errorResponse, notFound } from './http/couchError.ts';
import { openCrossOrigin } from './http/crossOrigin.ts';
import { createCouchFace } from './http/handle.ts';
import { createKeeperCalls, keeperCallNames, keeperMount } from './keeper/keeperCalls.ts';
import { openCount } from './keeper/keptItems.ts';
import type { StationLoop } from './loop/stationLoop.ts';
import { openStationLoop } from './loop/stationLoop.ts';
import type { Ageing } from './router/ageing.ts';
import { openAgeing } from './router/ageing.ts';
import { alone, openLeases } from './router/leases.ts';
import type { LeaseTimes, Leases } from './router/leases.ts';
import { openNumberKeeper } from './router/numberKeeper.ts';
import { openReceivedKeeper } from './router/receivedKeeper.ts';
import type { Router } from './router/router.ts';
import { openRouter } from './router/router.ts';
import { everywhere, overTls } from './shell/securityHeaders.ts';
import { backupPart } from './stationApi/backupPart.ts';
import { clusterPart } from './stationApi/clusterPart.ts';
import { openDoorbell } from './stationApi/doorbell.ts';
import { openHealth } from './stationApi/health.ts';
import type { HealthPart } from './stationApi/healthPart.ts';
import { healthPartsOf } from './stationApi/healthParts.ts';
import type { MetricsAccess } from './stationApi/metrics.ts';
import { loopPart } from './stationApi/loopPart.ts';
import { openMetrics } from './stationApi/metrics.ts';
import { openRequestWatch } from './stationApi/requestWatch.ts';
import { createStationCalls } from './stationApi/stationCalls.ts';
import { upstreamPart } from './stationApi/upstreamPart.ts';
import type { StationLog } from './stationLog.ts';
import { factsOfError } from './stationLog.ts';
import type { DiskUse } from './storage/diskUse.ts';
import type { DocumentStore, StationStorage } from './storage/documentStore.ts';
import { StorageBroken } from './storage/storageErrors.ts';
import type { Send } from './upstream/district.ts';
import { openUpstream } from './upstream/upstream.ts';

export interface StationOptions {
	storage: StationStorage;
	access: AccessStore;
	version: string;
	/** Answers every address that is not the station's own. */
	shell?: (request: Request) => Promise<Response>;
	/** Opens the keeper's calls to whoever holds it; without it there are none. */
	adminToken?: string;
	/** Whose tokens (JWT) are taken; without keys none are. */
	tokenKeys?: TokenKeys;
	/** What a backup copies. Without it there is none: a cluster has its own way. */
	copies?: { source: CopySource; folder: string };
	/** False for a station that is only opened for a command: then the district is left alone. */
	reachesOut?: boolean;
	/** How the district is asked. */
	send?: Send;
	nowMs?: () => number;
	cost?: ScryptCost;
	signInLimits?: SignInLimits;
	quota?: PushQuota;
	leaseTimes?: LeaseTimes;
	/** Where its files lie, for health; absent where nothing lies on a disk. */
	disk?: () => Promise<DiskUse>;
	/** How long feeds carry what is over; the ledger carries it for good. */
	feedWindowDays?: number;
	/** What else its health depends on, e.g. room on its medium. */
	moreHealth?: readonly HealthPart[];
	/** Whose web programs may speak with /db from their own pages. */
	origins?: readonly string[];
	metrics?: MetricsAccess;
	log?: StationLog;
	/** Also the requests that went well and fast. */
	logEveryRequest?: boolean;
	/** Told of what nobody foresaw, without personal data. */
	onDefect?: (error: unknown) => void;
	/** The medium failed under the router: stop the process now. */
	onBroken?: (error: StorageBroken) => void;
}

export interface Station {
	readonly audit: AuditTrail;
	/** Throws only StorageBroken: then the process must stop. */
	handle(request: Request): Promise<Response>;
	readonly router: Router;
	readonly ageing: Ageing;
	readonly loop: StationLoop;
	/** `METHOD /path` of every call under /station, the keeper's included. */
	readonly calls: readonly string[];
	/** Ends open lines and leaves everything where the next start goes on. Storage stays open. */
	close(): Promise<void>;
}

/** The community is known (`access.saveCommunity`) before its station opens. */
export async function openStation(options: StationOptions): Promise<Station> {
	const { storage, version, nowMs = Date.now, onDefect = () => undefined } = options;
	const access = grantsOfToday(options.access, nowMs);
	const { log = () => undefined } = options;
	const shell = options.shell ?? (() => Promise.reject(notFound('missing')));
	const { cost = defaultCost } = options;
	const startedMs = nowMs();
	const now = () => new Date(nowMs()).toISOString();
	const community = () => communityOf(access);
	const onTrouble = (error: unknown) => {
		onDefect(error);
		log('error', 'router_trouble', factsOfError(error));
		if (error instanceof StorageBroken) options.onBroken?.(error);
	};
	for (const name of databasesOf(community())) await storage.create(name);

	const leases = storage.isShared ? await openOwnLease(options, onTrouble) : undefined;
	const division = leases ?? alone;
	const quarantine = await opened(storage, quarantineOf(community().id));
	const audit = openAuditTrail(access, now);
	const sessions = auditedSessions(openSessions(access, nowMs), audit);
	const meetings = openDeviceMeetings({
		...{ store: access, sessions, nowMs },
		writes: ({ grants }) => feedsOf(grants, community()).length > 0
	});
	const limiter = openSignInLimiter(nowMs, options.signInLimits);
	const feeds = openFeeds({
		...{ storage, access: options.access, community },
		async onNew() {
			await Promise.all([router.refresh(), received.refresh()]);
			await countAll();
		}
	});
	const { feedWindowDays = usualWindowDays } = options;
	const windowFrom = () => instantAt(addDays(dayOf(now()), -feedWindowDays), 0);
	const router = await openRouter({
		...{ storage, division, onTrouble },
		databases: () => databasesOf(community()).filter((name) => /^(?:feed|ledger)-/.test(name)),
		readers: feeds.readers,
		grids: () => community().grids.map(({ id }) => id),
		windowFrom,
		async settle(feed, id) {
			// In one station alone pushes take turns, and what has two leaves was written so on purpose.
			if (storage.isShared) await settleClash({ feed, quarantine, now }, id);
		}
	});
	const book = await opened(storage, receivedBookOf(community().id));
	const received = await openReceivedKeeper({
		...{ storage, division, now, onTrouble, book },
		feeds: () => feedNames(community())
	});
	const loop = await openStationLoop({
		...{ storage, division, nowMs, onTrouble, book },
		community: community()
	});
	const ageing = openAgeing({
		...{ storage, division, windowFrom, onTrouble },
		feeds: () => feedNames(community()),
		ledger: communityLedger(community().id)
	});
	const numbers = await openNumberKeeper({ quarantine, onTrouble });
	async function countAll(): Promise<void> {
		for (const name of feedNames(community())) {
			const store = await storage.open(name);
			if (store) await numbers.count(store);
		}
	}
	await countAll();
	/** Also after the keeper's calls, which may have given somebody a post. */
	const ensureAll = async () =>
		feeds.ensure(options.access.accounts().flatMap(({ grants }) => grants));
	await ensureAll();
	const upstream = await openUpstream({
		...{ storage, access, now, onTrouble },
		databases: sentUpstream(community()),
		uuid: uuidOf(access),
		turn: { isOurs: () => division.owns(upstreamTurn), onBeat: division.onBeat },
		reachesOut: options.reachesOut ?? true,
		send: options.send ?? fetch
	});
	const stationParts = {
		...{ storage, access, sessions, router, numbers, community },
		ensureFeeds: feeds.ensure,
		...{ version, startedMs, nowMs }
	};
	const doorbell = openDoorbell(stationParts);
	const credentials = openCredentials({ store: access, limiter, cost, nowMs });
	const { tokenKeys } = options;
	const readToken = tokenKeys && openTokens(tokenKeys, nowMs);
	const identify = createIdentification({ store: access, sessions, credentials, readToken });
	const health = openHealth(stationParts, [
		...healthPartsOf({
			...stationParts,
			...{ doorbell, meetings, disk: options.disk, openItems: openCount }
		}),
		backupPart(access, nowMs),
		upstreamPart(upstream, nowMs),
		loopPart(loop.reading),
		...(leases ? [clusterPart(leases.alive, router.followed)] : []),
		...(options.moreHealth ?? [])
	]);
	const metrics = openMetrics(health, options.metrics ?? { token: undefined, trustLoopback: true });
	const watch = openRequestWatch(metrics, log, { everyRequest: options.logEveryRequest ?? false });
	const badges = openBadges(access);
	const stationCalls = createStationCalls({ ...stationParts, badges }, { doorbell, health });
	const checkCalls = createCheckCalls({ storage, badges, community, nowMs });
	const keeperCalls = createKeeperCalls({
		...stationParts,
		...{ audit, meetings, health, doorbell, attempt: limiter.attempt, cost }
	});
	const exportCalls = createExportCalls({ ...stationParts, audit });
	const couch = createCouchFace({
		storage,
		version,
		uuid: uuidOf(access),
		gate: watch.over(
			createGate({
				...{ identify, storage, community },
				...{ now, ensure: feeds.ensure },
				spend: openPushQuota(nowMs, options.quota)
			})
		),
		session: createSessionResource({
			...{ sessions, credentials, identify },
			takesTokens: readToken !== undefined
		}),
		// Also of what runs behind the answers, where nobody else would stop the process.
		onDefect: onTrouble
	});
	const backups = options.copies && openBackups({ ...options.copies, version, now });
	const adminCalls =
		options.adminToken === undefined
			? undefined
			: createAdminCalls({
					token: options.adminToken,
					...{ access, sessions, community, cost, audit, backups, upstream },
					health: health.answer,
					importer: openImporter({ storage, community, nowMs }),
					circle: openCircleKeeper({ storage, community, nowMs }),
					organiser: openOrganiser({
						...{ storage, access, community, audit, cost, nowMs },
						allAccounts: () => options.access.accounts(),
						ensureFeeds: feeds.ensure
					})
				});

	const crossOrigin = openCrossOrigin(options.origins ?? []);
	async function answer(request: Request): Promise<Response> {
		const preflight = crossOrigin.preflight(request);
		if (preflight) return preflight;
		const { pathname } = new URL(request.url);
		if (pathname.startsWith(checkPath)) {
			// Whoever scans a badge is nobody here, also where she is signed in.
			request.headers.delete('cookie');
			return checkCalls(request);
		}
		// A page from elsewhere never acts with a person's cookie.
		if (crossOrigin.originOf(request) === undefined) assertSameOrigin(request);
		else request.headers.delete('cookie');
		await sessions.meet(request);
		if (pathname === '/db' || pathname.startsWith('/db/')) return couch(request);
		if (adminCalls && pathname.startsWith(`${adminMount}/`)) {
			const answered = await adminCalls(request);
			await ensureAll();
			return answered;
		}
		if (pathname.startsWith(`${keeperMount}/`)) return keeperCalls(request);
		if (pathname.startsWith(`${exportMount}/`)) return exportCalls(request);
		if (pathname.startsWith('/station/')) return stationCalls.answer(request);
		if (pathname === '/metrics') return metrics.answer(request);
		return shell(request);
	}

	return {
		...{ router, ageing, loop },
		audit,
		calls: [
			...stationCalls.names,
			...checkCallNames,
			...keeperCallNames,
			...exportCallNames,
			'GET /metrics',
			...(adminCalls ? adminCallNames : [])
		],
		async handle(request) {
			const beganMs = performance.now();
			const response = await answer(request)
				.catch((error: unknown) => errorResponse(error, onDefect))
				.then(async (answered) => {
					await access.settled();
					return answered;
				})
				.catch((error: unknown) => errorResponse(error, onDefect));
			for (const [name, value] of Object.entries(everywhere)) response.headers.set(name, value);
			if (peerOf(request).secure) response.headers.set(...overTls);
			const origin = crossOrigin.originOf(request);
			if (origin !== undefined) crossOrigin.allow(response, origin);
			meetings.note(request, response.status);
			watch.answered(request, response.status, performance.now() - beganMs);
			const renewal = sessions.renewalFor(request);
			if (renewal !== undefined) response.headers.append('Set-Cookie', renewal);
			return response;
		},
		async close() {
			doorbell.close();
			watch.close();
			meetings.close();
			await Promise.all([backups?.close(), upstream.close()]);
			await Promise.all([ageing.close(), router.close()]);
			await received.close();
			await loop.close();
			await numbers.close();
			await leases?.close();
		}
	};
}

/** A year, and what is open. */
const usualWindowDays = 365;

/** What is divided like a database: who sends to the district. */
const upstreamTurn = 'upstream';

/** Each start of a station is another one. */
async function openOwnLease(
	{ storage, leaseTimes }: StationOptions,
	onTrouble: (error: unknown) => void
): Promise<Leases> {
	await storage.create(leaseDatabase);
	return openLeases({
		store: await opened(storage, leaseDatabase),
		station: randomUUID(),
		...(leaseTimes ? { times: leaseTimes } : {}),
		onTrouble
	});
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
