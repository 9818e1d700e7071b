/**
 * A document that brings its attachments behind it as raw bytes (`follows: true`), as CouchDB's
 * replicator and nano send it. What does not agree with its own digest or length is not taken.
 */
import { hash } from 'node:crypto';
import { badRequest, CouchError } from './couchError.ts';
import { parseJson } from './jsonGate.ts';
import type { Part } from './multipartParts.ts';
import { readParts } from './multipartParts.ts';
import { asObject, inflateBytes, readBytes } from './requestBody.ts';

/** The same document with its bytes in place; storage takes them beside base64. */
export async function readRelatedDocument(
	request: Request,
	boundary: string,
	most: number
): Promise<Record<string, unknown>> {
	const [first, ...bodies] = await readParts(await readBytes(request, most), boundary);
	if (!first) throw badRequest('The multipart body has no document');
	const document = asObject(parseJson(first.bytes));
	const attachments = document['_attachments'];
	if (attachments === undefined) return document;
	const entries = Object.entries(asObject(attachments));
	const following = entries.filter(([, stub]) => follows(stub));
	if (following.length !== bodies.length) {
		throw badRequest('The multipart body has not as many parts as attachments that follow');
	}
	const bodyOf = pairing(
		following.map(([name]) => name),
		bodies
	);
	const taken = entries.map(async ([name, stub]) => {
		const part = bodyOf.get(name);
		return [name, part ? await inPlace(asObject(stub), part, most) : stub] as const;
	});
	return { ...document, _attachments: Object.fromEntries(await Promise.all(taken)) };
}

function follows(stub: unknown): boolean {
	return (
		typeof stub === 'object' && stub !== null && (stub as { follows?: unknown }).follows === true
	);
}

/**
 * By name where the parts say theirs: a parser may have put names like `1` in another order.
 * Otherwise in the order in which they stand.
 */
function pairing(names: readonly string[], bodies: readonly Part[]): Map<string, Part> {
	const named = new Map<string, Part>();
	for (const part of bodies) {
		const name = fileNameOf(part, names);
		if (name !== undefined) named.set(name, part);
	}
	if (named.size === names.length) return named;
	return new Map(names.map((name, at) => [name, bodies[at] as Part]));
}

function fileNameOf({ headers }: Part, names: readonly string[]): string | undefined {
	const quoted = /filename="((?:[^"\\]|\\.)*)"/i.exec(headers['content-disposition'] ?? '')?.[1];
	const plain = quoted?.replaceAll(/\\(.)/g, '$1');
	if (plain === undefined || names.includes(plain)) return plain;
	try {
		const decoded = decodeURIComponent(plain);
		return names.includes(decoded) ? decoded : undefined;
	} catch {
		return undefined;
	}
}

/** Digest and `encoded_length` speak of the bytes as they came, `length` of what they stand for. */
async function inPlace(
	stub: Record<string, unknown>,
	{ bytes }: Part,
	most: number
): Promise<Record<string, unknown>> {
	const { digest, length, encoding, encoded_length: encodedLength, content_type, revpos } = stub;
	const isPacked = encoding === 'gzip';
	if (encoding !== undefined && encoding !== 'identity' && !isPacked) {
		throw new CouchError(
			415,
			'bad_content_type',
			'An attachment’s encoding must be gzip or identity'
		);
	}
	checkLength(isPacked ? encodedLength : length, bytes.byteLength);
	if (typeof digest === 'string' && digest.startsWith('md5-')) {
		checkDigest(digest.slice('md5-'.length), bytes);
	}
	const data = isPacked ? await inflateBytes(bytes, most) : bytes;
	checkLength(length, data.byteLength);
	return { data, content_type, revpos };
}

function checkLength(said: unknown, length: number): void {
	if (said === undefined || said === length) return;
	throw badRequest('An attachment is not as long as it says');
}

/** Throws what CouchDB throws where bytes and their MD5 differ. */
export function checkDigest(said: string, bytes: Uint8Array): void {
	if (said === hash('md5', bytes, 'base64')) return;
	throw new CouchError(400, 'content_md5_mismatch', 'Possible message corruption.');
}
