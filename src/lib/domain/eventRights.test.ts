import { describe, expect, test } from 'vitest';
import type { ConcernEventType } from './documents.ts';
import { eventCarries } from './eventCarries.ts';
import { mayEverWrite, mayWrite } from './eventRights.ts';
import type { Role } from './feeds.ts';
import type { StepView, Who } from './openSteps.ts';
import { openStages, openSteps, unitsOf } from './openSteps.ts';
import { sampleGrid } from './sampleDocuments.ts';
import type { Line } from './toldConcern.ts';
import { told, toldHeader } from './toldConcern.ts';

const types = Object.keys(eventCarries) as ConcernEventType[];
const community = sampleGrid.slice(0, 12);

const people: Record<string, Who> = {
	worker: who('wangge1', 'grid_worker', sampleGrid),
	otherWorker: who('wangge2', 'grid_worker', `${community}-02`),
	head: who('louzhang1', 'building_head', `${sampleGrid}/xk/3`),
	otherHead: who('louzhang2', 'building_head', `${sampleGrid}/xk/4`),
	informant: who('xinxiyuan1', 'informant', `${community}/xinxiyuan1`),
	property: who('wuye1', 'handler_property', `${community}/wy-herun`),
	otherProperty: who('wuye2', 'handler_property', `${community}/wy-jiahe`),
	department: who('bumen1', 'handler_dept', `${community}/bm-ranqi`),
	supporting: who('bumen2', 'handler_dept', `${community}/bm-chengguan`),
	staff: who('shequ1', 'community_staff', community),
	lead: who('shuji', 'community_lead', community),
	street: who('jiedao', 'street_staff', community.slice(0, 9)),
	keeper: who('zhan', 'station_keeper', community)
};

function who(account: string, role: Role, scope: string): Who {
	const grants = [{ role, scope }];
	return { account, grants, units: unitsOf(grants) };
}

function after(...lines: Line[]): StepView {
	const header = toldHeader();
	return { ...told(header, ...lines), ...placeOf(header) };
}

function placeOf({ grid, building, category, source }: ReturnType<typeof toldHeader>) {
	return { grid, building, category, source };
}

function offered(concern: StepView, name: string): string {
	return openSteps(concern, people[name]!).join(' ');
}

const inHand: Line[] = [
	['shequ1', 'dispatch'],
	['wuye1', 'accept'],
	['wuye1', 'respond']
];
const whistle: Line = ['jiedao', 'blow_whistle'];

describe('eventRights', () => {
	test('[C76] only the street blows a whistle, and departments never ask for one', () => {
		const roles = [...new Set(Object.values(people).map(({ grants }) => grants[0]!.role))];
		const may = (type: ConcernEventType) => roles.filter((role) => mayEverWrite(role, type));
		expect(may('blow_whistle')).toEqual(['street_staff']);
		expect(may('request_whistle')).toEqual([
			'grid_worker',
			'handler_property',
			'community_staff',
			'community_lead'
		]);
		expect(may('suspend')).toEqual(['community_lead', 'street_staff']);
		expect(may('split')).toEqual(['community_staff', 'community_lead']);
		expect(may('join')).toEqual([
			'handler_property',
			'handler_dept',
			'community_staff',
			'community_lead',
			'street_staff'
		]);
		expect(types.filter((type) => mayEverWrite('informant', type))).toEqual([]);
	});

	test('[C76] a stage of mediation is held by its own role', () => {
		expect(mayEverWrite('grid_worker', 'mediate', 'grid_first')).toBe(true);
		expect(mayEverWrite('grid_worker', 'mediate', 'community_second')).toBe(false);
		expect(mayEverWrite('community_staff', 'mediate', 'grid_first')).toBe(false);
		expect(mayEverWrite('handler_property', 'mediate', 'property_final')).toBe(true);
		expect(mayEverWrite('handler_dept', 'mediate', 'property_final')).toBe(false);
	});

	test('[C76] the street sends a concern only while a whistle holds', () => {
		expect(mayWrite('street_staff', 'dispatch', 'received')).toBe(false);
		expect(mayWrite('street_staff', 'dispatch', 'whistled', { isWhistled: true })).toBe(true);
	});
});

