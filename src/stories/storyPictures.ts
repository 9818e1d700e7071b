/**
 * The app's picture desk without a canvas to draw on: the pictures of stories are fit already. It
 * keeps and drops them as the real one does.
 */
import type { PictureDesk } from '#lib/app/pictureDesk.ts';
import type { PicturesOfAccount } from '#lib/device/picturesWaiting.ts';
import { createHash } from 'node:crypto';

export function openStoryPictures(pictures: PicturesOfAccount, now: () => string): PictureDesk {
	return {
		async prepare(intents, into) {
			const prepared = [];
			for (const { blob } of intents) {
				const bytes = new Uint8Array(await blob.arrayBuffer());
				const hash = createHash('sha256').update(bytes).digest('hex');
				await pictures.keep({ sha256: hash, feed: into, blob, addedAt: now() });
				prepared.push({
					sha256: hash,
					contentType: 'image/jpeg' as const,
					bytes: bytes.length,
					width: 1_600,
					height: 1_200,
					thumbnail: 'AAAA'
				});
			}
			return prepared;
		},
		async letGo(prepared) {
			for (const one of prepared) await pictures.drop(one.sha256);
		}
	};
}

/** The smallest thing that begins like a JPEG, different for every text. */
export function picture(text: string): Blob {
	const head = Uint8Array.from([0xff, 0xd8, 0xff, 0xe0]);
	return new Blob([head, new TextEncoder().encode(text)], { type: 'image/jpeg' });
}
