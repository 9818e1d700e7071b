// Phones of people to whom a matter was never given write into it, by its id that they somehow know.
// Nothing an honest person wrote late may be lost over it, so it is all taken, and does nothing.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ConcernState } from '#lib/domain/concernFold.ts';
import type { EventDocument, LedgerDocument } from '#lib/domain/documents.ts';
import type { RoleGrant } from '#lib/domain/feeds.ts';
import type { Ulid } from '#lib/domain/ids.ts';
import { documentId } from '#lib/domain/ids.ts';
import { sampleGrid } from '#lib/domain/sampleDocuments.ts';
import { matterOf } from './router/matters.ts';
import type { Person } from './trialPost.ts';
import { enter, newUlid } from './trialPost.ts';
import type { TrialStation } from './trialStation.ts';
import { openTrialStation } from './trialStation.ts';

const community = '150105001019';
const roles = {
	grid: ['wangge1', { role: 'grid_worker', scope: sampleGrid }],
	community: ['shequ1', { role: 'community_staff', scope: community }],
	handler: ['wuye2', { role: 'handler_property', scope: `${community}/wy-herun` }],
	department: ['bumen1', { role: 'handler_dept', scope: `${community}/bm-ranqi` }],
	stranger: ['wuye3', { role: 'handler_property', scope: `${community}/wy-jiahe` }],
	otherHead: ['louzhang2', { role: 'building_head', scope: `${sampleGrid}/xk/4` }],
	street: ['jiedao', { role: 'street_staff', scope: '150105001' }]
} satisfies Record<string, [string, RoleGrant]>;
type Name = keyof typeof roles;