describe('openSteps', () => {
	test('[C77] what is new is the worker’s to take, and the community’s to send', () => {
		const fresh = after(['station', 'receive']);
		expect(offered(fresh, 'worker')).toBe(
			'self_handle join_household withdraw request_whistle mediate'
		);
		expect(offered(fresh, 'staff')).toBe(
			'dispatch join_household merge decline withdraw request_whistle mediate deliberate split'
		);
		expect(offered(fresh, 'head')).toBe('join_household');
		expect(offered(fresh, 'street')).toBe('blow_whistle');
		for (const name of ['otherWorker', 'otherHead', 'informant', 'property', 'keeper']) {
			expect(offered(fresh, name), name).toBe('');
		}
	});

	test('[C77] what is dispatched is its handler’s, and of no other company', () => {
		const sent = after(['shequ1', 'dispatch']);
		expect(offered(sent, 'property')).toBe('accept return request_whistle mediate');
		expect(offered(sent, 'otherProperty')).toBe('');
		const working = after(...inHand);
		expect(offered(working, 'property')).toBe(
			'respond progress resolve request_suspend request_whistle mediate'
		);
		expect(offered(working, 'lead')).toContain(' suspend ');
		expect(offered(working, 'staff')).not.toContain(' suspend ');
	});

	test('[C77] a building head acts on what was given to him by name', () => {
		const given = after(['shequ1', 'dispatch', { handler: 'louzhang2' }]);
		expect(offered(given, 'otherHead')).toBe('accept return join_household');
		expect(offered(given, 'head')).toBe('join_household');
	});

	test('[C77] whistled for: who is asked reports in, who leads resolves, who supports helps', () => {
		const blown = after(whistle);
		expect(offered(blown, 'department')).toBe('join');
		expect(offered(blown, 'supporting')).toBe('join');
		expect(offered(blown, 'property')).toBe('');
		expect(offered(blown, 'street')).toBe('dispatch nudge blow_whistle join');
		const working = after(
			whistle,
			['bumen1', 'join'],
			['bumen2', 'join', { handler: 'bm-chengguan' }],
			['bumen1', 'progress']
		);
		expect(offered(working, 'department')).toBe('respond progress resolve request_suspend');
		expect(offered(working, 'supporting')).toBe('respond progress');
	});

	test('[C77] who worked on it is not asked to ask; who must whistle first does not send', () => {
		const resolved = after(...inHand, ['shequ1', 'resolve']);
		expect(offered(resolved, 'staff')).toBe('receive join_household');
		expect(offered(resolved, 'worker')).toBe('follow_up not_reached join_household');
		const turn: Line[] = [
			['shequ1', 'dispatch'],
			['wuye1', 'return']
		];
		const due = after(...turn, ...turn, ...turn);
		expect(offered(due, 'staff')).not.toContain('dispatch');
		expect(offered(due, 'worker')).not.toContain('self_handle');
		expect(offered(due, 'staff')).toContain('request_whistle');
	});

	test('[C77] stages are offered to who holds them, as long as they are not past', () => {
		const second = after(
			['wangge1', 'mediate', { stage: 'grid_first' }],
			['shequ1', 'mediate', { stage: 'community_second' }]
		);
		expect(openStages(second, people.worker!)).toEqual([]);
		expect(openStages(second, people.staff!)).toEqual(['community_second']);
		expect(offered(second, 'staff')).toContain('refer_out');
		const sent = after(['shequ1', 'dispatch']);
		expect(openStages(sent, people.property!)).toEqual(['property_final']);
		expect(openStages({ ...sent, category: 'property.fee' }, people.property!)).toEqual([]);
		expect(openStages(sent, people.worker!)).toEqual([]);
	});
});
