/**
 * Somebody of the stories with her phone: it opens, writes, is killed, meets the station, for every
 * role alike. Behind it stand the real verbs, the real ledger, the real rows and the real
 * replicator; what each role does with it stands in the files of the roles.
 */
import 'fake-indexeddb/auto';
import { ulid } from 'ulid';
import type { ConcernStep, Me } from '#lib/app/app.ts';
import type { EngineRoom, Rows } from '#lib/app/engine.ts';
import { openEngineRoom } from '#lib/app/engineRoom.ts';
import { openLocks } from '#lib/app/locks.ts';
import { readMe } from '#lib/app/readMe.ts';
import type { Verbs } from '#lib/app/verbs.ts';
import { openSoundDesk } from '#lib/app/soundDesk.ts';
import { openVerbs } from '#lib/app/verbs.ts';
import { openClock } from '#lib/device/clock.ts';
import { DeviceDatabase } from '#lib/device/deviceDatabase.ts';
import { openHeldFeeds } from '#lib/device/heldFeeds.ts';
import { openLeftRecords } from '#lib/device/leftRecords.ts';
import type { PicturesOfAccount } from '#lib/device/picturesWaiting.ts';
import { openPicturesWaiting } from '#lib/device/picturesWaiting.ts';
import type { LedgerDocument } from '#lib/domain/documents.ts';
import type { Entry } from '#lib/domain/entry.ts';
import { feedOfGrant } from '#lib/domain/feedOfGrant.ts';
import type { RoleGrant } from '#lib/domain/feeds.ts';
import type { Ledger } from '#lib/ledger/ledger.ts';
import { ProjectionDatabase } from '#lib/projections/database.ts';
import { openProjector } from '#lib/projections/projector.ts';
import { recordState } from '#lib/projections/records.ts';
import type { ConcernRow, RecordState } from '#lib/projections/rows.ts';
import { expect, vi } from 'vitest';
import { trialOrigin, trialPassword } from '../../server/trialStation.ts';
import { openStoryPictures } from './storyPictures.ts';
import type { World } from './storyPhone.ts';
import { StoryPhone } from './storyPhone.ts';

export class Person {
	readonly account: string;
	readonly grant: RoleGrant;
	/** The feed of her post. */
	readonly feed: string;
	readonly phone: StoryPhone;
	/** Stories about the line alone do without rows, which cost most of the time. */
	draws = true;
	/** What she was told is saved, in the order of writing. */
	readonly written: LedgerDocument[] = [];
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

	constructor(account: string, grant: RoleGrant, world: World) {
		const feed = feedOfGrant(grant);
		if (feed === undefined) throw new Error(`${grant.role} ${grant.scope} has no feed.`);
		this.account = account;
		this.grant = grant;
		this.feed = feed;
		this.#world = world;
		this.phone = new StoryPhone(world);
	}

