/**
 * What another app shared into this one, as the service worker laid it down. It stays until it lies
 * in a draft, so a phone on which nobody is signed in loses nothing.
 */

/** As service-worker/shared.ts names it. */
const sharedCache = 'qingge-shared';

export interface Shared {
	/** Words of all that was shared, in the order it came. */
	text: string;
	pictures: Blob[];
	/** Called when all of it lies elsewhere. */
	forget(): Promise<void>;
}

export async function readShared(): Promise<Shared | undefined> {
	if (!('caches' in globalThis) || !(await caches.has(sharedCache))) return undefined;
	const cache = await caches.open(sharedCache);
	const keys = [...(await cache.keys())].sort((a, b) => (a.url < b.url ? -1 : 1));
	if (keys.length === 0) return undefined;
	const words: string[] = [];
	const pictures: Blob[] = [];
	for (const key of keys) {
		const kept = await (await cache.match(key))?.blob();
		if (kept?.type.startsWith('image/')) pictures.push(kept);
		else if (kept) words.push(await kept.text());
	}
	return {
		text: words.join('\n'),
		pictures,
		async forget() {
			for (const key of keys) await cache.delete(key);
		}
	};
}
