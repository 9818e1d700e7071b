import { documentId, localPart } from '#lib/domain/ids.ts';
import { sampleDevice, sampleDocument } from '#lib/domain/sampleDocuments.ts';
import { withRevision } from '#lib/domain/revision.ts';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ulid } from 'ulid';
import { sha256 } from '#lib/ledger/sha256.ts';
import type { Cast } from './cast.ts';
import { openCast } from './cast.ts';
import { door, feed, grid, otherDoor } from './gridWorker.ts';
import { picture } from './storyPictures.ts';

let cast: Cast;
beforeEach(async () => {
	cast = await openCast();
});
afterEach(async () => {
	await cast.close();
});

const dayMs = 24 * 3_600_000;

function visitEntry(note: string) {
	return {
		_id: documentId.visit(ulid()),
		kind: 'visit' as const,
		grid,
		door,
		type: 'routine' as const,
		mode: 'door' as const,
		outcome: 'met' as const,
		unchanged: false,
		note,
		careChecks: {},
		photos: [],
		leftSlip: false,
		nextVisitOn: '',
		bestTime: ''
	};
}

describe('what arrives', () => {
	it('may come twice and changes nothing', async () => {
		const lin = await cast.gridWorker('lin');
		const visit = await lin.recordsVisit(door);
		await lin.meetsStation();
		const before = await lin.screens();
		const documents = [...(await cast.atStation()).values()];
		await lin.disk.take(documents);
		await lin.engine.poke(feed);
		await lin.meetsStation();
		expect(await lin.screens()).toEqual(before);
		expect(await lin.stateOf(visit)).toBe('delivered');
	});

	it('may be older than what is here, and does not win by coming late', async () => {
		const [lin, bao] = [await cast.gridWorker('lin'), await cast.gridWorker('bao')];
		bao.goesOffline();
		await bao.does.amend('household', door, { bestTime: '上午' });
		cast.pass(3_600_000);
		await lin.does.amend('household', door, { bestTime: '晚上' });
		await lin.meetsStation();
		bao.comesBack();
		await bao.meetsStation();
		await lin.meetsStation();
		for (const worker of [lin, bao]) {
			const household = await worker.rows.households.get(door);
			expect(household?.bestTime).toBe('晚上');
			// Neither saw the other: both are shown to whoever stands at the door.
			expect(household?.clashes.map(({ field }) => field)).toEqual(['bestTime']);
		}
	});

	it('[M4] may be of a newer make: set aside, counted, in nobody’s way', async () => {
		const lin = await cast.gridWorker('lin');
		const newer = withRevision(
			{ ...sampleDocument('visit', sha256), _rev: '', schema: 2, mood: '好' },
			sha256
		);
		const behind = sampleDocument('concern', sha256, { device: sampleDevice });
		await cast.stationWrites([newer, behind]);
		await lin.meetsStation();
		expect(await lin.rows.setAside.get(newer._id)).toMatchObject({ reason: 'schema_newer' });
		expect(await lin.rows.concerns.get(behind._id)).toBeDefined();
		expect(await lin.rows.visits.get(newer._id)).toBeUndefined();
	});

	it('[M4] may be poison: set aside, and the phone writes and reads on', async () => {
		const lin = await cast.gridWorker('lin');
		let deep: unknown = 'bottom';
		for (let level = 0; level < 5_000; level += 1) deep = [deep];
		const poison = { ...sampleDocument('visit', sha256), note: deep };
		const behind = sampleDocument('concern', sha256);
		await cast.stationWrites([poison, behind]);
		await lin.meetsStation();
		expect(await lin.rows.setAside.get(poison._id)).toMatchObject({ reason: 'poison depth' });
		expect(await lin.rows.concerns.get(behind._id)).toBeDefined();
		expect(await lin.stateOf(await lin.recordsVisit(otherDoor))).toBeDefined();
		await lin.meetsStation();
		expect(lin.reading).toMatchObject({ waiting: 0, trouble: undefined });
	});

	it('may have been erased at the station, and is then erased here', async () => {
		const [lin, bao] = [await cast.gridWorker('lin'), await cast.gridWorker('bao')];
		const visit = await lin.recordsVisit(door);
		await lin.meetsStation();
		await bao.meetsStation();
		expect(await bao.rows.visits.get(visit)).toBeDefined();
		const store = await cast.station().storage.open(feed);
		const { _rev } = (await cast.atStation()).get(visit)!;
		const revisions = { start: 2, ids: ['d'.repeat(32), _rev.slice(2)] };
		await store?.write([{ id: visit, revisions, deleted: true, body: '{}', attachments: null }], {
			newEdits: false
		});
		await bao.meetsStation();
		expect(await bao.rows.visits.get(visit)).toBeUndefined();
		expect((await bao.ledger()).has(visit)).toBe(false);
	});
});

