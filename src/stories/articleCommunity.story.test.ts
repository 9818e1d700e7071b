// Two matters of the articles that a community settles with its own people: the choir's costumes and
// the pump house. Somebody is without a line, or loses the app, at the worst moment of each.
import { documentId } from '#lib/domain/ids.ts';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ulid } from 'ulid';
import { everybodyAgrees } from './agreement.ts';
import type { Cast } from './cast.ts';
import { openWholeCast } from './cast.ts';
import { door, grid, otherDoor, usualConcern } from './gridWorker.ts';
import { idOf } from './person.ts';
import { doorOf } from './smallGrid.ts';

/** Many phones before one station; a busy machine takes its time. */
vi.setConfig({ testTimeout: 90_000 });

let cast: Cast;
beforeEach(async () => {
	cast = await openWholeCast();
});
afterEach(async () => {
	await cast.close();
});

const minute = 60_000;

describe('the choir has one costume', () => {
	it('[C120] a concern whose phone was killed right after saving goes its whole way', async () => {
		const lin = await cast.gridWorker('lin');
		const [first, second] = [await cast.desk('shequ1'), await cast.desk('shequ2')];
		const herun = await cast.property('wuye1', 'wy-herun');
		lin.goesOffline();
		const { pictures: _none, sounds: _silent, selfHandle: _no, ...fields } = usualConcern;
		const choir = await lin.writesAndIsKilled([
			{
				...{ _id: documentId.concern(ulid(cast.nowMs())), kind: 'concern', grid },
				...fields,
				...{
					category: 'culture.activity',
					text: '合唱团只有一套演出服',
					source: 'visit',
					photos: []
				}
			}
		]);
		cast.pass(5 * minute);
		await lin.opensApp();
		expect(await lin.sees(choir)).toMatchObject({ state: 'reported', door });
		expect(lin.reading.waiting).toBe(1);
		lin.comesBack();
		await cast.allMeet();
		expect(await first.sees(choir)).toMatchObject({ state: 'received', number: '兴康-26-000001' });

		// Two at one desk, each in a corridor without a line, each with her own idea.
		first.goesOffline();
		second.goesOffline();
		cast.pass(minute);
		await first.sends(choir, 'wy-herun', '问问物业能不能赞助');
		cast.pass(minute);
		await second.sends(choir, 'sq-xingkang', '从活动经费里解决');
		first.comesBack();
		await cast.allMeet();
		expect(await herun.sees(choir)).toMatchObject({ state: 'dispatched', handler: 'wy-herun' });
		herun.goesOffline();
		second.comesBack();
		await cast.allMeet();
		expect(await first.sees(choir)).toMatchObject({ state: 'dispatched', handler: 'sq-xingkang' });

		// The company did not hear of it yet, and takes the order.
		cast.pass(minute);
		await herun.accepts(choir);
		cast.pass(minute);
		await second.takes(choir, { type: 'accept' });
		await second.takes(choir, { type: 'respond', firstResponse: 'call' });
		await second.takes(choir, { type: 'resolve', note: '买了二十套演出服' });
		herun.comesBack();
		await cast.allMeet();
		// She bought them: whether they are liked somebody else has to ask.
		expect(
			await second.tries(choir, { type: 'follow_up', solved: true, satisfaction: 5, door })
		).toEqual({ ok: false, refusal: { kind: 'own_work' } });
		cast.pass(minute);
		await lin.asksAtDoor(choir, 5);

		const state = await everybodyAgrees(cast, choir, {
			holders: [lin, first, second],
			formerHolders: [herun]
		});
		expect(state).toMatchObject({ state: 'closed', list: 'satisfied', satisfaction: 5 });
		// The company's word came for an order that was no longer its own; then hers was one too many.
		expect(state.history.map(({ event }) => `${event.author} ${event.type}`)).toEqual([
			...['station receive', 'shequ1 dispatch', 'shequ2 dispatch', 'wuye1 accept'],
			...['shequ2 accept', 'shequ2 respond', 'shequ2 resolve', 'lin follow_up']
		]);
		expect(state.history.filter(({ effect }) => !effect)).toHaveLength(1);
	});
});

describe('the pump house is to stand before somebody’s door', () => {
	it('[C121] a household joined by two is one, and one that joined in time is asked before the end', async () => {
		const lin = await cast.gridWorker('lin');
		const desk = await cast.desk('shequ1');
		const head = await cast.buildingHead('louzhang1');
		const strangers = [
			await cast.property('wuye1', 'wy-herun'),
			await cast.informant('xinxiyuan1'),
			await cast.street('jiedao')
		];
		const pump = await lin.raisesConcern('', {
			...{ category: 'utility.water', text: '加压泵房凭什么修到我家来' }
		});
		await cast.allMeet();

		// One matter, many doors; worker and head each collect them in a stairwell without a line.
		lin.goesOffline();
		head.goesOffline();
		for (const at of [door, otherDoor, doorOf(grid, 3)]) {
			cast.pass(minute);
			await lin.joins(pump, at);
		}
		cast.pass(minute);
		await head.takes(pump, { type: 'join_household', door: otherDoor });
		lin.comesBack();
		head.comesBack();
		await cast.allMeet();
		expect((await desk.sees(pump))?.households).toEqual([door, otherDoor, doorOf(grid, 3)]);

		// An old party member is asked to speak with the neighbours: by the head, and by the worker.
		const hub = doorOf(grid, 4);
		const scope = head.grant.scope;
		const words = '请党员中心户帮忙劝一劝';
		const asked = await desk.does.askCheck({
			...{ door: hub, label: '3-1-104', scope, words, dueOn: '2026-11-27' }
		});
		await cast.allMeet();
		head.goesOffline();
		await lin.does.amend('household', hub, { partyHub: true });
		await lin.recordsVisit(hub, { note: '老党员愿意去各家说说', unchanged: false });
		await head.answersCheck(idOf(asked), 'fine', '已经说通了两家');
		await desk.holdsCouncil(pump, '小板凳议事会，请党员中心户到场', false);
		cast.pass(60 * minute);
		await desk.holdsCouncil(pump, '泵房移到车棚旁', true);
		cast.pass(minute);
		// A fifth door comes to the head after the council; her phone tells nobody yet.
		await head.takes(pump, { type: 'join_household', door: doorOf(grid, 5) });
		await cast.allMeet();
		for (const at of [door, otherDoor]) {
			cast.pass(minute);
			await lin.asksAtDoor(pump, 5, at);
		}
		for (let times = 0; times < 3; times += 1) {
			cast.pass(60 * minute);
			await lin.findsNobody(pump, doorOf(grid, 3));
		}
		expect(await lin.sees(pump)).toMatchObject({ state: 'closed', owedTo: [] });

		head.comesBack();
		await cast.allMeet();
		expect(await lin.sees(pump)).toMatchObject({ state: 'resolved', owedTo: [doorOf(grid, 5)] });
		cast.pass(minute);
		await lin.asksAtDoor(pump, 4, doorOf(grid, 5));
		const state = await everybodyAgrees(cast, pump, {
			...{ holders: [lin, desk, head], strangers },
			secrets: ['王桂英', '老党员愿意']
		});
		expect(state).toMatchObject({ state: 'closed', list: 'satisfied', satisfaction: 4 });
		expect(state.history.flatMap(({ because }) => because ?? [])).toEqual(['already']);
		expect(state.households).toHaveLength(4);
	});
});
