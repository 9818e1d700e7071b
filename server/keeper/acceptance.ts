/**
 * Whether a document that was refused may go into a feed as it is. A keeper may answer for who wrote
 * it and in which role; nobody may bring in what phones cannot read, or a second content of one id.
 */
import type { LedgerDocument } from '#lib/domain/documents.ts';
import { gridFeed, gridOfFeed } from '#lib/domain/feeds.ts';
import { communityOfGrid } from '#lib/domain/ids.ts';
import { parseDocument } from '#lib/domain/parseDocument.ts';
import type { Sha256 } from '#lib/domain/revision.ts';
import { revisionOf } from '#lib/domain/revision.ts';
import type { Community } from '../access/community.ts';
import { isOwnFeed } from '../access/community.ts';
import type { QuarantinedDocument } from '../access/quarantine.ts';
import type { DocumentStore, StationStorage } from '../storage/documentStore.ts';

/** `with_content`: whoever decides must have been let to look who wrote it. */
export type Acceptable = 'yes' | 'with_content' | 'no';

export interface Acceptance {
	acceptable: Acceptable;
	/** Its feed has this very revision by now: the phone delivered it in another way. */
	arrived: boolean;
	/** Where it goes. */
	target?: { document: LedgerDocument; feed: DocumentStore };
}

export interface AcceptanceParts {
	storage: StationStorage;
	community: () => Community;
	sha256: Sha256;
}

const never: Acceptance = { acceptable: 'no', arrived: false };

export async function acceptanceOf(
	{ storage, community, sha256 }: AcceptanceParts,
	{ document: text, account, device, feed: from }: QuarantinedDocument
): Promise<Acceptance> {
	const parsed = parseDocument(JSON.parse(text));
	if (!parsed.ok) return never;
	const document = parsed.value;
	if (document._rev !== revisionOf(document, sha256)) return never;
	const feed = await feedFor({ storage, community }, document, from);
	if (!feed) return never;
	const there = await feed.row(document._id);
	if (there && there.rev !== document._rev) return never;
	const isOwn = document.author === account && document.device === device;
	return {
		acceptable: isOwn ? 'yes' : 'with_content',
		arrived: there !== undefined,
		target: { document, feed }
	};
}

/** Where it belongs: the grid it is of, or the feed it was sent to by whoever has no grid. */
export async function feedFor(
	{ storage, community }: Pick<AcceptanceParts, 'storage' | 'community'>,
	{ grid }: LedgerDocument,
	from: string
): Promise<DocumentStore | undefined> {
	const ours = community();
	if (gridOfFeed(from) === undefined) {
		const isOurs = communityOfGrid(grid) === ours.id && isOwnFeed(from, ours);
		return isOurs ? storage.open(from) : undefined;
	}
	return ours.grids.some(({ id }) => id === grid) ? storage.open(gridFeed(grid)) : undefined;
}
