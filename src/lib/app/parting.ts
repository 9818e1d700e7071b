/**
 * Takes a feed that was taken away off this phone, once the station has answered for all of it. What
 * it refused lies there in quarantine, and here goes on by itself; the rest of the feed is destroyed.
 */
import type { LeftRecords } from '#lib/device/leftRecords.ts';
import type { PicturesOfAccount } from '#lib/device/picturesWaiting.ts';
import { localPart } from '#lib/domain/ids.ts';
import type { FeedRoom } from '#lib/replication/feedRoom.ts';
import type { FeedDesk } from './feedDesk.ts';
import { undeliveredIn } from './undeliveredIn.ts';

export interface PartingParts {
	desk: FeedDesk;
	room: FeedRoom;
	left: LeftRecords;
	/** From now on nobody may write there. */
	closing: () => void;
}

/** Something of it is on its way, and the station has not said what it thinks of it. */
export async function isOnItsWay(room: FeedRoom, pictures: PicturesOfAccount): Promise<boolean> {
	if (room.outbox.waiting().length > 0) return true;
	const kept = await pictures.ofFeed(room.feed);
	// The picture of a refused record stays beside that record.
	const isSettled = (sha256: string) => room.outbox.stateOf(`photo:${sha256}`) === 'refused';
	return kept.some(({ sha256, refused }) => !refused && !isSettled(sha256));
}

/** False where something was written meanwhile. */
export async function destroyLedger(parts: PartingParts): Promise<boolean> {
	const { desk, room, left, closing } = parts;
	const { ledger, writer, grant } = desk;
	await room.pushing(() => room.reading(() => Promise.resolve()));
	return await desk.undisturbed(async () => {
		const refusals = new Map(room.outbox.withReceipt('refused').map((one) => [one.id, one]));
		const open = await undeliveredIn(ledger, writer);
		if (open.some(({ _id }) => !refusals.has(_id))) return false;
		const { feed, label } = grant;
		// Before anything goes: a kill in between keeps it twice, and never not at all.
		await left.add(
			open.map((document) => {
				const { reason = '', at = '' } = refusals.get(document._id) ?? {};
				return { feed, label, document, reason, at };
			})
		);
		closing();
		await ledger.destroy();
		return true;
	});
}

/** The feed is hers again: what it once refused is written there as it was, and offered anew. */
export async function takeBack({ grant, ledger }: FeedDesk, left: LeftRecords): Promise<void> {
	const own = (await left.all()).filter(({ feed }) => feed === grant.feed);
	if (own.length === 0) return;
	await ledger.append(own.map(({ document }) => document));
	await left.drop(own.map(({ document }) => document._id));
}

/** By the word of whoever wrote it; a picture goes with its record. */
export async function putAway(
	id: string,
	left: LeftRecords,
	pictures: PicturesOfAccount
): Promise<void> {
	await left.drop([id]);
	if (id.startsWith('photo:')) await pictures.drop(localPart(id));
}
