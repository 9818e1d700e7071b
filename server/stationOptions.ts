/** What a station is made of, and what it is once it is open. */
import type { AccessStore } from './access/accessStore.ts';
import type { AuditTrail } from './access/auditTrail.ts';
import type { ScryptCost } from './access/passwords.ts';
import type { PushQuota } from './access/pushQuota.ts';
import type { SignInLimits } from './access/signInLimiter.ts';
import type { TokenKeys } from './access/tokens.ts';
import type { CopySource } from './backup/copySource.ts';
import type { StationLoop } from './loop/stationLoop.ts';
import type { Ageing } from './router/ageing.ts';
import type { LeaseTimes } from './router/leases.ts';
import type { Router } from './router/router.ts';
import type { HealthPart } from './stationApi/healthPart.ts';
import type { MetricsAccess } from './stationApi/metrics.ts';
import type { StationLog } from './stationLog.ts';
import type { DiskUse } from './storage/diskUse.ts';
import type { StationStorage } from './storage/documentStore.ts';
import type { StorageBroken } from './storage/storageErrors.ts';
import type { Send } from './upstream/district.ts';
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
