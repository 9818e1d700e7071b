import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { mostSoundBytes, soundRefusal } from './soundCheck.ts';

function offered(bytes: Uint8Array, contentType: string) {
	const name = createHash('sha256').update(bytes).digest('hex');
	return { docId: `sound:${name}`, name, contentType, bytes };
}
const bytesOf = (text: string) => Uint8Array.from(text, (letter) => letter.charCodeAt(0));
const webm = bytesOf('\x1a\x45\xdf\xa3\x9f\x42\x86\x81\x01\x42\x82\x84webm and what was said');
const mp4 = bytesOf('\0\0\0\x18ftypiso5 and what was said');
const ogg = bytesOf('OggS\0\x02 and what was said');

describe('sounds', () => {
	test('[A60] a recording under the hash of its bytes is taken', () => {
		expect(soundRefusal(offered(webm, 'audio/webm'))).toBeUndefined();
		expect(soundRefusal(offered(mp4, 'audio/mp4'))).toBeUndefined();
		expect(soundRefusal(offered(ogg, 'audio/ogg'))).toBeUndefined();
	});

	test('[A60] another name, another document, other bytes are refused', () => {
		const good = offered(webm, 'audio/webm');
		const name = 'ab'.repeat(32);
		expect(soundRefusal({ ...good, name, docId: `sound:${name}` })).toContain('the name speaks of');
		expect(soundRefusal({ ...good, docId: `photo:${good.name}` })).toContain('SHA-256');
		expect(soundRefusal({ ...good, docId: `sound:${name}` })).toContain('SHA-256');
	});

	test('[A60] bytes decide what it is, not the label', () => {
		const page = bytesOf('<html><script>alert(1)</script>');
		const film = bytesOf('\x1a\x45\xdf\xa3\x42\x82\x88matroska');
		for (const bytes of [page, film, ogg]) {
			expect(soundRefusal(offered(bytes, 'audio/webm'))).toContain('not those of such a sound');
		}
		expect(soundRefusal(offered(page, 'text/html'))).toContain('audio/webm, audio/mp4');
		expect(soundRefusal(offered(webm, 'video/webm'))).toContain('audio/webm, audio/mp4');
	});

	test('[A61] one that is too large is refused', () => {
		const large = new Uint8Array(mostSoundBytes + 1);
		large.set(webm);
		expect(soundRefusal(offered(large, 'audio/webm'))).toContain('too large');
		const just = new Uint8Array(mostSoundBytes);
		just.set(webm);
		expect(soundRefusal(offered(just, 'audio/webm'))).toBeUndefined();
	});
});
