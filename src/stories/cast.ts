/**
 * The people of the stories and what they do, as verbs. Behind each verb stand the real domain, the
 * real ledger, the real rows and the real station; only sockets, screens and the passing of time are
 * left out. Long, since a person's verbs share one phone.
 */
import 'fake-indexeddb/auto';
import type { LedgerDocument } from '#lib/domain/documents.ts';
import type { Entry } from '#lib/domain/entry.ts';
import { gridFeed } from '#lib/domain/feeds.ts';
import type { EngineRoom, Rows } from '#lib/app/engineRoom.ts';
import { openEngineRoom } from '#lib/app/engineRoom.ts';
import { openLocks } from '#lib/app/locks.ts';
import { readMe } from '#lib/app/readMe.ts';
import type { ConcernIntent, Me, VisitIntent } from '#lib/app/app.ts';
import type { Verbs } from '#lib/app/verbs.ts';
import { openVerbs } from '#lib/app/verbs.ts';
import { openClock } from '#lib/device/clock.ts';
import { DeviceDatabase } from '#lib/device/deviceDatabase.ts';
import { openHeldFeeds } from '#lib/device/heldFeeds.ts';
import { openLeftRecords } from '#lib/device/leftRecords.ts';
import type { PicturesOfAccount } from '#lib/device/picturesWaiting.ts';
import { openPicturesWaiting } from '#lib/device/picturesWaiting.ts';
import type { Ledger } from '#lib/ledger/ledger.ts';
import { LedgerFailure } from '#lib/ledger/ledgerFailure.ts';
import { openMemoryLedger } from '#lib/ledger/memoryLedger.ts';
import { ProjectionDatabase } from '#lib/projections/database.ts';
import { openProjector } from '#lib/projections/projector.ts';
import { recordState } from '#lib/projections/records.ts';
import type { RecordState } from '#lib/projections/rows.ts';
import { createHash } from 'node:crypto';
import { ulid } from 'ulid';
import { expect, vi } from 'vitest';
import type { StationOptions } from '../../server/station.ts';
import type { TrialStation } from '../../server/trialStation.ts';
import {
	openTrialStation,
	trialCommunity,
	trialCost,
	trialOrigin,
	trialPassword
} from '../../server/trialStation.ts';
import { hashPassword } from '../../server/access/passwords.ts';
import { openMemoryStorage } from '../../server/storage/memoryStorage.ts';
import type { StationStorage } from '../../server/storage/documentStore.ts';
import { layDown, readFeed } from './layDown.ts';
import { doorOf, smallGrid } from './smallGrid.ts';

export const grid = trialCommunity.grids[0]!.id;
export const feed = gridFeed(grid);
export const door = doorOf(grid, 1);
export const otherDoor = doorOf(grid, 2);
const doors = 8;

export interface Cast {
	/** The station as it stands now; another one after a restore. */
	station(): TrialStation;
	gridWorker(account: string, how?: { draws: boolean }): Promise<GridWorker>;
	/** Hours and minutes go by, for everybody. */
	pass(ms: number): void;
	nowMs(): number;
	/** The station is brought back from a copy that was taken of it earlier. */
	copy(): Promise<StationStorage>;
	restore(copy: StationStorage): Promise<void>;
	/** Another station answers from now on, at the same address. */
	moveTo(parts: StationParts): Promise<void>;
	/** The station writes into the feed by itself. */
	stationWrites(documents: readonly { _id: string; _rev: string }[]): Promise<void>;
	/** The feed at the station, by id. */
	atStation(): Promise<Map<string, LedgerDocument>>;
	/** The community's ledger, by id, once the router has nothing to do. */
	inCommunity(): Promise<Map<string, LedgerDocument>>;
	close(): Promise<void>;
}

export type StationParts = Pick<StationOptions, 'storage' | 'access' | 'adminToken' | 'copies'>;

