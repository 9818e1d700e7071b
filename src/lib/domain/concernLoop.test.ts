import { describe, expect, test } from 'vitest';
import { foldConcern } from './concernFold.ts';
import type { EventDocument } from './documents.ts';
import { mayEverWrite } from './eventRights.ts';
import type { Role } from './feeds.ts';
import { stepToTakeBack } from './takingBack.ts';
import type { Line } from './toldConcern.ts';
import {
	doorAt,
	refusalsOf,
	told,
	toldEvent,
	toldFrom,
	toldHeader,
	ulidAt
} from './toldConcern.ts';

const header = toldHeader();
const received: Line[] = [['station', 'receive', { number: '2026-0001' }]];
const inWork: Line[] = [
	...received,
	['shequ1', 'dispatch', { note: '请修水泵', contact: '138' }],
	['wuye1', 'accept'],
	['wuye1', 'respond']
];
const done: Line = ['wuye1', 'resolve', { note: '已更换水泵' }];
const whistle: Line = [
	'jiedao',
	'blow_whistle',
	{ handlers: ['bm-ranqi', 'bm-chengguan', 'bm-ranqi'], note: '请到现场会商' }
];

describe('whistles', () => {
	test('[C60] who asks changes nothing but that it is asked; the first whistled for leads', () => {
		const asked = told(header, ...inWork, ['wangge1', 'request_whistle', { note: '修不了' }]);
		expect(asked).toMatchObject({ state: 'in_progress', isWhistleAsked: true });
		const blown = told(header, ...inWork, ['wangge1', 'request_whistle'], whistle);
		expect(blown).toMatchObject({
			state: 'whistled',
			handler: 'bm-ranqi',
			lastHandler: 'wy-herun',
			supporters: ['bm-chengguan'],
			joined: [],
			order: '请到现场会商',
			isWhistleAsked: false
		});
		expect(blown.whistledAt).toBe(blown.now);
	});

	test('[C60] the street may send it to one handler instead', () => {
		const sent = told(header, ...received, whistle, ['jiedao', 'dispatch']);
		expect(sent).toMatchObject({ state: 'dispatched', handler: 'wy-herun', supporters: [] });
		expect(sent.whistledAt).toBe('');
	});

	test('[C61] every unit whistled for reports in once; the first one makes it joined', () => {
		const first = told(header, ...received, whistle, [
			'bumen2',
			'join',
			{ handler: 'bm-chengguan' }
		]);
		expect(first).toMatchObject({ state: 'joined', joined: ['bm-chengguan'] });
		const all = told(
			header,
			...received,
			whistle,
			['bumen2', 'join', { handler: 'bm-chengguan' }],
			['bumen2', 'join', { handler: 'bm-chengguan' }],
			['bumen1', 'progress', { note: '关阀' }],
			['bumen1', 'join'],
			['bumen3', 'join', { handler: 'bm-reli' }]
		);
		expect(all).toMatchObject({ state: 'in_progress', joined: ['bm-chengguan', 'bm-ranqi'] });
		expect(refusalsOf(all)).toEqual(['already', 'not_asked']);
		expect(all.joinedAt).toBe(first.now);
	});

	test('[C61] nobody reports in where nobody whistled', () => {
		const joined = told(header, ...inWork, ['wuye1', 'join', { handler: 'wy-herun' }]);
		expect(refusalsOf(joined)).toEqual(['not_asked']);
		const none = told(header, ...received, ['jiedao', 'blow_whistle', { handlers: [] }]);
		expect(none).toMatchObject({ state: 'received' });
	});

	test('[C62] after the third return nobody is sent until the street has whistled', () => {
		const turn: Line[] = [
			['shequ1', 'dispatch'],
			['wuye1', 'return', { note: '不归我们' }]
		];
		const late = told(header, ...received, ...turn, ...turn, ...turn, ['shequ1', 'dispatch']);
		expect(late).toMatchObject({ state: 'returned', returns: 3, isWhistleDue: true });
		expect(late).toMatchObject({ handler: '', lastHandler: 'wy-herun' });
		expect(refusalsOf(late)).toEqual(['whistle_due']);
		const blown = told(header, ...received, ...turn, ...turn, ...turn, whistle, [
			'jiedao',
			'dispatch'
		]);
		expect(blown).toMatchObject({ state: 'dispatched', returns: 3, isWhistleDue: false });
	});

	test('[C62] after the third reopening too, and the worker does not take it herself', () => {
		const round: Line[] = [
			...inWork.slice(1),
			done,
			['wangge1', 'follow_up', { solved: false, satisfaction: 1 }]
		];
		const late = told(header, ...received, ...round, ...round, ...round, [
			'wangge1',
			'self_handle'
		]);
		expect(late).toMatchObject({ state: 'reopened', reopens: 3, isWhistleDue: true });
		expect(refusalsOf(late)).toEqual(['whistle_due']);
	});
});

