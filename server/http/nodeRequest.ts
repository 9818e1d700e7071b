/** A Request from what node:http read. Its body is taken from the socket only as far as it is read. */
import type { Readable } from 'node:stream';
import type { Bytes } from './bytes.ts';
import type { CouchError } from './couchError.ts';
import { badRequest } from './couchError.ts';
import type { IncomingBody } from './incomingBody.ts';
import { noteBody } from './incomingBody.ts';

/** As much of node:http's IncomingMessage as is needed here; only nodeAdapter.ts knows the rest. */
export type Incoming = Readable & {
	method?: string | undefined;
	url?: string | undefined;
	headers: Record<string, string | string[] | undefined> & { host?: string | undefined };
	/** Whether everything has been received. */
	complete: boolean;
};

const hostPattern = /^[A-Za-z0-9.-]{1,255}(?::\d{1,5})?$|^\[[0-9a-fA-F:]{2,45}\](?::\d{1,5})?$/;

/** Undefined when no Request can be made of it. */
export function requestOf(incoming: Incoming): Request | undefined {
	const host = incoming.headers.host ?? '';
	if (!hostPattern.test(host)) return undefined;
	const { method = 'GET', url = '/' } = incoming;
	const headers = headersOf(incoming);
	try {
		const request = new Request(`http://${host}${url}`, { method, headers });
		if (method !== 'GET' && method !== 'HEAD' && hasBody(incoming)) {
			noteBody(request, bodyOf(incoming));
		}
		return request;
	} catch {
		return undefined;
	}
}

function hasBody({ headers }: Incoming): boolean {
	if (headers['transfer-encoding'] !== undefined) return true;
	return headers['content-length'] !== undefined && headers['content-length'] !== '0';
}

function headersOf(incoming: Incoming): [string, string][] {
	const pairs: [string, string][] = [];
	for (const [name, value] of Object.entries(incoming.headers)) {
		if (typeof value === 'string') pairs.push([name, value]);
		else for (const one of value ?? []) pairs.push([name, one]);
	}
	return pairs;
}

function bodyOf(incoming: Incoming): IncomingBody {
	let isTaken = false;
	function takeIt(): void {
		if (isTaken) throw new Error('A body was read twice.');
		isTaken = true;
	}
	return {
		async read(take) {
			takeIt();
			await piecesOf(incoming, take).catch(refuseHalf);
		},
		stream() {
			takeIt();
			return streamOf(incoming);
		}
	};
}

function piecesOf(incoming: Incoming, take: (piece: Bytes) => void): Promise<void> {
	return new Promise((resolve, reject) => {
		function stop(): void {
			incoming.off('data', onData);
			incoming.off('end', onEnd);
			incoming.off('error', onError);
			incoming.off('close', onClose);
		}
		function onData(piece: Bytes): void {
			try {
				take(piece);
			} catch (error) {
				incoming.pause();
				onError(error as Error);
			}
		}
		function onEnd(): void {
			stop();
			resolve();
		}
		function onError(error: Error): void {
			stop();
			reject(error);
		}
		function onClose(): void {
			onError(brokenOff());
		}
		// Gone before anybody read it: nothing would be told any more.
		if (incoming.destroyed) {
			reject(brokenOff());
			return;
		}
		incoming.on('end', onEnd);
		incoming.on('error', onError);
		incoming.on('close', onClose);
		incoming.on('data', onData);
	});
}

function streamOf(incoming: Incoming): ReadableStream<Bytes> {
	const chunks: AsyncIterator<unknown, unknown> = incoming.iterator({ destroyOnReturn: false });
	return new ReadableStream(
		{
			async pull(controller) {
				const { value, done } = await chunks.next().catch(refuseHalf);
				if (done) controller.close();
				else controller.enqueue(value as Bytes);
			}
		},
		{ highWaterMark: 0 }
	);
}

/** A phone in a lift hangs up in the middle: that is no mistake of ours, and nobody reads the answer. */
function refuseHalf(error: unknown): never {
	if ((error as NodeJS.ErrnoException).code !== 'ECONNRESET') throw error;
	throw brokenOff();
}

function brokenOff(): CouchError {
	return badRequest('The request body broke off');
}
