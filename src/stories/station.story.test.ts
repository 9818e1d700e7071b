import { ulid } from 'ulid';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { sha256 } from '#lib/ledger/sha256.ts';
import type { Cast } from './cast.ts';
import { openCast } from './cast.ts';
import { door, feed, grid, otherDoor } from './gridWorker.ts';
import { picture } from './storyPictures.ts';
import { sampleDocument } from '#lib/domain/sampleDocuments.ts';

let cast: Cast;
beforeEach(async () => {
	cast = await openCast();
});
afterEach(async () => {
	await cast.close();
});

const soon = { timeout: 3_000, interval: 2 };
const pushes = (requests: readonly string[]) =>
	requests.filter((request) => request.includes('_bulk_docs'));

describe('a refused record', () => {
	it('[M8] is shown with its reason, stands in nobody’s way, and is offered again by hand only', async () => {
		const lin = await cast.gridWorker('lin');
		lin.goesOffline();
		const clashing = await lin.recordsVisit(door, { note: '撞号', unchanged: false });
		const fine = await lin.recordsVisit(otherDoor);
		// Somebody else's document under the same id.
		const foreign = sampleDocument('visit', sha256, { _id: clashing, device: ulid() });
		await cast.stationWrites([{ ...foreign, _rev: `1-${'a'.repeat(32)}` }]);
		lin.comesBack();
		await lin.meetsStation();
		expect(await lin.stateOf(clashing)).toBe('refused');
		expect(await lin.rows.records.get(clashing)).toMatchObject({ reason: 'exists' });
		expect(await lin.stateOf(fine)).toBe('delivered');
		expect(lin.reading).toMatchObject({ waiting: 0, refused: 1 });

		lin.phone.requests.length = 0;
		await lin.engine.meet({ byHand: false });
		expect(pushes(lin.phone.requests)).toEqual([]);
		await lin.meetsStation();
		expect(pushes(lin.phone.requests)).toHaveLength(1);
		expect(lin.reading.refused).toBe(1);
	});

	it('[M8] is offered again by a newer app', async () => {
		const lin = await cast.gridWorker('lin');
		lin.phone.line = async (request) =>
			request.url.includes('_bulk_docs')
				? Response.json({ error: 'too_large', reason: 'proxy' }, { status: 413 })
				: cast.station().handle(request);
		const visit = await lin.recordsVisit(door);
		await lin.rests();
		expect(await lin.stateOf(visit)).toBe('refused');
		lin.phone.line = undefined;
		lin.isKilled();
		await lin.opensApp({ version: '2' });
		await lin.engine.meet({ byHand: false });
		expect(await lin.stateOf(visit)).toBe('delivered');
	});

	it('[M9] is found by halving, and the rest goes through', async () => {
		const lin = await cast.gridWorker('lin');
		lin.goesOffline();
		const visits: string[] = [];
		for (let n = 0; n < 7; n += 1) visits.push(await lin.recordsVisit(door));
		const tooLarge = visits[4]!;
		lin.phone.line = async (request) => {
			if (!request.url.includes('_bulk_docs')) return cast.station().handle(request);
			const body = await request.clone().text();
			return body.includes(tooLarge)
				? new Response('<h1>413 Request Entity Too Large</h1>', {
						status: 413,
						headers: { 'Content-Type': 'text/html' }
					})
				: cast.station().handle(request);
		};
		lin.comesBack();
		await lin.meetsStation();
		const states = await Promise.all(visits.map((id) => lin.stateOf(id)));
		expect(states).toEqual(visits.map((id) => (id === tooLarge ? 'refused' : 'delivered')));
	});
});

describe('a session that has ended', () => {
	it('[M2] loses nothing: signed out but intact, delivered after signing in again', async () => {
		const lin = await cast.gridWorker('lin');
		lin.goesOffline();
		const visit = await lin.recordsVisit(door);
		lin.sessionExpires();
		lin.comesBack();
		await lin.meetsStation();
		expect(lin.reading).toMatchObject({ signedOut: true, waiting: 1 });
		const more = await lin.recordsVisit(otherDoor);
		expect(await lin.stateOf(more)).toBe('waiting');

		await lin.signsIn();
		await lin.rests();
		expect(lin.reading).toMatchObject({ signedOut: false, waiting: 0 });
		expect(await lin.stateOf(visit)).toBe('delivered');
		expect(await lin.stateOf(more)).toBe('delivered');
	});
});

