/** Pictures as the database keeps them and as the browser handles them. */
import type { KeptPicture } from './deviceDatabase.ts';

export async function keepPicture(blob: Blob): Promise<KeptPicture> {
	return { contentType: blob.type, bytes: await blob.arrayBuffer() };
}

export function pictureBlob({ contentType, bytes }: KeptPicture): Blob {
	return new Blob([bytes], { type: contentType });
}
