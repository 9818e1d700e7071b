/**
 * What a page and its worker say to one another, and what the tabs of one account say among
 * themselves. Only plain values cross; a failure crosses as its kind.
 */
import type { Entry } from '#lib/domain/entry.ts';
import type { LedgerDocument } from '#lib/domain/documents.ts';
import type { FeedGrant } from '#lib/domain/feeds.ts';
import type { Outcome } from '#lib/domain/outcome.ts';
import type { FailureKind, StatusReading } from './app.ts';

export interface WorkerOrders {
	account: string;
	device: string;
	feeds: FeedGrant[];
	/** Highest numbers given, by feed, as the canary remembers them. */
	floor: Record<string, number>;
	clockOffsetMs: number | undefined;
	lastMetAt: string;
	appVersion: string;
}

/** What went wrong in the worker, once it has been given its kind. */
export interface WorkerFailure {
	kind: FailureKind;
	/** For the keeper and the console, never for the screen. */
	detail: string;
}

export interface PhoneWorker {
	open(orders: WorkerOrders): Promise<Outcome<true, WorkerFailure>>;
	/** `again`: asked before, without a good end. */
	append(
		feed: string,
		entries: Entry[],
		again: boolean
	): Promise<Outcome<LedgerDocument[], WorkerFailure>>;
	/** Meets the station, whichever tab does it; resolves when the meeting ended. */
	meet(): Promise<void>;
	undelivered(): Promise<Outcome<Undelivered[], WorkerFailure>>;
	/** Takes a record that was left of a feed off this phone. */
	putAway(id: string): Promise<Outcome<true, WorkerFailure>>;
	/** Takes every ledger of the account off this phone. */
	destroy(): Promise<Outcome<true, WorkerFailure>>;
}

export interface Undelivered {
	feed: string;
	documents: LedgerDocument[];
}

/** The part of the status that is known where the station is met. */
export type EngineStatus = Omit<StatusReading, 'updateReady' | 'shell' | 'storage'>;

export type TabMessage =
	/** Written by a tab that does not lead. */
	| { type: 'poke'; feed: string }
	| { type: 'status'; status: EngineStatus }
	/** A tab that has just been opened wants to know. */
	| { type: 'ask' }
	| { type: 'meet'; id: string }
	| { type: 'met'; id: string }
	| { type: 'kick'; networkChanged: boolean }
	| { type: 'signedIn' }
	/** The station's last word about the account. */
	| { type: 'me'; me: unknown }
	/** The account has left this phone. */
	| { type: 'left' };

export function tabChannel(account: string): BroadcastChannel {
	return new BroadcastChannel(`qingge-${account}`);
}
