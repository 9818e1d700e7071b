/**
 * Takes a multipart body apart. Dicer finds the parts; a body that ends before its last boundary is
 * refused, never taken as far as it came.
 */
import { Dicer } from '@fastify/busboy';
import { joinBytes } from './bytes.ts';
import { badRequest, tooLarge } from './couchError.ts';

export interface Part {
	/** By lower-case name. */
	headers: Record<string, string>;
	bytes: Uint8Array<ArrayBuffer>;
}

/** A document has no more attachments than this in one body. */
const mostParts = 1_000;

/** The boundary of a `multipart/…` content type; undefined when it is none. */
export function boundaryOf(contentType: string | null, subtype: string): string | undefined {
	const [type = '', ...parameters] = (contentType ?? '').split(';');
	if (type.trim().toLowerCase() !== `multipart/${subtype}`) return undefined;
	const named = parameters.map((one) => /^\s*boundary=(?:"([^"]+)"|([^\s"]+))\s*$/i.exec(one));
	const [, quoted, plain] = named.find((match) => match !== null) ?? [];
	const boundary = quoted ?? plain ?? '';
	if (!/^[\x20-\x7e]{1,70}$/.test(boundary)) throw badRequest('The multipart boundary is missing');
	return boundary;
}

export async function readParts(body: Uint8Array, boundary: string): Promise<Part[]> {
	const parts: ReadingPart[] = [];
	try {
		await new Promise<void>((resolve, reject) => {
			const dicer = new Dicer({ boundary, maxHeaderPairs: 20 });
			dicer.on('part', (stream: Dicer.PartStream) => parts.push(readPart(stream, reject)));
			dicer.on('finish', resolve);
			dicer.on('error', reject);
			dicer.end(Buffer.from(body.buffer, body.byteOffset, body.byteLength));
		});
	} catch {
		throw badRequest('The multipart body is damaged');
	}
	if (parts.some(({ isWhole }) => !isWhole)) throw badRequest('The multipart body is damaged');
	if (parts.length > mostParts) throw tooLarge('Too many parts in one body');
	return parts.map(({ headers, chunks }) => ({ headers, bytes: joinBytes(chunks) }));
}

interface ReadingPart {
	headers: Record<string, string>;
	chunks: Uint8Array[];
	isWhole: boolean;
}

function readPart(stream: Dicer.PartStream, onError: (error: Error) => void): ReadingPart {
	const part: ReadingPart = { headers: {}, chunks: [], isWhole: false };
	stream.on('header', (headers: object) => {
		for (const [name, values] of Object.entries(headers as Record<string, string[]>)) {
			part.headers[name] = values.join(', ');
		}
	});
	stream.on('data', (chunk: Uint8Array) => part.chunks.push(chunk));
	stream.on('end', () => (part.isWhole = true));
	stream.on('error', onError);
	return part;
}
