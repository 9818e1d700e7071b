/** The cases that the articles tell, as they went. Who was offline wrote first and is heard last. */
import { describe, expect, test } from 'vitest';
import { clockSettings } from './clockPolicies.ts';
import { concernClocks, residentWaitMs } from './concernClocks.ts';
import { foldConcern } from './concernFold.ts';
import type { EventDocument } from './documents.ts';
import type { Line, Told } from './toldConcern.ts';
import { doorAt, refusalsOf, told, toldHeader, ulidAt } from './toldConcern.ts';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
const settings = clockSettings([
	{ code: 'wy-herun', kind: 'property' },
	{ code: 'sq-xingkang', kind: 'community' }
]);

function clocksOf(concern: Told, iso = concern.now) {
	const { urgency, capturedAt } = concern.header;
	return concernClocks({ ...concern, urgency, capturedAt }, settings, iso);
}
const stateOf = (concern: Told, step: string, iso?: string) =>
	clocksOf(concern, iso).find((clock) => clock.step === step)?.state;
const later = (concern: Told, ms: number) => new Date(Date.parse(concern.now) + ms).toISOString();

/** Every order in which the events may come to a phone ends the same. */
function expectSameEverywhere(concern: Told) {
	const { header, events } = concern;
	const arrivals: EventDocument[][] = [
		[...events].reverse(),
		[...events.slice(3), ...events.slice(0, 3)],
		[...events, ...events]
	];
	const state = foldConcern(header, events);
	for (const arrived of arrivals) expect(foldConcern(header, arrived)).toEqual(state);
}

