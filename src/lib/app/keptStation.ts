/**
 * How a keeper's station looks to its page: what the station tells, and what may be asked of it.
 * Counts, times and accounts; content only where the answer is RefusedContent.
 */
import type { Outcome } from '#lib/domain/outcome.ts';

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

interface StationFeed {
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

/**
 * A FailureKind, or a no of the station's own. `no_grant`: she may not look now; `not_lead`: whoever
 * was named may not let her.
 */
export type KeeperRefusal = string;

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
