/**
 * Pictures are named by their hash, so one that was fetched is right for ever. Kept few and not for
 * long: they show people's homes.
 */
import { ExpirationPlugin } from 'workbox-expiration';
import { registerRoute } from 'workbox-routing';
import { CacheFirst } from 'workbox-strategies';
import type { StrategyOptions } from 'workbox-strategies/Strategy.js';

type Plugin = NonNullable<StrategyOptions['plugins']>[number];

/** app/ deletes this cache by its name when the account leaves the phone. */
const picturesCache = 'qingge-pictures';
const picturePath = /^\/db\/media-[^/]+\/photo(?::|%3A)[0-9a-f]{64}\/[0-9a-f]{64}$/i;
const thirtyDaysS = 30 * 24 * 3600;

export function servePictures(): void {
	registerRoute(
		({ url, sameOrigin }) => sameOrigin && picturePath.test(url.pathname),
		new CacheFirst({
			cacheName: picturesCache,
			plugins: [
				{
					cacheWillUpdate: async ({ response }) =>
						response.status === 200 && /^image\//.test(response.headers.get('content-type') ?? '')
							? response
							: null
				},
				// Its own types and ours disagree about what may be left out.
				new ExpirationPlugin({
					maxEntries: 200,
					maxAgeSeconds: thirtyDaysS,
					purgeOnQuotaError: true
				}) as Plugin
			]
		}),
		'GET'
	);
}
