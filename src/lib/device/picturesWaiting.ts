/**
 * Full pictures of this account that the station has not yet answered for. One is kept before the
 * record that speaks of it is written, and goes only when the station holds it; for a while it can
 * still come back.
 */
import { moveBackToWaiting, moveToDelivered } from './deliveredPictures.ts';
import type { DeviceDatabase } from './deviceDatabase.ts';
import { keepPicture, pictureBlob } from './keptPicture.ts';

export interface PicturesOfAccount {
	keep(picture: { sha256: string; feed: string; blob: Blob; addedAt: string }): Promise<void>;
	blobOf(sha256: string): Promise<Blob | undefined>;
	count(): Promise<number>;
	ofFeed(
		feed: string
	): Promise<
		{ sha256: string; contentType: string; blob: Blob; tried: boolean; refused: boolean }[]
	>;
	markTried(sha256: string): Promise<void>;
	settled(sha256: string, state: 'delivered' | 'refused', at: string): Promise<void>;
	/** Refused pictures of the feed wait again. */
	offerAgain(feed: string): Promise<void>;
	/** The station was brought back from before some of them were delivered. */
	offerDelivered(feed: string): Promise<void>;
	drop(sha256: string): Promise<void>;
}

export function openPicturesWaiting(database: DeviceDatabase, account: string): PicturesOfAccount {
	const { pictures, deliveredPictures } = database;
	return {
		async keep({ blob, ...picture }) {
			const kept = await keepPicture(blob);
			await pictures.put({ ...picture, ...kept, account, tried: 0, state: 'waiting' });
		},
		async blobOf(sha256) {
			const key: [string, string] = [account, sha256];
			const row = (await pictures.get(key)) ?? (await deliveredPictures.get(key));
			return row && pictureBlob(row);
		},
		count: () =>
			pictures.where('[account+feed]').between([account, ''], [account, '\uffff']).count(),
		async ofFeed(feed) {
			const rows = await pictures.where({ account, feed }).toArray();
			return rows.map((row) => ({
				sha256: row.sha256,
				contentType: row.contentType,
				blob: pictureBlob(row),
				tried: row.tried === 1,
				refused: row.state === 'refused'
			}));
		},
		async markTried(sha256) {
			await pictures.update([account, sha256], { tried: 1 });
		},
		async settled(sha256, state, at) {
			const row = await pictures.get([account, sha256]);
			if (!row) return;
			if (state === 'delivered') await moveToDelivered(database, row, at);
			else await pictures.update([account, sha256], { state });
		},
		async offerAgain(feed) {
			await pictures.where({ account, feed }).modify({ state: 'waiting' });
		},
		async offerDelivered(feed) {
			await moveBackToWaiting(database, account, feed);
		},
		async drop(sha256) {
			await pictures.delete([account, sha256]);
		}
	};
}