	get engine(): EngineRoom {
		if (!this.#engine) throw new Error('The app is not open.');
		return this.#engine;
	}
	get rows(): ProjectionDatabase {
		return this.#rows;
	}
	/** The disk of her post's feed, past any app. */
	get disk(): Ledger {
		return this.phone.diskOf(this.feed);
	}
	get pictures(): PicturesOfAccount {
		return openPicturesWaiting(this.#device, this.account);
	}
	get reading() {
		return this.engine.reading()!;
	}
	get does(): Verbs {
		return this.#verbs;
	}

	async signsIn(): Promise<void> {
		const { phone } = this;
		const answer = await phone.send(
			phone.request('/db/_session', {
				method: 'POST',
				headers: { 'Content-Type': 'application/json' },
				body: JSON.stringify({ name: this.account, password: trialPassword })
			})
		);
		const told: unknown = await (await phone.send(phone.request('/station/me'))).json();
		const me = readMe(told);
		if (answer.status !== 200 || !me) throw new Error(`${this.account} could not sign in.`);
		this.#me = me;
		this.#engine?.signedIn();
	}

	async opensApp({ listens = false, version = this.#appVersion } = {}): Promise<void> {
		const { phone } = this;
		const { device } = phone;
		const alive = { is: true };
		phone.alive = alive;
		this.#appVersion = version;
		const wallMs = () => this.#world.nowMs() + phone.wrongByMs;
		const clock = openClock({
			wallMs,
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
			openLedger: async (feed) => phone.openLedger(feed, alive),
			held: openHeldFeeds(this.#device, this.account),
			left: openLeftRecords(this.#device, this.account),
			openRows: async () =>
				this.draws
					? openProjector({ database: rows, device, now: () => clock.now() })
					: nothingDrawn,
			pictures: this.pictures,
			line: {
				fetch: (request) =>
					alive.is ? phone.send(request) : Promise.reject(new TypeError('killed')),
				origin: trialOrigin,
				limitMs: 2_000,
				nowMs: wallMs
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
			pictures: openStoryPictures(this.pictures, clock.now),
			sounds: openSoundDesk({ kept: this.pictures, newId: () => ulid(), now: clock.now }),
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

	/** Takes a step with a concern as her screen does; answers the id of the event. */
	async takes(concern: string, step: StepWithoutNote): Promise<string> {
		return idOf(await this.tries(concern, step));
	}
	async tries(concern: string, step: StepWithoutNote) {
		return this.#verbs.actOnConcern(concern, { note: '', ...step });
	}

	/** The concern as her screens show it. */
	async sees(concern: string): Promise<ConcernRow | undefined> {
		return this.#rows.concerns.get(concern);
	}

	/** The document is on the disk, and the app is gone before anybody drew it. */
	async writesAndIsKilled(entries: readonly Entry[]): Promise<string> {
		const written = await this.engine.append(this.feed, entries);
		this.written.push(...written);
		this.isKilled();
		return written[0]!._id;
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
		this.phone.losesDisk(this.feed);
	}

	/** Asks for a meeting and waits until nothing moves any more. */
	async meetsStation(): Promise<void> {
		await this.engine.meet({ byHand: true });
		await this.rests();
	}

	/** As the phone does by itself, many times a day. */
	async meetsAgain(): Promise<void> {
		await this.engine.meet({ byHand: false });
		await this.#isStill();
	}

	async rests(): Promise<void> {
		await this.#isStill();
		await this.engine.poke(this.feed);
		await this.#isStill();
	}

	async stateOf(id: string): Promise<RecordState | undefined> {
		return recordState(this.#rows, id);
	}

	/** Everything the ledger of her post holds, by id. */
	async ledger(): Promise<Map<string, LedgerDocument>> {
		const { documents } = await this.disk.changesSince(0, 1_000_000);
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

	async #isStill(): Promise<void> {
		await vi.waitFor(() => expect(this.reading.meeting).toBe(false), {
			timeout: 5_000,
			interval: 2
		});
	}

	async #append(into: string, entries: readonly Entry[]) {
		const documents = await this.engine.append(into, entries);
		this.written.push(...documents);
		for (const { deviceSeq = 0 } of documents) {
			this.phone.canary[into] = Math.max(this.phone.canary[into] ?? 0, deviceSeq);
		}
		await this.engine.poke(into, documents);
		return documents;
	}
}

type StepWithoutNote = Omit<ConcernStep, 'note'> & { note?: string };

/** Answers the id; fails where the app refused. */
export function idOf(
	saved: { ok: true; value: { id: string } } | { ok: false; refusal: unknown }
): string {
	if (!saved.ok) throw new Error(`Refused: ${JSON.stringify(saved.refusal)}`);
	return saved.value.id;
}

const nothingDrawn: Rows = {
	attach: async () => undefined,
	leave: async () => undefined,
	drawArrived: async () => undefined,
	finishArrived: async () => undefined,
	catchUp: async () => undefined,
	settled: async () => undefined,
	setAside: async () => undefined
};
