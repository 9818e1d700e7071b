import { expect, it } from 'vitest';
import { sampleDocument } from '#lib/domain/sampleDocuments.ts';
import { openMemoryLedger } from '#lib/ledger/memoryLedger.ts';
import { sha256 } from '#lib/ledger/sha256.ts';
import { shuttingPictures } from './shutPictures.ts';

/** As much of the browser's cache as is asked of it. */
function cacheOf(urls: Set<string>): Pick<CacheStorage, 'has' | 'open'> {
	const cache = {
		keys: async () => [...urls].map((url) => new Request(url)),
		delete: async ({ url }: Request) => urls.delete(url)
	};
	return { has: async () => true, open: async () => cache as unknown as Cache };
}

const feed = 'feed-handler-150105001019-wy-herun';
const urlOf = (hash: string) =>
	`http://station.test/db/${feed.replace('feed', 'media')}/photo:${hash}/${hash}`;

it('[M65] a picture that the station took back leaves the shell’s cache, and no other does', async () => {
	const [gone, kept] = [sha256('gone'), sha256('kept')];
	const urls = new Set([urlOf(gone), urlOf(kept)]);
	const ledger = shuttingPictures(openMemoryLedger(feed), cacheOf(urls));
	const photo = sampleDocument('photo', sha256, { _id: `photo:${gone}`, sha256: gone });
	await ledger.take([photo]);
	await ledger.forget([
		{ id: photo._id, rev: `2-${'0'.repeat(32)}` },
		{ id: `concern:${kept}`, rev: `2-${'0'.repeat(32)}` }
	]);
	expect([...urls]).toEqual([urlOf(kept)]);
	expect(await ledger.get(photo._id)).toBeUndefined();
});
