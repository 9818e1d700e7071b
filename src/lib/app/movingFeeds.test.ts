import 'fake-indexeddb/auto';
import { createHash } from 'node:crypto';
import { afterEach, expect, it, vi } from 'vitest';
import { openClock } from '#lib/device/clock.ts';
import { DeviceDatabase } from '#lib/device/deviceDatabase.ts';
import { openHeldFeeds } from '#lib/device/heldFeeds.ts';
import { openLeftRecords } from '#lib/device/leftRecords.ts';
import { openPicturesWaiting } from '#lib/device/picturesWaiting.ts';
import type { LedgerDocument } from '#lib/domain/documents.ts';
import type { Entry } from '#lib/domain/entry.ts';
import type { FeedGrant, Role } from '#lib/domain/feeds.ts';
import { buildingFeed, gridFeed, mediaOf, writerIn } from '#lib/domain/feeds.ts';
import { documentId } from '#lib/domain/ids.ts';
import {
	sampleDevice,
	sampleDocument,
	sampleDoor,
	sampleEntry,
	sampleGrid
} from '#lib/domain/sampleDocuments.ts';
import type { Ledger } from '#lib/ledger/ledger.ts';
import { openMemoryLedger } from '#lib/ledger/memoryLedger.ts';
import { ProjectionDatabase } from '#lib/projections/database.ts';
import { openProjector } from '#lib/projections/projector.ts';
import { ulid } from 'ulid';
import type { EngineRoom } from './engine.ts';
import { openEngineRoom } from './engineRoom.ts';
import { openLocks } from './locks.ts';

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
const nowMs = Date.parse('2026-11-23T02:00:00.000Z');
let wallMs = nowMs;
const otherGrid = '150105001019-02';

function grant(role: Role, feed: string, scope: string): FeedGrant {
	return { feed, media: mediaOf(feed), role, scope, label: `${role} ${scope}` };
}
const grid = grant('grid_worker', gridFeed(sampleGrid), sampleGrid);
const nextGrid = grant('grid_worker', gridFeed(otherGrid), otherGrid);
const buildingScope = `${sampleGrid}/xk/3`;
const building = grant('building_head', buildingFeed(buildingScope), buildingScope);

/** As much of a station as moved scope needs: it counts numbers by writer, and copies into the grid. */
class FakeStation {
	grants: FeedGrant[];
	/** Lately ended; what is pushed there is still taken. */
	takesFrom = new Set<string>();
	/** Ids that go to quarantine. */
	refuses = new Set<string>();
	isDown = false;
	readonly held = new Map<string, LedgerDocument[]>();
	readonly pushed: string[] = [];

	constructor(grants: FeedGrant[]) {
		this.grants = grants;
	}

	of(feed: string): LedgerDocument[] {
		const documents = this.held.get(feed) ?? [];
		this.held.set(feed, documents);
		return documents;
	}

	async answer(request: Request): Promise<Response> {
		if (this.isDown) throw new TypeError('no network');
		const path = new URL(request.url).pathname;
		if (path === '/station/me') return json(200, this.#me());
		const [, , feed = '', resource] = path.split('/').map(decodeURIComponent);
		const isGranted = this.grants.some((granted) => granted.feed === feed);
		if (resource === '_bulk_docs' && (isGranted || this.takesFrom.has(feed))) {
			return this.#take(feed, (await request.json()) as { docs: LedgerDocument[] });
		}
		if (resource === '_changes' && isGranted) {
			return this.#changes(feed, new URL(request.url).searchParams);
		}
		return json(403, { error: 'forbidden', reason: 'not yours' });
	}

	#me() {
		const numbers = this.grants.map(({ feed }) => {
			const writer = writerIn(feed, sampleDevice);
			const given = new Set(
				this.of(feed).flatMap(({ device, deviceSeq = 0 }) => (device === writer ? [deviceSeq] : []))
			);
			const highest = Math.max(0, ...given);
			const all = Array.from({ length: highest }, (_, at) => at + 1);
			return [feed, { highest, missing: all.filter((number) => !given.has(number)) }];
		});
		return {
			...{ account: 'wangge1', displayName: '', roles: [], feeds: this.grants, community: {} },
			numbers: Object.fromEntries(numbers)
		};
	}

