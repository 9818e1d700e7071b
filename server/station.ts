/**
 * The whole station on one page, without a socket: from a Request to a Response. It puts the rooms
 * together and decides nothing itself; it is long because every room meets the others here and nowhere else.
 */
import { randomUUID } from 'node:crypto';
import { dayOf, addDays, instantAt } from '#lib/domain/calendar.ts';
import { communityLedger, quarantineOf } from '#lib/domain/feeds.ts';
import { auditedSessions, openAuditTrail } from './access/auditTrail.ts';
import { openBadges } from './access/badges.ts';
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
import { defaultCost } from './access/passwords.ts';
import { openPushQuota } from './access/pushQuota.ts';
import { openSessions } from './access/sessions.ts';
import { createSessionResource } from './access/sessionResource.ts';
import { openSignInLimiter } from './access/signInLimiter.ts';
import { openTokens } from './access/tokens.ts';
import { adminCallNames, createAdminCalls } from './admin/adminCalls.ts';
import { openImporter } from './admin/importer.ts';
import { openOrganiser } from './organisation/organiser.ts';
import { checkCallNames, createCheckCalls } from './check/checkCalls.ts';
import { openCircleKeeper } from './circle/circleKeeper.ts';
import { openBackups } from './backup/backups.ts';
import { createExportCalls, exportCallNames } from './exports/exportCalls.ts';
import { openFrontDoor } from './frontDoor.ts';
import { notFound } from './http/couchError.ts';
import { openCrossOrigin } from './http/crossOrigin.ts';
import { createCouchFace } from './http/handle.ts';
import { createKeeperCalls, keeperCallNames } from './keeper/keeperCalls.ts';
import { openCount } from './keeper/keptItems.ts';
import { openStationLoop } from './loop/stationLoop.ts';
import { openAgeing } from './router/ageing.ts';
import { alone, openLeases } from './router/leases.ts';
import type { Leases } from './router/leases.ts';
import { openErasing } from './router/erasing.ts';
import { openErasureBook } from './router/erasureBook.ts';
import { openNumberKeeper } from './router/numberKeeper.ts';
import { openReceivedKeeper } from './router/receivedKeeper.ts';
import { openRouter } from './router/router.ts';
import { backupPart } from './stationApi/backupPart.ts';
import { clusterPart } from './stationApi/clusterPart.ts';
import { openDoorbell } from './stationApi/doorbell.ts';
import { openHealth } from './stationApi/health.ts';
import { healthPartsOf } from './stationApi/healthParts.ts';
import { loopPart } from './stationApi/loopPart.ts';
import { openMetrics } from './stationApi/metrics.ts';
import { openRequestWatch } from './stationApi/requestWatch.ts';
import { createStationCalls } from './stationApi/stationCalls.ts';
import { upstreamPart } from './stationApi/upstreamPart.ts';
import { communityOf, secretOf, uuidOf } from './stationFacts.ts';
import { factsOfError } from './stationLog.ts';
import type { Station, StationOptions } from './stationOptions.ts';
import type { DocumentStore, StationStorage } from './storage/documentStore.ts';
import { StorageBroken } from './storage/storageErrors.ts';
import { openUpstream } from './upstream/upstream.ts';

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
	const ledger = await opened(storage, communityLedger(community().id));
	const erasures = openErasureBook(ledger, () => secretOf(access, 'erasure_key'));
	const router = await openRouter({
		...{ storage, division, onTrouble },
		databases: () => databasesOf(community()).filter((name) => /^(?:feed|ledger)-/.test(name)),
		readers: feeds.readers,
		grids: () => community().grids.map(({ id }) => id),
		windowFrom,
		async settle(feed, id) {
			// In one station alone pushes take turns, and what has two leaves was written so on purpose.
			if (storage.isShared) await settleClash({ feed, quarantine, now }, id);
		},
		erase: openErasing({
			...{ storage, now, book: erasures },
			note: (request, facts) => audit.note('erased', 'station', { request, ...facts })
		})
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
					importer: openImporter({ storage, community, nowMs, recognise: erasures.recognise }),
					circle: openCircleKeeper({ storage, community, nowMs }),
					organiser: openOrganiser({
						...{ storage, access, community, audit, cost, nowMs },
						allAccounts: () => options.access.accounts(),
						ensureFeeds: feeds.ensure
					})
				});

	const handle = openFrontDoor({
		...{ access, sessions, meetings, watch, shell, onDefect },
		crossOrigin: openCrossOrigin(options.origins ?? []),
		rooms: {
			...{ check: checkCalls, couch, keeper: keeperCalls, exports: exportCalls },
			...{ station: stationCalls.answer, metrics: metrics.answer },
			admin:
				adminCalls &&
				(async (request) => {
					const answered = await adminCalls(request);
					await ensureAll();
					return answered;
				})
		}
	});

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
		handle,
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

async function opened(storage: StationStorage, name: string): Promise<DocumentStore> {
	const store = await storage.open(name);
	if (!store) throw new Error(`There is no database ${name}.`);
	return store;
}
