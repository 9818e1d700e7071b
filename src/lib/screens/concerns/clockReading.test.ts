import { expect, test } from 'vitest';
import type { ConcernClock } from '#lib/domain/concernClocks.ts';
import { byPressure, sayClock } from './clockReading.ts';

const minute = 60_000;
const hour = 60 * minute;
const clock = (change: Partial<ConcernClock>): ConcernClock => ({
	policy: 'property_54321',
	step: 'accept',
	limitMs: 5 * 60_000,
	startedAt: '2026-11-23T02:00:00.000Z',
	dueAt: '2026-11-23T02:05:00.000Z',
	state: 'running',
	leftMs: 4 * minute + 5_000,
	...change
});

test('[U62] a clock says in words what is left, and how late it is; the tone says the same', () => {
	expect(sayClock(clock({}))).toEqual({ tone: 'qing', text: '接单还剩 4 分 05 秒' });
	expect(sayClock(clock({ state: 'near', leftMs: 40_000 }))).toEqual({
		tone: 'due',
		text: '接单还剩 40 秒'
	});
	expect(sayClock(clock({ state: 'late', leftMs: -(2 * hour + 20 * minute) }))).toEqual({
		tone: 'late',
		text: '接单超时 2 小时 20 分'
	});
	expect(sayClock(clock({ step: 'resolve', leftMs: 52 * hour })).text).toBe('办结还剩 2 天 4 小时');
	expect(sayClock(clock({ step: 'resolve', state: 'paused' }))).toEqual({
		tone: '',
		text: '办结暂停计时'
	});
});

test('[U62] whoever is whistled for does not respond: he comes', () => {
	expect(sayClock(clock({ policy: 'whistle', step: 'respond', leftMs: 3 * hour })).text).toBe(
		'报到还剩 3 小时'
	);
});

test('[U61] the latest comes first, then what runs out first; without a limit, the oldest', () => {
	const rows = [
		{ id: 'none', changedAt: '2026-11-22', clocks: [] },
		{ id: 'plenty', changedAt: '1', clocks: [clock({ leftMs: hour, dueAt: '2026-11-23T03:00Z' })] },
		{ id: 'late', changedAt: '1', clocks: [clock({ state: 'late', leftMs: -1 })] },
		{ id: 'older', changedAt: '2026-11-21', clocks: [clock({ state: 'paused' })] },
		{ id: 'later', changedAt: '1', clocks: [clock({ state: 'late', leftMs: -hour })] }
	];
	expect(byPressure(rows, ({ clocks }) => clocks).map(({ id }) => id)).toEqual([
		'later',
		'late',
		'plenty',
		'older',
		'none'
	]);
});
