/** How an answer is written: JSON text as it is, or a stream of it, never kept by a cache on the way. */
import type { Bytes } from './bytes.ts';
import { utf8 } from './bytes.ts';

/** Documents speak of residents, so no cache keeps them. */
const noStore = { 'Cache-Control': 'no-store' };
const jsonType = { 'Content-Type': 'application/json' };
/** Small pieces are gathered, so that a row costs no chunk of its own. */
const chunkLength = 64 * 1024;

/**
 * Bodies that are whole, by their response: the adapter sends them in one write instead of reading
 * a stream of one chunk.
 */
const wholeBodies = new WeakMap<Response, string | Uint8Array>();

export function wholeBodyOf(response: Response): string | Uint8Array | undefined {
	return wholeBodies.get(response);
}

export function json(
	status: number,
	value: unknown,
	headers: Record<string, string> = {}
): Response {
	return jsonText(status, `${JSON.stringify(value)}\n`, headers);
}

export function jsonText(
	status: number,
	text: string,
	headers: Record<string, string> = {}
): Response {
	return whole(status, text, { ...jsonType, ...noStore, ...headers });
}

export function whole(
	status: number,
	body: string | Bytes,
	headers: Record<string, string>
): Response {
	const response = new Response(body, { status, headers });
	wholeBodies.set(response, body);
	return response;
}

export function withoutBody(status: number, headers: Record<string, string> = {}): Response {
	return new Response(null, { status, headers: { ...noStore, ...headers } });
}

/** For HEAD: what GET answers, without its body. */
export async function headersOnly(response: Response): Promise<Response> {
	const body = wholeBodies.get(response);
	const headers = new Headers(response.headers);
	if (body !== undefined) headers.set('Content-Length', String(Buffer.byteLength(body)));
	await response.body?.cancel();
	return new Response(null, { status: response.status, headers });
}

/** JSON that is made while it is sent. */
export function jsonStream(
	pieces: AsyncIterable<string>,
	headers: Record<string, string> = {}
): Response {
	const chunks = chunksOf(pieces);
	const body = new ReadableStream<Bytes>(
		{
			async pull(controller) {
				const { value, done } = await chunks.next();
				if (done) controller.close();
				else controller.enqueue(value);
			},
			async cancel() {
				await chunks.return(undefined);
			}
		},
		{ highWaterMark: 0 }
	);
	return new Response(body, { status: 200, headers: { ...jsonType, ...noStore, ...headers } });
}

async function* chunksOf(pieces: AsyncIterable<string>): AsyncGenerator<Bytes, undefined> {
	let text = '';
	for await (const piece of pieces) {
		text += piece;
		if (text.length < chunkLength) continue;
		yield utf8(text);
		text = '';
	}
	if (text !== '') yield utf8(text);
}