describe('a phone that is killed', () => {
	it('between writing and drawing shows the record when it opens again, and delivers it once', async () => {
		const lin = await cast.gridWorker('lin');
		lin.goesOffline();
		const visit = await lin.writesAndIsKilled([visitEntry('写完就断电')]);
		await lin.opensApp();
		expect(await lin.rows.visits.get(visit)).toMatchObject({ note: '写完就断电' });
		expect(lin.reading.waiting).toBe(1);
		lin.comesBack();
		await lin.meetsStation();
		expect(await lin.stateOf(visit)).toBe('delivered');
		expect((await lin.ledger()).get(visit)).toMatchObject({ deviceSeq: 1 });
	});

	it('with records waiting delivers them by itself when it opens again', async () => {
		const lin = await cast.gridWorker('lin');
		lin.goesOffline();
		const visit = await lin.recordsVisit(door, { pictures: [{ blob: picture('单元门') }] });
		lin.isKilled();
		lin.comesBack();
		await lin.opensApp({ listens: true });
		await vi.waitFor(
			async () => {
				expect(await lin.stateOf(visit)).toBe('delivered');
			},
			{ timeout: 3_000, interval: 2 }
		);
		expect(lin.reading.waiting).toBe(0);
	});

	it('and has lost its rows draws the same screens again', async () => {
		const lin = await cast.gridWorker('lin');
		const visit = await lin.recordsVisit(door);
		await lin.raisesConcern(otherDoor);
		await lin.does.amend('household', door, { bestTime: '周末' });
		await lin.meetsStation();
		lin.goesOffline();
		await lin.recordsVisit(otherDoor, { note: '还没送', unchanged: false });
		await lin.does.retractVisit(visit);
		const before = await lin.screens();
		lin.isKilled();
		await lin.losesRows();
		await lin.opensApp();
		expect(await lin.screens()).toEqual(before);
		expect(lin.reading.waiting).toBe(2);
	});

	it('[M17] [M14] and has lost its ledger reads it again, numbers on, and says what is lost', async () => {
		const lin = await cast.gridWorker('lin');
		const safe = await lin.recordsVisit(door);
		await lin.meetsStation();
		lin.goesOffline();
		await lin.recordsVisit(otherDoor, { note: '只在手机上', unchanged: false });
		lin.isKilled();
		lin.losesLedger();
		lin.comesBack();
		await lin.opensApp();
		await lin.meetsStation();
		expect(await lin.stateOf(safe)).toBe('delivered');
		expect(lin.reading.missingAtStation).toEqual([2]);
		const next = await lin.recordsVisit(otherDoor);
		expect((await lin.ledger()).get(next)).toMatchObject({ deviceSeq: 3 });
	});
});

