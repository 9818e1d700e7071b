/**
 * What the working half of the phone is made of, and what it may be asked: the promise that worker,
 * screens and stories rely on. It says nothing of how.
 */
import type { Entry } from '#lib/domain/entry.ts';
import type { FeedGrant } from '#lib/domain/feeds.ts';
import type { LedgerDocument } from '#lib/domain/documents.ts';
import type { HeldFeeds } from '#lib/device/heldFeeds.ts';
import type { LeftRecords } from '#lib/device/leftRecords.ts';
import type { PicturesOfAccount } from '#lib/device/picturesWaiting.ts';
import type { Ledger } from '#lib/ledger/ledger.ts';
import type { Drawing } from '#lib/replication/drawing.ts';
import type { ReplicationReading } from '#lib/replication/replicator.ts';
import type { StationLine } from '#lib/replication/stationLine.ts';
import type { FeedDeskParts } from './feedDesk.ts';

/** Rows of the screens, in step with the ledgers. */
export interface Rows extends Drawing {
	attach(...ledgers: Ledger[]): Promise<void>;
	/** Takes a feed's rows off the phone. */
	leave(feed: string): Promise<void>;
}

export interface EngineParts extends FeedDeskParts {
	/** Granted when last heard; what else is held here was taken away. */
	feeds: readonly FeedGrant[];
	held: HeldFeeds;
	left: LeftRecords;
	/** Opened only by the one that leads. */
	openRows: () => Promise<Rows>;
	pictures: PicturesOfAccount;
	line: Pick<StationLine, 'fetch' | 'origin' | 'limitMs' | 'nowMs'>;
	chance: () => number;
	appVersion: string;
	lastMetAt: string;
	listens: boolean;
	onReading: (reading: EngineReading) => void;
	/** The station's last word about the account. */
	onMe: (me: unknown) => void;
}

export interface EngineReading extends ReplicationReading {
	clockOffsetMs: number | undefined;
	missingAtStation: number[];
	/** Feeds that were taken away and from which something still waits to be handed in. */
	leaving: { feed: string; label: string }[];
}

export interface EngineRoom {
	/** Durable when it resolves. Asked `again`, entries that were written already are answered as they stand. */
	append(feed: string, entries: readonly Entry[], again?: boolean): Promise<LedgerDocument[]>;
	/** Projects and replicates from now on; one per account, over all tabs. */
	lead(): Promise<void>;
	leads(): boolean;
	/** Somebody wrote into this feed: draws and delivers it. Only of use to the one that leads. */
	poke(feed: string, documents?: readonly LedgerDocument[]): Promise<void>;
	/** The station's word about the account, as another tab heard it. */
	heed(me: unknown): Promise<void>;
	meet(how: { byHand: boolean }): Promise<void>;
	kick(networkChanged: boolean): void;
	signedIn(): void;
	reading(): EngineReading | undefined;
	/** Own documents without a receipt of delivery, by feed. */
	undelivered(): Promise<{ feed: string; documents: LedgerDocument[] }[]>;
	close(): Promise<void>;
	/** Takes a record that was left of a feed off this phone, as whoever wrote it has said. */
	putAway(id: string): Promise<void>;
	/** Another tab may have put something away. */
	countLeft(): Promise<void>;
	/** Takes every ledger off this phone. */
	destroy(): Promise<void>;
}
