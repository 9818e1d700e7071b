/**
 * What whoever keeps the station asks of it: how it is, and what becomes of what was refused. Only
 * the page asks; nothing of it is kept on this device.
 */
import type { Outcome } from '#lib/domain/outcome.ts';
import { accepted, refused } from '#lib/domain/outcome.ts';
import type { Question, StationLine } from '#lib/replication/stationLine.ts';
import { ask } from '#lib/replication/stationLine.ts';
import type { FailureKind } from './app.ts';
import { failureOf } from './failures.ts';

export interface StationOverview {
	/** Station time, ISO. */
	now: string;
	version: string;
	status: 'green' | 'yellow' | 'red';
	health: StationHealth;
	community: { name: string; street: string };
	/** Who lets the keeper look into records, and until when. */
	grant: { by: string; until: string } | null;
	devices: StationDevice[];
	feeds: StationFeed[];
	/** Open ones first, then those decided last. */
	quarantine: RefusedItem[];
	audit: StationAct[];
}

export interface StationHealth {
	router: { behind: number; behindMs: number; setAside: number; troubled: boolean };
	quarantine: number;
	gaps: number;
	devicesWithGaps: number;
	devices: { known: number; seenToday: number };
	feeds: { doorbells: number; changes: number };
	storage: { databases: number; files?: number; bytes?: number; freeBytes?: number };
	backup: { at: string; bytes: number } | null;
	/** Absent where this station reports to nobody. */
	upstream?: {
		state: 'off' | 'current' | 'sending' | 'waiting';
		behind: number;
		/** ISO, `''` before the first time. */
		lastContactAt: string;
		refused: number;
	};
}

export interface StationDevice {
	device: string;
	account: string;
	displayName: string;
	grids: string[];
	/** ISO, `''` for a device that only left a gap. */
	at: string;
	app: string;
	holds: { waiting: number; refused: number; pictures: number } | null;
	listening: boolean;
	missing: number;
	/** The first of them. */
	missingNumbers: number[];
}

export interface StationFeed {
	label: string;
	documents: number;
	bytes: number;
	behind: number;
	troubled: boolean;
}

export interface RefusedItem {
	id: string;
	kind: string;
	reason: string;
	detail: string;
	bytes: number;
	account: string;
	device: string;
	deviceSeq: number | null;
	grid: string;
	receivedAt: string;
	acceptable: 'yes' | 'with_content' | 'no';
	repairable: boolean;
	arrived: boolean;
	decision: { decision: 'accepted' | 'repaired' | 'returned'; by: string; at: string } | null;
}

export interface StationAct {
	seq: number;
	at: string;
	event: string;
	by: string;
	facts: Record<string, string | number>;
}

export interface RefusedContent {
	document: unknown;
	repairable: { field: string; way: 'correct' | 'drop' } | null;
}

/** `no_grant`: she may not look now; `not_lead`: whoever was named may not let her. */
export type KeeperRefusal =
	FailureKind | 'no_grant' | 'not_lead' | 'decided' | 'fits_nowhere' | 'still_wrong';

export type KeeperAnswer<T> = Promise<Outcome<T, KeeperRefusal>>;

export interface KeeperDesk {
	overview(): KeeperAnswer<StationOverview>;
	look(item: string): KeeperAnswer<RefusedContent>;
	accept(item: string): KeeperAnswer<unknown>;
	giveBack(item: string): KeeperAnswer<unknown>;
	repair(item: string, value: unknown): KeeperAnswer<unknown>;
	grant(lead: { account: string; password: string; minutes: number }): KeeperAnswer<unknown>;
	endGrant(): KeeperAnswer<unknown>;
}

export function openKeeperDesk(line: StationLine): KeeperDesk {
	const itemPath = (item: string) => `/quarantine/${item}`;

	async function asked<T>(path: string, question: Question = {}): KeeperAnswer<T> {
		try {
			const { status, value } = await ask(line, `/station/keeper${path}`, {
				...question,
				readable: [400, 403, 409, 422, 429]
			});
			const refusal = refusalOf(status, value);
			return refusal ? refused(refusal) : accepted(value as T);
		} catch (cause) {
			return refused(failureOf(cause).kind);
		}
	}
	const post = async (path: string, body: unknown = {}) =>
		asked<unknown>(path, { method: 'POST', body: JSON.stringify(body) });

	return {
		overview: () => asked<StationOverview>('/overview'),
		look: (item) => asked<RefusedContent>(itemPath(item)),
		accept: (item) => post(`${itemPath(item)}/accept`),
		giveBack: (item) => post(`${itemPath(item)}/return`),
		repair: (item, value) => post(`${itemPath(item)}/repair`, { value }),
		grant: (lead) => post('/grant', lead),
		endGrant: () => post('/grant/end')
	};
}

function refusalOf(status: number, value: unknown): KeeperRefusal | undefined {
	const { reason } = (value ?? {}) as { reason?: unknown };
	switch (status) {
		case 400:
			return 'station_refused';
		case 403:
			return reason === 'content' ? 'no_grant' : reason === 'lead' ? 'not_lead' : 'station_refused';
		case 409:
			return 'decided';
		case 422:
			return reason === 'feed' ? 'fits_nowhere' : 'still_wrong';
		case 429:
			return 'too_many_attempts';
		default:
			return undefined;
	}
}
