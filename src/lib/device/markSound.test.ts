import { expect, test } from 'vitest';
import { markSound } from './markSound.ts';

const mark = '01KASXV2G00000000000000001';
const bytesOf = (text: string) => Uint8Array.from(text, (letter) => letter.charCodeAt(0));
const textOf = (bytes: Uint8Array) => String.fromCharCode(...bytes);

test('[D28] a WebM recording is followed by an element that means nothing', () => {
	const webm = bytesOf('\x1a\x45\xdf\xa3 said');
	const marked = markSound(webm, mark);
	expect(marked.subarray(0, webm.length)).toEqual(webm);
	expect([...marked.subarray(webm.length, webm.length + 2)]).toEqual([0xec, 0x80 | 26]);
	expect(textOf(marked.subarray(webm.length + 2))).toBe(mark);
});

test('[D28] an MP4 recording is followed by a free box of its own length', () => {
	const mp4 = bytesOf('\0\0\0\x18ftypiso5 said');
	const added = markSound(mp4, mark).subarray(mp4.length);
	expect([...added.subarray(0, 4)]).toEqual([0, 0, 0, added.length]);
	expect(textOf(added.subarray(4))).toBe(`free${mark}`);
});

test('[D28] two marks make two sounds of one recording; what has no place for it stays as it is', () => {
	const webm = bytesOf('\x1a\x45\xdf\xa3 said');
	expect(markSound(webm, mark)).not.toEqual(markSound(webm, mark.replace(/1$/, '2')));
	const ogg = bytesOf('OggS said');
	expect(markSound(ogg, mark)).toEqual(ogg);
});
