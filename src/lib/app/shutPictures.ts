/**
 * A feed's ledger whose erasures reach the shell's pictures too: what the station has taken back is
 * not looked at again out of a cache. It never fetches anything.
 */
import { localPart } from '#lib/domain/ids.ts';
import type { Ledger } from '#lib/ledger/ledger.ts';
import { picturesCache } from './station.ts';

type Caches = Pick<CacheStorage, 'has' | 'open'>;

export function shuttingPictures(ledger: Ledger, caches: Caches): Ledger {
	return {
		...ledger,
		async forget(tombstones) {
			// First: a kill in between lets the tombstones come again, and both is done once more.
			const photos = tombstones.filter(({ id }) => id.startsWith('photo:'));
			await shut(new Set(photos.map(({ id }) => localPart(id))), caches);
			await ledger.forget(tombstones);
		}
	};
}

async function shut(hashes: ReadonlySet<string>, caches: Caches): Promise<void> {
	if (hashes.size === 0 || !(await caches.has(picturesCache))) return;
	const cache = await caches.open(picturesCache);
	for (const request of await cache.keys()) {
		const hash = request.url.slice(request.url.lastIndexOf('/') + 1);
		if (hashes.has(hash)) await cache.delete(request);
	}
}