describe('two phones', () => {
	it('may both end one concern, and agree on how it ended', async () => {
		const [lin, bao] = [await cast.gridWorker('lin'), await cast.gridWorker('bao')];
		const concern = await lin.raisesConcern(door, { selfHandle: true });
		await lin.meetsStation();
		await bao.meetsStation();
		lin.goesOffline();
		bao.goesOffline();
		expect(await bao.does.joinConcern(concern, otherDoor, '')).toMatchObject({ ok: true });
		cast.pass(60_000);
		expect(await lin.does.resolveConcern(concern, '换了阀门')).toMatchObject({ ok: true });
		cast.pass(60_000);
		const other = await bao.does.resolveConcern(concern, '我也修了');
		lin.comesBack();
		bao.comesBack();
		for (const worker of [bao, lin, bao]) await worker.meetsStation();

		const [seen, seenByOther] = [
			await lin.rows.concerns.get(concern),
			await bao.rows.concerns.get(concern)
		];
		const { own, ...shared } = seen!;
		expect({ ...seenByOther!, own }).toEqual({ ...shared, own });
		expect(seen).toMatchObject({ state: 'resolved', resolution: '换了阀门' });
		expect(seen?.households).toEqual([door, otherDoor]);
		// Whatever the second could write is kept in the history, with or without effect.
		expect(seen?.history.map(({ type }) => type)).toEqual(
			expect.arrayContaining(['self_handle', 'join_household', 'resolve'])
		);
		expect(other.ok || other.refusal.kind === 'not_allowed').toBe(true);
	});
});

describe('a clock that is wrong by a day', () => {
	it.each([
		['ahead', dayMs],
		['behind', -dayMs]
	])('[M16] %s is corrected at the first meeting and mixes up no order', async (_, wrongByMs) => {
		const [lin, bao] = [await cast.gridWorker('lin'), await cast.gridWorker('bao')];
		bao.phone.wrongByMs = wrongByMs;
		await bao.meetsStation();
		expect(bao.reading.clockOffsetMs).toBeCloseTo(-wrongByMs, -4);

		const concern = await lin.raisesConcern(door, { selfHandle: true });
		await lin.meetsStation();
		await bao.meetsStation();
		cast.pass(60_000);
		const visit = await bao.recordsVisit(door, { note: '来过', unchanged: false });
		const row = await bao.rows.visits.get(visit);
		expect(Math.abs(Date.parse(row!.capturedAt) - cast.nowMs())).toBeLessThan(5_000);
		const joined = await bao.does.joinConcern(concern, otherDoor, '');
		expect(joined.ok).toBe(true);
		const documents = await bao.ledger();
		// The station's own receipt (C73) is named by no phone's clock.
		const ofPhones = [...documents.values()].filter(
			({ _id, device }) => _id.includes(localPart(concern)) && device !== 'station'
		);
		const inOrder = ofPhones.map((document) => (document as unknown as { clock: string }).clock);
		expect(inOrder).toEqual([...inOrder].sort());
	});

	it('[M16] before any meeting writes a record all the same, and keeps its order', async () => {
		const lin = await cast.gridWorker('lin');
		lin.isKilled();
		lin.goesOffline();
		lin.phone.wrongByMs = dayMs;
		await lin.opensApp();
		const first = await lin.recordsVisit(door);
		lin.phone.wrongByMs = -dayMs;
		const second = await lin.recordsVisit(door);
		const documents = await lin.ledger();
		const clockOf = (id: string) => (documents.get(id) as unknown as { clock: string }).clock;
		expect(clockOf(first) < clockOf(second)).toBe(true);
		lin.comesBack();
		await lin.meetsStation();
		expect(lin.reading).toMatchObject({ waiting: 0, refused: 0 });
	});
});

describe('a full phone', () => {
	it('[M19] refuses the visit visibly, keeps the form, and takes it when there is room', async () => {
		const lin = await cast.gridWorker('lin');
		const earlier = await lin.recordsVisit(door);
		lin.phone.isFull = true;
		const refused = await lin.triesVisit(otherDoor, { note: '满了', unchanged: false });
		expect(refused).toEqual({ ok: false, refusal: { kind: 'storage_full' } });
		expect(await lin.rows.visits.get(earlier)).toBeDefined();
		lin.phone.isFull = false;
		const visit = await lin.recordsVisit(otherDoor, { note: '满了', unchanged: false });
		await lin.meetsStation();
		expect(await lin.stateOf(visit)).toBe('delivered');
		expect((await lin.ledger()).get(visit)).toMatchObject({ deviceSeq: 2 });
	});
});
