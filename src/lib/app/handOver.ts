/**
 * Everything the station does not hold yet, as one file that can be carried there by hand. It leaves
 * what is on the phone as it is.
 */
import type { PicturesOfAccount } from '#lib/device/picturesWaiting.ts';
import type { FeedGrant } from '#lib/domain/feeds.ts';
import { mediaOf } from '#lib/domain/feeds.ts';
import type { Undelivered } from './phoneWorker.ts';

export interface HandOverParts {
	account: string;
	device: string;
	feeds: readonly FeedGrant[];
	undelivered: readonly Undelivered[];
	pictures: PicturesOfAccount;
	now: string;
}

export async function handOverFile(parts: HandOverParts): Promise<Blob> {
	const { account, device, feeds, undelivered, pictures, now } = parts;
	const packed = [];
	// A feed that was taken away may hold what nobody has yet.
	const named = new Set([...feeds, ...undelivered].map(({ feed }) => feed));
	for (const feed of named) {
		const media = mediaOf(feed);
		const documents = undelivered.find((one) => one.feed === feed)?.documents ?? [];
		const kept = await pictures.ofFeed(feed);
		const attached = await Promise.all(
			kept.map(async ({ sha256, contentType, blob }) => {
				return { sha256, contentType, base64: base64(await blob.arrayBuffer()) };
			})
		);
		packed.push({ feed, media, documents, pictures: attached });
	}
	const file = { format: 'qingge-hand-over', version: 1, account, device, writtenAt: now };
	return new Blob([JSON.stringify({ ...file, feeds: packed }, undefined, '\t')], {
		type: 'application/json'
	});
}

function base64(buffer: ArrayBuffer): string {
	let text = '';
	for (const byte of new Uint8Array(buffer)) text += String.fromCharCode(byte);
	return btoa(text);
}