describe('a portal that answers everything', () => {
	it('[M1] is not believed', async () => {
		const lin = await cast.gridWorker('lin');
		lin.phone.line = async () =>
			new Response('<title>登录 WiFi</title>', { headers: { 'Content-Type': 'text/html' } });
		const visit = await lin.recordsVisit(door);
		await lin.meetsStation();
		expect(await lin.stateOf(visit)).toBe('waiting');
		expect(lin.reading.trouble?.kind).toBe('not_the_station');
		lin.phone.line = undefined;
		await lin.meetsStation();
		expect(await lin.stateOf(visit)).toBe('delivered');
	});

	it('[M1] not even where it speaks JSON', async () => {
		const lin = await cast.gridWorker('lin');
		lin.phone.line = async () => Response.json({ ok: true }, { status: 201 });
		const visit = await lin.recordsVisit(door);
		await lin.meetsStation();
		expect(await lin.stateOf(visit)).toBe('waiting');
		expect(lin.reading.trouble?.kind).toBe('not_the_station');
	});
});

describe('a station restored from an older copy', () => {
	it('[M11] gets everything again from the phones', async () => {
		const [lin, bao] = [await cast.gridWorker('lin'), await cast.gridWorker('bao')];
		const early = await lin.recordsVisit(door);
		await lin.meetsStation();
		const copy = await cast.copy();
		const late = await lin.recordsVisit(otherDoor);
		const byBao = await bao.recordsVisit(otherDoor, { outcome: 'no_answer', unchanged: false });
		for (const worker of [lin, bao, lin]) await worker.meetsStation();
		await cast.restore(copy);
		expect((await cast.atStation()).has(late)).toBe(false);

		for (const worker of [lin, bao, lin, bao]) await worker.meetsStation();
		const there = await cast.atStation();
		for (const id of [early, late, byBao]) expect(there.has(id)).toBe(true);
		expect(await lin.ledger()).toEqual(there);
		expect(await bao.ledger()).toEqual(there);
		expect(lin.reading.missingAtStation).toEqual([]);
	});

	it('[M11] gets everything again, even from nothing at all', async () => {
		const lin = await cast.gridWorker('lin');
		const empty = await cast.copy();
		const visits = [await lin.recordsVisit(door), await lin.recordsVisit(otherDoor)];
		await lin.meetsStation();
		await cast.restore(empty);
		// Not by hand, so that nobody compares numbers: the sequence alone must tell.
		await lin.engine.meet({ byHand: false });
		await lin.rests();
		const there = await cast.atStation();
		expect(visits.every((id) => there.has(id))).toBe(true);
	});
});

describe('the doorbell', () => {
	it('[M12] brings what others wrote without a request, and an up-to-date phone asks nothing', async () => {
		const [lin, bao] = [await cast.gridWorker('lin'), await cast.gridWorker('bao')];
		for (const worker of [lin, bao]) {
			worker.isKilled();
			await worker.opensApp({ listens: true });
		}
		await vi.waitFor(() => {
			for (const worker of [lin, bao]) {
				expect(worker.phone.requests.at(-1)).toBe('GET /station/me');
			}
		}, soon);
		await lin.rests();
		await bao.rests();
		for (const worker of [lin, bao]) worker.phone.requests.length = 0;

		const visit = await lin.recordsVisit(door);
		await vi.waitFor(async () => {
			expect(await bao.rows.visits.get(visit)).toBeDefined();
		}, soon);
		await lin.rests();
		expect(lin.phone.requests).toEqual([`POST /db/${feed}/_bulk_docs`]);
		expect(bao.phone.requests).toEqual([]);
	});

	it('[M12] says at hello what was missed', async () => {
		const [lin, bao] = [await cast.gridWorker('lin'), await cast.gridWorker('bao')];
		bao.isKilled();
		const visit = await lin.recordsVisit(door);
		await lin.meetsStation();
		await bao.opensApp({ listens: true });
		await vi.waitFor(async () => {
			expect(await bao.rows.visits.get(visit)).toBeDefined();
		}, soon);
	});
});

