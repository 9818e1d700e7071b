import { describe, expect, test } from 'vitest';
import type { ClockSettings } from './clockPolicies.ts';
import { clockSettings, defaultPolicies } from './clockPolicies.ts';
import type { ClockedConcern, ConcernClock } from './concernClocks.ts';
import { concernClocks, handlerMs, mostPressing, residentWaitMs } from './concernClocks.ts';
import type { Urgency } from './documents.ts';
import type { Line, Told } from './toldConcern.ts';
import { told, toldFrom, toldHeader } from './toldConcern.ts';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
const settings = clockSettings([
	{ code: 'wy-herun', kind: 'property' },
	{ code: 'zy-xingkang', kind: 'volunteers' }
]);
const header = toldHeader();

function clocked(concern: Told, urgency: Urgency = 'green'): ClockedConcern {
	return { ...concern, urgency, capturedAt: concern.header.capturedAt };
}

/** `['property_54321.accept', …]` with what is left, `ms` after the last line. */
function read(
	concern: Told,
	ms = 0,
	{ urgency = 'green', by = settings }: { urgency?: Urgency; by?: ClockSettings } = {}
): Record<string, ConcernClock> {
	const clocks = concernClocks(clocked(concern, urgency), by, after(concern, ms));
	return Object.fromEntries(clocks.map((clock) => [`${clock.policy}.${clock.step}`, clock]));
}
const after = (concern: Told, ms: number) => new Date(Date.parse(concern.now) + ms).toISOString();
const at = (iso: string, ms: number) => new Date(Date.parse(iso) + ms).toISOString();

const dispatched: Line = ['shequ1', 'dispatch'];
const whistle: Line = ['jiedao', 'blow_whistle'];
const working: Line[] = [dispatched, ['wuye1', 'accept'], ['wuye1', 'respond']];
const done: Line = ['wuye1', 'resolve', { note: '修好了' }];

describe('54321', () => {
	test('[C80] 5 minutes, 4 hours, 3 days, each from the dispatch; what nobody has said is not shown', () => {
		const sent = told(header, dispatched);
		const clocks = read(sent, minute);
		expect(Object.keys(clocks)).toEqual([
			'property_54321.accept',
			'property_54321.respond',
			'property_54321.resolve'
		]);
		expect(clocks['property_54321.accept']).toMatchObject({
			startedAt: sent.now,
			dueAt: after(sent, 5 * minute),
			state: 'running',
			leftMs: 4 * minute
		});
		expect(clocks['property_54321.resolve']).toMatchObject({ dueAt: after(sent, 3 * day) });
	});

	test('[C80] near from four fifths, late when it is past, done when it was done', () => {
		const sent = told(header, dispatched);
		expect(read(sent, 4 * minute)['property_54321.accept']).toMatchObject({ state: 'near' });
		expect(read(sent, 7 * minute)['property_54321.accept']).toMatchObject({
			state: 'late',
			leftMs: -2 * minute
		});
		const accepted = told(header, dispatched, 2, ['wuye1', 'accept']);
		expect(read(accepted, day)['property_54321.accept']).toMatchObject({
			state: 'done',
			leftMs: 2 * minute
		});
	});

	test('[C80] begins anew with every dispatch, and stops where it came back', () => {
		const back = told(header, dispatched, ['wuye1', 'return']);
		expect(read(back)).toEqual({});
		const again = told(header, dispatched, ['wuye1', 'return'], 60, dispatched);
		expect(read(again)['property_54321.accept']).toMatchObject({ startedAt: again.now });
	});

	test('[C80] the missing numbers run as soon as somebody says what they are', () => {
		const told2 = defaultPolicies.property_54321.map((limit) =>
			limit.step === 'two' ? { ...limit, ms: 2 * day } : limit
		);
		const by = { ...settings, policies: { ...defaultPolicies, property_54321: told2 } };
		const clocks = read(told(header, dispatched), 0, { by });
		expect(clocks['property_54321.two']).toMatchObject({ leftMs: 2 * day, state: 'running' });
		expect(clocks['property_54321.one']).toBeUndefined();
	});

	test('[C80] holds for property companies only', () => {
		const sent = told(header, ['shequ1', 'dispatch', { handler: 'zy-xingkang' }]);
		expect(read(sent)).toEqual({});
		expect(read(told(header, ['wangge1', 'self_handle']))).toEqual({});
	});
});

