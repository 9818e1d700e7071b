/** A sound by its hash: from this phone while it waits, else from the station (or what the shell kept of it). */
import { documentId } from '#lib/domain/ids.ts';
import type { FetchPictureParts } from './fetchPicture.ts';

export async function fetchSound(
	sha256: string,
	{ kept, feeds, device }: Omit<FetchPictureParts, 'database'>
): Promise<Blob | undefined> {
	const here = await kept.blobOf(sha256);
	if (here) return here;
	// Of its document it is not known through which feed it came; the station finds it through that one only.
	for (const { media } of feeds) {
		const path = `/db/${media}/${documentId.sound(sha256)}/${sha256}`;
		const answer = await fetch(path, { headers: { 'X-Qingge-Device': device } }).catch(
			() => undefined
		);
		if (!answer?.ok) continue;
		const sound = await answer.blob().catch(() => undefined);
		if (sound?.type.startsWith('audio/')) return sound;
	}
	return undefined;
}
