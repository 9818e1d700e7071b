/**
 * Lets web programs of the origins that the keeper names speak with `/db` (CORS, as CouchDB does it).
 * They show who they are by Basic or token: a cookie counts on the station's own pages only.
 */
import { withoutBody } from './couchResponse.ts';

export interface CrossOrigin {
	/** The origin of a call that may come from elsewhere; undefined for every other call. */
	originOf(request: Request): string | undefined;
	/** Answers the browser's question beforehand; undefined where it asks none. */
	preflight(request: Request): Response | undefined;
	/** Lets the page read the answer. */
	allow(response: Response, origin: string): void;
}

const methods = 'GET, HEAD, PUT, POST, DELETE, COPY';
const askedHeaders =
	'accept, authorization, content-type, destination, if-match, if-none-match, origin, range, referer';
const shownHeaders =
	'cache-control, content-length, content-md5, content-range, content-type, etag, location, retry-after';
/** As long as CouchDB lets a browser remember. */
const rememberedSeconds = '600';

export function openCrossOrigin(origins: readonly string[]): CrossOrigin {
	const known = new Set(origins);

	function originOf(request: Request): string | undefined {
		const origin = request.headers.get('origin');
		if (origin === null || !known.has(origin)) return undefined;
		return /^\/db(?:\/|$)/.test(new URL(request.url).pathname) ? origin : undefined;
	}

	return {
		originOf,
		preflight(request) {
			const asks = request.method === 'OPTIONS' && originOf(request) !== undefined;
			if (!asks || !request.headers.has('access-control-request-method')) return undefined;
			return withoutBody(204, {
				'Access-Control-Allow-Methods': methods,
				'Access-Control-Allow-Headers': askedHeaders,
				'Access-Control-Max-Age': rememberedSeconds
			});
		},
		allow({ headers }, origin) {
			headers.set('Access-Control-Allow-Origin', origin);
			headers.set('Access-Control-Allow-Credentials', 'true');
			headers.set('Access-Control-Expose-Headers', shownHeaders);
			headers.append('Vary', 'Origin');
		}
	};
}
