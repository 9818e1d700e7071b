/**
 * Which paths there are at all. Each segment is decoded once; what could be read in another way by
 * somebody else is refused, never cleaned (SAFETY 1.5: `a%00b` opened the database `ab`).
 */
import { assertDatabaseName } from '../storage/databaseName.ts';
import { checkedId, checkedName } from '../storage/edit.ts';
import { badRequest } from './couchError.ts';

/** Names of feeds and whatever else a phone may name. */
const longestTarget = 4096;
/** A dot segment, a backslash or a control character, in any spelling, before URL parsing hides it. */
// eslint-disable-next-line no-control-regex
const oddTarget = /\\|%5c|%00|%25(?:00|2e|2f|5c)|[\0-\x1f\x7f]|(?:^|\/)(?:\.|%2e){1,2}(?:\/|$)/i;
/** Encoded once more: somebody hopes that it is decoded twice. */
const encodedTwice = /%(?:00|25|2e|2f|5c|5f)/i;

/** Looks at the request line as it came, since `new URL` resolves `..` and turns `\` into `/`. */
export function isPlainTarget(target: string): boolean {
	const path = target.split('?', 1)[0] ?? '';
	return path.startsWith('/') && path.length <= longestTarget && !oddTarget.test(path);
}

export function decodeSegment(segment: string): string {
	let decoded: string;
	try {
		decoded = decodeURIComponent(segment);
	} catch {
		throw badRequest('The path is not well-formed');
	}
	if (encodedTwice.test(decoded) || /[\0\\]/.test(decoded)) {
		throw badRequest('The path is not well-formed');
	}
	return decoded;
}

/** General databases may have slashes in their names, always encoded (`%2F`). */
export function databaseNameOf(segment: string): string {
	const name = decodeSegment(segment);
	assertDatabaseName(name);
	return name;
}

export function documentIdOf(segment: string): string {
	return checkedId(decodeSegment(segment));
}

/** Attachment names may hold slashes, encoded or not. */
export function attachmentNameOf(segments: readonly string[]): string {
	const name = segments.map(decodeSegment).join('/');
	if (name.split('/').some((part) => part === '..' || part === '.' || part === '')) {
		throw badRequest('Attachment name is not allowed');
	}
	return checkedName(name);
}
