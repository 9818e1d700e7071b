/**
 * The command line's way to the station. If one runs on this data, it is asked over loopback, so
 * that its router and its listeners hear of everything; if none runs, the station is opened here,
 * without a socket, for as long as the command lasts. Both answer the same calls.
 */
import { adminMount } from './adminCalls.ts';
import type { RunningStation } from './runningStation.ts';

export interface StationDoor {
	ask(method: 'GET' | 'POST', path: string, body?: unknown): Promise<DoorAnswer>;
	/** For what is too large to hold: the answer as it comes. */
	open(method: 'GET' | 'POST', path: string): Promise<Response>;
	/** True when another process answers. */
	running: boolean;
	close(): Promise<void>;
}

interface DoorAnswer {
	status: number;
	value: unknown;
}

type Handle = (request: Request) => Promise<Response>;

export function doorOver(
	handle: Handle,
	{ url, token }: RunningStation,
	more: { running: boolean; close: () => Promise<void> }
): StationDoor {
	async function send(method: 'GET' | 'POST', path: string, body?: unknown): Promise<Response> {
		const bytes = body instanceof Uint8Array;
		const request = new Request(`${url}${adminMount}${path}`, {
			method,
			headers: {
				Authorization: `Bearer ${token}`,
				'Content-Type': bytes ? 'application/octet-stream' : 'application/json'
			},
			...(body === undefined ? {} : { body: bytes ? new Uint8Array(body) : JSON.stringify(body) })
		});
		return handle(request);
	}
	return {
		...more,
		open: send,
		async ask(method, path, body) {
			const answer = await send(method, path, body);
			return { status: answer.status, value: (await answer.json()) as unknown };
		}
	};
}

/** undefined when nobody answers there, or not with our token: the file was left by a killed one. */
export async function doorOfRunning(running: RunningStation): Promise<StationDoor | undefined> {
	const url = running.url.replace('//0.0.0.0:', '//127.0.0.1:').replace('//[::]:', '//[::1]:');
	const door = doorOver(
		fetch,
		{ ...running, url },
		{ running: true, close: async () => undefined }
	);
	try {
		return (await door.ask('GET', '/community')).status === 200 ? door : undefined;
	} catch {
		return undefined;
	}
}
