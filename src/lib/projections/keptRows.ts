/** Rows of documents that are shown as they came (keptPapers.ts draws and reads them). */
import type { DocumentOfKind } from '#lib/domain/documents.ts';
import type { DocumentKind } from '#lib/domain/envelope.ts';
import type { DoorId } from '#lib/domain/ids.ts';

export const keptKinds = [
	...(['settings', 'places', 'campaign', 'campaign_end', 'campaign_answer'] as const),
	...(['rights_request', 'rights_answer', 'export_profile', 'export_run'] as const),
	...(['tally', 'sound'] as const)
] satisfies readonly DocumentKind[];
export type KeptKind = (typeof keptKinds)[number];
export type KeptDocument = DocumentOfKind[KeptKind];

export interface KeptPaper<K extends KeptKind = KeptKind> {
	/** The document's `_id`. */
	id: string;
	kind: K;
	/** `_id` of what it belongs to, `''` where it stands for itself. */
	about: string;
	/** `''` where it is of no one door. */
	door: DoorId | '';
	clock: string;
	/** Written on this phone. */
	own: boolean;
	document: DocumentOfKind[K];
}
