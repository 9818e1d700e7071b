import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { mostPictureBytes, pictureRefusal } from './pictureCheck.ts';

function offered(bytes: Uint8Array, contentType = 'image/jpeg') {
	const name = createHash('sha256').update(bytes).digest('hex');
	return { docId: `photo:${name}`, name, contentType, bytes };
}
const jpeg = new Uint8Array([0xff, 0xd8, 0xff, 0xe0, 1, 2, 3]);
const webp = new TextEncoder().encode('RIFF0000WEBPVP8 ');

describe('pictures', () => {
	test('[A12] a JPEG or WebP under the hash of its bytes is taken', () => {
		expect(pictureRefusal(offered(jpeg))).toBeUndefined();
		expect(pictureRefusal(offered(webp, 'image/webp'))).toBeUndefined();
	});

	test('[A12] another name, another document, other bytes are refused', () => {
		const good = offered(jpeg);
		const name = 'ab'.repeat(32);
		expect(pictureRefusal({ ...good, name, docId: `photo:${name}` })).toContain('bytes');
		expect(pictureRefusal({ ...good, docId: `photo:${name}` })).toContain('SHA-256');
		expect(pictureRefusal({ ...good, name: 'door.jpg' })).toContain('SHA-256');
	});

	test('[A12] bytes decide what it is, not the label', () => {
		const page = new TextEncoder().encode('<svg onload="alert(1)"></svg>');
		expect(pictureRefusal(offered(page))).toContain('not those of such a picture');
		expect(pictureRefusal(offered(page, 'image/svg+xml'))).toContain('image/jpeg or image/webp');
		expect(pictureRefusal(offered(webp))).toContain('not those of such a picture');
	});

	test('[A12] one that is too large is refused', () => {
		const large = new Uint8Array(mostPictureBytes + 1);
		large.set(jpeg);
		expect(pictureRefusal(offered(large))).toContain('too large');
	});
});
