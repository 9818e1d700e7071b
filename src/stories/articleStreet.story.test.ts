// Three matters of the articles that no community settles alone: the hoarder, the lift, and the cover
// that is nobody's. The street whistles; whoever is asked is somewhere without a line.
import { clockSettings } from '#lib/domain/clockPolicies.ts';
import type { ConcernClock } from '#lib/domain/concernClocks.ts';
import { concernClocks, residentWaitMs } from '#lib/domain/concernClocks.ts';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { atStationAbout, everybodyAgrees, stateAtStation } from './agreement.ts';
import type { Cast } from './cast.ts';
import { openWholeCast } from './cast.ts';
import { door } from './gridWorker.ts';

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

async function clockedAtStation(concern: string) {
	const header = (await cast.inCommunity()).get(concern);
	if (header?.kind !== 'concern') throw new Error('It is not there.');
	const { urgency, capturedAt } = header;
	return { ...(await stateAtStation(cast, concern)), urgency, capturedAt };
}

async function clock(concern: string, step: ConcernClock['step']) {
	const now = new Date(cast.nowMs()).toISOString();
	const clocks = concernClocks(await clockedAtStation(concern), clockSettings([]), now);
	return clocks.find((one) => one.step === step);
}

async function warningsOf(concern: string): Promise<string[]> {
	const warned = await atStationAbout(cast, concern, 'warning');
	return warned.map(({ policy, step, stage }) => `${policy} ${step} ${stage}`).sort();
}

describe('somebody fills rooms and stairs with what others threw away', () => {
	it('[C125] waits three months with a note every fortnight, and no limit runs out meanwhile', async () => {
		const lin = await cast.gridWorker('lin');
		const [desk, lead] = [await cast.desk('shequ1'), await cast.lead('shuji')];
		const street = await cast.street('jiedao');
		const herun = await cast.property('wuye1', 'wy-herun');
		const chengguan = await cast.department('bumen1', 'bm-chengguan');
		const aiweiban = await cast.department('bumen3', 'bm-aiweiban');
		const stranger = await cast.property('wuye2', 'wy-jiahe');
		const hoard = await lin.raisesConcern(door, {
			...{ category: 'environment.hallway', text: '楼道和屋里堆满杂物', urgency: 'yellow' }
		});
		await cast.allMeet();
		await desk.asksWhistle(hoard, '业主拒绝清理');
		await cast.allMeet();
		await street.whistles(hoard, ['wy-herun', 'bm-chengguan', 'bm-aiweiban'], '联合上门');
		await cast.allMeet();
		// The health office works in a cellar for weeks; the others begin without it.
		aiweiban.goesOffline();
		cast.pass(20 * hour);
		await herun.reportsIn(hoard);
		await chengguan.reportsIn(hoard);
		await herun.notes(hoard, '上门三次，不开门');
		await herun.takes(hoard, { type: 'request_suspend', until: '2027-02-25', note: '需要劝说' });
		await cast.allMeet();
		lead.goesOffline();
		cast.pass(2 * hour);
		await lead.suspends(hoard, '2027-02-25', '每周上门劝说');
		// Nobody has heard yet that it waits; who supports goes on working.
		cast.pass(hour);
		await chengguan.notes(hoard, '楼道先清了一半');
		lead.comesBack();
		await cast.allMeet();
		expect(await herun.sees(hoard)).toMatchObject({
			...{ state: 'suspended', suspendedUntil: '2027-02-25' }
		});

		// Six visits, each noted where there is no line, each told before the fortnight is over.
		for (let visit = 1; visit <= 6; visit += 1) {
			herun.goesOffline();
			cast.pass(12 * day);
			await herun.notes(hoard, `第${String(visit)}次上门，聊了半天`);
			expect((await clock(hoard, 'note'))?.state).toBe('near');
			cast.pass(day);
			herun.comesBack();
			await cast.meet(herun);
			expect((await clock(hoard, 'note'))?.state).toBe('running');
			expect((await clock(hoard, 'resolve'))?.state).toBe('paused');
		}
		expect(await warningsOf(hoard)).not.toContain('suspended_note note after');
		expect((await warningsOf(hoard)).filter((one) => one.startsWith('whistle'))).toEqual([]);
		// Once nobody goes for fifteen days, and the station says so.
		cast.pass(14 * day);
		await cast.stationRests();
		expect((await clock(hoard, 'note'))?.state).toBe('late');
		expect(await warningsOf(hoard)).toContain('suspended_note note after');

		await cast.allMeet();
		await herun.takes(hoard, { type: 'progress', note: '终于同意清理' });
		await desk.takes(hoard, { type: 'resume', note: '业主同意清理' });
		await aiweiban.reportsIn(hoard);
		cast.pass(2 * hour);
		await herun.resolves(hoard, '清走四车，整栋消杀');
		await cast.allMeet();
		lin.goesOffline();
		await lin.asksAtDoor(hoard, 5);
		const state = await everybodyAgrees(cast, hoard, {
			holders: [lin, desk, lead, street, herun, chengguan, aiweiban],
			...{ strangers: [stranger], secrets: ['乌日娜'] }
		});
		expect(state).toMatchObject({ state: 'closed', list: 'satisfied' });
		expect(state.joined).toEqual(['wy-herun', 'bm-chengguan', 'bm-aiweiban']);
		const now = new Date(cast.nowMs()).toISOString();
		expect(residentWaitMs(await clockedAtStation(hoard), now)).toBeGreaterThan(90 * day);
		expect(await clock(hoard, 'resolve')).toMatchObject({ state: 'done' });
		expect((await clock(hoard, 'resolve'))!.leftMs).toBeGreaterThan(day);
	});
});

