// Two matters of the articles between residents and a property company: the bench, and the fee against
// the title deed. The company works in a basement, where nobody hears it.
import { clockSettings, defaultPolicies } from '#lib/domain/clockPolicies.ts';
import { concernClocks } from '#lib/domain/concernClocks.ts';
import { localPart } from '#lib/domain/ids.ts';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { atStationAbout, everybodyAgrees, stateAtStation } from './agreement.ts';
import type { Cast } from './cast.ts';
import { openWholeCast } from './cast.ts';
import { door, otherDoor } from './gridWorker.ts';

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
const hour = 60 * minute;
const day = 24 * hour;
const bench = { category: 'repair.facility', text: '想增设休闲座椅', source: 'hotline' as const };

describe('a resident orders a bench', () => {
	it('[C122] what was done in time without a line was in time, whatever was warned of meanwhile', async () => {
		const lin = await cast.gridWorker('lin');
		const desk = await cast.desk('shequ1');
		const herun = await cast.property('wuye1', 'wy-herun');
		const strangers = [
			await cast.property('wuye2', 'wy-jiahe'),
			await cast.buildingHead('louzhang1'),
			await cast.street('jiedao')
		];
		const order = await desk.takesDown({ ...bench, door: otherDoor });
		await desk.sends(order, 'wy-herun', '请去现场看看', '下午打 0471-0000001');
		await cast.allMeet();
		expect(await herun.sees(order)).toMatchObject({ contact: '下午打 0471-0000001' });

		herun.goesOffline();
		cast.pass(2 * minute);
		await herun.accepts(order);
		cast.pass(90 * minute);
		await herun.looksAtPlace(order);
		cast.pass(5 * hour);
		await cast.allMeet();
		const warned = await atStationAbout(cast, order, 'warning');
		expect(warned.map(({ step, stage }) => `${step} ${stage}`)).toEqual(
			expect.arrayContaining(['accept after', 'respond after'])
		);
		await desk.takes(order, { type: 'nudge' });
		cast.pass(2 * day);
		await herun.resolves(order, '座椅已装好');
		herun.comesBack();
		await cast.allMeet();
		lin.goesOffline();
		cast.pass(10 * hour);
		await lin.asksAtDoor(order, 5, otherDoor);

		const state = await everybodyAgrees(cast, order, { holders: [lin, desk, herun], strangers });
		expect(state).toMatchObject({ state: 'closed', list: 'satisfied', firstResponse: 'onsite' });
		expect(await clocksOf(order)).toEqual([
			'accept done in 2 min',
			'respond done in 92 min',
			'resolve done in 3272 min',
			'ask done in 600 min'
		]);
	});

	/** Each clock, and after how many minutes what it waits for was done. */
	async function clocksOf(concern: string): Promise<string[]> {
		const header = (await cast.inCommunity()).get(concern);
		if (header?.kind !== 'concern') throw new Error('It is not there.');
		const { urgency, capturedAt } = header;
		const state = await stateAtStation(cast, concern);
		const kinds = clockSettings([{ code: 'wy-herun', kind: 'property' }]);
		const now = new Date(cast.nowMs()).toISOString();
		return concernClocks({ ...state, urgency, capturedAt }, kinds, now).map((clock) => {
			const limitMs = defaultPolicies[clock.policy].find(({ step }) => step === clock.step)?.ms;
			const minutes = ((limitMs ?? 0) - clock.leftMs) / minute;
			return `${clock.step} ${clock.state} in ${String(minutes)} min`;
		});
	}

	it.each([
		['before', 'resolved', 'wy-herun'],
		['after', 'dispatched', 'wy-jiahe']
	] as const)(
		'[C123] resolved in the basement %s the order went to another: it is %s, and both know it',
		async (when, outcome, handler) => {
			const lin = await cast.gridWorker('lin');
			const desk = await cast.desk('shequ1');
			const herun = await cast.property('wuye1', 'wy-herun');
			const jiahe = await cast.property('wuye2', 'wy-jiahe');
			const order = await desk.takesDown({ ...bench, door: otherDoor });
			await desk.sends(order, 'wy-herun', '请去现场看看');
			await cast.allMeet();
			herun.goesOffline();
			cast.pass(minute);
			await herun.accepts(order);
			await herun.looksAtPlace(order);
			cast.pass(day);
			if (when === 'before') await herun.resolves(order, '座椅已装好');
			cast.pass(minute);
			await desk.sends(order, 'wy-jiahe', '和润没有回音，请你们去');
			cast.pass(minute);
			if (when === 'after') await herun.resolves(order, '座椅已装好');
			await cast.allMeet();
			expect(await jiahe.sees(order)).toMatchObject({ state: 'dispatched', handler: 'wy-jiahe' });
			if (when === 'before') {
				cast.pass(minute);
				await jiahe.accepts(order);
			}

			const isBuilt = when === 'before';
			const state = await everybodyAgrees(cast, order, {
				holders: isBuilt ? [lin, desk, herun] : [lin, desk, jiahe],
				formerHolders: [isBuilt ? jiahe : herun]
			});
			expect(state).toMatchObject({ state: outcome, handler });
			const inVain = state.history.filter(({ effect }) => !effect);
			expect(inVain.map(({ event }) => event.type)).toEqual(
				isBuilt ? ['dispatch', 'accept'] : ['resolve']
			);
			// Nobody goes to build what stands, and nobody believes to have finished what is another's.
			expect(await herun.sees(order)).toMatchObject({ state: outcome, handler });
			expect(await jiahe.sees(order)).toMatchObject({ state: outcome, handler });
		}
	);
});

