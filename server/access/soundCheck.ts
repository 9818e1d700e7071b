/**
 * A sound is what its name says, or it is not taken: the name is the hash of its bytes, and the bytes
 * begin as a recording does that browsers only play (as pictureCheck.ts holds it for pictures).
 */
import { createHash } from 'node:crypto';
import { documentId, sha256Pattern } from '#lib/domain/ids.ts';
import type { PictureOffered } from './pictureCheck.ts';

/** Three minutes of speech at 24 kbit/s are 540 KB; Safari knows no rate that low. */
export const mostSoundBytes = 1024 * 1024;

const types: ReadonlySet<string> = new Set(['audio/webm', 'audio/mp4', 'audio/ogg']);

/** Why the sound is refused; undefined when it is taken. */
export function soundRefusal(sound: PictureOffered): string | undefined {
	const { docId, name, contentType, bytes } = sound;
	if (!sha256Pattern.test(name) || docId !== documentId.sound(name)) {
		return 'A sound is named by the SHA-256 of its bytes.';
	}
	if (bytes.byteLength > mostSoundBytes) return 'The sound is too large.';
	if (!types.has(contentType)) return 'A sound is audio/webm, audio/mp4 or audio/ogg.';
	if (kindOf(bytes) !== contentType) return 'The bytes are not those of such a sound.';
	if (createHash('sha256').update(bytes).digest('hex') !== name) {
		return 'The bytes are not those the name speaks of.';
	}
	return undefined;
}

/** The header of a WebM file names its kind within its first bytes. */
const headerBytes = 64;

function kindOf(bytes: Uint8Array): string | undefined {
	const head = String.fromCharCode(...bytes.subarray(0, headerBytes));
	// EBML, which is also Matroska's: only what calls itself webm.
	if (head.startsWith('\x1a\x45\xdf\xa3') && head.includes('webm')) return 'audio/webm';
	// Four bytes of length, then the first box.
	if (head.slice(4, 8) === 'ftyp') return 'audio/mp4';
	if (head.startsWith('OggS')) return 'audio/ogg';
	return undefined;
}
