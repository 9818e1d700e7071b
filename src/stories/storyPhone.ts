/**
 * A person's phone as stories know it: what survives when the app is killed (disks, cookie, clock),
 * and the browser's part of sending. It never decides what the app does with an answer.
 */
import type { Ledger } from '#lib/ledger/ledger.ts';
import { LedgerFailure } from '#lib/ledger/ledgerFailure.ts';
import { openMemoryLedger } from '#lib/ledger/memoryLedger.ts';
import { ulid } from 'ulid';
import { trialOrigin } from '../../server/trialStation.ts';

/** What is around every phone: a station that answers, and time. */
export interface World {
	send: (request: Request) => Promise<Response>;
	nowMs: () => number;
}

/** False once the app was killed: what it still had in hand comes to nothing. */
export interface Alive {
	is: boolean;
}

export class StoryPhone {
	readonly device = ulid();
	cookie = '';
	isOffline = false;
	isFull = false;
	wrongByMs = 0;
	canary: Record<string, number> = {};
	readonly requests: string[] = [];
	alive: Alive = { is: true };
	/** What the network does to requests, where it does anything. */
	line: ((request: Request) => Promise<Response>) | undefined;
	readonly #disks = new Map<string, Ledger>();
	readonly #world: World;

	constructor(world: World) {
		this.#world = world;
	}

	/** What lies on the disk of a feed, past any app. */
	diskOf(feed: string): Ledger {
		const known = this.#disks.get(feed) ?? openMemoryLedger(feed);
		this.#disks.set(feed, known);
		return known;
	}

	disks(): Ledger[] {
		return [...this.#disks.values()];
	}

	losesDisk(feed: string): void {
		this.#disks.delete(feed);
	}

	/** The ledger outlives the app; a killed app reaches it no more, and a full disk takes nothing. */
	openLedger(feed: string, alive: Alive): Ledger {
		const ledger = this.diskOf(feed);
		function reach<A extends unknown[], T>(work: (...words: A) => Promise<T>) {
			return (...words: A): Promise<T> =>
				alive.is ? work(...words) : Promise.reject(new LedgerFailure('storage_closed', undefined));
		}
		return {
			...ledger,
			append: reach(async (documents, note) => {
				if (this.isFull) throw new LedgerFailure('storage_full', undefined);
				await ledger.append(documents, note);
			}),
			take: reach(ledger.take),
			settle: reach(ledger.settle),
			writeNote: reach(ledger.writeNote),
			close: async () => undefined,
			// What is opened after it, under the same name, is empty.
			destroy: reach(async () => this.losesDisk(feed))
		};
	}

	request(path: string, init: RequestInit = {}): Request {
		const request = new Request(`${trialOrigin}${path}`, init);
		request.headers.set('X-Qingge-Device', this.device);
		return request;
	}

	/** The browser's part: the cookie goes with every request and is renewed by answers. */
	async send(request: Request): Promise<Response> {
		const { pathname } = new URL(request.url);
		if (this.isOffline) throw new TypeError('fetch failed');
		this.requests.push(`${request.method} ${pathname}`);
		if (this.cookie !== '') request.headers.set('Cookie', this.cookie);
		const answer = await (this.line ?? this.#world.send)(request);
		const [fresh] = answer.headers.getSetCookie();
		if (fresh !== undefined) this.cookie = fresh.split(';')[0] ?? '';
		return answer;
	}
}
