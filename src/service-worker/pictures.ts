/**
 * Pictures and sounds are named by their hash, so one that was fetched is right for ever. Kept few
 * and not for long: they show people's homes and let their voices be heard.
 */
import { ExpirationPlugin } from 'workbox-expiration';
import { registerRoute } from 'workbox-routing';
import { CacheFirst } from 'workbox-strategies';
import type { StrategyOptions } from 'workbox-strategies/Strategy.js';

type Plugin = NonNullable<StrategyOptions['plugins']>[number];

/** app/ deletes these caches by their names when the account leaves the phone. */
const picturesCache = 'qingge-pictures';
const soundsCache = 'qingge-sounds';
const thirtyDaysS = 30 * 24 * 3600;

export function servePictures(): void {
	const path = /^\/db\/media-[^/]+\/photo(?::|%3A)[0-9a-f]{64}\/[0-9a-f]{64}$/i;
	serveByHash({ path, type: /^image\//, cacheName: picturesCache, maxEntries: 200 });
}

/** Larger, so fewer. */
export function serveSounds(): void {
	const path = /^\/db\/media-[^/]+\/sound(?::|%3A)[0-9a-f]{64}\/[0-9a-f]{64}$/i;
	serveByHash({ path, type: /^audio\//, cacheName: soundsCache, maxEntries: 60 });
}

interface ByHash {
	path: RegExp;
	type: RegExp;
	cacheName: string;
	maxEntries: number;
}

function serveByHash({ path, type, cacheName, maxEntries }: ByHash): void {
	registerRoute(
		({ url, sameOrigin }) => sameOrigin && path.test(url.pathname),
		new CacheFirst({
			cacheName,
			plugins: [
				{
					cacheWillUpdate: async ({ response }) =>
						response.status === 200 && type.test(response.headers.get('content-type') ?? '')
							? response
							: null
				},
				// Its own types and ours disagree about what may be left out.
				new ExpirationPlugin({
					maxEntries,
					maxAgeSeconds: thirtyDaysS,
					purgeOnQuotaError: true
				}) as Plugin
			]
		}),
		'GET'
	);
}
