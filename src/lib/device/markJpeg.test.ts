import { describe, expect, it } from 'vitest';
import { markJpeg } from './markJpeg.ts';
import { fitted } from './preparePicture.ts';

const jpeg = Uint8Array.from([0xff, 0xd8, 0xff, 0xe0, 0, 4, 1, 2, 0xff, 0xd9]);

describe('pictures', () => {
	it('[M18] gives each taking a name of its own and leaves the picture as it was', () => {
		const one = markJpeg(jpeg, '01A');
		expect([...one]).toEqual([
			0xff, 0xd8, 0xff, 0xfe, 0, 5, 0x30, 0x31, 0x41, 0xff, 0xe0, 0, 4, 1, 2, 0xff, 0xd9
		]);
		expect(markJpeg(jpeg, '01B')).not.toEqual(one);
	});

	it('leaves alone what is no JPEG', () => {
		const png = Uint8Array.from([0x89, 0x50]);
		expect(markJpeg(png, '01A')).toBe(png);
	});

	it('[M18] scales down, never up, and keeps the proportions', () => {
		expect(fitted({ width: 4_000, height: 3_000 }, 1_600)).toEqual({ width: 1_600, height: 1_200 });
		expect(fitted({ width: 300, height: 200 }, 1_600)).toEqual({ width: 300, height: 200 });
		expect(fitted({ width: 10_000, height: 1 }, 1_600)).toEqual({ width: 1_600, height: 1 });
	});
});
