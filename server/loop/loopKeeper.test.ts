import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { foldConcern } from '#lib/domain/concernFold.ts';
import type { SettledLimit } from '#lib/domain/communityDocuments.ts';
import type { EventDocument } from '#lib/domain/documents.ts';
import type { WarningDocument } from '#lib/domain/loopDocuments.ts';
import type { Entry } from '#lib/domain/entry.ts';
import { stampEntry } from '#lib/domain/entry.ts';
import { writeStamp } from '#lib/domain/hybridClock.ts';
import { documentId, wholeCommunity } from '#lib/domain/ids.ts';
import { parseDocument } from '#lib/domain/parseDocument.ts';
import { sampleDevice, sampleDocument } from '#lib/domain/sampleDocuments.ts';
import { alone } from '../router/leases.ts';
import type { DocumentStore, StationStorage } from '../storage/documentStore.ts';
import { editOf, sha256 } from '../storage/ledgerEdit.ts';
import { openMemoryStorage } from '../storage/memoryStorage.ts';
import { openSqliteStorage } from '../storage/sqliteStorage.ts';
import { documentOf } from '../storage/ledgerReading.ts';
import { loopPart } from '../stationApi/loopPart.ts';
import type { LoopKeeper } from './loopKeeper.ts';
import { openLoopKeeper } from './loopKeeper.ts';
import { openStationLoop } from './stationLoop.ts';

const community = { id: '150105001019', name: '兴康社区' };
const grid = '150105001019-01';
const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
/** A Monday, ten in the morning. */
const morning = Date.parse('2026-11-23T02:00:00.000Z');
const iso = (ms: number) => new Date(ms).toISOString();
const ulidAt = (at: number) => `01KASXV2G000000000000${String(at).padStart(5, '0')}`;

