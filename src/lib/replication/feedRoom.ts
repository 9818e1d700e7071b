/** One feed on this phone: its ledger, what waits to leave it, what was read of it. */
import type { LedgerDocument } from '#lib/domain/documents.ts';
import type { FeedGrant } from '#lib/domain/feeds.ts';
import type { Ledger } from '#lib/ledger/ledger.ts';
import type { Drawing } from './drawing.ts';
import type { Intake } from './intake.ts';
import { openIntake } from './intake.ts';
import type { Outbox } from './outbox.ts';
import { openOutbox } from './outbox.ts';
import type { Turns } from './turns.ts';
import { openTurns } from './turns.ts';

export interface FeedRoom {
	readonly feed: string;
	readonly media: string;
	readonly ledger: Ledger;
	readonly outbox: Outbox;
	readonly intake: Intake;
	/** Everything that reads from the station into this feed takes its turn here. */
	readonly reading: Turns;
	/** So does everything that pushes. */
	readonly pushing: Turns;
}

export interface FeedRoomParts {
	grant: Pick<FeedGrant, 'feed' | 'media'>;
	ledger: Ledger;
	device: string;
	drawing: Drawing;
	/** Told of what arrived, so that what is written next sorts after it. */
	observe: (documents: readonly LedgerDocument[]) => Promise<void>;
	now: () => string;
}

export async function openFeedRoom(parts: FeedRoomParts): Promise<FeedRoom> {
	const { grant, ledger, device, drawing, observe, now } = parts;
	const { feed } = grant;
	const outbox = await openOutbox(ledger, device);
	await outbox.catchUp();
	const intake = await openIntake({ feed, ledger, outbox, drawing, observe, now });
	return {
		feed,
		media: grant.media,
		ledger,
		outbox,
		intake,
		reading: openTurns(),
		pushing: openTurns()
	};
}