describe('the other limits', () => {
	test('[C81] a whistle: 24 hours to report in, 3 days to resolve, from the whistle', () => {
		const blown = told(header, ...working, 100, whistle);
		const clocks = read(blown);
		expect(Object.keys(clocks)).toEqual(['whistle.respond', 'whistle.resolve']);
		expect(clocks['whistle.respond']).toMatchObject({ dueAt: after(blown, day) });
		expect(clocks['whistle.resolve']).toMatchObject({ dueAt: after(blown, 3 * day) });
		const joined = told(header, whistle, 60, ['bumen1', 'join']);
		expect(read(joined, 2 * day)['whistle.respond']).toMatchObject({ state: 'done' });
	});

	test('[C81] a mediation concludes in a month, the door is asked within two days', () => {
		const talks = told(header, ['wangge1', 'mediate'], 600, [
			'shequ1',
			'mediate',
			{ stage: 'community_second' }
		]);
		const first = talks.events[0]!.capturedAt;
		expect(read(talks)['mediation.conclude']).toMatchObject({
			startedAt: first,
			dueAt: at(first, 30 * day)
		});
		const resolved = told(header, ...working, done);
		expect(read(resolved)['follow_up.ask']).toMatchObject({ dueAt: after(resolved, 2 * day) });
		const closed = told(header, ...working, done, 10, ['wangge1', 'follow_up']);
		expect(read(closed, 9 * day)['follow_up.ask']).toMatchObject({ state: 'done' });
	});

	test('[C81] what ended otherwise has no limits any more', () => {
		expect(read(told(header, dispatched, ['shequ1', 'merge']))).toEqual({});
		expect(read(told(header, ['wangge1', 'mediate'], ['wangge1', 'withdraw']))).toEqual({});
	});

	test('[C81] the most pressing is the one that runs out first', () => {
		const clocks = Object.values(read(told(header, dispatched), hour));
		expect(mostPressing(clocks)).toMatchObject({ step: 'accept', state: 'late' });
		expect(mostPressing(Object.values(read(told(header, ...working, done), 0)))).toMatchObject({
			policy: 'follow_up'
		});
	});
});

describe('office hours', () => {
	/** Friday 17:58 in Hohhot. */
	const friday = toldHeader({ capturedAt: '2026-11-06T09:57:00.000Z' });
	const sent = told(friday, 1917, dispatched);

	test('[C82] a limit in office hours waits for the evening, the night, and the weekend', () => {
		expect(sent.now).toBe('2026-11-06T09:58:00.000Z');
		expect(read(sent)['property_54321.accept']).toMatchObject({
			dueAt: '2026-11-09T00:33:00.000Z'
		});
		expect(read(sent, 2 * day)['property_54321.accept']).toMatchObject({
			state: 'running',
			leftMs: 3 * minute
		});
		// 3.5 hours on Monday morning, the rest after lunch.
		expect(read(sent)['property_54321.respond']).toMatchObject({
			dueAt: '2026-11-09T06:58:00.000Z'
		});
	});

	test('[C82] days count whole, and what is urgent counts round the clock', () => {
		expect(read(sent)['property_54321.resolve']).toMatchObject({ dueAt: after(sent, 3 * day) });
		expect(read(sent, 0, { urgency: 'red' })['property_54321.accept']).toMatchObject({
			dueAt: after(sent, 5 * minute)
		});
	});

	test('[C82] the summer half may have hours of its own', () => {
		const july = toldHeader({ capturedAt: '2027-07-05T06:00:00.000Z' });
		const office = { ...settings.office, summerSpans: [[540, 720] as const] };
		const late = { ...clocked(told(july, dispatched)), ...startsAt('2027-07-05T06:30:00.000Z') };
		const [accept] = concernClocks(late, { ...settings, office }, '2027-07-05T06:30:00.000Z');
		expect(accept).toMatchObject({ dueAt: '2027-07-06T01:05:00.000Z' });
	});

	function startsAt(iso: string) {
		return { dispatchedAt: iso, handedAt: iso };
	}
});

