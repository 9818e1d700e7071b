/** A sound on its way into the ledger: what of it is a document. The bytes go by their own way. */
import type { SoundDocument } from '#lib/domain/documents.ts';
import type { SoundEntry } from '#lib/domain/entry.ts';
import type { GridId } from '#lib/domain/ids.ts';
import { documentId } from '#lib/domain/ids.ts';

/** Recorded and hashed; made by device/. */
export type PreparedSound = Pick<SoundDocument, 'sha256' | 'contentType' | 'bytes' | 'seconds'>;

/** Ids for the document that names the sounds. */
export function soundIds(sounds: readonly PreparedSound[]): string[] {
	return sounds.map(({ sha256 }) => documentId.sound(sha256));
}

export function soundEntries(
	sounds: readonly PreparedSound[],
	{ subject, grid }: { subject: string; grid: GridId }
): SoundEntry[] {
	return sounds.map(({ sha256, contentType, bytes, seconds }) => ({
		_id: documentId.sound(sha256),
		kind: 'sound',
		...{ grid, subject, sha256, contentType, bytes, seconds }
	}));
}