	#take(feed: string, { docs }: { docs: LedgerDocument[] }): Response {
		const refused = docs.filter(({ _id }) => this.refuses.has(_id));
		for (const document of docs) {
			if (refused.includes(document)) continue;
			this.pushed.push(document._id);
			this.of(feed).push(document);
			if (feed === building.feed) this.of(grid.feed).push(document);
		}
		const reason = 'quarantined: scope | the document belongs to another feed';
		return json(
			201,
			refused.map(({ _id: id, _rev: rev }) => ({ id, rev, error: 'forbidden', reason }))
		);
	}

	#changes(feed: string, words: URLSearchParams): Response {
		const since = Number.parseInt(words.get('since') ?? '0', 10);
		const rows = this.of(feed)
			.slice(since)
			.map((doc, at) => {
				const seq = `${since + at + 1}-0badcafe`;
				return JSON.stringify({ seq, id: doc._id, changes: [{ rev: doc._rev }], doc });
			});
		const tail = `"last_seq":"${since + rows.length}-0badcafe","pending":0}`;
		return new Response(`{"results":[\n${rows.join(',\n')}\n],\n${tail}\n`, {
			headers: { 'content-type': 'application/json' }
		});
	}
}

function json(status: number, value: unknown): Response {
	return Response.json(value, { status });
}

