/** What replication tells the rows of the screens; realised by the projector. It never draws itself. */
import type { LedgerDocument } from '#lib/domain/documents.ts';
import type { Receipt } from '#lib/ledger/ledger.ts';
import type { SetAside } from './arrivals.ts';

export interface Drawing {
	/** First load only: drawn straight from the stream, before the ledger has them. */
	drawArrived(feed: string, documents: readonly LedgerDocument[]): Promise<void>;
	/** All of it has come: what was left for later, doors above all, is drawn now. */
	finishArrived(feed: string): Promise<void>;
	/**
	 * The ledger holds more than was drawn. `taken`: since it was empty it has taken so many documents
	 * that were given to `drawArrived`, and each of them once.
	 */
	catchUp(feed: string, taken?: number): Promise<void>;
	settled(feed: string, receipts: readonly Receipt[]): Promise<void>;
	setAside(feed: string, aside: readonly SetAside[]): Promise<void>;
}