describe('steps of somebody who has not got the matter in hand', () => {
	let station: TrialStation;
	const people = {} as Record<Name, Person>;

	beforeAll(async () => {
		station = await openTrialStation();
		for (const name of Object.keys(roles) as Name[]) {
			const [account, grant] = roles[name];
			people[name] = await enter(station, account, grant);
		}
	});
	afterAll(async () => {
		await station.close();
	});

	function step(name: Name, concern: Ulid, change: Partial<EventDocument>): EventDocument {
		const _id = documentId.event(concern, newUlid());
		return people[name].write('event', { _id, concern, ...change });
	}

	/** Whatever it is, the station takes it: what was refused could have been honest. */
	async function push(name: Name, ...documents: LedgerDocument[]): Promise<void> {
		expect(await people[name].push(...documents)).toEqual([]);
		await station.router.idle();
	}

	async function stateOf(concern: Ulid): Promise<ConcernState> {
		const ledger = (await station.storage.open(`ledger-${community}`))!;
		return (await matterOf(ledger, concern))!.state;
	}

	const idsIn = async (name: Name) => (await people[name].read()).map(({ _id }) => _id);

	function allStepsOf(name: Name, concern: Ulid, dispatched: Ulid): EventDocument[] {
		const note = '不是我的单';
		const steps: Partial<EventDocument>[] = [
			{ type: 'accept' },
			{ type: 'respond', firstResponse: 'call' },
			{ type: 'progress' },
			{ type: 'return' },
			{ type: 'resolve' },
			...(name === 'stranger'
				? ([
						{ type: 'request_suspend', until: '2026-12-31' },
						{ type: 'request_whistle' },
						{ type: 'mediate', stage: 'property_final', agreed: true },
						{ type: 'join', handler: 'wy-jiahe' }
					] as const)
				: [{ type: 'join_household', door: `${sampleGrid}/xk/4-1-101` } as const])
		];
		return [...steps, { type: 'retract', retracts: dispatched } as const].map((one) =>
			step(name, concern, { note, ...one })
		);
	}

	test.each(['header first', 'steps first, as on a station that was restored'])(
		'[A48] %s: nothing comes of them, grid and community see them, nobody else does, and who wrote them learns nothing',
		async (order) => {
			const concern = newUlid();
			const _id = documentId.concern(concern);
			const header = people.grid.write('concern', { _id, text: '电梯坏了' });
			const receive = step('community', concern, { type: 'receive' });
			const order_ = step('community', concern, {
				...{ type: 'dispatch', handler: 'wy-herun', note: '请今天修好' }
			});
			const dispatched = order_._id.slice(-26);
			const hostile = allStepsOf('stranger', concern, dispatched);
			const head = allStepsOf('otherHead', concern, dispatched).filter(
				({ type }) => type !== 'join_household'
			);
			const honest = async () => {
				await push('grid', header);
				await push('community', receive, order_);
			};
			const foreign = async () => {
				await push('stranger', ...hostile);
				await push('otherHead', ...head);
			};
			if (order === 'header first') {
				await honest();
				await foreign();
			} else {
				await foreign();
				await honest();
			}
			const { history, ...state } = await stateOf(concern);
			expect(state).toMatchObject({
				...{ state: 'dispatched', handler: 'wy-herun', returns: 0, joined: [], workers: [] },
				...{ isWhistleAsked: false, suspendAsked: null, stage: '' }
			});
			const foreignIds = [...hostile, ...head].map((event) => event._id);
			const idle = history.filter(({ effect }) => !effect);
			expect(idle.map(({ event }) => event._id).sort()).toEqual([...foreignIds].sort());
			for (const { event, because } of idle) {
				expect([event.type, because]).toEqual([
					event.type,
					event.type === 'retract' ? 'not_own' : 'not_in_hand'
				]);
			}
			// Seen, whole, by whoever answers for the grid.
			for (const name of ['grid', 'community'] as const) {
				expect(await idsIn(name)).toEqual(expect.arrayContaining(foreignIds));
			}
			const nothingHidden = await people.handler.read();
			expect(nothingHidden.filter((one) => foreignIds.includes(one._id))).toMatchObject(
				history.filter(({ because }) => because === 'not_own').map(() => ({ note: '' }))
			);
			expect(nothingHidden.map(({ _id: id }) => id)).toEqual(
				expect.arrayContaining([_id, receive._id, order_._id])
			);
			expect(await idsIn('street')).toEqual([]);
			expect((await idsIn('stranger')).filter((id) => id.includes(concern)).sort()).toEqual(
				hostile.map((event) => event._id).sort()
			);
			expect((await idsIn('otherHead')).filter((id) => id.includes(concern)).sort()).toEqual(
				head.map((event) => event._id).sort()
			);
			// Whose it is goes on as if nothing had been.
			await push('handler', step('handler', concern, { type: 'accept' }));
			expect(await stateOf(concern)).toMatchObject({ state: 'accepted', workers: ['wuye2'] });
		}
	);

	test('[A48] what a unit wrote before it heard that another has it is kept, and is not the other’s step', async () => {
		const concern = newUlid();
		await push('grid', people.grid.write('concern', { _id: documentId.concern(concern) }));
		const dispatch = (handler: string) => step('community', concern, { type: 'dispatch', handler });
		await push('community', step('community', concern, { type: 'receive' }), dispatch('wy-herun'));
		await push('community', dispatch('bm-ranqi'));
		const late = step('handler', concern, { type: 'accept' });
		await push('handler', late);
		const { history, ...state } = await stateOf(concern);
		expect(state).toMatchObject({ state: 'dispatched', handler: 'bm-ranqi', acceptedAt: '' });
		expect(history.find(({ event }) => event._id === late._id)).toMatchObject({
			...{ effect: false, because: 'not_in_hand' }
		});
		expect(await idsIn('community')).toContain(late._id);
		expect(await idsIn('department')).not.toContain(late._id);
		await push('department', step('department', concern, { type: 'accept' }));
		expect(await stateOf(concern)).toMatchObject({ state: 'accepted', workers: ['bumen1'] });
		// A handler who rang up: the community writes for him.
		await push(
			'community',
			step('community', concern, { type: 'respond', firstResponse: 'call' }),
			step('community', concern, { type: 'resolve' })
		);
		expect(await stateOf(concern)).toMatchObject({ state: 'resolved' });
	});

	test('[A48] a report under an id that is taken, and a picture of a foreign matter, bring nothing either', async () => {
		const concern = newUlid();
		const _id = documentId.concern(concern);
		await push('grid', people.grid.write('concern', { _id, text: '只有网格里知道' }));
		const forged = people.stranger.write('concern', { _id, text: '我报的', source: 'property' });
		const photo = people.stranger.write('photo', {
			...{ _id: documentId.photo('ef'.repeat(32)), sha256: 'ef'.repeat(32), subject: _id }
		});
		await push('stranger', forged, photo);
		await push('community', step('community', concern, { type: 'receive' }));
		const own = (await people.stranger.read()).filter(
			({ _id: id }) => id.includes(concern) || id === photo._id
		);
		expect(own).toEqual([forged, photo]);
		const there = (await people.community.read()).find(({ _id: id }) => id === _id);
		expect(there).toMatchObject({ text: '只有网格里知道', author: 'wangge1' });
	});
});
