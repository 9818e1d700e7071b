/**
 * A feed's ledger whose erasures reach the shell's pictures and sounds too: what the station has taken back is
 * not seen or heard again out of a cache. It never fetches anything.
 */
import { localPart } from '#lib/domain/ids.ts';
import type { Ledger } from '#lib/ledger/ledger.ts';
import { accountCaches } from './station.ts';

type Caches = Pick<CacheStorage, 'has' | 'open'>;

export function shuttingPictures(ledger: Ledger, caches: Caches): Ledger {
	return {
		...ledger,
		async forget(tombstones) {
			// First: a kill in between lets the tombstones come again, and both is done once more.
			const shown = tombstones.filter(({ id }) => /^(?:photo|sound):/.test(id));
			await shut(new Set(shown.map(({ id }) => localPart(id))), caches);
			await ledger.forget(tombstones);
		}
	};
}

async function shut(hashes: ReadonlySet<string>, caches: Caches): Promise<void> {
	if (hashes.size === 0) return;
	for (const name of accountCaches) {
		if (!(await caches.has(name))) continue;
		const cache = await caches.open(name);
		for (const request of await cache.keys()) {
			const hash = request.url.slice(request.url.lastIndexOf('/') + 1);
			if (hashes.has(hash)) await cache.delete(request);
		}
	}
}
