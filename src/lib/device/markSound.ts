/**
 * Writes a mark into a recording, as markJpeg.ts does into a picture: the same sound kept for two
 * records would otherwise be one document with two contents. Players pass over both kinds of mark.
 */
const webmStart = [0x1a, 0x45, 0xdf, 0xa3];
/** EBML's element for what means nothing. */
const ebmlVoid = 0xec;

/** @param mark ASCII, a ULID: nothing that says who or where */
export function markSound(bytes: Uint8Array<ArrayBuffer>, mark: string): Uint8Array<ArrayBuffer> {
	const text = new TextEncoder().encode(mark);
	if (webmStart.every((byte, at) => bytes[at] === byte)) {
		// A length below 127 is one byte with its highest bit set.
		return joined(bytes, new Uint8Array([ebmlVoid, 0x80 | text.length]), text);
	}
	if (new TextDecoder().decode(bytes.subarray(4, 8)) === 'ftyp') {
		const free = new TextEncoder().encode('free');
		return joined(bytes, new Uint8Array([0, 0, 0, 8 + text.length]), free, text);
	}
	// Ogg has no place for it; there the same sound is one document, and stays with its first record.
	return bytes;
}

function joined(...parts: Uint8Array<ArrayBuffer>[]): Uint8Array<ArrayBuffer> {
	const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
	let at = 0;
	for (const part of parts) {
		whole.set(part, at);
		at += part.length;
	}
	return whole;
}
