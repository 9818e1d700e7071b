/** Bytes as web streams take them. Buffer's type differs from library to library; Uint8Array's does not. */

export type Bytes = Uint8Array<ArrayBuffer>;

const encoder = new TextEncoder();

export function utf8(text: string): Bytes {
	return encoder.encode(text);
}

export function joinBytes(pieces: readonly Uint8Array[]): Bytes {
	const joined = new Uint8Array(pieces.reduce((length, piece) => length + piece.byteLength, 0));
	let at = 0;
	for (const piece of pieces) {
		joined.set(piece, at);
		at += piece.byteLength;
	}
	return joined;
}