/** In memory unless told. */
export async function openCast(parts: Partial<StationParts> = {}): Promise<Cast> {
	let nowMs = Date.parse('2026-11-23T01:00:00Z');
	const clock = () => nowMs;
	let station = await openTrialStation({ ...parts, nowMs: clock });
	const people: GridWorker[] = [];
	await layDown(station.storage, feed, smallGrid(grid, doors));

	async function account(name: string): Promise<void> {
		if (station.access.account(name)) return;
		station.access.saveAccount(
			{ name, displayName: name, grants: [{ role: 'grid_worker', scope: grid }], demo: true },
			await hashPassword(trialPassword, trialCost)
		);
	}

	return {
		station: () => station,
		async gridWorker(name, { draws } = { draws: true }) {
			await account(name);
			const worker = new GridWorker(name, {
				send: (request) => station.handle(request),
				nowMs: clock
			});
			worker.draws = draws;
			await worker.signsIn();
			await worker.opensApp();
			await worker.meetsStation();
			people.push(worker);
			return worker;
		},
		pass(ms) {
			nowMs += ms;
		},
		nowMs: clock,
		async copy() {
			const copied = openMemoryStorage();
			for (const name of await station.storage.names()) {
				await copied.create(name);
				await layDown(copied, name, [...(await readFeed(station.storage, name)).values()]);
			}
			return copied;
		},
		async restore(copied) {
			const { access } = station;
			await station.close();
			station = await openTrialStation({ nowMs: clock, storage: copied, access });
		},
		async moveTo(other) {
			await station.close();
			station = await openTrialStation({ nowMs: clock, ...other });
		},
		stationWrites: (documents) => layDown(station.storage, feed, documents),
		atStation: () => readFeed(station.storage, feed),
		async inCommunity() {
			await station.router.idle();
			return readFeed(station.storage, `ledger-${trialCommunity.id}`);
		},
		async close() {
			for (const person of people) await person.leaves();
			await station.close();
		}
	};
}

export interface World {
	send: (request: Request) => Promise<Response>;
	nowMs: () => number;
}

/** What survives when the app is killed: the disk, the cookie, the clock as it was set. */
interface Phone {
	device: string;
	ledger: Ledger;
	cookie: string;
	isOffline: boolean;
	isFull: boolean;
	wrongByMs: number;
	canary: Record<string, number>;
	requests: string[];
	/** False once the app was killed: what it still had in hand comes to nothing. */
	alive: { is: boolean };
	/** What the network does to requests, where it does anything. */
	line: ((request: Request) => Promise<Response>) | undefined;
}

export class GridWorker {
	readonly account: string;
	readonly phone: Phone;
	/** Stories about the line alone do without rows, which cost most of the time. */
	draws = true;
	readonly #world: World;
	/** Undefined while the app is not open. */
	#engine: EngineRoom | undefined;
	#rows!: ProjectionDatabase;
	#device!: DeviceDatabase;
	#verbs!: Verbs;
	#me!: Me;
	#appVersion = '1';
	/** Engines of apps that were killed; their timers are stopped at the end of the story. */
	readonly #killed: EngineRoom[] = [];

	constructor(account: string, world: World) {
		this.account = account;
		this.#world = world;
		this.phone = {
			device: ulid(),
			ledger: openMemoryLedger(feed),
			cookie: '',
			isOffline: false,
			isFull: false,
			wrongByMs: 0,
			canary: {},
			requests: [],
			alive: { is: true },
			line: undefined
		};
	}

	get engine(): EngineRoom {
		if (!this.#engine) throw new Error('The app is not open.');
		return this.#engine;
	}
	get rows(): ProjectionDatabase {
		return this.#rows;
	}
	get pictures(): PicturesOfAccount {
		return openPicturesWaiting(this.#device, this.account);
	}
	get reading() {
		return this.engine.reading()!;
	}

	async signsIn(): Promise<void> {
		const answer = await this.#send(
			this.#request('/db/_session', {
				method: 'POST',
				headers: { 'Content-Type': 'application/json' },
				body: JSON.stringify({ name: this.account, password: trialPassword })
			})
		);
		const told: unknown = await (await this.#send(this.#request('/station/me'))).json();
		const me = readMe(told);
		if (answer.status !== 200 || !me) throw new Error(`${this.account} could not sign in.`);
		this.#me = me;
		this.#engine?.signedIn();
	}

