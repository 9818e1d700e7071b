/**
 * Reads a concern with all that belongs to it from the community's ledger. Whatever of it arrives
 * first or last, the same is read once all of it lies there.
 */
import { addressWords } from '#lib/domain/addressWords.ts';
import type { ConcernState } from '#lib/domain/concernFold.ts';
import { foldConcern } from '#lib/domain/concernFold.ts';
import { buildingName } from '#lib/domain/doorId.ts';
import type {
	AmendmentDocument,
	ConcernDocument,
	DoorDocument,
	EventDocument,
	LedgerDocument,
	PhotoDocument,
	SoundDocument
} from '#lib/domain/documents.ts';
import type { WarningDocument } from '#lib/domain/loopDocuments.ts';
import { isRetracted } from '#lib/domain/household.ts';
import type { Ulid } from '#lib/domain/ids.ts';
import { documentId, localPart } from '#lib/domain/ids.ts';
import type { Matter } from '#lib/domain/routing.ts';
import { isUnnamed, unnamedSince } from '#lib/domain/unnamed.ts';
import type { DocumentStore } from '../storage/documentStore.ts';
import { beginningWith, documentAt, documentsAt } from '../storage/ledgerReading.ts';

export interface WholeMatter extends Matter {
	state: ConcernState;
	/** Clock of the amendment by which who reported asked to be unnamed, else `''`. */
	unnamedSince: string;
	warnings: WarningDocument[];
	amendments: AmendmentDocument[];
	photos: PhotoDocument[];
	sounds: SoundDocument[];
	/** Address of the door, and of the building alone; `''` where no register names it. */
	address: string;
	buildingAddress: string;
}

export async function matterOf(
	ledger: DocumentStore,
	concern: Ulid
): Promise<WholeMatter | undefined> {
	const header = await documentAt<ConcernDocument>(ledger, documentId.concern(concern));
	if (!header) return undefined;
	const events = await beginningWith<EventDocument>(ledger, documentId.event(concern, ''));
	const amendments = await beginningWith<AmendmentDocument>(
		ledger,
		documentId.amendment(concern, '')
	);
	const warnings = await beginningWith<WarningDocument>(ledger, documentId.warning(concern, ''));
	const photoIds = [...header.photos, ...events.flatMap(({ photos }) => photos ?? [])];
	const soundIds = [header, ...events].flatMap(({ sounds }) => sounds ?? []);
	return {
		header,
		state: foldConcern(header, events),
		confidential: isUnnamed(header, amendments),
		unnamedSince: unnamedSince(header, amendments),
		retracted: isRetracted(header, amendments),
		warnings,
		amendments,
		photos: await documentsAt<PhotoDocument>(ledger, photoIds),
		sounds: await documentsAt<SoundDocument>(ledger, soundIds),
		...(await addressesOf(ledger, header))
	};
}

/** The concerns that a document may change the ways of. */
export function concernOf(document: LedgerDocument): Ulid | undefined {
	switch (document.kind) {
		case 'concern':
			return localPart(document._id);
		case 'event':
		case 'warning':
			return document.concern;
		case 'amendment':
			return document.subjectKind === 'concern' ? document.subject : undefined;
		case 'photo':
		case 'sound':
			return /^(?:concern|event):([^:]+)/.exec(document.subject)?.[1];
		default:
			return undefined;
	}
}

async function addressesOf(
	ledger: DocumentStore,
	{ door, grid, building }: ConcernDocument
): Promise<Pick<WholeMatter, 'address' | 'buildingAddress'>> {
	const own =
		door === '' ? undefined : await documentAt<DoorDocument>(ledger, documentId.door(door));
	const [near] =
		own || building === ''
			? [own]
			: await beginningWith<DoorDocument>(ledger, documentId.door(`${grid}/${building}-`), 1);
	const buildingAddress = near ? buildingName(near.estate, near.building) : '';
	return { address: own ? addressWords(own) : buildingAddress, buildingAddress };
}