describe('as the articles tell it', () => {
	test('[C91] the choir has one costume: heard on a visit, solved by the community itself', () => {
		const header = toldHeader({ category: 'culture.activity', text: '合唱团只有一套演出服' });
		const choir = told(
			header,
			['station', 'receive', { number: '2026-0012' }],
			['shequ1', 'dispatch', { handler: 'sq-xingkang', note: '从活动经费里解决' }],
			['shequ2', 'accept'],
			['shequ2', 'respond', { firstResponse: 'call' }],
			2000,
			['shequ2', 'resolve', { note: '买了二十套演出服' }],
			['shequ2', 'follow_up', { satisfaction: 5 }],
			['wangge1', 'follow_up', { satisfaction: 5, note: '都说好看' }]
		);
		expect(choir).toMatchObject({ state: 'closed', list: 'satisfied', number: '2026-0012' });
		// She bought them: whether they are liked somebody else has to ask.
		expect(refusalsOf(choir)).toEqual(['own_work']);
		expect(clocksOf(choir).map(({ policy }) => policy)).toEqual(['follow_up']);
		expectSameEverywhere(choir);
	});

	test('[C91] the pump house: one matter, many doors, each of which is asked', () => {
		const header = toldHeader({ category: 'utility.water', text: '加压泵房凭什么修到我家来' });
		const doors = ['502', '601', '602'].map(doorAt);
		const join = doors.map((door): Line => ['wangge1', 'join_household', { door }]);
		const raised: Line[] = [
			...join,
			['louzhang1', 'join_household', { door: doors[0]! }],
			['shequ1', 'deliberate', { note: '小板凳议事会，请党员中心户到场', agreed: false }],
			['shequ1', 'deliberate', { agreed: true, note: '泵房移到车棚旁' }]
		];
		const agreed = told(header, ...raised);
		expect(agreed).toMatchObject({ state: 'resolved', resolution: '泵房移到车棚旁' });
		expect(agreed.owedTo).toEqual([header.door, ...doors]);
		expect(refusalsOf(agreed)).toEqual(['already']);
		const asked = (mark: number): Line[] => [
			['wangge1', 'follow_up', { door: header.door, satisfaction: 5 }],
			['wangge1', 'follow_up', { door: doors[0]!, satisfaction: 4 }],
			['wangge1', 'not_reached', { door: doors[1]! }],
			['wangge1', 'not_reached', { door: doors[1]! }],
			['wangge1', 'not_reached', { door: doors[1]! }],
			['wangge1', 'follow_up', { door: doors[2]!, satisfaction: mark }]
		];
		const closed = told(header, ...raised, ...asked(4));
		expect(closed).toMatchObject({ state: 'closed', list: 'satisfied', satisfaction: 4 });
		expect(told(header, ...raised, ...asked(1))).toMatchObject({ state: 'reopened' });
		expectSameEverywhere(closed);
	});

	test('[C91] the bench: ordered, surveyed within 4 hours, built within 3 days', () => {
		const header = toldHeader({ category: 'repair.facility', text: '想增设休闲座椅' });
		const bench = told(
			header,
			['station', 'receive'],
			['shequ1', 'dispatch', { note: '请勘测', contact: '业主姜先生 138' }],
			2,
			['wuye1', 'accept'],
			90,
			['wuye1', 'respond', { firstResponse: 'onsite' }],
			2 * 1440,
			['wuye1', 'resolve', { note: '座椅已装好' }],
			600,
			['wangge1', 'follow_up', { satisfaction: 5 }]
		);
		const clocks = clocksOf(bench, later(bench, 30 * day));
		expect(clocks.map(({ state }) => state)).toEqual(['done', 'done', 'done', 'done']);
		for (const { step, leftMs } of clocks) expect(leftMs, step).toBeGreaterThan(0);
		expect(bench).toMatchObject({ firstResponse: 'onsite', list: 'satisfied' });
	});

	test('[C91] the hoarder: three days cannot hold; three months, suspended, several departments', () => {
		const header = toldHeader({ category: 'environment.hallway', text: '楼道和屋里堆满杂物' });
		const lines: Line[] = [
			['shequ1', 'request_whistle', { note: '业主拒绝清理' }],
			[
				'jiedao',
				'blow_whistle',
				{ handlers: ['bm-chengguan', 'bm-xiaofang', 'bm-aiweiban'], onsite: true }
			],
			['bumen1', 'join', { handler: 'bm-chengguan' }],
			['bumen2', 'join', { handler: 'bm-xiaofang' }],
			['bumen1', 'progress', { note: '上门三次，不开门' }],
			['bumen1', 'request_suspend', { until: '2027-02-05', note: '需要劝说' }],
			['shuji', 'suspend', { until: '2027-02-05', note: '每周上门劝说' }]
		];
		const held = told(header, ...lines);
		expect(held).toMatchObject({ state: 'suspended', suspendedUntil: '2027-02-05' });
		expect(stateOf(held, 'resolve', later(held, 60 * day))).toBe('paused');
		expect(stateOf(held, 'note', later(held, 13 * day))).toBe('near');
		expect(stateOf(held, 'note', later(held, 15 * day))).toBe('late');
		const cleared = told(
			header,
			...lines,
			13 * 1440,
			['shequ1', 'progress', { note: '同意先清阳台' }],
			77 * 1440,
			['bumen3', 'join', { handler: 'bm-aiweiban' }],
			['shequ1', 'resume', { note: '业主同意清理' }],
			['bumen1', 'resolve', { note: '清走四车，整栋消杀' }],
			['wangge1', 'follow_up', { satisfaction: 4 }]
		);
		expect(cleared).toMatchObject({ state: 'closed', list: 'satisfied' });
		expect(cleared.joined).toEqual(['bm-chengguan', 'bm-xiaofang', 'bm-aiweiban']);
		expect(stateOf(cleared, 'resolve')).toBe('done');
		const { urgency, capturedAt } = header;
		const waited = residentWaitMs({ ...cleared, urgency, capturedAt }, cleared.now);
		expect(waited).toBeGreaterThan(90 * day);
		const resolve = clocksOf(cleared).find(({ step }) => step === 'resolve');
		expect(resolve!.leftMs).toBeGreaterThan(2 * day);
		expectSameEverywhere(cleared);
	});

	test('[C91] fee against title deed: one complaint split, the deed first, the fee to the lawyer', () => {
		const header = toldHeader({
			category: 'property.fee',
			text: '不交物业费就不给办房本',
			confidentialReporter: true
		});
		const [deed, fee] = [ulidAt(70_001), ulidAt(70_002)];
		const complaint = told(header, ['shequ1', 'split', { parts: [deed, fee] }], 5, [
			'wuye1',
			'resolve',
			{ note: '已经跟业主说了' }
		]);
		expect(complaint).toMatchObject({ state: 'split', splitInto: [deed, fee] });
		// The company was offline and settled what was no longer there; its words are not lost.
		expect(complaint.history.at(-1)).toMatchObject({ effect: false, because: 'not_allowed' });
		const half = (id: string, category: string) =>
			toldHeader({ _id: `concern:${id}`, category, confidentialReporter: true });
		const deedDone = told(
			half(deed, 'property.title_deed'),
			['shequ1', 'dispatch', { note: '先办房本' }],
			['wuye1', 'accept'],
			['wuye1', 'respond'],
			['wuye1', 'resolve', { note: '房本已办' }],
			['wangge1', 'follow_up', { satisfaction: 5 }]
		);
		expect(deedDone).toMatchObject({ state: 'closed', list: 'satisfied' });
		const feeTalk = told(
			half(fee, 'property.fee'),
			['wangge1', 'mediate', { stage: 'grid_first', note: '双方各有说法' }],
			['shequ1', 'mediate', { stage: 'community_second', note: '请了第三方评估' }],
			['wuye1', 'mediate', { stage: 'property_final', agreed: true, note: '业主全交' }],
			['shequ1', 'refer_out', { note: '驻点律师出具意见，走司法调解' }]
		);
		expect(refusalsOf(feeTalk)).toEqual(['own_case']);
		expect(feeTalk).toMatchObject({
			state: 'referred_out',
			resolution: '驻点律师出具意见，走司法调解'
		});
		expectSameEverywhere(feeTalk);
	});

	test('[C91] the lift: the street whistles, 24 hours to report in, 3 days to resolve', () => {
		const header = toldHeader({ category: 'repair.elevator', urgency: 'red', text: '电梯停了' });
		const blown: Line[] = [
			['shequ1', 'dispatch'],
			['wuye1', 'accept'],
			['wuye1', 'request_whistle', { note: '要换主板，维修资金批不下来' }],
			['jiedao', 'blow_whistle', { handlers: ['bm-tejian', 'wy-herun'], onsite: true }]
		];
		const lift = told(header, ...blown);
		expect(clocksOf(lift).map(({ policy, step }) => `${policy} ${step}`)).toEqual([
			'whistle respond',
			'whistle resolve'
		]);
		expect(stateOf(lift, 'respond', later(lift, 23 * hour))).toBe('near');
		expect(stateOf(lift, 'respond', later(lift, 25 * hour))).toBe('late');
		const mended = told(
			header,
			...blown,
			20 * 60,
			['bumen1', 'join', { handler: 'bm-tejian' }],
			['wuye1', 'join', { handler: 'wy-herun' }],
			['wuye1', 'progress', { note: '主板已到' }],
			30 * 60,
			['bumen1', 'resolve', { note: '已修复并验收' }],
			['wuye1', 'follow_up', { satisfaction: 5 }],
			['wangge1', 'follow_up', { satisfaction: 5 }]
		);
		expect(mended).toMatchObject({ state: 'closed', list: 'satisfied' });
		expect(refusalsOf(mended)).toEqual(['own_work']);
		const [respond, resolve] = clocksOf(mended, later(mended, 9 * day));
		expect(respond!.leftMs).toBeGreaterThan(0);
		expect(resolve!.leftMs).toBeGreaterThan(0);
	});

	test('[C91] the third return: nobody is sent a fourth time until the street has whistled', () => {
		const header = toldHeader({ category: 'repair.road', text: '小区门口井盖塌了' });
		const turn = (handler: string): Line[] => [
			['shequ1', 'dispatch', { handler }],
			[`of-${handler}`, 'return', { note: '不归我们管' }]
		];
		const thrice = [...turn('wy-herun'), ...turn('bm-chengguan'), ...turn('bm-reli')];
		const fourth = told(header, ...thrice, ...turn('wy-herun'));
		expect(fourth).toMatchObject({ state: 'returned', returns: 3, isWhistleDue: true });
		// Sent in vain, and given back in vain: both are shown, neither counts.
		expect(refusalsOf(fourth)).toEqual(['whistle_due', 'not_allowed']);
		const whistled = told(
			header,
			...thrice,
			['shequ1', 'request_whistle', { note: '三家都说不归自己' }],
			['jiedao', 'blow_whistle', { handlers: ['bm-chengguan', 'wy-herun'] }],
			['bumen2', 'join', { handler: 'bm-chengguan' }],
			['bumen2', 'progress', { note: '确认归城管' }],
			['bumen2', 'resolve', { note: '井盖已更换' }],
			['wangge1', 'follow_up', { satisfaction: 5 }]
		);
		expect(whistled).toMatchObject({ state: 'closed', list: 'satisfied', isWhistleDue: false });
		expectSameEverywhere(whistled);
	});
});
