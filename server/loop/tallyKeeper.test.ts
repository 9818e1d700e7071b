// Counts of a community, through a whole station with the phones of whoever writes and reads them.
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { TallyDocument } from '#lib/domain/communityDocuments.ts';
import type { EventDocument, LedgerDocument } from '#lib/domain/documents.ts';
import type { RoleGrant } from '#lib/domain/feeds.ts';
import { documentId } from '#lib/domain/ids.ts';
import { parseDocument } from '#lib/domain/parseDocument.ts';
import { sampleDoor, sampleGrid } from '#lib/domain/sampleDocuments.ts';
import type { Person } from '../trialPost.ts';
import { enter, newUlid } from '../trialPost.ts';
import type { TrialStation } from '../trialStation.ts';
import { openTrialStation } from '../trialStation.ts';

const community = '150105001019';
const roles = {
	grid: ['wangge1', { role: 'grid_worker', scope: sampleGrid }],
	staff: ['shequ1', { role: 'community_staff', scope: community }],
	handler: ['wuye2', { role: 'handler_property', scope: `${community}/wy-herun` }],
	head: ['louzhang1', { role: 'building_head', scope: `${sampleGrid}/xk/3` }],
	street: ['jiedao', { role: 'street_staff', scope: '150105001' }]
} satisfies Record<string, [string, RoleGrant]>;
type Name = keyof typeof roles;

let station: TrialStation;
let nowMs = 0;
let people: Record<Name, Person>;

beforeEach(async () => {
	nowMs = Date.parse('2026-11-23T12:00:00.000Z');
	await open({});
	people = {} as Record<Name, Person>;
	for (const name of Object.keys(roles) as Name[]) {
		const [account, grant] = roles[name];
		people[name] = await enter(station, account, grant);
	}
});
afterEach(async () => {
	await station.close();
});

async function open(kept: Partial<Pick<TrialStation, 'storage' | 'access'>>): Promise<void> {
	station = await openTrialStation({ ...kept, nowMs: () => nowMs });
}

async function settle(): Promise<void> {
	await station.router.idle();
	await station.loop.idle();
	await station.router.idle();
}

async function push(name: Name, ...documents: LedgerDocument[]): Promise<void> {
	expect(await people[name].push(...documents)).toEqual([]);
	await settle();
}

function step(name: Name, concern: string, change: Partial<EventDocument>): EventDocument {
	return people[name].write('event', {
		_id: documentId.event(concern, newUlid()),
		concern,
		...change
	});
}

async function report(): Promise<string> {
	const concern = newUlid();
	await push('grid', people.grid.write('concern', { _id: documentId.concern(concern) }));
	return concern;
}

const order = { type: 'dispatch', handler: 'wy-herun' } as const;

async function resolve(concern: string, satisfaction: number): Promise<void> {
	await push('staff', step('staff', concern, order));
	await push(
		'handler',
		step('handler', concern, { type: 'accept' }),
		step('handler', concern, { type: 'respond', firstResponse: 'call' }),
		step('handler', concern, { type: 'resolve' })
	);
	const solved = satisfaction >= 3;
	await push(
		'grid',
		step('grid', concern, { type: 'follow_up', solved, satisfaction, door: sampleDoor })
	);
}

async function tally(): Promise<void> {
	await station.loop.tally();
	await settle();
}

async function talliesOf(name: Name): Promise<TallyDocument[]> {
	const all = await people[name].read();
	return all.filter((one): one is TallyDocument => one.kind === 'tally');
}

test('[O80] the street and the community are told how many stand where, how many are late, and what residents said', async () => {
	const lead = await enter(station, 'shuji', { role: 'community_lead', scope: community });
	const unit = { code: 'wy-herun', kind: 'property', name: '和润物业', phone: '' } as const;
	const organisation = lead.write('organisation', {
		...{ _id: documentId.organisation(newUlid()), posts: [], branches: [] },
		...{ grid: `${community}-00`, units: [{ ...unit, estates: [], categories: [] }] }
	});
	expect(await lead.push(organisation)).toEqual([]);
	await settle();
	await report();
	await push('staff', step('staff', await report(), order));
	await resolve(await report(), 5);
	await resolve(await report(), 3);
	await resolve(await report(), 1);
	// Something without an effect counts nowhere.
	await push('head', step('head', await report(), { type: 'resolve' }));
	await tally();
	const counts = {
		...{ community, day: '2026-11-23', grid: `${community}-00`, author: 'station' },
		// The order was sent ten hours ago, and the third resolved asks to be sent out again.
		states: { received: 2, dispatched: 1, closed: 2, reopened: 1 },
		...{ late: 1, sent: 4, responded: 3, asked: 3, solved: 2, satisfied: 1 }
	};
	expect(await talliesOf('street')).toMatchObject([{ ...counts, cut: 'street' }]);
	expect(await talliesOf('staff')).toMatchObject([counts]);
	for (const name of ['grid', 'handler', 'head'] as const) {
		expect([name, await talliesOf(name)]).toEqual([name, []]);
	}
});

test('[O80] [O81] a day has one count, which is followed by a newer one when something changed, and by nothing otherwise', async () => {
	const concern = await report();
	await tally();
	const [first] = await talliesOf('street');
	nowMs += 60_000;
	await tally();
	expect(await talliesOf('street')).toEqual([first]);

	await push('staff', step('staff', concern, { type: 'decline' }));
	await report();
	await tally();
	const [second, ...others] = await talliesOf('street');
	expect(others).toEqual([]);
	expect(second).toMatchObject({ _id: first!._id, states: { declined: 1, received: 1 } });
	expect(second!._rev.split('-')[0]).toBe('2');
	expect(parseDocument(second).ok).toBe(true);
	expect((await talliesOf('staff')).map(({ _rev }) => _rev.split('-')[0])).toEqual(['2']);

	await station.close();
	await open({ storage: station.storage, access: station.access });
	await settle();
	await tally();
	expect(await talliesOf('street')).toEqual([second]);

	nowMs += 24 * 3_600_000;
	await tally();
	await report();
	await tally();
	await report();
	await tally();
	const days = await talliesOf('street');
	expect(days.map(({ day, _rev }) => [day, _rev.split('-')[0]])).toEqual([
		['2026-11-23', '2'],
		['2026-11-24', '3']
	]);
	expect(days.at(-1)?.states).toEqual({ declined: 1, received: 3 });
});

test('[O81] who comes to the street later is told the newest of each day', async () => {
	await report();
	await tally();
	await report();
	await tally();
	await report();
	await tally();
	const late = await enter(station, 'jiedao9', { role: 'street_staff', scope: '150105001' });
	const [told] = (await late.read()).filter((one): one is TallyDocument => one.kind === 'tally');
	expect(told?.states).toEqual({ received: 3 });
});
