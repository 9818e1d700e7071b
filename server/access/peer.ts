/**
 * Where a request came from, which a Request itself does not say. The rim that knows the socket
 * notes it; without a note the caller is in this process.
 */
export interface Peer {
	address: string;
	/** Came over TLS, here or at the proxy in front. */
	secure: boolean;
}

const peers = new WeakMap<Request, Peer>();
const inProcess: Peer = { address: 'in-process', secure: false };

export function notePeer(request: Request, peer: Peer): void {
	peers.set(request, peer);
}

export function peerOf(request: Request): Peer {
	return peers.get(request) ?? inProcess;
}

/** Behind a proxy of ours the last address it was told is the caller's; others could be invented. */
export function peerBehindProxy(direct: Peer, headers: Headers): Peer {
	const address = headers.get('x-forwarded-for')?.split(',').at(-1)?.trim();
	return {
		address: address === undefined || address === '' ? direct.address : address.slice(0, 64),
		secure: headers.get('x-forwarded-proto') === 'https'
	};
}
