/** A picture on its way into the ledger: what of it is a document. The full picture goes by its own way. */
import type { PhotoEntry } from '#lib/domain/entry.ts';
import type { GridId } from '#lib/domain/ids.ts';
import { documentId } from '#lib/domain/ids.ts';

/** Scaled down, without EXIF, hashed; made by device/. */
export interface PreparedPicture {
	/** 64 hex digits over the bytes that will be uploaded. */
	sha256: string;
	contentType: 'image/jpeg' | 'image/webp';
	/** How many. */
	bytes: number;
	width: number;
	height: number;
	/** Base64 without prefix, at most 6 KB decoded. */
	thumbnail: string;
}

/** Ids for the document that shows the pictures; the same picture twice is one. */
export function photoIds(pictures: readonly PreparedPicture[]): string[] {
	return [...new Set(pictures.map(({ sha256 }) => documentId.photo(sha256)))];
}

export function photoEntries(
	pictures: readonly PreparedPicture[],
	{ subject, grid }: { subject: string; grid: GridId }
): PhotoEntry[] {
	return pictures.map((picture) => ({
		_id: documentId.photo(picture.sha256),
		kind: 'photo',
		grid,
		subject,
		sha256: picture.sha256,
		contentType: picture.contentType,
		bytes: picture.bytes,
		width: picture.width,
		height: picture.height,
		thumbnail: picture.thumbnail
	}));
}
