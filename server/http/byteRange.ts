/**
 * Sends bytes whole or the one range of them that was asked for, so that a download that broke off
 * goes on where it was. Several ranges in one answer nobody asks for; they get the whole.
 */
import { parse } from 'range-parser';
import type { Bytes } from './bytes.ts';
import { withoutBody, whole } from './couchResponse.ts';

export function rangeOf(
	request: Request,
	bytes: Bytes,
	headers: Record<string, string> & { ETag: string }
): Response {
	const asked = request.headers.get('range');
	const condition = request.headers.get('if-range');
	// What has changed since the reader's first part must not be joined to it.
	if (asked === null || (condition !== null && condition !== headers.ETag)) {
		return whole(200, bytes, headers);
	}
	const { code, type, ranges } = parse(bytes.byteLength, asked);
	if (type !== 'bytes') return whole(200, bytes, headers);
	const [range, ...others] = ranges;
	if (code === 2 || (code === 0 && !range)) {
		return withoutBody(416, { ...headers, 'Content-Range': `bytes */${bytes.byteLength}` });
	}
	if (!range || others.length > 0) return whole(200, bytes, headers);
	const { start, end } = range;
	return whole(206, bytes.slice(start, end + 1), {
		...headers,
		'Content-Range': `bytes ${start}-${end}/${bytes.byteLength}`
	});
}
