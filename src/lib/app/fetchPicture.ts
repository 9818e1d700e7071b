/** The full picture: from this phone while it waits, else from the station (or what the shell kept of it). */
import type { PicturesOfAccount } from '#lib/device/picturesWaiting.ts';
import type { FeedGrant } from '#lib/domain/feeds.ts';
import { documentId } from '#lib/domain/ids.ts';
import type { ProjectionDatabase } from '#lib/projections/database.ts';

export interface FetchPictureParts {
	kept: PicturesOfAccount;
	database: ProjectionDatabase;
	feeds: readonly FeedGrant[];
	device: string;
}

export async function fetchPicture(
	sha256: string,
	{ kept, database, feeds, device }: FetchPictureParts
): Promise<Blob | undefined> {
	const here = await kept.blobOf(sha256);
	if (here) return here;
	const row = await database.photos.get(documentId.photo(sha256));
	const media = feeds.find(({ feed }) => feed === row?.feed)?.media;
	if (media === undefined) return undefined;
	const path = `/db/${media}/photo:${sha256}/${sha256}`;
	const answer = await fetch(path, { headers: { 'X-Qingge-Device': device } }).catch(
		() => undefined
	);
	if (!answer?.ok) return undefined;
	const picture = await answer.blob().catch(() => undefined);
	return picture?.type.startsWith('image/') ? picture : undefined;
}
