/**
 * Where a phone writes into one feed: its ledger, and the scribe that numbers what goes in. Each feed
 * counts for itself, under its own name of this device.
 */
import type { Clock } from '#lib/device/clock.ts';
import type { LedgerDocument } from '#lib/domain/documents.ts';
import type { Entry } from '#lib/domain/entry.ts';
import type { FeedGrant } from '#lib/domain/feeds.ts';
import { writerIn } from '#lib/domain/feeds.ts';
import type { DeviceId } from '#lib/domain/ids.ts';
import type { Ledger } from '#lib/ledger/ledger.ts';
import type { Scribe } from '#lib/ledger/scribe.ts';
import { openScribe } from '#lib/ledger/scribe.ts';
import { sha256 } from '#lib/ledger/sha256.ts';

export interface FeedDesk {
	grant: FeedGrant;
	/** Device of what is written here. */
	writer: DeviceId;
	ledger: Ledger;
	scribe: Scribe;
	/** Durable when it resolves. Asked `again`, entries that were written already are answered as they stand. */
	append(entries: readonly Entry[], again: boolean): Promise<LedgerDocument[]>;
	/** Nobody writes here meanwhile, in whichever tab. */
	undisturbed<T>(work: () => Promise<T>): Promise<T>;
}

export interface FeedDeskParts {
	account: string;
	device: string;
	openLedger: (feed: string) => Promise<Ledger>;
	clock: Clock;
	/** One at a time over all tabs, by name. */
	lock: <T>(name: string, work: () => Promise<T>) => Promise<T>;
	/** Highest numbers given so far, as the canary remembers them. */
	floor: Record<string, number>;
}

export async function openFeedDesk(parts: FeedDeskParts, grant: FeedGrant): Promise<FeedDesk> {
	const { account, device, clock, floor } = parts;
	const { feed } = grant;
	const writer = writerIn(feed, device);
	const undisturbed = <T>(work: () => Promise<T>) =>
		parts.lock(`qingge-scribe-${account}-${feed}`, work);
	const ledger = await parts.openLedger(feed);
	const scribe = await openScribe({
		ledger,
		author: account,
		device: writer,
		now: () => clock.now(),
		sha256,
		lock: undisturbed
	});
	await scribe.atLeast(floor[feed] ?? 0);

	async function alreadyWritten(entries: readonly Entry[]): Promise<LedgerDocument[] | undefined> {
		const [first] = entries;
		if (!first || !(await ledger.get(first._id))) return undefined;
		const documents = await Promise.all(entries.map(({ _id }) => ledger.get(_id)));
		return documents.filter((document) => document !== undefined);
	}

	return {
		...{ grant, writer, ledger, scribe, undisturbed },
		async append(entries, again) {
			const before = again ? await alreadyWritten(entries) : undefined;
			return before ?? (await scribe.append(entries));
		}
	};
}
