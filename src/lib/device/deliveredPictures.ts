/**
 * Pictures the station has answered for stay here a while: a station that is brought back from a
 * backup may lack them, and nobody else has them. The oldest go first.
 */
import type { DeliveredPictureRow, DeviceDatabase, PictureRow } from './deviceDatabase.ts';

/** Longer than a backup is old, and about 40 MB at most. */
export const keptMs = 14 * 24 * 60 * 60_000;
export const mostKept = 200;

export async function moveToDelivered(
	database: DeviceDatabase,
	picture: PictureRow,
	at: string
): Promise<void> {
	const { pictures, deliveredPictures } = database;
	const { account, sha256, feed, contentType, bytes, addedAt } = picture;
	const kept: DeliveredPictureRow = {
		...{ account, sha256, feed, contentType, bytes, addedAt },
		deliveredAt: at
	};
	try {
		await database.transaction('rw', pictures, deliveredPictures, async () => {
			await deliveredPictures.put(kept);
			await pictures.delete([account, sha256]);
			await letOldOnesGo(database, account, at);
		});
	} catch {
		// Without room for both the one that is delivered goes: new ones need the room.
		await pictures.delete([account, sha256]);
	}
}

/** All of the feed wait again. They may be there: the station is asked before one is sent. */
export async function moveBackToWaiting(
	database: DeviceDatabase,
	account: string,
	feed: string
): Promise<number> {
	const { pictures, deliveredPictures } = database;
	return database.transaction('rw', pictures, deliveredPictures, async () => {
		const keys = await deliveredPictures.where({ account, feed }).primaryKeys();
		for (const key of keys) {
			const row = await deliveredPictures.get(key);
			if (!row) continue;
			const { sha256, contentType, bytes, addedAt } = row;
			await pictures.put({
				...{ account, sha256, feed, contentType, bytes, addedAt },
				tried: 1,
				state: 'waiting'
			});
			await deliveredPictures.delete(key);
		}
		return keys.length;
	});
}

async function letOldOnesGo(
	{ deliveredPictures }: DeviceDatabase,
	account: string,
	at: string
): Promise<void> {
	const oldest = new Date(Date.parse(at) - keptMs).toISOString();
	const until = (bound: string) =>
		deliveredPictures.where('[account+deliveredAt]').between([account, ''], [account, bound]);
	await until(oldest).delete();
	const kept = await until('\uffff').primaryKeys();
	await deliveredPictures.bulkDelete(kept.slice(0, Math.max(0, kept.length - mostKept)));
}
