import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Cast } from './cast.ts';
import { openCast } from './cast.ts';
import { door, otherDoor } from './gridWorker.ts';

let cast: Cast;
beforeEach(async () => {
	cast = await openCast();
});
afterEach(async () => {
	await cast.close();
});

describe('a visit made in a stairwell without signal', () => {
	it('[M7] is on the screen at once, waits, and is delivered at the next meeting', async () => {
		const lin = await cast.gridWorker('lin');
		lin.goesOffline();
		const visit = await lin.recordsVisit(door);
		expect(await lin.stateOf(visit)).toBe('waiting');
		expect((await lin.rows.doors.get(door))?.lastMetAt).toBe('2026-11-23T01:00:00.000Z');
		expect(lin.reading.waiting).toBe(1);

		lin.comesBack();
		await lin.meetsStation();
		expect(await lin.stateOf(visit)).toBe('delivered');
		expect(lin.reading).toMatchObject({ waiting: 0, refused: 0, trouble: undefined });
		const [there, carried] = [await cast.atStation(), await cast.inCommunity()];
		expect(there.get(visit)?._rev).toBe((await lin.ledger()).get(visit)?._rev);
		expect(carried.get(visit)?._rev).toBe(there.get(visit)?._rev);
	});

	it('[M10] costs one request, and nothing new costs one', async () => {
		const lin = await cast.gridWorker('lin');
		lin.phone.requests.length = 0;
		await lin.recordsVisit(door);
		await lin.rests();
		expect(lin.phone.requests).toEqual([expect.stringContaining('_bulk_docs')]);

		lin.phone.requests.length = 0;
		await lin.engine.meet({ byHand: false });
		expect(lin.phone.requests).toEqual([expect.stringContaining('_changes')]);
	});

	it('is seen on the other phone of the grid', async () => {
		const [lin, bao] = [await cast.gridWorker('lin'), await cast.gridWorker('bao')];
		const visit = await lin.recordsVisit(otherDoor, { outcome: 'no_answer', unchanged: false });
		await lin.meetsStation();
		await bao.meetsStation();
		expect(await bao.rows.visits.get(visit)).toMatchObject({ author: 'lin', own: false });
		expect((await bao.rows.doors.get(otherDoor))?.attempts).toBe(1);
	});
});
