/**
 * A body that still lies in the socket, by its request. It is taken from there piece by piece, with no
 * web stream between, since that would cost a small write more than its JSON. Only requestBody.ts
 * reads it: such a request's own `body` is empty.
 */
import type { Bytes } from './bytes.ts';

export interface IncomingBody {
	/** Gives `take` each piece as it comes; when that throws, the rest stays where it is. Only once. */
	read(take: (piece: Bytes) => void): Promise<void>;
	/** For what can only be read through something else. Only once, and instead of `read`. */
	stream(): ReadableStream<Bytes>;
}

const bodies = new WeakMap<Request, IncomingBody>();

export function noteBody(request: Request, body: IncomingBody): void {
	bodies.set(request, body);
}

export function incomingBodyOf(request: Request): IncomingBody | undefined {
	return bodies.get(request);
}
