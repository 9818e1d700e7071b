/**
 * Documents that are shown as they came, without being folded: what a community settles, asks and
 * counts. Read by `kind`, by what they are about, and by door.
 */
import type { DocumentOfKind, LedgerDocument } from '#lib/domain/documents.ts';
import type { DocumentKind } from '#lib/domain/envelope.ts';
import { wroteHere } from '#lib/domain/feeds.ts';
import type { DoorId } from '#lib/domain/ids.ts';
import { documentId } from '#lib/domain/ids.ts';
import type { ProjectionDatabase } from './database.ts';
import type { Drawing } from './drawing.ts';
import { isFuller } from './isFuller.ts';
import type { KeptDocument, KeptKind, KeptPaper } from './keptRows.ts';
import { keptKinds } from './keptRows.ts';

export async function drawKept(
	{ database, device }: Drawing,
	arrived: readonly LedgerDocument[]
): Promise<void> {
	const kept = arrived.filter(isKept);
	if (kept.length === 0) return;
	const known = await database.kept.bulkGet(kept.map(({ _id }) => _id));
	await database.kept.bulkPut(
		kept.flatMap((document, at): KeptPaper[] => {
			const other = known[at];
			// A copy that another feed sends of what was written here stays our own.
			if (other && !isFuller(document, other.document)) return [];
			const { _id: id, kind, clock } = document;
			const own = other?.own === true || wroteHere(device, document.device);
			const door = 'door' in document ? document.door : '';
			return [{ id, kind, about: aboutOf(document), door, clock, own, document }];
		})
	);
}

/** In the order of the clock. */
export async function keptOf<K extends KeptKind>(
	database: ProjectionDatabase,
	kind: K,
	about?: string
): Promise<KeptPaper<K>[]> {
	const rows =
		about === undefined
			? database.kept.where('[kind+clock]').between([kind, ''], [kind, '\uffff'])
			: database.kept.where({ kind, about });
	return (await rows.sortBy('clock')) as KeptPaper<K>[];
}

/** What was written of one door, in the order of the clock. */
export async function keptAt<K extends KeptKind>(
	database: ProjectionDatabase,
	kind: K,
	door: DoorId
): Promise<KeptPaper<K>[]> {
	return (await database.kept.where({ kind, door }).sortBy('clock')) as KeptPaper<K>[];
}

/** By the id of the record they belong to, each in the order of the clock; only of records that have some. */
export async function soundsAbout(
	database: ProjectionDatabase,
	ids: readonly string[]
): Promise<Map<string, KeptPaper<'sound'>[]>> {
	const keys = ids.map((id) => ['sound', id]);
	const rows = await database.kept.where('[kind+about]').anyOf(keys).sortBy('clock');
	const found = new Map<string, KeptPaper<'sound'>[]>();
	for (const row of rows as KeptPaper<'sound'>[]) {
		found.set(row.about, [...(found.get(row.about) ?? []), row]);
	}
	return found;
}

export async function newestKept<K extends KeptKind>(
	database: ProjectionDatabase,
	kind: K
): Promise<DocumentOfKind[K] | undefined> {
	const rows = database.kept.where('[kind+clock]').between([kind, ''], [kind, '\uffff']);
	return (await rows.last())?.document as DocumentOfKind[K] | undefined;
}

const kinds: ReadonlySet<DocumentKind> = new Set(keptKinds);
function isKept(document: LedgerDocument): document is KeptDocument {
	return kinds.has(document.kind);
}

function aboutOf(document: KeptDocument): string {
	switch (document.kind) {
		case 'sound':
			return document.subject;
		case 'campaign_end':
		case 'campaign_answer':
			return documentId.campaign(document.campaign);
		case 'rights_answer':
			return documentId.rightsRequest(document.request);
		default:
			return '';
	}
}