describe('suspended', () => {
	const until = '2026-11-15';
	const held = told(header, ...working, 56, ['shuji', 'suspend', { until, note: '等配件' }]);

	test('[C68] its clocks stand still, and a note is due every 14 days', () => {
		const then = read(held)['property_54321.resolve']!;
		const later = read(held, 5 * day)['property_54321.resolve']!;
		expect(later).toMatchObject({ state: 'paused', leftMs: then.leftMs });
		expect(Date.parse(later.dueAt) - Date.parse(then.dueAt)).toBe(5 * day);
		expect(read(held)['suspended_note.note']).toMatchObject({ dueAt: after(held, 14 * day) });
		const noted = told(header, ...working, 56, ['shuji', 'suspend', { until }], 600, [
			'shequ1',
			'progress',
			{ note: '配件在路上' }
		]);
		expect(read(noted)['suspended_note.note']).toMatchObject({ startedAt: noted.now });
	});

	test('[C68] not beyond the day that was agreed', () => {
		const ends = '2026-11-15T16:00:00.000Z';
		const rest = Date.parse(ends) - Date.parse(held.now);
		const before = read(held, rest)['property_54321.resolve']!;
		expect(read(held, rest + hour)['property_54321.resolve']).toMatchObject({
			leftMs: before.leftMs - hour,
			state: 'running'
		});
	});

	test('[C68] goes on with what was left', () => {
		const on = told(header, ...working, 56, ['shuji', 'suspend', { until }], 1439, [
			'shequ1',
			'resume'
		]);
		expect(read(on)['property_54321.resolve']).toMatchObject({
			leftMs: read(held)['property_54321.resolve']!.leftMs,
			state: 'running'
		});
	});
});

describe('who waits, and who works', () => {
	test('[C84] the resident waits from capture until the door was asked; the handler from the dispatch', () => {
		const closed = told(header, 59, ...working, 56, done, 59, ['wangge1', 'follow_up']);
		const much = after(closed, 90 * day);
		expect(residentWaitMs(clocked(closed), much)).toBe(
			Date.parse(closed.now) - Date.parse(toldFrom)
		);
		expect(handlerMs(clocked(closed), much)).toBe(59 * minute);
	});

	test('[C84] a pause is the resident’s waiting and not the handler’s time', () => {
		const until = '2026-12-20';
		const held = told(header, ...working, ['shuji', 'suspend', { until }]);
		expect(handlerMs(clocked(held), after(held, 3 * day))).toBe(3 * minute);
		expect(residentWaitMs(clocked(held), after(held, 3 * day))).toBe(3 * day + 4 * minute);
	});

	test('[C84] nobody has had it who gave it back', () => {
		const back = told(header, dispatched, 30, ['wuye1', 'return']);
		expect(handlerMs(clocked(back), after(back, hour))).toBe(0);
	});
});

describe('what stands still', () => {
	test('[C97] a suspended matter that was late before is not called late while it is suspended', () => {
		const before = told(header, ...working, 5 * 24 * 60);
		expect(read(before)['property_54321.resolve']).toMatchObject({ state: 'late' });
		const suspended = told(header, ...working, 5 * 24 * 60, ['shuji', 'suspend']);
		const clocks = Object.values(read(suspended, hour));
		expect(clocks.map(({ state }) => state)).not.toContain('late');
		expect(read(suspended, hour)['property_54321.resolve']).toMatchObject({ state: 'paused' });
		const resumed = told(header, ...working, 5 * 24 * 60, ['shuji', 'suspend'], 60, [
			'shequ1',
			'resume'
		]);
		expect(read(resumed)['property_54321.resolve']).toMatchObject({ state: 'late' });
	});

	test('[C93] the week for an answer runs from the resolution, and ends with whatever closes it', () => {
		const resolved = told(header, ...working, done);
		expect(read(resolved)['follow_up.close']).toMatchObject({ dueAt: after(resolved, 7 * day) });
		const closed = told(header, ...working, done, ['wangge1', 'follow_up']);
		expect(read(closed)).not.toHaveProperty('follow_up.close');
	});
});
