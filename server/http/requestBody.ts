/** Reads what a request brings, within limits that hold before and after inflating. */
import type { Bytes } from './bytes.ts';
import { joinBytes } from './bytes.ts';
import { badRequest, CouchError, tooLarge } from './couchError.ts';
import type { IncomingBody } from './incomingBody.ts';
import { incomingBodyOf } from './incomingBody.ts';
import { parseJson } from './jsonGate.ts';

export async function readJson(request: Request, most: number): Promise<unknown> {
	return parseJson(await readBytes(request, most));
}

/** For the calls that CouchDB answers only when they say that they bring JSON. */
async function readDeclaredJson(request: Request, most: number): Promise<unknown> {
	assertDeclaredJson(request);
	return readJson(request, most);
}

export function assertDeclaredJson(request: Request): void {
	const type = request.headers.get('content-type') ?? '';
	if (/^application\/json\s*(?:;|$)/i.test(type)) return;
	throw new CouchError(415, 'bad_content_type', 'Content-Type must be application/json');
}

export async function readObject(request: Request, most: number): Promise<Record<string, unknown>> {
	return asObject(await readJson(request, most));
}

export async function readDeclaredObject(
	request: Request,
	most: number
): Promise<Record<string, unknown>> {
	return asObject(await readDeclaredJson(request, most));
}

export async function readBytes(request: Request, most: number): Promise<Bytes> {
	if (Number(request.headers.get('content-length') ?? 0) > most) throw overLimit(most);
	const encoding = (request.headers.get('content-encoding') ?? 'identity').toLowerCase();
	const incoming = incomingBodyOf(request);
	const { body } = request;
	if (encoding === 'identity') {
		if (incoming) return gatherIncoming(incoming, most);
		return body ? gather(body, most) : new Uint8Array(0);
	}
	const stream = incoming?.stream() ?? body;
	if (!stream) return new Uint8Array(0);
	if (encoding === 'gzip') return inflate(stream, most);
	throw new CouchError(415, 'bad_content_type', 'Content-Encoding must be gzip or identity');
}

export async function inflateBytes(packed: Bytes, most: number): Promise<Bytes> {
	return inflate(new Blob([packed]).stream(), most);
}

export function asObject(value: unknown): Record<string, unknown> {
	if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
		return value as Record<string, unknown>;
	}
	throw badRequest('Request body must be a JSON object');
}

async function inflate(body: ReadableStream<Bytes>, most: number): Promise<Bytes> {
	try {
		return await gather(body.pipeThrough(new DecompressionStream('gzip')), most);
	} catch (error) {
		if (error instanceof CouchError) throw error;
		throw badRequest('The gzip data is damaged');
	}
}

async function gather(body: ReadableStream<Bytes>, most: number): Promise<Bytes> {
	const gathering = new Gathering(most);
	// Leaving the loop cancels the stream, so a bomb stops inflating at the limit.
	for await (const piece of body) gathering.take(piece);
	return gathering.whole();
}

async function gatherIncoming(body: IncomingBody, most: number): Promise<Bytes> {
	const gathering = new Gathering(most);
	await body.read((piece) => gathering.take(piece));
	return gathering.whole();
}

class Gathering {
	readonly #most: number;
	readonly #pieces: Bytes[] = [];
	#length = 0;

	constructor(most: number) {
		this.#most = most;
	}

	take(piece: Bytes): void {
		this.#length += piece.byteLength;
		if (this.#length > this.#most) throw overLimit(this.#most);
		this.#pieces.push(piece);
	}

	whole(): Bytes {
		const [only] = this.#pieces;
		return only && this.#pieces.length === 1 ? only : joinBytes(this.#pieces);
	}
}

function overLimit(most: number): CouchError {
	return tooLarge(`The request entity is too large (more than ${most} bytes)`);
}
