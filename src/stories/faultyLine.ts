/**
 * A line on which anything may happen to a request, as the dice of one seed decide. It stands
 * between a phone and its station where the network stands otherwise.
 */
type Send = (request: Request) => Promise<Response>;

export const faults = [
	'dropBefore',
	'dropAfter',
	'unavailable',
	'unauthorized',
	'forbidden',
	'tooLarge',
	'tooMany',
	'portal',
	'truncated',
	'twice',
	'late'
] as const;
export type Fault = (typeof faults)[number];

/** Numbers from 0 to 1, the same for the same seed (mulberry32). */
export function dice(seed: number): () => number {
	let state = seed >>> 0;
	return () => {
		state = (state + 0x6d2b79f5) >>> 0;
		let mixed = Math.imul(state ^ (state >>> 15), state | 1);
		mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
	};
}

export interface FaultyLine {
	send: Send;
	/** Share of requests something happens to. */
	trouble: number;
	/** How often each fault came to pass. */
	met: Map<Fault, number>;
}

export function openFaultyLine(send: Send, roll: () => number): FaultyLine {
	const line: FaultyLine = {
		trouble: 0,
		met: new Map(),
		async send(request) {
			const fault = faults[Math.floor(roll() * faults.length)];
			if (!fault || roll() >= line.trouble) return send(request);
			line.met.set(fault, (line.met.get(fault) ?? 0) + 1);
			return befall(fault, request, send, roll);
		}
	};
	return line;
}

async function befall(
	fault: Fault,
	request: Request,
	send: Send,
	roll: () => number
): Promise<Response> {
	switch (fault) {
		case 'dropBefore':
			throw new TypeError('fetch failed');
		case 'dropAfter':
			await send(request);
			throw new TypeError('fetch failed');
		case 'unavailable':
			return failure(503, 'service_unavailable');
		case 'unauthorized':
			return failure(401, 'unauthorized');
		case 'forbidden':
			return failure(403, 'forbidden');
		case 'tooLarge':
			return failure(413, 'too_large');
		case 'tooMany':
			return failure(429, 'too_many_requests');
		case 'portal':
			return new Response('<!doctype html><title>免费WiFi登录</title>', {
				headers: { 'Content-Type': 'text/html' }
			});
		case 'truncated':
			return truncated(await send(request), roll(), roll() < 0.5);
		case 'twice': {
			await (await send(request.clone())).body?.cancel();
			return send(request);
		}
		case 'late':
			await new Promise((resolve) => setTimeout(resolve, roll() * 8));
			return send(request);
	}
}

function failure(status: number, error: string): Response {
	return Response.json({ error, reason: 'the line' }, { status });
}

/** Breaks off somewhere in the body: with an error as a browser gives, or as if it were the end. */
async function truncated(answer: Response, where: number, silently: boolean): Promise<Response> {
	const bytes = new Uint8Array(await answer.arrayBuffer());
	const body = bytes.slice(0, Math.floor(bytes.length * where));
	const isWhole = body.length === bytes.length;
	const stream = new ReadableStream<Uint8Array>({
		start(controller) {
			controller.enqueue(body);
			if (isWhole || silently) controller.close();
			else controller.error(new TypeError('terminated'));
		}
	});
	return new Response(bytes.length === 0 ? null : stream, answer);
}
