/**
 * A picture is what its name says, or it is not taken: the name is the hash of its bytes, and the
 * bytes are of a kind that browsers only draw (SAFETY 1.4, CVE-2021-38295).
 */
import { createHash } from 'node:crypto';
import { documentId, sha256Pattern } from '#lib/domain/ids.ts';

/** Downscaled pictures have at most 200 KB; twice that leaves room for other cameras. */
export const mostPictureBytes = 400 * 1024;

export interface PictureOffered {
	docId: string;
	name: string;
	contentType: string;
	bytes: Uint8Array;
}

/** Why the picture is refused; undefined when it is taken. */
export function pictureRefusal(picture: PictureOffered): string | undefined {
	const { docId, name, contentType, bytes } = picture;
	if (!sha256Pattern.test(name) || docId !== documentId.photo(name)) {
		return 'A picture is named by the SHA-256 of its bytes.';
	}
	if (bytes.byteLength > mostPictureBytes) return 'The picture is too large.';
	if (contentType !== 'image/jpeg' && contentType !== 'image/webp') {
		return 'A picture is image/jpeg or image/webp.';
	}
	if (kindOf(bytes) !== contentType) return 'The bytes are not those of such a picture.';
	if (createHash('sha256').update(bytes).digest('hex') !== name) {
		return 'The bytes are not those the name speaks of.';
	}
	return undefined;
}

function kindOf(bytes: Uint8Array): string | undefined {
	const begins = (at: number, ...expected: number[]) =>
		expected.every((byte, index) => bytes[at + index] === byte);
	if (begins(0, 0xff, 0xd8, 0xff)) return 'image/jpeg';
	// RIFF, four bytes of length, WEBP
	if (begins(0, 0x52, 0x49, 0x46, 0x46) && begins(8, 0x57, 0x45, 0x42, 0x50)) return 'image/webp';
	return undefined;
}
