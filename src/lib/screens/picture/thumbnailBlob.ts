/** The thumbnail inside a photo row as a picture; not as a data: address, which the policy forbids. */
import type { PhotoRow } from '#lib/projections/rows.ts';

export function thumbnailBlob(photo: Pick<PhotoRow, 'thumbnail' | 'contentType'>): Blob {
	const bytes = Uint8Array.from(atob(photo.thumbnail), (character) => character.charCodeAt(0));
	return new Blob([bytes], { type: photo.contentType });
}
