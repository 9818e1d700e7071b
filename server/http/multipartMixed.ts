/**
 * The form in which CouchDB's replicator reads revisions with attachments: one part a revision, raw
 * bytes instead of base64.
 */
import { joinBytes, utf8 } from './bytes.ts';
import { randomBytes } from 'node:crypto';
import type { AttachmentStubs, DocumentRow, DocumentStore } from '../storage/documentStore.ts';
import { whole } from './couchResponse.ts';
import type { RevisionFound, Showing } from './documentText.ts';
import { showDocument } from './documentText.ts';

export function wantsMultipart(request: Request): boolean {
	const accept = request.headers.get('accept') ?? '';
	return accept.includes('multipart/mixed');
}

export async function multipartMixed(
	store: DocumentStore,
	row: DocumentRow,
	revisions: readonly RevisionFound[],
	showing: Showing
): Promise<Response> {
	const boundary = newBoundary();
	const pieces: Uint8Array[] = [];
	for (const revision of revisions) {
		pieces.push(utf8(`--${boundary}\r\n`));
		if ('missing' in revision) {
			const body = JSON.stringify(revision);
			pieces.push(utf8(`Content-Type: application/json; error="true"\r\n\r\n${body}\r\n`));
			continue;
		}
		const text = await showDocument(store, row, revision, { ...showing, attachments: false });
		const stubs = revision.content.attachments;
		if (stubs)
			pieces.push(...(await relatedPart(store, { id: row.id, rev: revision.rev }, text, stubs)));
		else pieces.push(utf8(`Content-Type: application/json\r\n\r\n${text}\r\n`));
	}
	pieces.push(utf8(`--${boundary}--`));
	return whole(200, joinBytes(pieces), {
		'Content-Type': `multipart/mixed; boundary="${boundary}"`,
		'Cache-Control': 'no-store'
	});
}

/** The document, whose stubs say that they follow, and then their bytes in the same order. */
async function relatedPart(
	store: DocumentStore,
	of: { id: string; rev: string },
	text: string,
	stubs: AttachmentStubs
): Promise<Uint8Array[]> {
	const boundary = newBoundary();
	const document = withFollowing(text, stubs);
	const pieces: Uint8Array[] = [
		utf8(
			`Content-Type: multipart/related; boundary="${boundary}"\r\n\r\n` +
				`--${boundary}\r\nContent-Type: application/json\r\n\r\n${document}`
		)
	];
	for (const [name, { content_type: type, digest, length }] of Object.entries(stubs)) {
		pieces.push(
			utf8(
				`\r\n--${boundary}\r\n` +
					`Content-Disposition: attachment; filename=${JSON.stringify(encodeURIComponent(name))}\r\n` +
					`Content-Type: ${type}\r\nContent-Length: ${length}\r\n\r\n`
			),
			(await store.attachment(digest, { ...of, name })) ?? new Uint8Array(0)
		);
	}
	pieces.push(utf8(`\r\n--${boundary}--\r\n`));
	return pieces;
}

/** `stub` becomes `follows`, in the document's own stubs and nowhere else. */
function withFollowing(text: string, stubs: AttachmentStubs): string {
	const document = JSON.parse(text) as Record<string, unknown>;
	document['_attachments'] = Object.fromEntries(
		Object.entries(stubs).map(([name, stub]) => [name, { ...stub, follows: true }])
	);
	return JSON.stringify(document);
}

function newBoundary(): string {
	return randomBytes(16).toString('hex');
}
