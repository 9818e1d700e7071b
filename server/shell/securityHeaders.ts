/**
 * What browsers may do with the app's pages: load from this station, and nothing else. Inline
 * scripts and styles count only if they are the very ones of the built page, by their hash.
 */
import { createHash } from 'node:crypto';

/** On every answer of the station. */
export const everywhere: Readonly<Record<string, string>> = {
	'X-Content-Type-Options': 'nosniff',
	'Referrer-Policy': 'no-referrer',
	'Cross-Origin-Resource-Policy': 'same-origin',
	'X-Frame-Options': 'DENY'
};

/** Who came over TLS once does not come without it for a year (ASVS 3.4.1). */
export const overTls = ['Strict-Transport-Security', 'max-age=31536000'] as const;

/**
 * On pages. `page` is the HTML that is served. Trusted Types are not asked for: the phone's worker is
 * started from a plain URL, which they would forbid.
 */
export function pageHeaders(page: string): Record<string, string> {
	const policy: Record<string, string[]> = {
		'default-src': ["'none'"],
		'script-src': ["'self'", ...inlineHashes(page, inlineScript)],
		'style-src': ["'self'", ...inlineHashes(page, inlineStyle)],
		// Svelte writes style attributes of its templates as HTML; they reach no other origin.
		'style-src-attr': ["'unsafe-inline'"],
		'img-src': ["'self'", 'blob:', 'data:'],
		// Sounds are played from memory.
		'media-src': ["'self'", 'blob:'],
		'font-src': ["'self'"],
		'connect-src': ["'self'"],
		'worker-src': ["'self'"],
		'manifest-src': ["'self'"],
		'object-src': ["'none'"],
		'base-uri': ["'none'"],
		'form-action': ["'self'"],
		'frame-ancestors': ["'none'"]
	};
	return {
		'Content-Security-Policy': Object.entries(policy)
			.map(([name, sources]) => [name, ...sources].join(' '))
			.join('; '),
		'Cross-Origin-Opener-Policy': 'same-origin',
		// No position: where a worker walks is nobody's business (DOMAIN 2.8).
		'Permissions-Policy': 'camera=(self), geolocation=(), microphone=(self), payment=(), usb=()'
	};
}

const inlineScript = /<script(?![^>]*\ssrc=)[^>]*>([\s\S]*?)<\/script>/g;
const inlineStyle = /<style[^>]*>([\s\S]*?)<\/style>/g;

function inlineHashes(page: string, element: RegExp): string[] {
	return [...page.matchAll(element)].map(([, text = '']) => {
		return `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
	});
}
