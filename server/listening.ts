/**
 * Where the station listens: over HTTP, or over HTTPS with a certificate of its own. Then the command
 * line and the watchers on this machine get a door of theirs, since no certificate names loopback.
 */
import { notePeer, peerBehindProxy } from './access/peer.ts';
import { adminMount } from './admin/adminCalls.ts';
import type { StationConfig } from './config.ts';
import { errorResponse, notFound } from './http/couchError.ts';
import type { NodeServer, NodeServerOptions, TlsPair } from './http/nodeAdapter.ts';
import { serveNode } from './http/nodeAdapter.ts';
import type { Station } from './stationOptions.ts';

export interface Listening {
	/** As people reach it. */
	url: string;
	port: number;
	/** As the command line on this machine reaches it. */
	localUrl: string;
	renew(pair: TlsPair): void;
	close(): Promise<void>;
}

export interface ListeningParts extends Pick<NodeServerOptions, 'onBroken' | 'onDefect'> {
	config: StationConfig;
	station: Station;
	tls: TlsPair | undefined;
}

/** Throws what the system says of the port; see sentenceOfPort. */
export async function listen({
	config,
	station,
	tls,
	...told
}: ListeningParts): Promise<Listening> {
	const { host, port, behindProxy } = config;
	const open: NodeServer = await serveNode({
		...{ host, port, ...told },
		...(tls ? { tls } : {}),
		handle(request, address) {
			const direct = { address, secure: tls !== undefined };
			notePeer(request, behindProxy ? peerBehindProxy(direct, request.headers) : direct);
			return station.handle(request);
		}
	});
	const local = tls && (await listenLocally(station, told));
	return {
		url: open.url,
		port: open.port,
		localUrl: local?.url ?? open.url,
		renew: open.renew,
		async close() {
			await Promise.all([open.close(), local?.close()]);
		}
	};
}

/** A sentence for what keeps a port from being listened on; undefined for anything else. */
export function sentenceOfPort(error: unknown, { host, port }: StationConfig): string | undefined {
	switch ((error as NodeJS.ErrnoException).code) {
		case 'EADDRINUSE':
			return `端口 ${port} 已被占用。请停止占用它的程序，或换一个端口：PORT=5986 npm start`;
		case 'EACCES':
			return `没有权限使用端口 ${port}。请换一个大于 1023 的端口。`;
		case 'EADDRNOTAVAIL':
		case 'ENOTFOUND':
			return `HOST=${host} 不是这台机器的地址。`;
		default:
			return undefined;
	}
}

/** Nobody signs in here: a session without TLS would be a second, weaker way in. */
async function listenLocally(
	station: Station,
	told: Pick<NodeServerOptions, 'onBroken' | 'onDefect'>
): Promise<NodeServer> {
	return serveNode({
		...{ host: '127.0.0.1', port: 0, ...told },
		async handle(request, address) {
			notePeer(request, { address, secure: false });
			const { pathname } = new URL(request.url);
			const isKnown =
				pathname.startsWith(`${adminMount}/`) ||
				pathname === '/station/health' ||
				pathname === '/metrics';
			return isKnown ? station.handle(request) : errorResponse(notFound('missing'), told.onDefect);
		}
	});
}
