/**
 * Sends a Response over node:http: compressed where it pays, no faster than the reader reads, and no
 * longer than somebody reads.
 */
import { once } from 'node:events';
import type { Writable } from 'node:stream';
import { promisify } from 'node:util';
import { constants, createDeflate, createGzip, deflate, gzip } from 'node:zlib';
import { wholeBodyOf } from './couchResponse.ts';
import type { LiveTexts } from './liveResponse.ts';
import { liveTextsOf } from './liveResponse.ts';
import type { Incoming } from './nodeRequest.ts';

/** As much of node:http's ServerResponse as is needed here; only nodeAdapter.ts knows the rest. */
export type Outgoing = Writable & {
	writeHead(status: number, headers: OutgoingHeaders): Outgoing;
	flushHeaders(): void;
};

type OutgoingHeaders = Record<string, string | number | string[]>;

/** Below about one packet there is nothing to win. */
const worthCompressing = 1024;
/** A reader who takes nothing for so long is gone. */
const stuckMs = 60_000;
/** What a caller who still sends may send after the answer, so that he can read it. */
const lingerMs = 500;
/** JSON of documents shrinks to nearly the same at 4 as at 9, in a fraction of the time. */
const level = { level: 4 };

const compressAtOnce = { gzip: promisify(gzip), deflate: promisify(deflate) };

type Encoding = 'gzip' | 'deflate';

export async function sendResponse(
	incoming: Incoming,
	outgoing: Outgoing,
	response: Response
): Promise<void> {
	const headers = headersOf(response);
	if (!incoming.complete) closeAfter(incoming, outgoing, headers);
	const body = wholeBodyOf(response);
	const encoding = encodingFor(incoming, headers);
	const live = liveTextsOf(response);
	if (live) await sendLive(outgoing, response.status, headers, live);
	else if (body !== undefined) await sendWhole(outgoing, response.status, headers, body, encoding);
	else if (response.body)
		await sendStream(outgoing, response.status, headers, response.body, encoding);
	else outgoing.writeHead(response.status, headers).end();
}

async function sendWhole(
	outgoing: Outgoing,
	status: number,
	headers: OutgoingHeaders,
	body: string | Uint8Array,
	encoding: Encoding | undefined
): Promise<void> {
	const length = Buffer.byteLength(body);
	if (encoding && length > worthCompressing) {
		const packed = await compressAtOnce[encoding](body, level);
		headers['content-encoding'] = encoding;
		headers['content-length'] = packed.byteLength;
		outgoing.writeHead(status, headers).end(packed);
		return;
	}
	headers['content-length'] = length;
	outgoing.writeHead(status, headers).end(body);
}

async function sendStream(
	outgoing: Outgoing,
	status: number,
	headers: OutgoingHeaders,
	body: ReadableStream<Uint8Array>,
	encoding: Encoding | undefined
): Promise<void> {
	const reader = body.getReader();
	const leave = (): void => void reader.cancel().catch(() => undefined);
	outgoing.once('close', leave);
	if (encoding) headers['content-encoding'] = encoding;
	outgoing.writeHead(status, headers);
	outgoing.flushHeaders();
	const target = encoding ? packing(outgoing, encoding) : outgoing;
	try {
		for (;;) {
			const { value, done } = await reader.read();
			if (done || outgoing.destroyed) break;
			if (!target.write(value)) await drained(target, outgoing);
		}
		target.end();
	} finally {
		if (outgoing.destroyed && target !== outgoing) target.destroy();
	}
}

/** Who waits for news is never compressed for: every text must arrive at once. */
async function sendLive(
	outgoing: Outgoing,
	status: number,
	headers: OutgoingHeaders,
	{ texts, leave }: LiveTexts
): Promise<void> {
	outgoing.once('close', leave);
	outgoing.writeHead(status, headers);
	// Who waits for news must know at once that he is heard.
	outgoing.flushHeaders();
	for (;;) {
		const { value, done } = await texts.next();
		if (done || outgoing.destroyed) break;
		if (!outgoing.write(value)) await drained(outgoing, outgoing);
	}
	outgoing.end();
}

function packing(outgoing: Outgoing, encoding: Encoding): Writable {
	const options = { ...level, flush: constants.Z_NO_FLUSH };
	const packer = encoding === 'gzip' ? createGzip(options) : createDeflate(options);
	packer.pipe(outgoing);
	return packer;
}

async function drained(target: Writable, outgoing: Outgoing): Promise<void> {
	if (outgoing.destroyed) return;
	const stuck = setTimeout(() => outgoing.destroy(), stuckMs);
	const closed = new AbortController();
	const cancel = (): void => closed.abort();
	outgoing.once('close', cancel);
	try {
		await once(target, 'drain', { signal: closed.signal });
	} catch (error) {
		if (!closed.signal.aborted) throw error;
	} finally {
		clearTimeout(stuck);
		outgoing.off('close', cancel);
	}
}

/** The caller has not sent everything, and nobody will read it: this is the connection's last answer. */
function closeAfter(incoming: Incoming, outgoing: Outgoing, headers: OutgoingHeaders): void {
	headers['connection'] = 'close';
	outgoing.once('finish', () => {
		incoming.resume();
		setTimeout(() => incoming.destroy(), lingerMs).unref();
	});
}

function headersOf(response: Response): OutgoingHeaders {
	const headers: OutgoingHeaders = {};
	for (const [name, value] of response.headers) {
		if (name !== 'set-cookie') headers[name] = value;
	}
	const cookies = response.headers.getSetCookie();
	if (cookies.length > 0) headers['set-cookie'] = cookies;
	return headers;
}

/** Texts only, and not where every row must arrive at once. */
function encodingFor(incoming: Incoming, headers: OutgoingHeaders): Encoding | undefined {
	const type = String(headers['content-type']);
	if (!compressible.test(type) || headers['content-encoding'] !== undefined) return undefined;
	// A range is one of the bytes as they are.
	if (headers['content-range'] !== undefined) return undefined;
	if (headers['x-accel-buffering'] === 'no') return undefined;
	headers['vary'] = 'Accept-Encoding';
	const accepted = String(incoming.headers['accept-encoding']).toLowerCase();
	return (['gzip', 'deflate'] as const).find((name) => accepts(accepted, name));
}

const compressible =
	/^(?:application\/(?:json|javascript|manifest\+json)|text\/(?!event-stream)|image\/svg\+xml)/;

function accepts(accepted: string, name: Encoding): boolean {
	return accepted.split(',').some((one) => {
		const [coding = '', ...parameters] = one.trim().split(';');
		return coding.trim() === name && !parameters.some((q) => /^\s*q=0(?:\.0*)?\s*$/.test(q));
	});
}
