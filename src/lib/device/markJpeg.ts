/**
 * Writes a comment into a JPEG, so that each taking of a picture has a name of its own: a picture is
 * named by its hash and written once, and the same file chosen for two visits would otherwise be
 * one document with two contents.
 */
const startOfImage = [0xff, 0xd8];
const comment = 0xfe;

/** @param mark ASCII, a ULID: nothing that says who or where */
export function markJpeg(bytes: Uint8Array<ArrayBuffer>, mark: string): Uint8Array<ArrayBuffer> {
	if (startOfImage.some((byte, index) => bytes[index] !== byte)) return bytes;
	const text = new TextEncoder().encode(mark);
	const length = text.length + 2;
	const marked = new Uint8Array(bytes.length + length + 2);
	marked.set([...startOfImage, 0xff, comment, length >> 8, length & 0xff]);
	marked.set(text, 6);
	marked.set(bytes.subarray(2), 6 + text.length);
	return marked;
}
