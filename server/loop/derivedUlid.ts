/**
 * A ULID that follows from what it is for: the time of the concern, and random digits by hash. Two
 * stations, or one station twice, make the same, and so write the same document.
 */
import { createHash } from 'node:crypto';
import type { Ulid } from '#lib/domain/ids.ts';

const crockford = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

export function derivedUlid(concern: Ulid, purpose: string): Ulid {
	const hash = createHash('sha256').update(`${purpose} ${concern}`).digest();
	const digits = [...hash.subarray(0, 16)].map((byte) => crockford.charAt(byte % 32));
	return concern.slice(0, 10) + digits.join('');
}
