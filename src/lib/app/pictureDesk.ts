/**
 * Pictures on their way into a record: made fit to leave the phone, kept before the record that
 * speaks of them is written, and let go if it is not.
 */
import type { PreparedPicture } from '#lib/commands/picture.ts';
import type { PicturesOfAccount } from '#lib/device/picturesWaiting.ts';
import type { PictureIntent } from './app.ts';
import type { EarlyPictures } from './earlyPictures.ts';

export interface PictureDesk {
	prepare(pictures: readonly PictureIntent[], feed: string): Promise<PreparedPicture[]>;
	letGo(pictures: readonly PreparedPicture[]): Promise<void>;
}

export interface PictureDeskParts {
	kept: PicturesOfAccount;
	early: Pick<EarlyPictures, 'take'>;
	now: () => string;
}

export function openPictureDesk({ kept, early, now }: PictureDeskParts): PictureDesk {
	return {
		async prepare(pictures, feed) {
			const prepared: PreparedPicture[] = [];
			for (const { blob: file } of pictures) {
				const { blob, ...picture } = await early.take(file);
				await kept.keep({ sha256: picture.sha256, feed, blob, addedAt: now() });
				prepared.push({ ...picture, bytes: blob.size });
			}
			return prepared;
		},
		async letGo(pictures) {
			for (const { sha256 } of pictures) await kept.drop(sha256);
		}
	};
}