describe('mediation', () => {
	const first: Line = ['wangge1', 'mediate', { stage: 'grid_first', note: '各说各的' }];
	const second: Line = ['shequ1', 'mediate', { stage: 'community_second' }];
	const last: Line = ['wuye1', 'mediate', { stage: 'property_final' }];

	test('[C63] goes forward through three stages; what is agreed is resolved', () => {
		expect(told(header, ...received, first)).toMatchObject({
			state: 'mediating',
			stage: 'grid_first'
		});
		const back = told(header, first, second, second, first);
		expect(back).toMatchObject({ state: 'mediating', stage: 'community_second' });
		expect(refusalsOf(back)).toEqual(['stage_past']);
		const settled = told(header, first, second, [
			'wuye1',
			'mediate',
			{ stage: 'property_final', agreed: true, note: '每晚十点后不跳绳' }
		]);
		expect(settled).toMatchObject({
			state: 'resolved',
			resolvedBy: 'wuye1',
			resolution: '每晚十点后不跳绳'
		});
		expect(settled.mediatedAt).toBe(settled.history[0]?.event.capturedAt);
	});

	test('[C63] stages do not begin again because somebody was sent in between', () => {
		const again = told(header, first, second, ['shequ1', 'dispatch'], first, last);
		expect(again).toMatchObject({ state: 'mediating', stage: 'property_final' });
		expect(refusalsOf(again)).toEqual(['stage_past']);
	});

	test.each([
		[{ category: 'property.fee' }],
		[{ category: 'dispute.property_dispute' }],
		[{ category: 'dispute.neighbor', source: 'property' as const }]
	])('[C64] a party never mediates its own case: %o', (change) => {
		const tried = told(toldHeader(change), first, second, last);
		expect(tried).toMatchObject({ state: 'mediating', stage: 'community_second' });
		expect(refusalsOf(tried)).toEqual(['own_case']);
		const concluded = told(toldHeader(change), first, last, [
			'shequ1',
			'mediate',
			{ stage: 'community_second', agreed: true, note: '先办房本' }
		]);
		expect(concluded.state).toBe('resolved');
	});

	test('[C65] from the community on it may be referred out, and has ended', () => {
		const early = told(header, first, ['shequ1', 'refer_out', { note: '找律师' }]);
		expect(early.state).toBe('mediating');
		const out = told(header, first, second, ['shequ1', 'refer_out', { note: '转司法所' }], done);
		expect(out).toMatchObject({ state: 'referred_out', list: 'ended' });
		expect(refusalsOf(out)).toEqual(['not_allowed']);
	});

	test('[C66] a council deliberates until it agrees, or sends somebody', () => {
		const talk: Line = ['shequ1', 'deliberate', { note: '小板凳议事会', agreed: false }];
		expect(told(header, ...received, talk).state).toBe('deliberating');
		expect(told(header, ...received, talk, ['shequ1', 'dispatch']).state).toBe('dispatched');
		const agreed = told(header, ...received, talk, [
			'shequ1',
			'deliberate',
			{ agreed: true, note: '车棚改活动室' }
		]);
		expect(agreed).toMatchObject({ state: 'resolved', resolution: '车棚改活动室' });
	});
});

