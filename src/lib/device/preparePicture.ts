/**
 * Makes of what the camera gave what may leave the phone: scaled down, turned upright, without
 * EXIF (a picture drawn anew has none). Fails clearly where the file is no picture.
 */
import { markJpeg } from './markJpeg.ts';

export interface PreparedPicture {
	blob: Blob;
	sha256: string;
	contentType: 'image/jpeg';
	width: number;
	height: number;
	/** Base64 of a JPEG of at most 6 KB, no data-URL prefix. */
	thumbnail: string;
}

/** The file is damaged, or of a kind this browser cannot read. */
export class PictureUnreadable extends Error {
	constructor(cause: unknown) {
		super('This file cannot be read as a picture.', { cause });
		this.name = 'PictureUnreadable';
	}
}

const longestEdge = 1_600;
const mostBytes = 200 * 1024;
const thumbnailEdge = 160;
const mostThumbnailBytes = 6 * 1024;
/** It is drawn once more before it goes. */
const draftQuality = 0.9;
const qualities = [0.82, 0.72, 0.6, 0.48, 0.36];

/** For a draft, and to be drawn upon: a camera's own file is ten times what will leave the phone. */
export async function shrinkPicture(file: Blob): Promise<Blob> {
	const bitmap = await opened(file);
	try {
		const { width, height } = fitted(bitmap, longestEdge);
		return await draw(bitmap, width, height, draftQuality);
	} finally {
		bitmap.close();
	}
}

export async function preparePicture(file: Blob, mark: string): Promise<PreparedPicture> {
	const bitmap = await opened(file);
	try {
		const picture = await drawnWithin(bitmap, longestEdge, mostBytes - 64);
		const thumbnail = await drawnWithin(bitmap, thumbnailEdge, mostThumbnailBytes);
		const bytes = markJpeg(new Uint8Array(await picture.blob.arrayBuffer()), mark);
		const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
		return {
			blob: new Blob([bytes], { type: 'image/jpeg' }),
			sha256: [...hash].map((byte) => byte.toString(16).padStart(2, '0')).join(''),
			contentType: 'image/jpeg',
			width: picture.width,
			height: picture.height,
			thumbnail: base64(new Uint8Array(await thumbnail.blob.arrayBuffer()))
		};
	} finally {
		bitmap.close();
	}
}

async function opened(file: Blob): Promise<ImageBitmap> {
	return await createImageBitmap(file, { imageOrientation: 'from-image' }).catch(
		(cause: unknown) => {
			throw new PictureUnreadable(cause);
		}
	);
}

interface Drawn {
	blob: Blob;
	width: number;
	height: number;
}

/** Steps down in quality, then in size, until it fits. */
async function drawnWithin(bitmap: ImageBitmap, edge: number, most: number): Promise<Drawn> {
	for (let scale = edge; ; scale = Math.floor(scale * 0.75)) {
		const { width, height } = fitted(bitmap, scale);
		for (const quality of qualities) {
			const blob = await draw(bitmap, width, height, quality);
			if (blob.size <= most || scale < 32) return { blob, width, height };
		}
	}
}

/** Never larger than it was. */
export function fitted(
	{ width, height }: { width: number; height: number },
	edge: number
): { width: number; height: number } {
	const factor = Math.min(1, edge / Math.max(width, height));
	return {
		width: Math.max(1, Math.round(width * factor)),
		height: Math.max(1, Math.round(height * factor))
	};
}

async function draw(
	bitmap: ImageBitmap,
	width: number,
	height: number,
	quality: number
): Promise<Blob> {
	if ('OffscreenCanvas' in globalThis) {
		const canvas = new OffscreenCanvas(width, height);
		paint(canvas.getContext('2d'), bitmap, width, height);
		return canvas.convertToBlob({ type: 'image/jpeg', quality });
	}
	// Older iOS knows only the canvas of a page.
	const canvas = Object.assign(document.createElement('canvas'), { width, height });
	paint(canvas.getContext('2d'), bitmap, width, height);
	return new Promise((resolve, reject) => {
		canvas.toBlob(
			(blob) => {
				if (blob) resolve(blob);
				else reject(new PictureUnreadable('the canvas gave nothing'));
			},
			'image/jpeg',
			quality
		);
	});
}

function paint(
	context: CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D | null,
	bitmap: ImageBitmap,
	width: number,
	height: number
): void {
	if (!context) throw new PictureUnreadable('no canvas');
	// A transparent picture becomes white rather than black as a JPEG.
	context.fillStyle = '#fff';
	context.fillRect(0, 0, width, height);
	context.drawImage(bitmap, 0, 0, width, height);
}

function base64(bytes: Uint8Array): string {
	let text = '';
	for (const byte of bytes) text += String.fromCharCode(byte);
	return btoa(text);
}
