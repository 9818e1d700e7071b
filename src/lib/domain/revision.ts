/**
 * A document's revision is its content: the phone computes it, the station computes it again and
 * takes nothing that differs. So a receipt for a revision proves the very content.
 */
import { canonicalJson } from './canonicalJson.ts';

/** 64 lower-case hex digits of the SHA-256 of the text's UTF-8 bytes. */
export type Sha256 = (text: string) => string;

/** Fields of CouchDB and PouchDB that ride on a document but are not its content. */
export const carriedFields: ReadonlySet<string> = new Set([
	'_rev',
	'_revisions',
	'_revs_info',
	'_conflicts',
	'_deleted_conflicts',
	'_local_seq',
	'_attachments'
]);

/** `1-` and 32 hex digits. What a device writes has exactly one generation. */
export function revisionOf(document: object, sha256: Sha256): string {
	const content = Object.fromEntries(
		Object.entries(document).filter(([key]) => !carriedFields.has(key))
	);
	return `1-${sha256(canonicalJson(content)).slice(0, 32)}`;
}

export function withRevision<D extends object>(document: D, sha256: Sha256): D & { _rev: string } {
	return { ...document, _rev: revisionOf(document, sha256) };
}

/** Above 1 only where the station wrote something newer under the same id. */
export function generationOf(rev: string): number {
	return Number.parseInt(rev, 10);
}