	async opensApp({ listens = false, version = this.#appVersion } = {}): Promise<void> {
		const alive = { is: true };
		this.phone.alive = alive;
		const { phone } = this;
		const { device } = phone;
		this.#appVersion = version;
		const clock = openClock({
			wallMs: () => this.#world.nowMs() + phone.wrongByMs,
			steadyMs: () => this.#world.nowMs(),
			offsetMs: undefined
		});
		const locks = openLocks(undefined);
		this.#rows = new ProjectionDatabase(`rows-${device}`);
		this.#device = new DeviceDatabase(`device-${device}`);
		const rows = this.#rows;
		const engine = await openEngineRoom({
			account: this.account,
			device,
			feeds: this.#me.feeds,
			// Feeds that a story grants besides lie on a disk of their own.
			openLedger: async (of) => (of === feed ? this.#disk(alive) : openMemoryLedger(of)),
			held: openHeldFeeds(this.#device, this.account),
			left: openLeftRecords(this.#device, this.account),
			openRows: async () =>
				this.draws
					? openProjector({ database: rows, device, now: () => clock.now() })
					: nothingDrawn,
			pictures: this.pictures,
			line: {
				fetch: (request) =>
					alive.is ? this.#send(request) : Promise.reject(new TypeError('killed')),
				origin: trialOrigin,
				limitMs: 2_000,
				nowMs: () => this.#world.nowMs() + phone.wrongByMs
			},
			clock,
			chance: () => 0.5,
			lock: (name, work) => locks.inTurn(name, work),
			floor: phone.canary,
			appVersion: version,
			lastMetAt: '',
			listens,
			onReading: () => undefined,
			onMe: () => undefined
		});
		this.#engine = engine;
		this.#verbs = openVerbs({
			me: this.#me,
			database: rows,
			append: (into, entries) => this.#append(into, entries),
			pictures: this.#pictureDesk(clock.now),
			now: clock.now
		});
		await engine.lead();
	}

	goesOffline(): void {
		this.phone.isOffline = true;
	}
	comesBack(): void {
		this.phone.isOffline = false;
	}
	/** Her session ends at the station's side. */
	sessionExpires(): void {
		this.phone.cookie = '';
	}

	/** Answers the id; fails where the app refused. */
	async recordsVisit(at = door, change: Partial<VisitIntent> = {}): Promise<string> {
		return idOf(await this.triesVisit(at, change));
	}

	async triesVisit(at = door, change: Partial<VisitIntent> = {}) {
		return this.#verbs.recordVisit({
			door: at,
			type: 'routine',
			mode: 'door',
			outcome: 'met',
			unchanged: true,
			note: '',
			careChecks: {},
			leftSlip: false,
			nextVisitOn: '',
			bestTime: '',
			pictures: [],
			...change
		});
	}