describe('suspension', () => {
	const ask: Line = ['wuye1', 'request_suspend', { until: '2026-12-01', note: '等配件' }];
	const grant: Line = ['shuji', 'suspend', { until: '2026-12-01', note: '等配件' }];

	test('[C67] is asked for, granted with a day, and goes on where it stood', () => {
		expect(told(header, ...inWork, ask)).toMatchObject({
			state: 'in_progress',
			suspendAsked: { by: 'wuye1', until: '2026-12-01', note: '等配件' }
		});
		const held = told(header, ...inWork, ask, grant);
		expect(held).toMatchObject({
			state: 'suspended',
			suspendAsked: null,
			suspendedUntil: '2026-12-01',
			pauses: [{ from: held.now, until: '', agreedUntil: '2026-12-01' }]
		});
		const on = told(header, ...inWork, ask, grant, 10, ['shequ1', 'resume']);
		expect(on).toMatchObject({ state: 'in_progress', suspendedUntil: '' });
		expect(on.pauses).toEqual([{ from: held.now, until: on.now, agreedUntil: '2026-12-01' }]);
		const own = told(header, ['wangge1', 'self_handle'], grant, ['shequ1', 'resume']);
		expect(own.state).toBe('self_handling');
	});

	test('[C67] may be made longer', () => {
		const longer = told(
			header,
			...inWork,
			grant,
			5,
			['shuji', 'suspend', { until: '2026-12-20' }],
			['shequ1', 'resume']
		);
		expect(longer).toMatchObject({ state: 'in_progress' });
		expect(longer.pauses.map(({ until }) => until === '')).toEqual([false, false]);
	});

	test('[C74] what was done meanwhile counts', () => {
		const meanwhile = told(header, ...inWork, grant, done);
		expect(meanwhile).toMatchObject({ state: 'resolved', resolution: '已更换水泵' });
		expect(meanwhile.pauses[0]?.until).toBe(meanwhile.now);
	});

	test('[C92] a wish is answered with no by an event of its own, with the reason', () => {
		const refused = told(header, ...inWork, ask, ['shuji', 'refuse_suspend', { note: '明天到货' }]);
		expect(refused).toMatchObject({
			state: 'in_progress',
			suspendAsked: null,
			suspendRefused: { by: 'shuji', note: '明天到货' },
			nudges: 0
		});
		expect(told(header, ...inWork, ask, ['shuji', 'refuse_suspend'], ask)).toMatchObject({
			suspendAsked: { by: 'wuye1' },
			suspendRefused: null
		});
		const longer = told(header, ...inWork, grant, ask, ['jiedao', 'refuse_suspend']);
		expect(longer).toMatchObject({ state: 'suspended', suspendAsked: null });
	});

	test('[C92] where nobody asks there is nothing to refuse, and staff do not answer', () => {
		const unasked = told(header, ...inWork, ['shuji', 'refuse_suspend']);
		expect(refusalsOf(unasked)).toEqual(['nothing_asked']);
		for (const role of ['community_lead', 'street_staff'] as const) {
			expect(mayEverWrite(role, 'refuse_suspend')).toBe(true);
		}
		for (const role of ['community_staff', 'grid_worker', 'handler_property'] as const) {
			expect(mayEverWrite(role, 'refuse_suspend')).toBe(false);
		}
	});

	test('[C69] a nudge counts and changes no state; only an old one says no to a wish to suspend', () => {
		expect(told(header, ...inWork, ask, ['shuji', 'nudge']).suspendAsked).not.toBeNull();
		const { events } = told(header, ...inWork, ask, ['shuji', 'nudge']);
		const old = events.map((event) => ({ ...event, schema: 2 }));
		expect(foldConcern(header, old).suspendAsked).toBeNull();
		const nudged = told(header, ...inWork, ['shequ1', 'nudge'], ['jiedao', 'nudge']);
		expect(nudged).toMatchObject({ state: 'in_progress', nudges: 2 });
	});
});

