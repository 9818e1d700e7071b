import { describe, expect, test } from 'vitest';
import type { ConcernIntent } from './concern.ts';
import { checkConcern, isConfidentialByDefault, natureOf, urgencyOf } from './concern.ts';
import { concernStates, isEnded, listOfConcern } from './concernStates.ts';
import type { OpenConcern } from './duplicates.ts';
import { possibleDuplicates } from './duplicates.ts';
import { mayEverWrite, mayWrite } from './eventRights.ts';
import { sampleDoor, sampleNow } from './sampleDocuments.ts';
import { categories } from './taxonomy.ts';

const threeTaps: ConcernIntent = {
	door: sampleDoor,
	building: 'xk/3',
	place: '',
	category: 'utility.heating',
	source: 'visit',
	text: '',
	photos: []
};
const refusalOf = (change: Partial<ConcernIntent>) => {
	const checked = checkConcern({ ...threeTaps, ...change });
	return checked.ok ? undefined : checked.refusal;
};

describe('checkConcern', () => {
	test('[C19] a door and a category are enough; the category says the rest', () => {
		expect(checkConcern(threeTaps)).toEqual({
			ok: true,
			value: {
				...threeTaps,
				nature: 'report',
				urgency: 'green',
				confidentialReporter: false
			}
		});
		expect(urgencyOf('utility.gas')).toBe('red');
		expect(natureOf('other.praise')).toBe('praise');
	});

	test('[C19] what the worker says goes before the default', () => {
		const said = { urgency: 'yellow', nature: 'help', confidentialReporter: true } as const;
		expect(checkConcern({ ...threeTaps, ...said })).toMatchObject({ ok: true, value: said });
	});

	test('[C20] it needs a known category, a place, and words where the category has none', () => {
		expect(refusalOf({ category: 'utility.hydrogen' })).toMatchObject({ kind: 'category' });
		expect(refusalOf({ door: '', building: '' })).toMatchObject({ kind: 'place_missing' });
		expect(refusalOf({ door: '', building: '', place: '小区东门' })).toBeUndefined();
		expect(refusalOf({ category: 'other.suggestion' })).toMatchObject({ kind: 'text_missing' });
		expect(refusalOf({ text: '000000194910010012' })).toMatchObject({ kind: 'id_number' });
		expect(refusalOf({ building: '3号楼' })).toEqual({ kind: 'shape', field: 'building' });
	});

	test('[C21] complaints about people close by hide the complainer unless told otherwise', () => {
		const hidden = categories.map(({ code }) => code).filter(isConfidentialByDefault);
		expect(hidden).toEqual([
			...categories.filter(({ group }) => group === 'property').map(({ code }) => code),
			'environment.noise',
			'order.illegal_build',
			...categories.filter(({ group }) => group === 'dispute').map(({ code }) => code)
		]);
		expect(checkConcern({ ...threeTaps, category: 'environment.noise' })).toMatchObject({
			value: { confidentialReporter: true }
		});
	});
});

describe('lists and rights', () => {
	test('[C22] every concern is on exactly one list', () => {
		const lists = concernStates.map((state) => [state, listOfConcern(state, null)]);
		expect(Object.fromEntries(lists)).toEqual({
			reported: 'needs',
			received: 'needs',
			self_handling: 'service',
			dispatched: 'service',
			accepted: 'service',
			returned: 'service',
			in_progress: 'service',
			suspended: 'service',
			whistled: 'service',
			joined: 'service',
			mediating: 'service',
			deliberating: 'service',
			resolved: 'service',
			reopened: 'service',
			closed: 'ended',
			declined: 'ended',
			merged: 'ended',
			split: 'ended',
			referred_out: 'ended',
			withdrawn: 'ended'
		});
		expect([3, 4, 5].map((mark) => listOfConcern('closed', mark))).toEqual([
			'ended',
			'satisfied',
			'satisfied'
		]);
		expect(concernStates.filter(isEnded)).toEqual([
			'closed',
			'declined',
			'merged',
			'split',
			'referred_out',
			'withdrawn'
		]);
	});

	test('[C23] a grid worker handles herself, joins, asks and withdraws; she never dispatches', () => {
		expect(mayWrite('grid_worker', 'self_handle', 'received')).toBe(true);
		expect(mayWrite('grid_worker', 'join_household', 'in_progress')).toBe(true);
		expect(mayWrite('grid_worker', 'follow_up', 'resolved')).toBe(true);
		expect(mayWrite('grid_worker', 'withdraw', 'dispatched')).toBe(true);
		for (const type of ['receive', 'dispatch', 'merge', 'decline', 'suspend', 'resume'] as const) {
			expect(mayEverWrite('grid_worker', type), type).toBe(false);
		}
	});

	test('[C23] she resolves what she has in hand, in a state that can be resolved', () => {
		expect(mayWrite('grid_worker', 'resolve', 'self_handling', { isHandler: true })).toBe(true);
		expect(mayWrite('grid_worker', 'resolve', 'self_handling')).toBe(false);
		expect(mayWrite('grid_worker', 'resolve', 'received', { isHandler: true })).toBe(false);
	});

	test('[C24] who handles never asks at the door, who keeps the station writes nothing', () => {
		for (const role of ['handler_property', 'handler_dept', 'building_head'] as const) {
			expect(mayEverWrite(role, 'follow_up'), role).toBe(false);
			expect(mayEverWrite(role, 'dispatch'), role).toBe(false);
		}
		expect(mayEverWrite('station_keeper', 'progress')).toBe(false);
		expect(mayEverWrite('community_staff', 'suspend')).toBe(false);
		expect(mayEverWrite('community_lead', 'suspend')).toBe(true);
	});
});

describe('possibleDuplicates', () => {
	const open: OpenConcern = {
		id: 'a',
		building: 'xk/3',
		category: 'repair.elevator',
		text: '电梯门关不上，老人不敢坐',
		state: 'dispatched',
		capturedAt: '2026-11-10T02:00:00.000Z'
	};
	const found = (change: Partial<OpenConcern>, matter = {}) =>
		possibleDuplicates(
			{ building: 'xk/3', category: 'repair.elevator', text: '', ...matter },
			[{ ...open, ...change }],
			sampleNow
		);

	test('[C25] the same category in the same building is shown before anybody types', () => {
		expect(found({})).toEqual(['a']);
		expect(found({ building: 'xk/4' })).toEqual([]);
		expect(found({}, { building: '' })).toEqual([]);
	});

	test('[C25] shared words point at it under another category', () => {
		const typed = { category: '', text: '3号楼电梯门一直关不上' };
		expect(found({}, typed)).toEqual(['a']);
		expect(found({}, { category: '', text: '小区没有地方停车' })).toEqual([]);
	});

	test('[C25] what has ended or is older than 30 days is no duplicate', () => {
		expect(found({ state: 'closed' })).toEqual([]);
		expect(found({ state: 'resolved' })).toEqual(['a']);
		expect(found({ capturedAt: '2026-10-20T02:00:00.000Z' })).toEqual([]);
	});

	test('[C25] the likeliest comes first', () => {
		const others = [
			{ ...open, id: 'words', category: 'safety.hazard' },
			{ ...open, id: 'both' },
			{ ...open, id: 'category', text: '困人' }
		];
		const matter = { building: 'xk/3', category: 'repair.elevator', text: '电梯门关不上' };
		expect(possibleDuplicates(matter, others, sampleNow)).toEqual(['both', 'category', 'words']);
	});
});