describe('the station’s part of the loop', () => {
	let storage: StationStorage;
	let ledger: DocumentStore;
	let book: DocumentStore;
	let nowMs: number;
	let opened: LoopKeeper[];
	let written = 0;
	const troubles: unknown[] = [];

	async function begin(at: StationStorage): Promise<void> {
		storage = at;
		for (const name of ['ledger-150105001019', 'received-150105001019']) await storage.create(name);
		ledger = (await storage.open('ledger-150105001019'))!;
		book = (await storage.open('received-150105001019'))!;
	}

	beforeEach(async () => {
		await begin(openMemoryStorage());
		nowMs = morning;
		opened = [];
		troubles.length = 0;
	});
	afterEach(async () => {
		for (const keeper of opened) await keeper.close();
		await storage.close();
		expect(troubles).toEqual([]);
	});

	async function keeper(): Promise<LoopKeeper> {
		const loop = await openStationLoop({
			...{ storage, community, book, division: alone },
			nowMs: () => nowMs,
			onTrouble: (error) => troubles.push(error)
		});
		opened.push(loop);
		return loop;
	}

	async function report(at: number, capturedMs = nowMs): Promise<string> {
		const concern = ulidAt(at);
		const header = sampleDocument('concern', sha256, {
			...{ _id: documentId.concern(concern), capturedAt: iso(capturedMs), urgency: 'green' },
			clock: writeStamp({ wallMs: capturedMs, counter: 0 }, sampleDevice)
		});
		await ledger.write([editOf(header)], { newEdits: false });
		return concern;
	}

	async function act(
		concern: string,
		{ author = 'shequ1', ...step }: Partial<EventDocument>,
		atMs = nowMs
	): Promise<void> {
		written += 1;
		const entry = {
			...{ _id: documentId.event(concern, ulidAt(written)), kind: 'event', grid, concern },
			...{ note: '', ...step }
		} as Entry;
		const clock = writeStamp({ wallMs: atMs, counter: written }, sampleDevice);
		const stamp = { author, device: sampleDevice, capturedAt: iso(atMs), clock };
		await ledger.write([editOf(stampEntry(entry, stamp, sha256))], { newEdits: false });
	}

	async function organise(): Promise<void> {
		const unit = { code: 'wy-xingkang', kind: 'property' as const, name: '兴康物业' };
		const entry: Entry = {
			...{ _id: documentId.organisation(ulidAt(1)), kind: 'organisation' },
			...{ grid: wholeCommunity(community.id), posts: [], branches: [] },
			units: [{ ...unit, phone: '', estates: [], categories: [] }]
		};
		const clock = writeStamp({ wallMs: nowMs, counter: 0 }, 'station');
		const stamp = { author: 'station', device: 'station', capturedAt: iso(nowMs), clock };
		await ledger.write([editOf(stampEntry(entry, stamp, sha256))], { newEdits: false });
	}

	async function all(kind: string) {
		const rows = await ledger.rowsById({
			...{ from: `${kind}:`, to: `${kind};`, limit: 9_999, bodies: true }
		});
		return rows.map((row) => documentOf(row)!);
	}
	const events = async () => (await all('event')) as EventDocument[];
	const numbers = async () => (await events()).flatMap(({ number }) => number ?? []).sort();
	const warnings = async () =>
		((await all('warning')) as WarningDocument[])
			.map(({ policy, step, stage }) => `${policy}.${step}.${stage}`)
			.sort();

	test('[O70] what came in gets a number of the community, once, however often it is seen', async () => {
		const loop = await keeper();
		const concern = await report(1);
		await loop.idle();
		expect(await numbers()).toEqual(['兴康-26-000001']);
		await act(concern, { type: 'dispatch', handler: 'wy-xingkang' });
		await loop.close();
		const again = await keeper();
		await again.idle();
		expect(await numbers()).toEqual(['兴康-26-000001']);
		const [header] = await all('concern');
		const state = foldConcern(header as never, await events());
		expect(state).toMatchObject({ state: 'dispatched', number: '兴康-26-000001' });
		expect(state.history.filter(({ effect }) => !effect)).toEqual([]);
	});

	test('[O70] what the station writes can be read by everybody, and names nobody', async () => {
		const loop = await keeper();
		await organise();
		const concern = await report(1);
		await act(concern, { type: 'dispatch', handler: 'wy-xingkang' });
		nowMs += hour;
		await loop.idle();
		await loop.turn();
		const own = [...(await events()), ...(await all('warning'))].filter(
			({ author }) => author === 'station'
		);
		expect(own.map(({ kind }) => kind)).toEqual(['event', 'warning']);
		for (const document of own) {
			expect(parseDocument(document).ok).toBe(true);
			expect(document).toMatchObject({ device: 'station', grid });
			expect(document).not.toHaveProperty('deviceSeq');
		}
	});

	test('[O70] a concern that somebody received by hand, or began before, still gets its number', async () => {
		const loop = await keeper();
		const begun = await report(1);
		await act(begun, { type: 'self_handle' });
		const received = await report(2);
		await act(received, { type: 'receive' });
		const gone = await report(3);
		await act(gone, { type: 'withdraw' });
		await loop.idle();
		const numbered = (await events()).filter(({ number }) => number !== undefined);
		expect(numbered.map(({ concern }) => concern).sort()).toContain(begun);
		expect(new Set(await numbers()).size).toBe((await numbers()).length);
		expect(numbered.map(({ concern }) => concern)).toContain(received);
	});

	test('[O71] two stations over one storage give no number twice, and no concern two', async () => {
		const loops = [await keeper(), await keeper(), await keeper()];
		for (let at = 1; at <= 40; at += 1) await report(at);
		for (const loop of loops) await loop.idle();
		const given = (await events()).filter(({ number }) => number !== undefined);
		expect(new Set(given.map(({ concern }) => concern)).size).toBe(40);
		expect(new Set(given.map(({ number }) => number)).size).toBe(40);
		expect(given).toHaveLength(40);
		const rows = await ledger.rowsById({ from: 'event:', to: 'event;', limit: 99, bodies: false });
		expect(rows.filter(({ leaves }) => leaves !== null)).toEqual([]);
	});

	test('[O71] numbers go on after a restart, and where the book was lost beside its ledger', async () => {
		const folder = await mkdtemp(join(tmpdir(), 'qingge-loop-'));
		try {
			await storage.close();
			await begin(await openSqliteStorage({ directory: folder }));
			let loop = await keeper();
			await report(1);
			await report(2);
			await loop.idle();
			await loop.close();
			await storage.close();

			await begin(await openSqliteStorage({ directory: folder }));
			loop = await keeper();
			await report(3);
			await loop.idle();
			await loop.close();
			expect(await numbers()).toEqual([1, 2, 3].map((at) => `兴康-26-00000${at}`));

			await storage.drop('received-150105001019');
			await begin(storage);
			loop = await keeper();
			await report(4);
			await loop.idle();
			expect(await numbers()).toEqual([1, 2, 3, 4].map((at) => `兴康-26-00000${at}`));
			await loop.close();
		} finally {
			await rm(folder, { recursive: true, force: true });
		}
	});

	test('[O71] each year counts from one, by the calendar of Hohhot', async () => {
		const loop = await keeper();
		await report(1);
		await loop.idle();
		// Half past midnight on New Year's Day there, the day before in London.
		nowMs = Date.parse('2026-12-31T16:30:00.000Z');
		await report(2);
		await loop.idle();
		expect(await numbers()).toEqual(['兴康-26-000001', '兴康-27-000001']);
	});

	test('[O72] each limit is warned of when most of it has gone, and when it is past, once', async () => {
		const loop = await keeper();
		await organise();
		const concern = await report(1);
		await act(concern, { type: 'dispatch', handler: 'wy-xingkang' });
		await loop.idle();
		expect(await warnings()).toEqual([]);
		nowMs = morning + 4.5 * minute;
		await loop.turn();
		expect(await warnings()).toEqual(['property_54321.accept.before']);
		nowMs = morning + 6 * minute;
		await loop.turn();
		await loop.turn();
		await loop.idle();
		expect(await warnings()).toEqual([
			'property_54321.accept.after',
			'property_54321.accept.before'
		]);
		const [late] = (await all('warning')) as WarningDocument[];
		expect(late?.dueAt).toBe(iso(morning + 5 * minute));
	});

	test('[O72] what is done in time is not warned of', async () => {
		const loop = await keeper();
		await organise();
		const concern = await report(1);
		await act(concern, { type: 'dispatch', handler: 'wy-xingkang' });
		await act(concern, { type: 'accept' }, nowMs + minute);
		await act(concern, { type: 'respond', firstResponse: 'call' }, nowMs + 2 * minute);
		await act(concern, { type: 'resolve', note: '修好了' }, nowMs + 3 * minute);
		nowMs = morning + day;
		await loop.idle();
		await loop.turn();
		expect(await warnings()).toEqual([]);
		nowMs = morning + 2 * day;
		await loop.turn();
		expect(await warnings()).toEqual(['follow_up.ask.before']);
	});

	test('[O73] while suspended nothing runs out, and afterwards by so much later', async () => {
		const loop = await keeper();
		await organise();
		const concern = await report(1);
		await act(concern, { type: 'dispatch', handler: 'wy-xingkang' });
		await act(concern, { type: 'accept' }, nowMs + minute);
		await act(concern, { type: 'respond', firstResponse: 'onsite' }, nowMs + 2 * minute);
		await act(concern, { type: 'suspend', until: '2026-12-03' }, nowMs + hour);
		await loop.idle();
		nowMs = morning + 9 * day;
		await loop.turn();
		expect(await warnings()).toEqual([]);
		await act(concern, { type: 'resume' });
		nowMs += day;
		await loop.idle();
		await loop.turn();
		expect(await warnings()).toEqual([]);
		nowMs += 2 * day;
		await loop.turn();
		expect(await warnings()).toEqual(['property_54321.resolve.after']);
	});

	test('[O73] beyond the day up to which it was allowed the clocks run again by themselves', async () => {
		const loop = await keeper();
		await organise();
		const concern = await report(1);
		await act(concern, { type: 'dispatch', handler: 'wy-xingkang' });
		await act(concern, { type: 'accept' }, nowMs + minute);
		await act(concern, { type: 'respond', firstResponse: 'onsite' }, nowMs + 2 * minute);
		await act(concern, { type: 'suspend', until: '2026-11-25' }, nowMs + hour);
		await loop.idle();
		for (let at = 0; at < 12; at += 1) {
			nowMs += day / 2;
			await loop.turn();
		}
		expect(await warnings()).toEqual([
			'property_54321.resolve.after',
			'property_54321.resolve.before'
		]);
	});

	test('[O74] what ran out while no station ran is found at the next start', async () => {
		const first = await keeper();
		await organise();
		const concern = await report(1);
		await act(concern, { type: 'dispatch', handler: 'wy-xingkang' });
		await first.idle();
		await first.close();
		nowMs = morning + 5 * hour;
		await keeper();
		await vi.waitFor(async () => {
			expect(await warnings()).toContain('property_54321.accept.after');
		});
	});

	test('[O74] a clock turns by itself, without anything being written', async () => {
		const loop = await openStationLoop({
			...{ storage, community, book, division: alone, nowMs: Date.now },
			limits: { policies: { ...quick, property_54321: [] } },
			onTrouble: (error) => troubles.push(error)
		});
		opened.push(loop);
		nowMs = Date.now();
		const concern = await report(1);
		await act(concern, { type: 'blow_whistle', handlers: ['bm-reli'] });
		await vi.waitFor(async () => expect(await warnings()).toContain('whistle.respond.after'), {
			timeout: 20_000
		});
	});

	test('[O75] sent out again it has new limits, and new warnings', async () => {
		const loop = await keeper();
		await organise();
		const concern = await report(1);
		await act(concern, { type: 'dispatch', handler: 'wy-xingkang' });
		nowMs += 10 * minute;
		await act(concern, { type: 'return', note: '不归我们管' });
		await act(concern, { type: 'dispatch', handler: 'wy-xingkang' });
		nowMs += 10 * minute;
		await loop.idle();
		await loop.turn();
		await act(concern, { type: 'return', note: '还是不归我们管' });
		await act(concern, { type: 'dispatch', handler: 'wy-xingkang' });
		nowMs += 10 * minute;
		await loop.idle();
		await loop.turn();
		expect(await warnings()).toEqual([
			'property_54321.accept.after',
			'property_54321.accept.after'
		]);
	});

	async function settle(limits: SettledLimit[], atMs = nowMs): Promise<void> {
		written += 1;
		const entry: Entry = {
			...{ _id: documentId.settings(ulidAt(written)), kind: 'settings' },
			...{ grid: wholeCommunity(community.id), limits, office: null },
			...{ slip: { red: '', blue: '' }, scripts: 'zh', dutyPhone: '' }
		};
		const clock = writeStamp({ wallMs: atMs, counter: written }, sampleDevice);
		const stamp = { author: 'shuji', device: sampleDevice, capturedAt: iso(atMs), clock };
		await ledger.write([editOf(stampEntry(entry, stamp, sha256))], { newEdits: false });
	}
	async function resolved(at: number): Promise<string> {
		const concern = await report(at);
		await act(concern, { type: 'dispatch', handler: 'wy-xingkang' });
		await act(concern, { type: 'accept' }, nowMs + minute);
		await act(concern, { type: 'respond', firstResponse: 'call' }, nowMs + 2 * minute);
		await act(concern, { type: 'resolve', note: '修好了' }, nowMs + 3 * minute);
		return concern;
	}
	const foldedOf = async (concern: string) => {
		const headers = await all('concern');
		const header = headers.find(({ _id }) => _id === documentId.concern(concern));
		const own = (await events()).filter((event) => event.concern === concern);
		return foldConcern(header as never, own);
	};

	test('[C93] what nobody answered for seven days the station closes, once, and warns of nothing more', async () => {
		const loop = await keeper();
		await organise();
		const concern = await resolved(1);
		await loop.idle();
		nowMs = morning + 6.9 * day;
		await loop.turn();
		expect(await foldedOf(concern)).toMatchObject({ state: 'resolved' });
		nowMs = morning + 7 * day + 4 * minute;
		await loop.turn();
		await loop.turn();
		await loop.idle();
		expect(await foldedOf(concern)).toMatchObject({
			state: 'closed',
			satisfaction: null,
			closedAt: iso(morning + 7 * day + 3 * minute)
		});
		const closings = (await events()).filter(({ type }) => type === 'close_unanswered');
		expect(closings).toHaveLength(1);
		expect(closings[0]).toMatchObject({ author: 'station', device: 'station' });
		expect(parseDocument(closings[0]).ok).toBe(true);
		expect((await loop.reading()).running).toBe(0);
		expect((await warnings()).filter((name) => name.includes('close'))).toEqual([]);
	});

	test('[C93] a clock that was years behind when it was resolved closes nothing at once', async () => {
		const loop = await keeper();
		await organise();
		const concern = await report(1);
		await act(concern, { type: 'dispatch', handler: 'wy-xingkang' });
		written += 1;
		const entry = {
			...{ _id: documentId.event(concern, ulidAt(written)), kind: 'event', grid, concern },
			...{ type: 'mediate', stage: 'community_second', agreed: true, note: '谈成了' }
		} as Entry;
		const clock = writeStamp({ wallMs: nowMs, counter: 900 }, sampleDevice);
		const longAgo = {
			author: 'shequ1',
			device: sampleDevice,
			capturedAt: '2019-01-01T00:00:00.000Z'
		};
		const stamped = stampEntry(entry, { ...longAgo, clock }, sha256);
		await ledger.write([editOf(stamped)], { newEdits: false });
		await loop.idle();
		expect(await foldedOf(concern)).toMatchObject({ state: 'resolved' });
		nowMs = morning + 8 * day;
		await loop.turn();
		expect(await foldedOf(concern)).toMatchObject({ state: 'closed' });
	});

	test('[C94] an answer from a phone that was offline counts, though the station closed before it came', async () => {
		const loop = await keeper();
		await organise();
		const concern = await resolved(1);
		await loop.idle();
		nowMs = morning + 8 * day;
		await loop.turn();
		expect(await foldedOf(concern)).toMatchObject({ state: 'closed' });
		const no = { type: 'follow_up', solved: false, note: '还漏', author: 'wangge1' } as const;
		await act(concern, no, morning + 5 * day);
		await loop.idle();
		expect(await foldedOf(concern)).toMatchObject({ state: 'reopened' });
		await act(concern, { type: 'dispatch', handler: 'wy-xingkang' });
		await act(concern, { type: 'accept' }, nowMs + minute);
		await act(concern, { type: 'respond', firstResponse: 'call' }, nowMs + 2 * minute);
		await act(concern, { type: 'resolve', note: '又修了' }, nowMs + 3 * minute);
		await loop.idle();
		await loop.turn();
		expect(await foldedOf(concern)).toMatchObject({ state: 'resolved' });
		nowMs += 8 * day;
		await loop.turn();
		expect(await foldedOf(concern)).toMatchObject({ state: 'closed' });
	});

	test('[C98] settings move limits at once: what was in time is late, and warned of anew', async () => {
		const loop = await keeper();
		await organise();
		const concern = await report(1);
		await act(concern, { type: 'blow_whistle', handlers: ['bm-reli'] });
		await loop.idle();
		nowMs = morning + 3 * hour;
		await loop.turn();
		expect(await warnings()).toEqual([]);
		const whistle = { policy: 'whistle', step: 'respond', counts: 'calendar' } as const;
		await settle([{ ...whistle, ms: 2 * hour }]);
		await loop.idle();
		await loop.turn();
		expect(await warnings()).toEqual(['whistle.respond.after']);
		await settle([{ ...whistle, ms: 4 * hour }]);
		await loop.idle();
		await loop.turn();
		nowMs = morning + 5 * hour;
		await loop.turn();
		expect(await warnings()).toEqual(['whistle.respond.after', 'whistle.respond.after']);
	});

	test('[C98] a limit that is lengthened runs again, also where every clock had run out', async () => {
		const loop = await keeper();
		const concern = await resolved(1);
		await loop.idle();
		nowMs = morning + 8 * day;
		await settle([{ policy: 'follow_up', step: 'close', ms: null, counts: 'calendar' }]);
		await loop.idle();
		await loop.turn();
		expect(await foldedOf(concern)).toMatchObject({ state: 'resolved' });
		await settle([]);
		await loop.idle();
		await loop.turn();
		expect(await foldedOf(concern)).toMatchObject({ state: 'closed' });
	});

	test('[C96] urgent by correction counts round the clock at the station, too', async () => {
		const loop = await keeper();
		await organise();
		// Friday evening: until Monday an office clock stands still.
		nowMs = Date.parse('2026-11-27T12:00:00.000Z');
		const concern = await report(1);
		await act(concern, { type: 'dispatch', handler: 'wy-xingkang' });
		nowMs += hour;
		await loop.idle();
		await loop.turn();
		expect(await warnings()).toEqual([]);
		const entry: Entry = {
			...{ _id: documentId.amendment(concern, ulidAt(99_000)), kind: 'amendment', grid },
			...{ subject: concern, subjectKind: 'concern' },
			...{ set: { urgency: 'red' }, saw: { urgency: null } }
		};
		const clock = writeStamp({ wallMs: nowMs, counter: 5 }, sampleDevice);
		const stamp = { author: 'shequ1', device: sampleDevice, capturedAt: iso(nowMs), clock };
		await ledger.write([editOf(stampEntry(entry, stamp, sha256))], { newEdits: false });
		await loop.idle();
		await loop.turn();
		expect(await warnings()).toEqual(['property_54321.accept.after']);
	});

	test('[O76] says how many clocks run and whether something is in the way', async () => {
		const loop = await keeper();
		await organise();
		const concern = await report(1);
		await act(concern, { type: 'dispatch', handler: 'wy-xingkang' });
		await loop.idle();
		expect(await loop.reading()).toEqual({ running: 1, behind: 0, troubled: false });
		const health = loopPart(loop.reading);
		expect(await health()).toMatchObject({ light: 'green', facts: { loop: { running: 1 } } });
	});

	test('[O76] a clock that cannot be looked at makes health red, until it can', async () => {
		let isBroken = false;
		const loop = await openLoopKeeper({
			...{ ledger, division: alone, nowMs: Date.now, onTrouble: () => undefined },
			numbers: {
				numberOf: async (_concern, at) => {
					if (isBroken) throw new Error('the medium is gone');
					return { number: '兴康-26-000001', at };
				}
			}
		});
		opened.push(loop);
		isBroken = true;
		nowMs = Date.now();
		await report(1);
		const light = async () => (await loopPart(loop.reading)()).light;
		await vi.waitFor(async () => expect(await light()).toBe('red'), { timeout: 10_000 });
		expect(await numbers()).toEqual([]);
		isBroken = false;
		await vi.waitFor(async () => expect(await light()).toBe('green'), { timeout: 10_000 });
		expect(await numbers()).toEqual(['兴康-26-000001']);
	});
});

/** A second instead of a day. */
const quick = {
	property_54321: [],
	whistle: [{ step: 'respond' as const, ms: 1_000, counts: 'calendar' as const }],
	mediation: [],
	follow_up: [],
	suspended_note: []
};
