import { expect, test } from 'vitest';
import type { ConcernClock } from '#lib/domain/concernClocks.ts';
import { concernStates } from '#lib/domain/concernStates.ts';
import type { ConcernRow } from '#lib/projections/rows.ts';
import {
	deskQueues,
	inWorkingOrder,
	isFiltered,
	isWanted,
	noFilter,
	seat,
	streetQueues
} from './deskQueues.ts';
import { sampleConcern } from './sampleConcern.ts';

const row = (change: Partial<ConcernRow>): ConcernRow => ({ ...sampleConcern, ...change });
const clock = (state: ConcernClock['state'], leftMs = 1000): ConcernClock => ({
	policy: 'property_54321',
	step: 'accept',
	limitMs: 5 * 60_000,
	startedAt: '',
	dueAt: '',
	state,
	leftMs
});
const queuesOf = (change: Partial<ConcernRow>, clocks: ConcernClock[] = []) =>
	seat(row(change), clocks).queues;

test('[U84] a concern stands in some queue of the desk, whatever its state', () => {
	for (const state of concernStates) {
		const queues = queuesOf({ state });
		expect(queues.filter((queue) => deskQueues.includes(queue)).length, state).toBeGreaterThan(0);
	}
});

test('[U84] what only the desk can move on stands apart from what others have in hand', () => {
	expect(queuesOf({ state: 'received' })).toEqual(['incoming']);
	expect(queuesOf({ state: 'returned' })).toEqual(['again']);
	expect(queuesOf({ state: 'reopened' })).toEqual(['again']);
	expect(queuesOf({ state: 'dispatched' })).toEqual(['underway']);
	expect(queuesOf({ state: 'resolved' })).toEqual(['followUp']);
	expect(queuesOf({ state: 'mediating' })).toEqual(['talks']);
	expect(queuesOf({ state: 'closed' })).toEqual(['ended']);
});

test('[U84] what is late, or will be, is seen besides where it stands; what rests or is done is not', () => {
	expect(queuesOf({ state: 'dispatched' }, [clock('near')])).toContain('late');
	expect(queuesOf({ state: 'dispatched' }, [clock('late', -5)])).toEqual(['underway', 'late']);
	expect(queuesOf({ state: 'dispatched' }, [clock('running')])).not.toContain('late');
	expect(queuesOf({ state: 'suspended' }, [clock('paused'), clock('done')])).not.toContain('late');
	expect(queuesOf({ state: 'closed' }, [clock('late')])).toEqual(['ended']);
});

test('[U84] the clock shown is the one that presses most', () => {
	const { pressing } = seat(row({ state: 'dispatched' }), [
		clock('running', 9_000),
		clock('late', -70),
		clock('done', -900)
	]);
	expect(pressing).toMatchObject({ state: 'late', leftMs: -70 });
	expect(seat(row({}), [clock('done')]).pressing).toBeUndefined();
});

test('[U84] a wish to suspend waits until it is answered', () => {
	const asked = { until: '2026-12-30', by: 'wuye1', note: '等零件' };
	const state = 'in_progress' as const;
	expect(queuesOf({ state, suspendAsked: asked })).toContain('suspendAsks');
	const suspendRefused = { by: 'shuji', note: '零件后天就到' };
	expect(queuesOf({ state, suspendAsked: null, suspendRefused })).not.toContain('suspendAsks');
});

test('[U85] a street sees whistles to blow, and those whose units have not all come', () => {
	expect(queuesOf({ state: 'in_progress', isWhistleAsked: true })).toContain('toBlow');
	const whistled = {
		state: 'joined' as const,
		whistledAt: '2026-11-20T03:00:00.000Z',
		handler: 'bm-chengguan',
		supporters: ['bm-ranqi'],
		joined: ['bm-chengguan']
	};
	expect(queuesOf(whistled)).toContain('called');
	expect(queuesOf({ ...whistled, joined: ['bm-chengguan', 'bm-ranqi'] })).not.toContain('called');
	for (const queue of ['toBlow', 'called', 'late', 'suspendAsks'] as const) {
		expect(streetQueues).toContain(queue);
	}
});

test('[U86] words, group, grid and handler narrow the list together', () => {
	const leak = row({ handler: 'wy-herun', supporters: ['bm-ranqi'] });
	const haystack = () => '2026-0012 3-2-501 厨房顶上漏水 和润物业';
	const wants = (change: Partial<typeof noFilter>) =>
		isWanted(leak, { ...noFilter, ...change }, haystack);
	expect(wants({})).toBe(true);
	expect(wants({ words: '漏水 0012' })).toBe(true);
	expect(wants({ words: '漏水 暖气' })).toBe(false);
	expect(wants({ group: 'repair' })).toBe(true);
	expect(wants({ group: 'rep' })).toBe(false);
	expect(wants({ grid: '150105001019-02' })).toBe(false);
	expect(wants({ handler: 'bm-ranqi' })).toBe(true);
	expect(wants({ handler: 'wy-jiahe' })).toBe(false);
	expect(isFiltered(noFilter)).toBe(false);
	expect(isFiltered({ ...noFilter, words: 'x' })).toBe(true);
});

test('[U86] each queue is worked off from its most pressing end', () => {
	const at = (id: string, change: Partial<ConcernRow>, clocks: ConcernClock[] = []) =>
		seat(row({ id, ...change }), clocks);
	const order = (queue: (typeof deskQueues)[number], seats: ReturnType<typeof at>[]) =>
		inWorkingOrder(queue, seats).map(({ row: { id } }) => id);
	expect(
		order('incoming', [
			at('old', { capturedAt: '2026-11-01' }),
			at('urgent', { urgency: 'red', capturedAt: '2026-11-09' }),
			at('new', { capturedAt: '2026-11-05' })
		])
	).toEqual(['urgent', 'old', 'new']);
	expect(
		order('late', [
			at('none', {}),
			at('soon', {}, [clock('near', 50)]),
			at('long past', {}, [clock('late', -900)])
		])
	).toEqual(['long past', 'soon', 'none']);
	expect(
		order('ended', [
			at('before', { changedAt: '2026-11-01' }),
			at('last', { changedAt: '2026-11-02' })
		])
	).toEqual(['last', 'before']);
});
