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
		return await encoded(painted(bitmap, width, height), draftQuality);
	} finally {
		bitmap.close();
	}
}

export async function preparePicture(file: Blob, mark: string): Promise<PreparedPicture> {
	const bitmap = await opened(file);
	try {
		const picture = await drawnWithin(bitmap, longestEdge, mostBytes - 64);
		// Of the scaled one: the camera's own is ten times as large.
		const thumbnail = await drawnWithin(picture.canvas, thumbnailEdge, mostThumbnailBytes);
		const bytes = markJpeg(new Uint8Array(await picture.blob.arrayBuffer()), mark);
		const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
		return {
			blob: new Blob([bytes], { type: 'image/jpeg' }),
			sha256: [...hash].map((byte) => byte.toString(16).padStart(2, '0')).join(''),
			contentType: 'image/jpeg',
			width: picture.canvas.width,
			height: picture.canvas.height,
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

type Canvas = OffscreenCanvas | HTMLCanvasElement;
type Drawable = ImageBitmap | Canvas;

interface Drawn {
	blob: Blob;
	canvas: Canvas;
}

/** Steps down in quality, then in size, until it fits. Scaled once per size: that is what costs. */
async function drawnWithin(picture: Drawable, edge: number, most: number): Promise<Drawn> {
	for (let scale = edge; ; scale = Math.floor(scale * 0.75)) {
		const { width, height } = fitted(picture, scale);
		const canvas = painted(picture, width, height);
		for (const quality of qualities) {
			const blob = await encoded(canvas, quality);
			if (blob.size <= most || scale < 32) return { blob, canvas };
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

function painted(picture: Drawable, width: number, height: number): Canvas {
	// Older iOS knows only the canvas of a page.
	const canvas =
		'OffscreenCanvas' in globalThis
			? new OffscreenCanvas(width, height)
			: Object.assign(document.createElement('canvas'), { width, height });
	const context = canvas.getContext('2d') as CanvasRenderingContext2D | null;
	if (!context) throw new PictureUnreadable('no canvas');
	// A transparent picture becomes white rather than black as a JPEG.
	context.fillStyle = '#fff';
	context.fillRect(0, 0, width, height);
	context.drawImage(picture, 0, 0, width, height);
	return canvas;
}

async function encoded(canvas: Canvas, quality: number): Promise<Blob> {
	if ('convertToBlob' in canvas) return canvas.convertToBlob({ type: 'image/jpeg', quality });
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

function base64(bytes: Uint8Array): string {
	let text = '';
	for (const byte of bytes) text += String.fromCharCode(byte);
	return btoa(text);
}
