/**
 * The worker's face for her badge: made small on the phone, without EXIF, and kept here so that it is
 * shown without signal. Whether the station has heard of it stands beside it.
 */
import type { DeviceDatabase } from './deviceDatabase.ts';
import { PictureUnreadable } from './preparePicture.ts';

export interface KeptBadgePhoto {
	/** null: she took it back. */
	bytes: ArrayBuffer | null;
	isTold: boolean;
}

/** 4 by 5, as on a badge; some 15 KB. */
const width = 240;
const height = 300;
const quality = 0.8;

export function openBadgePhotos({ notes }: DeviceDatabase, account: string) {
	const name = badgePhotoNote(account);
	return {
		async read(): Promise<KeptBadgePhoto | undefined> {
			return (await notes.get(name))?.value as KeptBadgePhoto | undefined;
		},
		async save(photo: KeptBadgePhoto): Promise<void> {
			await notes.put({ name, value: photo });
		}
	};
}

export function badgePhotoNote(account: string): string {
	return `badge photo ${account}`;
}

/** The middle of the picture, as it was held. */
export async function prepareBadgePhoto(file: Blob): Promise<Blob> {
	const bitmap = await createImageBitmap(file, { imageOrientation: 'from-image' }).catch(
		(cause: unknown) => {
			throw new PictureUnreadable(cause);
		}
	);
	try {
		const scale = Math.max(width / bitmap.width, height / bitmap.height);
		const [wide, high] = [bitmap.width * scale, bitmap.height * scale];
		const canvas = Object.assign(document.createElement('canvas'), { width, height });
		const context = canvas.getContext('2d');
		if (!context) throw new PictureUnreadable('no canvas');
		context.fillStyle = '#fff';
		context.fillRect(0, 0, width, height);
		context.drawImage(bitmap, (width - wide) / 2, (height - high) / 2, wide, high);
		return await new Promise((resolve, reject) => {
			canvas.toBlob(
				(blob) => {
					if (blob) resolve(blob);
					else reject(new PictureUnreadable('the canvas gave nothing'));
				},
				'image/jpeg',
				quality
			);
		});
	} finally {
		bitmap.close();
	}
}