	async raisesConcern(at = door, change: Partial<ConcernIntent> = {}): Promise<string> {
		return idOf(
			await this.#verbs.raiseConcern({
				door: at,
				building: 'xk/3',
				place: '',
				category: 'utility.heating',
				nature: 'report',
				urgency: 'green',
				text: '暖气不热',
				confidentialReporter: false,
				selfHandle: false,
				pictures: [],
				...change
			})
		);
	}

	get does(): Verbs {
		return this.#verbs;
	}

	/** The document is on the disk, and the app is gone before anybody drew it. */
	async writesAndIsKilled(entries: readonly Entry[]): Promise<string> {
		const [written] = await this.engine.append(feed, entries);
		this.isKilled();
		return written!._id;
	}

	/** The system takes the app away without a word. */
	isKilled(): void {
		this.phone.alive.is = false;
		this.#killed.push(this.engine);
		this.#engine = undefined;
		this.#rows.close();
		this.#device.close();
	}

	async losesRows(): Promise<void> {
		const { name } = this.#rows;
		this.#rows.close();
		await ProjectionDatabase.delete(name);
	}

	losesLedger(): void {
		this.phone.ledger = openMemoryLedger(feed);
	}

	/** Asks for a meeting and waits until nothing moves any more. */
	async meetsStation(): Promise<void> {
		await this.engine.meet({ byHand: true });
		await this.rests();
	}

	async rests(): Promise<void> {
		await vi.waitFor(() => expect(this.reading.meeting).toBe(false), {
			timeout: 5_000,
			interval: 2
		});
		await this.engine.poke(feed);
		await vi.waitFor(() => expect(this.reading.meeting).toBe(false), {
			timeout: 5_000,
			interval: 2
		});
	}

	async stateOf(id: string): Promise<RecordState | undefined> {
		return recordState(this.#rows, id);
	}

	/** Everything the ledger holds, by id. */
	async ledger(): Promise<Map<string, LedgerDocument>> {
		const { documents } = await this.phone.ledger.changesSince(0, 1_000_000);
		return new Map(documents.map((document) => [document._id, document]));
	}

	/** What screens would show, without what only drawing needs. */
	async screens(): Promise<Record<string, unknown[]>> {
		const { doors: all, visits, concerns, residents, households, records, setAside } = this.#rows;
		const tables = { doors: all, visits, concerns, residents, households, records, setAside };
		const shown = Object.entries(tables).map(async ([name, table]) => {
			return [name, await table.toArray()] as const;
		});
		return Object.fromEntries(await Promise.all(shown));
	}

	async leaves(): Promise<void> {
		for (const engine of [...this.#killed, this.#engine]) await engine?.close();
		this.#rows.close();
		this.#device.close();
	}

	async #append(into: string, entries: readonly Entry[]) {
		const documents = await this.engine.append(into, entries);
		for (const { deviceSeq = 0 } of documents) {
			this.phone.canary[into] = Math.max(this.phone.canary[into] ?? 0, deviceSeq);
		}
		await this.engine.poke(into, documents);
		return documents;
	}

	/** The ledger outlives the app; a killed app reaches it no more, and a full disk takes nothing. */
	#disk(alive: { is: boolean }): Ledger {
		const { phone } = this;
		const { ledger } = phone;
		function reach<A extends unknown[], T>(work: (...words: A) => Promise<T>) {
			return (...words: A): Promise<T> =>
				alive.is ? work(...words) : Promise.reject(new LedgerFailure('storage_closed', undefined));
		}
		return {
			...ledger,
			append: reach(async (documents, note) => {
				if (phone.isFull) throw new LedgerFailure('storage_full', undefined);
				await ledger.append(documents, note);
			}),
			take: reach(ledger.take),
			settle: reach(ledger.settle),
			writeNote: reach(ledger.writeNote),
			close: async () => undefined,
			// What is opened after it, under the same name, is empty.
			destroy: reach(async () => {
				phone.ledger = openMemoryLedger(feed);
			})
		};
	}

	/** As app/pictureDesk, without a canvas to draw on: the pictures of stories are fit already. */
	#pictureDesk(now: () => string) {
		const { pictures } = this;
		return {
			async prepare(intents: readonly { blob: Blob }[], into: string) {
				const prepared = [];
				for (const { blob } of intents) {
					const bytes = new Uint8Array(await blob.arrayBuffer());
					const hash = createHash('sha256').update(bytes).digest('hex');
					await pictures.keep({ sha256: hash, feed: into, blob, addedAt: now() });
					prepared.push({
						sha256: hash,
						contentType: 'image/jpeg' as const,
						bytes: bytes.length,
						width: 1_600,
						height: 1_200,
						thumbnail: 'AAAA'
					});
				}
				return prepared;
			},
			async letGo(prepared: readonly { sha256: string }[]) {
				for (const one of prepared) await pictures.drop(one.sha256);
			}
		};
	}

	#request(path: string, init: RequestInit = {}): Request {
		const request = new Request(`${trialOrigin}${path}`, init);
		request.headers.set('X-Qingge-Device', this.phone.device);
		return request;
	}

	/** The browser's part: the cookie goes with every request and is renewed by answers. */
	async #send(request: Request): Promise<Response> {
		const { phone } = this;
		const { pathname } = new URL(request.url);
		if (phone.isOffline) throw new TypeError('fetch failed');
		phone.requests.push(`${request.method} ${pathname}`);
		if (phone.cookie !== '') request.headers.set('Cookie', phone.cookie);
		const answer = await (phone.line ?? this.#world.send)(request);
		const [fresh] = answer.headers.getSetCookie();
		if (fresh !== undefined) phone.cookie = fresh.split(';')[0] ?? '';
		return answer;
	}
}

const nothingDrawn: Rows = {
	attach: async () => undefined,
	leave: async () => undefined,
	drawArrived: async () => undefined,
	catchUp: async () => undefined,
	settled: async () => undefined,
	setAside: async () => undefined
};

function idOf(
	saved: { ok: true; value: { id: string } } | { ok: false; refusal: unknown }
): string {
	if (!saved.ok) throw new Error(`Refused: ${JSON.stringify(saved.refusal)}`);
	return saved.value.id;
}

/** The smallest thing that begins like a JPEG, different for every text. */
export function picture(text: string): Blob {
	const head = Uint8Array.from([0xff, 0xd8, 0xff, 0xe0]);
	return new Blob([head, new TextEncoder().encode(text)], { type: 'image/jpeg' });
}