/** What outlives a restart of the app. */
class Phone {
	readonly ledgers = new Map<string, Ledger>();
	readonly rows = new ProjectionDatabase(`moving-rows-${ulid()}`);
	readonly #device = new DeviceDatabase(`moving-device-${ulid()}`);
	readonly pictures = openPicturesWaiting(this.#device, 'wangge1');
	readonly left = openLeftRecords(this.#device, 'wangge1');
	floor: Record<string, number> = {};
	#engine: EngineRoom | undefined;

	get engine(): EngineRoom {
		if (!this.#engine) throw new Error('not started');
		return this.#engine;
	}

	async starts(station: FakeStation, feeds: FeedGrant[]): Promise<EngineRoom> {
		await this.#engine?.close();
		const locks = openLocks(undefined);
		const clock = openClock({
			wallMs: () => (wallMs += 1),
			steadyMs: () => 0,
			offsetMs: undefined
		});
		this.#engine = await openEngineRoom({
			...{ account: 'wangge1', device: sampleDevice, feeds, clock, pictures: this.pictures },
			held: openHeldFeeds(this.#device, 'wangge1'),
			left: this.left,
			openLedger: async (feed) => this.#disk(feed),
			openRows: async () =>
				openProjector({ database: this.rows, device: sampleDevice, now: clock.now }),
			line: {
				fetch: (request) => station.answer(request),
				...{ origin: 'http://station.test', limitMs: 1_000, nowMs: () => nowMs }
			},
			chance: () => 0.5,
			lock: (name, work) => locks.inTurn(name, work),
			...{ floor: this.floor, appVersion: '1', lastMetAt: '', listens: false },
			onReading: () => undefined,
			onMe: () => undefined
		});
		await this.#engine.lead();
		return this.#engine;
	}

	#disk(feed: string): Ledger {
		const kept = this.ledgers.get(feed) ?? openMemoryLedger(feed);
		this.ledgers.set(feed, kept);
		return {
			...kept,
			close: async () => undefined,
			destroy: async () => {
				this.ledgers.delete(feed);
				await kept.destroy();
			}
		};
	}

	async writes(feed: string, entry: Entry): Promise<LedgerDocument> {
		const [document] = await this.engine.append(feed, [entry]);
		this.floor[feed] = document!.deviceSeq!;
		await this.engine.poke(feed, [document!]);
		return document!;
	}

	async ends(): Promise<void> {
		await this.#engine?.close();
		await this.rows.delete();
		await this.#device.delete();
	}
}

const visit = (): Entry => ({ ...sampleEntry('visit'), _id: documentId.visit(ulid(nowMs)) });
const concern = (): Entry => ({ ...sampleEntry('concern'), _id: documentId.concern(ulid(nowMs)) });
const phones: Phone[] = [];

function newPhone(): Phone {
	const phone = new Phone();
	phones.push(phone);
	return phone;
}

afterEach(async () => {
	for (const phone of phones.splice(0)) await phone.ends();
});

it('[M60] a phone with two roles counts in each feed for itself: no clash, no false gap, each delivered once', async () => {
	const station = new FakeStation([grid, building]);
	const phone = newPhone();
	const engine = await phone.starts(station, [grid, building]);
	const written = [
		await phone.writes(grid.feed, visit()),
		await phone.writes(building.feed, concern()),
		await phone.writes(building.feed, concern()),
		await phone.writes(grid.feed, concern())
	];
	for (let round = 0; round < 2; round += 1) await engine.meet({ byHand: true });
	expect(written.map(({ device, deviceSeq }) => [device, deviceSeq])).toEqual([
		[sampleDevice, 1],
		[writerIn(building.feed, sampleDevice), 1],
		[writerIn(building.feed, sampleDevice), 2],
		[sampleDevice, 2]
	]);
	const clocks = written.map(({ clock }) => clock);
	expect(clocks).toEqual([...clocks].sort());
	expect([...station.pushed].sort()).toEqual(written.map(({ _id }) => _id).sort());
	expect(await phone.ledgers.get(grid.feed)?.get(written[1]!._id)).toEqual(written[1]);
	expect(engine.reading()).toMatchObject({ waiting: 0, missingAtStation: [], trouble: undefined });
	expect((await engine.undelivered()).flatMap(({ documents }) => documents)).toEqual([]);
	expect(await phone.rows.concerns.count()).toBe(3);
	expect(await phone.rows.records.where('state').equals('delivered').count()).toBe(4);
});

it('[M61] a feed that is no longer hers goes from the phone when what was not sent has been handed in', async () => {
	const station = new FakeStation([grid]);
	const door = sampleDocument('door', sha256, { device: 'station', clock: stationClock });
	const { deviceSeq: _none, ...imported } = door;
	station.of(grid.feed).push(imported);
	const phone = newPhone();
	const engine = await phone.starts(station, [grid]);
	await engine.meet({ byHand: true });
	expect(await phone.rows.doors.count()).toBe(1);
	station.isDown = true;
	const unsent = await phone.writes(grid.feed, visit());

	station.isDown = false;
	station.grants = [nextGrid];
	station.takesFrom.add(grid.feed);
	await engine.meet({ byHand: true });
	await vi.waitFor(() => expect([...phone.ledgers.keys()]).toEqual([nextGrid.feed]));
	expect(station.pushed).toEqual([unsent._id]);
	await vi.waitFor(async () => {
		expect(await phone.rows.doors.count()).toBe(0);
		expect(await phone.rows.visits.count()).toBe(0);
		expect(engine.reading()).toMatchObject({ leaving: [], waiting: 0 });
	});
	await expect(engine.append(grid.feed, [visit()])).rejects.toThrow();
	await phone.starts(station, [nextGrid]);
	expect([...phone.ledgers.keys()]).toEqual([nextGrid.feed]);
});

const stationClock = '019aae3f2000-0000-station';

it('[M61] it is handed in also when the app learns of it only at its next start', async () => {
	const station = new FakeStation([grid]);
	const phone = newPhone();
	station.isDown = true;
	await phone.starts(station, [grid]);
	const unsent = await phone.writes(grid.feed, visit());
	station.isDown = false;
	station.grants = [nextGrid];
	station.takesFrom.add(grid.feed);
	const engine = await phone.starts(station, [nextGrid]);
	await engine.meet({ byHand: true });
	await vi.waitFor(() => expect([...phone.ledgers.keys()]).toEqual([nextGrid.feed]));
	expect(station.pushed).toEqual([unsent._id]);
});

it('[M62] what the station does not take from a feed that was taken away stays, is shown, and goes when the feed is back', async () => {
	const station = new FakeStation([grid]);
	const phone = newPhone();
	station.isDown = true;
	await phone.starts(station, [grid]);
	const unsent = await phone.writes(grid.feed, visit());
	station.isDown = false;
	station.grants = [nextGrid];
	const engine = await phone.starts(station, [nextGrid]);
	await engine.meet({ byHand: true });
	expect(station.pushed).toEqual([]);
	expect(engine.reading()).toMatchObject({
		...{ waiting: 1, leaving: [{ feed: grid.feed, label: grid.label }] },
		missingAtStation: []
	});
	expect(await phone.rows.records.toArray()).toMatchObject([{ id: unsent._id, state: 'waiting' }]);
	expect((await engine.undelivered()).find(({ feed }) => feed === grid.feed)?.documents).toEqual([
		unsent
	]);

	station.grants = [nextGrid, grid];
	const again = await phone.starts(station, [nextGrid, grid]);
	await again.meet({ byHand: true });
	expect(station.pushed).toEqual([unsent._id]);
	expect(again.reading()).toMatchObject({ waiting: 0, leaving: [] });
	expect(phone.ledgers.has(grid.feed)).toBe(true);
});

it('[M66] of a feed that was taken away only the record that was refused stays, whole, and is shown', async () => {
	const station = new FakeStation([grid]);
	const door = sampleDocument('door', sha256, { device: 'station', clock: stationClock });
	const { deviceSeq: _none, ...imported } = door;
	station.of(grid.feed).push(imported);
	const phone = newPhone();
	await (await phone.starts(station, [grid])).meet({ byHand: true });
	station.isDown = true;
	const fine = await phone.writes(grid.feed, visit());
	const bad = await phone.writes(grid.feed, visit());
	const picture = await phone.writes(grid.feed, {
		...sampleEntry('photo'),
		...{ _id: documentId.photo('ab'.repeat(32)), sha256: 'ab'.repeat(32), subject: bad._id }
	});
	const blob = new Blob(['her picture'], { type: 'image/jpeg' });
	const addedAt = '2026-11-23T02:00:00.000Z';
	await phone.pictures.keep({ sha256: 'ab'.repeat(32), feed: grid.feed, blob, addedAt });

	station.isDown = false;
	station.grants = [nextGrid];
	station.takesFrom.add(grid.feed);
	station.refuses = new Set([bad._id, picture._id]);
	const engine = await phone.starts(station, [nextGrid]);
	await engine.meet({ byHand: true });
	await vi.waitFor(() => expect([...phone.ledgers.keys()]).toEqual([nextGrid.feed]));
	expect(station.pushed).toEqual([fine._id]);
	await vi.waitFor(async () => {
		expect(engine.reading()).toMatchObject({ leaving: [], waiting: 0, refused: 2 });
		for (const table of [phone.rows.doors, phone.rows.visits, phone.rows.records]) {
			expect([table.name, await table.count()]).toEqual([table.name, 0]);
		}
	});
	const kept = { feed: grid.feed, label: grid.label, reason: 'scope' };
	expect(await phone.left.all()).toMatchObject([
		{ ...kept, document: bad },
		{ ...kept, document: picture }
	]);
	// It can still be carried to the station by hand, with its picture.
	const alone = (await engine.undelivered()).filter(({ feed }) => feed === grid.feed);
	expect(alone.flatMap(({ documents }) => documents)).toEqual([bad, picture]);
	expect(await phone.pictures.ofFeed(grid.feed)).toHaveLength(1);

	// The same after a restart; put away, it is counted no more.
	const again = await phone.starts(station, [nextGrid]);
	await again.meet({ byHand: true });
	expect(again.reading()).toMatchObject({ refused: 2, leaving: [] });
	await phone.left.drop([bad._id, picture._id]);
	await again.countLeft();
	expect(again.reading()).toMatchObject({ refused: 0 });
});

it('[M66] a kill between keeping the record and destroying the feed keeps it once', async () => {
	const station = new FakeStation([grid]);
	const phone = newPhone();
	station.isDown = true;
	await phone.starts(station, [grid]);
	const bad = await phone.writes(grid.feed, visit());
	const before = { feed: grid.feed, label: grid.label, reason: 'scope', at: '' };
	await phone.left.add([{ ...before, document: bad }]);
	station.isDown = false;
	station.grants = [];
	station.takesFrom.add(grid.feed);
	station.refuses = new Set([bad._id]);
	const engine = await phone.starts(station, []);
	await engine.meet({ byHand: true });
	await vi.waitFor(() => expect(phone.ledgers.size).toBe(0));
	expect(await phone.left.all()).toEqual([{ ...before, document: bad }]);
});

it('[M67] what was refused is offered again when the feed is hers again, and is then a record of it', async () => {
	const station = new FakeStation([grid]);
	const phone = newPhone();
	station.isDown = true;
	await phone.starts(station, [grid]);
	const bad = await phone.writes(grid.feed, visit());
	station.isDown = false;
	station.grants = [];
	station.takesFrom.add(grid.feed);
	station.refuses = new Set([bad._id]);
	const engine = await phone.starts(station, []);
	await engine.meet({ byHand: true });
	await vi.waitFor(() => expect(phone.ledgers.size).toBe(0));
	station.grants = [grid];
	station.refuses.clear();
	await engine.meet({ byHand: true });
	await vi.waitFor(() => expect(phone.ledgers.size).toBe(1));
	await engine.meet({ byHand: true });
	expect(station.pushed).toEqual([bad._id]);
	expect(await phone.left.all()).toEqual([]);
	await vi.waitFor(async () => {
		expect(engine.reading()).toMatchObject({ waiting: 0, refused: 0 });
		const records = await phone.rows.records.toArray();
		expect(records).toMatchObject([{ id: bad._id, state: 'delivered' }]);
	});
	expect((await phone.writes(grid.feed, visit())).deviceSeq).toBe(2);
});

it('[M63] a feed that was granted is read and written at once, without signing in anew', async () => {
	const station = new FakeStation([grid]);
	const phone = newPhone();
	const engine = await phone.starts(station, [grid]);
	station.grants = [grid, building];
	await engine.meet({ byHand: true });
	await vi.waitFor(() => expect(phone.ledgers.has(building.feed)).toBe(true));
	const written = await phone.writes(building.feed, concern());
	await engine.meet({ byHand: true });
	expect(station.pushed).toEqual([written._id]);
	expect(await phone.rows.concerns.get(written._id)).toMatchObject({ door: sampleDoor, own: true });
});

it('[M63] a feed that was left and is granted again goes on with its numbers', async () => {
	const station = new FakeStation([grid]);
	const phone = newPhone();
	const engine = await phone.starts(station, [grid]);
	await phone.writes(grid.feed, visit());
	await engine.meet({ byHand: true });
	station.grants = [];
	await engine.meet({ byHand: true });
	await vi.waitFor(() => expect(phone.ledgers.size).toBe(0));
	station.grants = [grid];
	await engine.meet({ byHand: true });
	await vi.waitFor(() => expect(phone.ledgers.size).toBe(1));
	expect((await phone.writes(grid.feed, visit())).deviceSeq).toBe(2);
	await engine.meet({ byHand: true });
	expect(engine.reading()).toMatchObject({ waiting: 0, missingAtStation: [] });
});