describe('the lift stands still', () => {
	it('[C126] who reported in within the day was in time, and an answer beside a reopening changes nothing', async () => {
		const lin = await cast.gridWorker('lin');
		const desk = await cast.desk('shequ1');
		const street = await cast.street('jiedao');
		const herun = await cast.property('wuye1', 'wy-herun');
		const tejian = await cast.department('bumen1', 'bm-tejian');
		const stranger = await cast.department('bumen2', 'bm-xiaofang');
		const lift = await lin.raisesConcern(door, {
			...{ category: 'repair.elevator', text: '电梯停了，老人下不了楼', urgency: 'red' }
		});
		await cast.allMeet();
		await desk.sends(lift, 'wy-herun');
		await cast.allMeet();
		street.goesOffline();
		await herun.accepts(lift);
		await herun.takes(lift, { type: 'request_whistle', note: '要换主板，资金批不下来' });
		await cast.allMeet();
		cast.pass(3 * hour);
		street.comesBack();
		await cast.allMeet();
		await street.whistles(lift, ['bm-tejian', 'wy-herun'], '请到场会诊');
		await cast.allMeet();

		// In the machine room nothing gets through.
		tejian.goesOffline();
		cast.pass(20 * hour);
		await tejian.reportsIn(lift);
		await cast.allMeet();
		expect(await warningsOf(lift)).toContain('whistle respond before');
		cast.pass(5 * hour);
		await cast.stationRests();
		expect(await warningsOf(lift)).toContain('whistle respond after');
		await tejian.looksAtPlace(lift);
		tejian.comesBack();
		await cast.allMeet();
		expect(await clock(lift, 'respond')).toMatchObject({ state: 'done', leftMs: 4 * hour });
		await herun.reportsIn(lift);
		tejian.goesOffline();
		cast.pass(25 * hour);
		await tejian.resolves(lift, '已修复并验收');
		cast.pass(hour);
		tejian.comesBack();
		await cast.allMeet();
		expect(await clock(lift, 'resolve')).toMatchObject({ state: 'done', leftMs: 22 * hour });

		// The desk hears by telephone that it stands again, while the worker is at the door.
		lin.goesOffline();
		cast.pass(minute);
		await desk.asksHowItWas(lift, 1, door);
		cast.pass(minute);
		await lin.asksAtDoor(lift, 5);
		expect(await lin.sees(lift)).toMatchObject({ state: 'closed' });
		lin.comesBack();
		await cast.allMeet();
		for (const person of [lin, desk, street, tejian, herun]) {
			expect(await person.sees(lift), person.account).toMatchObject({ state: 'reopened' });
		}

		await desk.sends(lift, 'bm-tejian', '又停了，请再看看');
		await cast.allMeet();
		tejian.goesOffline();
		for (const takes of ['accepts', 'looksAtPlace'] as const) await tejian[takes](lift);
		await tejian.resolves(lift, '换了门机');
		tejian.comesBack();
		await cast.allMeet();
		await lin.asksAtDoor(lift, 4);
		const state = await everybodyAgrees(cast, lift, {
			holders: [lin, desk, street, tejian],
			...{ formerHolders: [herun], strangers: [stranger], secrets: ['乌日娜'] }
		});
		expect(state).toMatchObject({ state: 'closed', list: 'satisfied', reopens: 1 });
		const inVain = state.history.filter(({ effect }) => !effect);
		expect(inVain.map(({ event }) => `${event.author} ${event.type}`)).toEqual(['lin follow_up']);
	});
});

