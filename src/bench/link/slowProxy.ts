/**
 * A mobile line on loopback: stands between browser and station, slows what passes to a given round
 * trip and rate, and counts requests and bytes. The browser's own throttling does not reach the
 * requests of workers, where this app does its work. It changes nothing in what passes.
 */
import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from 'node:http';
import { createServer, request as ask } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Socket } from 'node:net';
import { once } from 'node:events';
import type { BenchGround } from '../lane.ts';
import type { LinkSpeed, SlowLink } from './slowLink.ts';
import { openSlowLink } from './slowLink.ts';

export interface Passed {
	method: string;
	path: string;
	status: number;
	/** Heads included, as text. */
	upBytes: number;
	downBytes: number;
	/** ms since 1970 with fractions, as a page reads them from its own clock. */
	askedMs: number;
	answeredMs: number;
	endedMs: number;
}

export interface SlowProxy {
	url: string;
	/** Every request since the last `forget`, in the order they were asked. */
	passed(): Passed[];
	/** All bytes both ways since the last `forget`, those of older open lines included. */
	bytes(): number;
	forget(): void;
	setSpeed(speed: LinkSpeed): void;
	/** Nothing passes any more: the phone is offline. */
	cut(): Promise<void>;
	/** The same address again. */
	mend(): Promise<void>;
}

/** Enough for several full rounds on the line; more would hide a slow reader. */
const mostWaiting = 256 * 1024;
/** A piece is one packet or a few, so that bytes trickle as on a real line. */
const pieceBytes = 4 * 1024;

/** For what is prepared and not measured. */
export const localLine: LinkSpeed = { roundTripMs: 0, bitsPerSecond: 1_000_000_000 };

/** 80 ms and 10 Mbit/s: a middling mobile line. */
export const mobileLine: LinkSpeed = { roundTripMs: 80, bitsPerSecond: 10_000_000 };

export async function startSlowProxy(
	bench: BenchGround,
	station: string,
	firstSpeed: LinkSpeed = mobileLine
): Promise<SlowProxy> {
	const speed = { ...firstSpeed };
	const up = openSlowLink(speed);
	const down = openSlowLink(speed);
	const { hostname, port } = new URL(station);
	const connectedMs = new WeakMap<Socket, number>();
	let passed: Passed[] = [];
	let bytes = 0;

	async function pass(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
		const { method = 'GET', url: path = '/', socket } = incoming;
		const note: Passed = {
			...{ method, path, status: 0, downBytes: 0, answeredMs: 0, endedMs: 0 },
			upBytes: headBytes(`${method} ${path} HTTP/1.1`, incoming.rawHeaders),
			askedMs: clock()
		};
		passed.push(note);
		// A new connection costs a round trip of its own before the first byte.
		const shakenMs = (connectedMs.get(socket) ?? 0) + speed.roundTripMs;
		const waitMs = shakenMs - performance.now();
		if (waitMs > 0) await new Promise((go) => setTimeout(go, waitMs));
		const onward = ask({ hostname, port, method, path, headers: incoming.headers });
		const answered = once(onward, 'response') as Promise<[IncomingMessage]>;
		// Heard below; a station that hangs up while the body goes is one failure, not two.
		answered.catch(() => undefined);
		// After somebody listens for its failure: a page that is left asks for nothing any more.
		outgoing.on('close', () => onward.destroy());
		bytes += note.upBytes;
		await up.carry(note.upBytes);
		onward.flushHeaders();
		await carryBody(incoming, up, (piece) => {
			note.upBytes += piece.length;
			bytes += piece.length;
			onward.write(piece);
		});
		onward.end();
		const [answer] = await answered;
		note.status = answer.statusCode ?? 0;
		const head = headBytes(`HTTP/1.1 ${note.status}`, answer.rawHeaders);
		note.downBytes += head;
		bytes += head;
		await down.carry(head);
		note.answeredMs = clock();
		outgoing.writeHead(note.status, answer.headers as OutgoingHttpHeaders);
		outgoing.flushHeaders();
		await carryBody(answer, down, (piece) => {
			note.downBytes += piece.length;
			bytes += piece.length;
			outgoing.write(piece);
		});
		note.endedMs = clock();
		outgoing.end();
	}

	const server = createServer((incoming, outgoing) => {
		// The line broke on one side: the other side sees it break too.
		pass(incoming, outgoing).catch(() => outgoing.destroy());
	});
	server.keepAliveTimeout = 75_000;
	server.on('connection', (socket: Socket) => {
		socket.setNoDelay(true);
		connectedMs.set(socket, performance.now());
	});
	const listen = async (at: number) => {
		server.listen(at, '127.0.0.1');
		await once(server, 'listening');
		return (server.address() as AddressInfo).port;
	};
	const cut = async () => {
		if (!server.listening) return;
		const closed = once(server, 'close');
		server.close();
		server.closeAllConnections();
		await closed;
	};
	const own = await listen(0);
	bench.onEnd(cut);
	return {
		url: `http://127.0.0.1:${own}`,
		passed: () => passed,
		bytes: () => bytes,
		forget() {
			passed = [];
			bytes = 0;
		},
		setSpeed(given) {
			Object.assign(speed, given);
		},
		cut,
		async mend() {
			await listen(own);
		}
	};
}

const clock = () => performance.timeOrigin + performance.now();

async function carryBody(
	from: IncomingMessage,
	link: SlowLink,
	deliver: (piece: Buffer) => void
): Promise<void> {
	let last: Promise<void> = Promise.resolve();
	for await (const chunk of from as AsyncIterable<Buffer>) {
		for (let at = 0; at < chunk.length; at += pieceBytes) {
			const piece = chunk.subarray(at, at + pieceBytes);
			last = link.carry(piece.length).then(() => {
				deliver(piece);
			});
			if (link.waiting() > mostWaiting) await last;
		}
	}
	await last;
}

function headBytes(first: string, raw: readonly string[]): number {
	const fields = raw.reduce((sum, text) => sum + Buffer.byteLength(text), 0);
	// `: ` and a line's end for each pair, and the empty line.
	return first.length + 2 + fields + raw.length * 2 + 2;
}