describe('splitting, merging, joining', () => {
	test('[C70] a complaint ends in two or more others', () => {
		const halves = told(header, ...received, ['shequ1', 'split']);
		expect(halves).toMatchObject({ state: 'split', splitInto: [ulidAt(90_001), ulidAt(90_002)] });
		const one = told(header, ...received, ['shequ1', 'split', { parts: [ulidAt(9), ulidAt(9)] }]);
		expect(one).toMatchObject({ state: 'received' });
		const itself = header._id.slice('concern:'.length);
		const whole = told(header, ['shequ1', 'split', { parts: [itself, ulidAt(9)] }]);
		expect(whole.state).toBe('reported');
	});

	test.each(['merge', 'split', 'decline'] as const)(
		'[C74] %s in the office and work in a basement: both are kept, the first by the clock holds',
		(type) => {
			const states = { merge: 'merged', split: 'split', decline: 'declined' };
			const late = told(header, ...received, ['shequ1', type], ...inWork.slice(2), done);
			expect(late).toMatchObject({ state: states[type], resolution: '' });
			expect(late.history.at(-1)).toMatchObject({
				effect: false,
				because: 'not_allowed',
				event: { note: '已更换水泵' }
			});
			const early = told(header, ...inWork, done, ['shequ1', type]);
			expect(early.state).toBe('resolved');
			expect(early.history.at(-1)).toMatchObject({ effect: false, event: { type } });
		}
	);

	test('[C72] who joins when all is done is owed the answer like the others', () => {
		const late = told(header, ...inWork, done, ['wangge1', 'join_household']);
		expect(late).toMatchObject({ state: 'resolved', owedTo: [header.door, doorAt('502')] });
		const own = told(
			header,
			['wangge1', 'self_handle'],
			['wangge1', 'resolve'],
			['wangge2', 'join_household']
		);
		expect(own).toMatchObject({ households: [header.door, doorAt('502')], owedTo: [] });
	});

	test('[C73] nobody waits for the station to receive, and it gives the number once', () => {
		const early = told(
			header,
			['shequ1', 'dispatch'],
			['shequ1', 'receive'],
			['station', 'receive', { number: '7' }],
			['station', 'receive', { number: '8' }]
		);
		expect(early).toMatchObject({ state: 'dispatched', number: '7' });
		expect(refusalsOf(early)).toEqual(['already']);
	});

	test('[C71] who worked on it since it was handed over never asks at the door', () => {
		const helped: Line[] = [
			...received,
			['shequ1', 'dispatch'],
			['shequ2', 'accept'],
			['wuye2', 'respond'],
			['wuye1', 'resolve']
		];
		for (const asker of ['shequ2', 'wuye2', 'wuye1']) {
			const own = told(header, ...helped, [asker, 'follow_up'], [asker, 'not_reached']);
			expect(refusalsOf(own), asker).toEqual(['own_work', 'own_work']);
		}
		expect(told(header, ...helped, ['shequ1', 'follow_up']).state).toBe('closed');
		const handedOn = told(
			header,
			['wangge1', 'self_handle'],
			['wangge1', 'progress'],
			...inWork.slice(1),
			done,
			['wangge1', 'follow_up']
		);
		expect(handedOn.state).toBe('closed');
	});

	test('[C75] a copy cut down never decides against the community that it was over', () => {
		const cut = toldHeader({ door: '', cut: 'handler' });
		const closed: Line[] = [...inWork, done, ['wangge1', 'follow_up']];
		const again: Line[] = [
			['wangge1', 'follow_up', { solved: false }],
			['shequ1', 'dispatch']
		];
		expect(told(cut, ...closed).state).toBe('closed');
		expect(told(cut, ...closed, ...again)).toMatchObject({ state: 'dispatched', reopens: 1 });
		expect(told(header, ...closed, ...again).state).toBe('closed');
	});
});