describe('a picture', () => {
	it('[M13] follows its record and is delivered by itself', async () => {
		const lin = await cast.gridWorker('lin');
		lin.goesOffline();
		const visit = await lin.recordsVisit(door, { pictures: [{ blob: picture('阀门') }] });
		expect(await lin.pictures.count()).toBe(1);
		lin.comesBack();
		await lin.meetsStation();
		await vi.waitFor(async () => {
			expect(await lin.stateOf(visit)).toBe('delivered');
		}, soon);
		const order = lin.phone.requests.map((request) => request.split(' ')[0]);
		expect(order.lastIndexOf('POST')).toBeLessThan(order.indexOf('PUT'));
		expect(await lin.pictures.count()).toBe(0);
		expect(lin.phone.requests.filter((request) => request.startsWith('HEAD'))).toEqual([]);
	});

	it('[M13] whose answer was lost is looked for before it is sent again', async () => {
		const lin = await cast.gridWorker('lin');
		lin.goesOffline();
		const visit = await lin.recordsVisit(door, { pictures: [{ blob: picture('楼道') }] });
		let lost = 0;
		lin.phone.line = async (request) => {
			const answer = await cast.station().handle(request);
			if (request.method !== 'PUT' || lost > 0) return answer;
			lost += 1;
			throw new TypeError('fetch failed');
		};
		lin.comesBack();
		await lin.meetsStation();
		await lin.meetsStation();
		await vi.waitFor(async () => {
			expect(await lin.stateOf(visit)).toBe('delivered');
		}, soon);
		const about = lin.phone.requests.map((request) => request.split(' ')[0]);
		expect(about.filter((method) => method === 'PUT')).toHaveLength(1);
		expect(about.filter((method) => method === 'HEAD')).toHaveLength(1);
	});

	it('[M13] that the station does not take is shown, and its record is delivered', async () => {
		const lin = await cast.gridWorker('lin');
		const blob = new Blob(['x'.repeat(100)], { type: 'image/jpeg' });
		const visit = await lin.recordsVisit(door, { pictures: [{ blob }] });
		await lin.meetsStation();
		await vi.waitFor(async () => {
			expect(await lin.stateOf(visit)).toBe('refused');
		}, soon);
		expect((await lin.rows.records.get(visit))?.state).toBe('delivered');
		expect((await lin.ledger()).has(visit)).toBe(true);
	});
});

describe('a feed that was closed to the worker', () => {
	it('[M2] leaves the records on the phone and says so', async () => {
		const lin = await cast.gridWorker('lin');
		lin.goesOffline();
		const visit = await lin.recordsVisit(door);
		const { access } = cast.station();
		const { account } = lin;
		const other = [{ role: 'grid_worker' as const, scope: '150105001019-02' }];
		access.saveAccount(
			{ ...access.account(account)!, grants: other },
			access.passwordHash(account)!
		);
		lin.comesBack();
		await lin.meetsStation();
		expect(lin.reading).toMatchObject({ waiting: 1, signedOut: false });
		expect(lin.reading.trouble?.kind).toBe('station_refused');
		expect(await lin.stateOf(visit)).toBe('waiting');

		const back = [{ role: 'grid_worker' as const, scope: grid }];
		access.saveAccount(
			{ ...access.account(account)!, grants: back },
			access.passwordHash(account)!
		);
		await lin.meetsStation();
		expect((await cast.atStation()).has(visit)).toBe(true);
		await vi.waitFor(async () => {
			await lin.meetsStation();
			expect(await lin.stateOf(visit)).toBe('delivered');
		}, soon);
	});
});
