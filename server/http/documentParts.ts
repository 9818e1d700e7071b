/**
 * A revision as parts: the document as JSON, its stubs saying that they follow, and then their bytes
 * as they are. CouchDB's replicator reads documents with attachments in this form.
 */
import { randomBytes } from 'node:crypto';
import { joinBytes, utf8 } from './bytes.ts';
import type { DocumentRow, DocumentStore, StoredRevision } from '../storage/documentStore.ts';
import { whole } from './couchResponse.ts';
import type { Showing } from './documentText.ts';
import { attachmentsToSend, showDocument } from './documentText.ts';

interface Revision {
	rev: string;
	content: StoredRevision;
}

export function accepts(request: Request, type: string): boolean {
	const accepted = (request.headers.get('accept') ?? '').toLowerCase().split(',');
	return accepted.some((one) => one.split(';', 1)[0]?.trim() === type);
}

/** One part of an answer: a revision, with whatever headers it has of its own, or why there is none. */
export type PartAsked =
	{ error: unknown } | { row: DocumentRow; revision: Revision; showing: Showing; headers?: string };

/** Every revision a part; one with attachments is a `multipart/related` of its own. */
export async function mixedParts(
	store: DocumentStore,
	asked: AsyncIterable<PartAsked> | Iterable<PartAsked>
): Promise<Response> {
	const boundary = newBoundary();
	const pieces: Uint8Array[] = [];
	for await (const part of asked) {
		pieces.push(utf8(`--${boundary}\r\n`));
		if ('error' in part) pieces.push(errorPart(part.error));
		else {
			pieces.push(utf8(part.headers ?? ''));
			pieces.push(...(await revisionPart(store, part.row, part.revision, part.showing)));
		}
	}
	pieces.push(utf8(`--${boundary}--`));
	return multipart('mixed', boundary, pieces);
}

/** One document as a whole answer; undefined when it has no attachment that would follow. */
export async function relatedDocumentParts(
	store: DocumentStore,
	row: DocumentRow,
	revision: Revision,
	showing: Showing
): Promise<Response | undefined> {
	const boundary = newBoundary();
	const pieces = await relatedPieces(store, row, revision, showing, boundary);
	return pieces && multipart('related', boundary, pieces);
}

function errorPart(error: unknown): Uint8Array {
	return utf8(`Content-Type: application/json; error="true"\r\n\r\n${JSON.stringify(error)}\r\n`);
}

async function revisionPart(
	store: DocumentStore,
	row: DocumentRow,
	revision: Revision,
	showing: Showing
): Promise<Uint8Array[]> {
	const boundary = newBoundary();
	const pieces = await relatedPieces(store, row, revision, showing, boundary);
	if (pieces) {
		const head = `Content-Type: multipart/related; boundary="${boundary}"\r\n\r\n`;
		return [utf8(head), ...pieces, utf8('\r\n')];
	}
	const text = await showDocument(store, row, revision, { ...showing, attachments: 'stubs' });
	return [utf8(`Content-Type: application/json\r\n\r\n${text}\r\n`)];
}

async function relatedPieces(
	store: DocumentStore,
	row: DocumentRow,
	revision: Revision,
	showing: Showing,
	boundary: string
): Promise<Uint8Array[] | undefined> {
	const sent = Object.entries(attachmentsToSend(row, revision, showing.attsSince));
	if (sent.length === 0) return undefined;
	const document = await showDocument(store, row, revision, { ...showing, attachments: 'follow' });
	const pieces: Uint8Array[] = [
		utf8(`--${boundary}\r\nContent-Type: application/json\r\n\r\n${document}`)
	];
	for (const [name, { content_type: type, digest, length }] of sent) {
		pieces.push(
			utf8(
				`\r\n--${boundary}\r\n` +
					`Content-Disposition: attachment; filename="${encodeURIComponent(name)}"\r\n` +
					`Content-Type: ${type}\r\nContent-Length: ${length}\r\n\r\n`
			),
			(await store.attachment(digest, { id: row.id, rev: revision.rev, name })) ?? new Uint8Array(0)
		);
	}
	pieces.push(utf8(`\r\n--${boundary}--`));
	return pieces;
}

function multipart(kind: 'mixed' | 'related', boundary: string, pieces: Uint8Array[]): Response {
	return whole(200, joinBytes(pieces), {
		'Content-Type': `multipart/${kind}; boundary="${boundary}"`,
		'Cache-Control': 'no-store'
	});
}

function newBoundary(): string {
	return randomBytes(16).toString('hex');
}
