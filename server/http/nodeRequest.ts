/** A Request from what node:http read. Its body is taken from the socket only as far as it is read. */
import type { Bytes } from './bytes.ts';
import { badRequest } from './couchError.ts';

/** As much of node:http's IncomingMessage as is needed here; only nodeAdapter.ts knows the rest. */
export interface Incoming {
	method?: string | undefined;
	url?: string | undefined;
	headers: Record<string, string | string[] | undefined> & { host?: string | undefined };
	/** Whether everything has been received. */
	complete: boolean;
	iterator(options: { destroyOnReturn: boolean }): AsyncIterator<unknown, unknown>;
	resume(): unknown;
	destroy(): unknown;
}

const hostPattern = /^[A-Za-z0-9.-]{1,255}(?::\d{1,5})?$|^\[[0-9a-fA-F:]{2,45}\](?::\d{1,5})?$/;

/** Undefined when no Request can be made of it. */
export function requestOf(incoming: Incoming): Request | undefined {
	const host = incoming.headers.host ?? '';
	if (!hostPattern.test(host)) return undefined;
	const { method = 'GET', url = '/' } = incoming;
	const headers = headersOf(incoming);
	try {
		if (method === 'GET' || method === 'HEAD' || !hasBody(incoming)) {
			return new Request(`http://${host}${url}`, { method, headers });
		}
		const body = bodyOf(incoming);
		const init: RequestInit & { duplex: 'half' } = { method, headers, body, duplex: 'half' };
		return new Request(`http://${host}${url}`, init);
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

function bodyOf(incoming: Incoming): ReadableStream<Bytes> {
	const chunks = incoming.iterator({ destroyOnReturn: false });
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
	throw badRequest('The request body broke off');
}