describe('no deed for whoever has not paid the fee', () => {
	it('[C124] a complaint that was split stays hidden in both halves, and a party judges neither', async () => {
		const lin = await cast.gridWorker('lin');
		const [desk, second] = [await cast.desk('shequ1'), await cast.desk('shequ2')];
		const herun = await cast.property('wuye1', 'wy-herun');
		const text = '不交物业费就不给办房本';
		lin.goesOffline();
		const complaint = await lin.raisesConcern(door, {
			...{ category: 'property.fee', text, confidentialReporter: true, nature: 'complaint' }
		});
		await lin.rests();
		lin.comesBack();
		await cast.allMeet();
		await desk.sends(complaint, 'wy-herun', '请说明收费依据');
		await cast.allMeet();
		herun.goesOffline();
		cast.pass(minute);
		const halves = await desk.splits(complaint, [
			{ category: 'property.title_deed', text: '先办房本' },
			{ category: 'property.fee', text: '物业费怎么收' }
		]);
		const [deed = '', fee = ''] = halves;
		cast.pass(minute);
		// In the basement, with what is no longer there.
		await herun.accepts(complaint);
		await herun.looksAtPlace(complaint);
		await herun.resolves(complaint, '已经跟业主说了');

		await desk.sends(deed, 'wy-herun', '依规先给这户办房本');
		await cast.allMeet();
		lin.goesOffline();
		second.goesOffline();
		cast.pass(minute);
		await second.takes(fee, { type: 'mediate', note: '请了第三方评估' });
		cast.pass(minute);
		await lin.takes(fee, { type: 'mediate', note: '双方各有说法' });
		second.comesBack();
		herun.comesBack();
		await cast.allMeet();
		await herun.accepts(deed);
		await herun.looksAtPlace(deed);
		cast.pass(day);
		herun.goesOffline();
		await herun.resolves(deed, '房本已办');
		await desk.sends(fee, 'wy-herun', '请到调解室来谈');
		herun.comesBack();
		await cast.allMeet();
		expect(await herun.tries(fee, { type: 'mediate', note: '业主全交', agreed: true })).toEqual({
			...{ ok: false, refusal: { kind: 'own_case' } }
		});
		await desk.takes(fee, { type: 'mediate', note: '双方到场，未谈拢', agreed: false });
		await desk.takes(fee, { type: 'refer_out', note: '驻点律师出具意见，走司法调解' });
		lin.comesBack();
		await cast.allMeet();
		await lin.asksAtDoor(deed, 5);

		const hidden = { holders: [lin, desk, second, herun], secrets: [text, door, '乌日娜'] };
		const whole = await everybodyAgrees(cast, complaint, hidden);
		expect(whole).toMatchObject({ state: 'split', splitInto: halves.map(localPart) });
		const late = whole.history.filter(({ effect }) => !effect);
		expect(late.map(({ event }) => event.type)).toEqual(['accept', 'respond', 'resolve']);
		expect(await everybodyAgrees(cast, deed, hidden)).toMatchObject({
			...{ state: 'closed', list: 'satisfied', resolution: '房本已办' }
		});
		const quarrel = await everybodyAgrees(cast, fee, hidden);
		expect(quarrel).toMatchObject({
			...{ state: 'referred_out', resolution: '驻点律师出具意见，走司法调解' }
		});
		// The worker spoke with both after the community had: told, and without effect.
		expect(quarrel.history.flatMap(({ because }) => because ?? [])).toEqual(['stage_past']);
	});
});
