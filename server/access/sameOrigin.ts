/**
 * Keeps pages of other origins from acting with a person's cookie (CVE-2010-2234): browsers say
 * where a call comes from, and a call that changes something must come from here.
 */
import { CouchError } from '../http/couchError.ts';

const safeMethods = new Set(['GET', 'HEAD', 'OPTIONS']);

export function assertSameOrigin(request: Request): void {
	if (safeMethods.has(request.method)) return;
	const site = request.headers.get('sec-fetch-site');
	const origin = request.headers.get('origin');
	const foreign =
		(site !== null && site !== 'same-origin' && site !== 'none') ||
		(origin !== null && hostOf(origin) !== new URL(request.url).host);
	if (foreign) {
		throw new CouchError(403, 'forbidden', 'This call comes from another origin.');
	}
}

/** Only the host: a proxy in front may speak TLS where we do not. */
function hostOf(origin: string): string | undefined {
	return URL.canParse(origin) ? new URL(origin).host : undefined;
}