describe('what nobody answers', () => {
	const roles: readonly Role[] = [
		...(['grid_worker', 'building_head', 'informant', 'handler_property'] as const),
		...(['handler_dept', 'community_staff', 'community_lead', 'street_staff'] as const),
		'station_keeper'
	];
	const minuteAt = (n: number) => new Date(Date.parse(toldFrom) + n * 60_000).toISOString();
	const resolvedStory = told(header, ...inWork, done);
	const resolvedAt = resolvedStory.resolvedAt;
	const end = (n: number, since = resolvedAt): EventDocument =>
		toldEvent(header, n, 'close_unanswered', { author: 'station', device: 'station', since });
	const afterWeek = 10_200;

	test('[C93] closes unrated by an event of the station, that no phone may write', () => {
		const closed = foldConcern(header, [...resolvedStory.events, end(afterWeek)]);
		expect(closed).toMatchObject({
			state: 'closed',
			satisfaction: null,
			list: 'ended',
			owedTo: [],
			closedAt: minuteAt(afterWeek)
		});
		for (const role of roles) expect(mayEverWrite(role, 'close_unanswered'), role).toBe(false);
	});

	test('[C93] what one of two doors said stands, when the other never answers', () => {
		const half = told(header, ...inWork, ['wangge1', 'join_household'], done, [
			'wangge1',
			'follow_up',
			{ satisfaction: 4 }
		]);
		const closed = foldConcern(header, [...half.events, end(afterWeek, half.resolvedAt)]);
		expect(closed).toMatchObject({ state: 'closed', satisfaction: 4, list: 'satisfied' });
	});

	test('[C94] an answer written before it counts, however late it arrives', () => {
		const yes = toldEvent(header, 9_000, 'follow_up', { author: 'wangge1', satisfaction: 5 });
		const no = { ...yes, solved: false };
		for (const [answer, state] of [
			[yes, 'closed'],
			[no, 'reopened']
		] as const) {
			const events = [...resolvedStory.events, end(afterWeek), answer];
			const folded = foldConcern(header, events);
			expect(folded.state).toBe(state);
			expect(folded.history.at(-1)).toMatchObject({ effect: false, because: 'not_allowed' });
			expect(foldConcern(header, events.toReversed())).toEqual(folded);
		}
	});

	test('[C94] what was resolved anew meanwhile is not closed by the end of the first', () => {
		const again = told(
			header,
			...inWork,
			done,
			['wangge1', 'follow_up', { solved: false }],
			...inWork.slice(1),
			9_000,
			done
		);
		const first = foldConcern(header, [...again.events, end(afterWeek)]);
		expect(first.state).toBe('resolved');
		const second = foldConcern(header, [...again.events, end(afterWeek, again.resolvedAt)]);
		expect(second.state).toBe('closed');
	});
});

describe('taking back', () => {
	const lastOf = (account: string, ...lines: Line[]) =>
		stepToTakeBack(
			told(header, ...lines).history.map(({ event, effect }) => ({ ...event, effect })),
			account
		)?.type;

	test('[C95] the last step is its writer’s to take back; the station’s own does not stand in the way', () => {
		expect(lastOf('shequ1', ...received, ['shequ1', 'dispatch'])).toBe('dispatch');
		expect(lastOf('wangge1', ['wangge1', 'self_handle'], ...received)).toBe('self_handle');
		expect(lastOf('wuye1', ...received, ['shequ1', 'dispatch'])).toBeUndefined();
	});

	test('[C95] not after somebody acted, not what had no effect, not what wrote elsewhere too', () => {
		expect(lastOf('shequ1', ...received, ['shequ1', 'dispatch'], ['wuye1', 'accept'])).toBe(
			undefined
		);
		expect(lastOf('wuye1', ...received, ['shequ1', 'dispatch'], ['wuye1', 'resolve'])).toBe(
			undefined
		);
		expect(lastOf('shequ1', ...received, ['shequ1', 'merge'])).toBeUndefined();
		expect(lastOf('shequ1', ...received, ['shequ1', 'split'])).toBeUndefined();
	});

	test('[C95] what may be taken back has no effect once it is', () => {
		const taken = told(
			header,
			...received,
			['shequ1', 'dispatch'],
			['shequ1', 'retract', { retracts: ulidAt(2) }]
		);
		expect(taken).toMatchObject({ state: 'received', handler: '' });
		expect(taken.history[1]).toMatchObject({ effect: false, because: 'retracted' });
	});
});
