/** Draws a picture's row: the thumbnail and where to ask for the whole. */
import { wroteHere } from '#lib/domain/feeds.ts';
import type { PhotoDocument } from '#lib/domain/documents.ts';
import type { PhotoRow } from './rows.ts';

export function projectPhoto(
	document: PhotoDocument,
	{ feed, device }: { feed: string; device: string }
): PhotoRow {
	const { _id: id, sha256, subject, contentType, bytes, thumbnail } = document;
	return {
		id,
		sha256,
		feed,
		subject,
		contentType,
		bytes,
		thumbnail,
		own: wroteHere(device, document.device)
	};
}
