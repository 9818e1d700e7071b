/**
 * Where the bytes of a picture lie: in the media of the feed they were uploaded to, which is not
 * always the feed of who looks. Whoever's feed does not hold the photo finds nothing.
 */
import type { AttachmentAsked } from '../http/gate.ts';
import type { StationStorage } from '../storage/documentStore.ts';

export interface OriginParts {
	storage: StationStorage;
	/** Of who asks. */
	feed: string;
	/** Of the community. */
	databases: readonly string[];
}

/** Undefined where it is asked at the right place, or lies nowhere. */
export async function pictureOrigin(
	{ storage, feed, databases }: OriginParts,
	{ db, docId, name }: AttachmentAsked
): Promise<string | undefined> {
	const holds = async (media: string) => {
		const row = await (await storage.open(media))?.row(docId);
		return row !== undefined && !row.deleted && row.attachments?.[name] !== undefined;
	};
	if (await holds(db)) return undefined;
	const photo = await (await storage.open(feed))?.row(docId);
	if (!photo || photo.deleted) return undefined;
	// A grid's pictures are the most, and asked for the most.
	const media = databases.filter((one) => one.startsWith('media-') && one !== db);
	for (const one of media) if (await holds(one)) return one;
	return undefined;
}