describe('a cover in the road is nobody’s', () => {
	it('[C127] [C128] after a third return that was in somebody’s pocket, whoever was sent a fourth time stands down', async () => {
		const lin = await cast.gridWorker('lin');
		const [desk, second] = [await cast.desk('shequ1'), await cast.desk('shequ2')];
		const street = await cast.street('jiedao');
		const herun = await cast.property('wuye1', 'wy-herun');
		const jiahe = await cast.property('wuye2', 'wy-jiahe');
		const chengguan = await cast.department('bumen1', 'bm-chengguan');
		const courier = await cast.informant('xinxiyuan1');
		const head = await cast.buildingHead('louzhang1');
		courier.goesOffline();
		const cover = await courier.reports({
			...{ building: '', place: '北门外', category: 'repair.road', text: '井盖塌了' }
		});
		courier.comesBack();
		await cast.allMeet();
		for (const unit of [herun, chengguan]) {
			await desk.sends(cover, unit.unit);
			await cast.allMeet();
			await unit.givesBack(cover, '不归我们管');
			await cast.allMeet();
		}
		await desk.sends(cover, 'wy-jiahe', '是你们的路吗');
		await cast.allMeet();
		jiahe.goesOffline();
		cast.pass(hour);
		await jiahe.givesBack(cover, '也不归我们');
		// Nobody has heard of the third return: one desk sends a fourth time, the other asks the street.
		cast.pass(minute);
		await second.sends(cover, 'wy-herun', '先放个警示牌');
		await cast.allMeet();
		cast.pass(minute);
		await herun.accepts(cover);
		await desk.asksWhistle(cover, '三家都说不归自己');
		await cast.allMeet();
		street.goesOffline();
		cast.pass(minute);
		await street.whistles(cover, ['bm-chengguan'], '先处置再分责任');
		jiahe.comesBack();
		await cast.allMeet();
		// The third return is known now, the whistle not yet.
		expect(await desk.sees(cover)).toMatchObject({
			...{ state: 'returned', returns: 3, isWhistleDue: true }
		});
		expect(
			await desk.tries(cover, { type: 'dispatch', handler: 'wy-herun', note: '' })
		).toMatchObject({ ok: false, refusal: { kind: 'whistle_due' } });
		expect(await herun.sees(cover)).toMatchObject({ state: 'returned', handler: '' });
		street.comesBack();
		await cast.allMeet();
		await chengguan.reportsIn(cover);
		await chengguan.notes(cover, '确认归城管');
		await chengguan.resolves(cover, '井盖已更换');
		await cast.allMeet();
		await desk.takes(cover, { type: 'follow_up', solved: true, satisfaction: 5 });

		const state = await everybodyAgrees(cast, cover, {
			holders: [desk, second, street, chengguan, courier],
			...{ formerHolders: [herun, jiahe], strangers: [lin, head] }
		});
		expect(state).toMatchObject({ state: 'closed', list: 'satisfied', isWhistleDue: false });
		const inVain = state.history.filter(({ effect }) => !effect);
		expect(inVain.map(({ event, because }) => `${event.type} ${because ?? ''}`)).toEqual([
			...['dispatch whistle_due', 'accept not_in_hand']
		]);
	});
});
