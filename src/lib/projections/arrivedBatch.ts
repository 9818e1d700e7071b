/** A portion of documents sorted for drawing: by kind, and by what they change. Knows no database. */
import type {
	ConcernDocument,
	DocumentOfKind,
	EventDocument,
	LedgerDocument
} from '#lib/domain/documents.ts';
import type { DocumentKind } from '#lib/domain/envelope.ts';
import { documentId, localPart } from '#lib/domain/ids.ts';

export type ByKind = { [K in DocumentKind]: DocumentOfKind[K][] };

export function byKind(documents: readonly LedgerDocument[]): ByKind {
	const sorted: ByKind = {
		door: [],
		household: [],
		resident: [],
		visit: [],
		concern: [],
		event: [],
		amendment: [],
		photo: [],
		check: [],
		check_answer: [],
		warning: [],
		organisation: [],
		settings: [],
		places: [],
		campaign: [],
		campaign_end: [],
		campaign_answer: [],
		rights_request: [],
		rights_answer: [],
		export_profile: [],
		export_run: [],
		tally: [],
		sound: []
	};
	for (const document of documents) (sorted[document.kind] as LedgerDocument[]).push(document);
	return sorted;
}

/** `_id` of the concern a header or event belongs to. */
export function concernOf(paper: ConcernDocument | EventDocument): string {
	return paper.kind === 'concern' ? paper._id : documentId.concern(paper.concern);
}

/** The same, told from an event's `_id` alone. */
export function concernOfEventId(id: string): string {
	return documentId.concern(localPart(id).slice(0, 26));
}

/** `_id` of what an amendment amends. */
export function subjectOf({ subjectKind, subject }: DocumentOfKind['amendment']): string {
	return `${subjectKind}:${subject}`;
}
