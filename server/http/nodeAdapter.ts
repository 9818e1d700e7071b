/**
 * The only file that knows node:http. It turns what comes over a socket into a Request, sends the
 * Response back, and holds the limits that protect the socket (SAFETY 2.1, row 11).
 */
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo, Socket } from 'node:net';
import { StorageBroken } from '../storage/storageErrors.ts';
import { isPlainTarget } from './pathGrammar.ts';
import { requestOf } from './nodeRequest.ts';
import { sendResponse } from './nodeResponse.ts';

/** Both PEM; the certificate with those that vouch for it behind it. */
export interface TlsPair {
	cert: string;
	key: string;
}

export interface NodeServerOptions {
	/** With it the station speaks HTTPS and nothing else. */
	tls?: TlsPair;
	/** `address` is the socket's other end. */
	handle: (request: Request, address: string) => Promise<Response>;
	host: string;
	/** 0 takes any free port. */
	port: number;
	/** The medium failed: stop the process now, nothing may be acknowledged any more. */
	onBroken: (error: StorageBroken) => void;
	/** Told of errors nobody foresaw. */
	onDefect: (error: unknown) => void;
}

export interface NodeServer {
	/** For new connections from now on. */
	renew(pair: TlsPair): void;
	/** `http://host:port` or `https://…`, without a slash at the end. */
	readonly url: string;
	readonly port: number;
	/** Ends what is under way within a moment, open feeds included. */
	close(): Promise<void>;
}

const headersTimeoutMs = 10_000;
const requestTimeoutMs = 60_000;
const keepAliveTimeoutMs = 75_000;
const mostConnections = 4_000;
const mostHeaderBytes = 16 * 1024;
const mostHeaders = 64;
/** What a stopping station still waits for answers under way. */
const closingMs = 1_000;

const methods = new Set(['GET', 'HEAD', 'PUT', 'POST', 'DELETE', 'COPY', 'OPTIONS']);

export async function serveNode(options: NodeServerOptions): Promise<NodeServer> {
	const { host, port, tls } = options;
	const limits = {
		headersTimeout: headersTimeoutMs,
		requestTimeout: requestTimeoutMs,
		keepAliveTimeout: keepAliveTimeoutMs,
		connectionsCheckingInterval: 2_000,
		maxHeaderSize: mostHeaderBytes
	};
	const answerIt = (incoming: IncomingMessage, outgoing: ServerResponse) =>
		void answer(options, incoming, outgoing);
	const secured =
		tls && createTlsServer({ ...limits, ...tls, handshakeTimeout: headersTimeoutMs }, answerIt);
	const server = secured ?? createServer(limits, answerIt);
	server.maxHeadersCount = mostHeaders;
	server.maxConnections = mostConnections;
	server.on('clientError', refuseUnreadable);
	await new Promise<void>((resolve, reject) => {
		server.once('error', reject);
		server.listen(port, host, resolve);
	});
	const { port: listening } = server.address() as AddressInfo;
	const name = host.includes(':') ? `[${host}]` : host;
	return {
		url: `${secured ? 'https' : 'http'}://${name}:${listening}`,
		port: listening,
		renew: (pair) => secured?.setSecureContext({ ...pair }),
		close: () => closeServer(server)
	};
}

async function answer(
	options: NodeServerOptions,
	incoming: IncomingMessage,
	outgoing: ServerResponse
): Promise<void> {
	try {
		if (!methods.has(incoming.method ?? '')) {
			sendError(outgoing, 405, 'method_not_allowed', 'This method is not known here');
			return;
		}
		if (!isPlainTarget(incoming.url ?? '')) {
			sendError(outgoing, 400, 'bad_request', 'The path is not well-formed');
			return;
		}
		const request = requestOf(incoming);
		if (!request) {
			sendError(outgoing, 400, 'bad_request', 'The request is not well-formed');
			return;
		}
		await sendResponse(
			incoming,
			outgoing,
			await options.handle(request, incoming.socket.remoteAddress ?? '')
		);
	} catch (error) {
		// No answer at all is better than one that may not be true.
		outgoing.destroy();
		if (error instanceof StorageBroken) options.onBroken(error);
		else options.onDefect(error);
	}
}

/** Errors of the HTTP parser and its clocks; the body is JSON like every other. */
function refuseUnreadable(error: Error & { code?: string }, socket: Socket): void {
	if (!socket.writable || error.code === 'ECONNRESET') {
		socket.destroy();
		return;
	}
	const [status, name, reason]: readonly [string, string, string] =
		error.code === 'HPE_HEADER_OVERFLOW'
			? ['431 Request Header Fields Too Large', 'too_large', 'The headers are too large']
			: error.code === 'ERR_HTTP_REQUEST_TIMEOUT'
				? ['408 Request Timeout', 'timeout', 'The request took too long']
				: ['400 Bad Request', 'bad_request', 'The request is not well-formed'];
	const body = JSON.stringify({ error: name, reason });
	socket.end(
		`HTTP/1.1 ${status}\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\nConnection: close\r\n\r\n${body}`
	);
}

function sendError(outgoing: ServerResponse, status: number, error: string, reason: string): void {
	const body = JSON.stringify({ error, reason });
	outgoing.writeHead(status, {
		'Content-Type': 'application/json',
		'Content-Length': body.length,
		Connection: 'close'
	});
	outgoing.end(body);
}

async function closeServer(server: Server): Promise<void> {
	const closed = new Promise<void>((resolve) => server.close(() => resolve()));
	const cut = setTimeout(() => server.closeAllConnections(), closingMs);
	await closed;
	clearTimeout(cut);
}
