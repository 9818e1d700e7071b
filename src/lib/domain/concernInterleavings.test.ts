import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { clockSettings } from './clockPolicies.ts';
import { concernClocks, handlerMs, residentWaitMs } from './concernClocks.ts';
import type { ConcernState } from './concernFold.ts';
import { foldConcern } from './concernFold.ts';
import { concernStates, isEnded } from './concernStates.ts';
import type { ConcernStateCode } from './concernStates.ts';
import { wayFrom } from './concernWays.ts';
import type { ConcernDocument, ConcernEventType, EventDocument } from './documents.ts';
import { eventCarries } from './eventCarries.ts';
import type { Role } from './feeds.ts';
import { clockAtRest, observe, tick, writeStamp } from './hybridClock.ts';
import { mediationStages } from './mediation.ts';
import type { StepView, Who } from './openSteps.ts';
import { openStages, openSteps, unitsAsked, unitsOf } from './openSteps.ts';
import { parseDocument } from './parseDocument.ts';
import { stepToTakeBack } from './takingBack.ts';
import { doorAt, toldEvent, toldFrom, toldHeader, ulidAt } from './toldConcern.ts';

const types = Object.keys(eventCarries) as ConcernEventType[];
const tenYearsMs = 10 * 365 * 86_400_000;
const header = toldHeader();
const grid = header.grid;
const community = grid.slice(0, 12);

const people: Who[] = [
	who('wangge1', 'grid_worker', grid),
	who('louzhang1', 'building_head', `${grid}/xk/3`),
	who('wuye1', 'handler_property', `${community}/wy-herun`),
	who('bumen1', 'handler_dept', `${community}/bm-ranqi`),
	who('shequ1', 'community_staff', community),
	who('shuji', 'community_lead', community),
	who('jiedao', 'street_staff', community.slice(0, 9))
];

function who(account: string, role: Role, scope: string): Who {
	const grants = [{ role, scope }];
	return { account, grants, units: unitsOf(grants) };
}

/** What one device does next; `pick` and `extra` choose without meaning anything. */
interface Action {
	device: number;
	author: number;
	minutes: number;
	meetsFirst: boolean;
	isLegal: boolean;
	pick: number;
	extra: number;
	yes: boolean;
}

const actions = fc.array(
	fc.record({
		device: fc.integer({ min: 0, max: 3 }),
		author: fc.integer({ min: 0, max: people.length - 1 }),
		minutes: fc.integer({ min: 0, max: 20_000 }),
		meetsFirst: fc.oneof(
			{ weight: 3, arbitrary: fc.constant(true) },
			{ weight: 1, arbitrary: fc.constant(false) }
		),
		isLegal: fc.oneof(
			{ weight: 4, arbitrary: fc.constant(true) },
			{ weight: 1, arbitrary: fc.constant(false) }
		),
		pick: fc.nat(1000),
		extra: fc.nat(1000),
		yes: fc.boolean()
	}),
	{ maxLength: 24 }
);
const wrongBy = fc.array(
	fc.oneof(fc.constant(0), fc.integer({ min: -tenYearsMs, max: tenYearsMs })),
	{ minLength: 4, maxLength: 4 }
);
const lives = fc.tuple(actions, wrongBy).map(([done, offsets]) => live(done, offsets));

/** Devices that now and then meet, each with its own clock, write as they see things. */
function live(done: readonly Action[], offsets: readonly number[]): EventDocument[] {
	const written: EventDocument[] = [];
	const seen = offsets.map((): EventDocument[] => []);
	const clocks = offsets.map(() => clockAtRest);
	let wallMs = Date.parse(toldFrom);
	for (const [n, action] of done.entries()) {
		const { device } = action;
		wallMs += action.minutes * 60_000;
		const nowMs = wallMs + (offsets[device] ?? 0);
		if (action.meetsFirst) {
			const fresh = written.filter((event) => !seen[device]!.includes(event));
			seen[device]!.push(...fresh);
			for (const { clock } of fresh) clocks[device] = observe(clocks[device]!, clock, nowMs);
		}
		// Now and then a phone brought back from a copy gives a stamp twice.
		if (action.extra % 8 !== 7) clocks[device] = tick(clocks[device]!, nowMs);
		const state = foldConcern(header, seen[device]!);
		const legal = types.filter((type) => goesOn(state, type, action));
		const choice = action.isLegal && legal.length > 0 ? legal : types;
		const since = state.resolvedAt || toldFrom;
		const type = choice[action.pick % choice.length] ?? 'progress';
		const event = toldEvent(header, n + 1, type, {
			device: `d${device}`,
			author: people[action.author]!.account,
			capturedAt: new Date(nowMs).toISOString(),
			clock: writeStamp(clocks[device] ?? clockAtRest, `d${device}`),
			...extrasOf(type, action, n),
			// Now and then of a resolution that is none any more.
			...(type === 'close_unanswered' && { since: action.yes ? since : toldFrom })
		});
		seen[device]!.push(event);
		written.push(event);
	}
	return written;
}

/** Mostly on, seldom to an end: else hardly any life would grow old. */
function goesOn({ state }: ConcernState, type: ConcernEventType, { extra }: Action): boolean {
	const way = wayFrom(state, type);
	return way !== undefined && (!isEnded(way) || way === 'closed' || extra % 12 === 0);
}

function extrasOf(type: ConcernEventType, action: Action, n: number): Partial<EventDocument> {
	const { extra, yes } = action;
	const all = {
		door: doorAt(`${500 + (extra % 3)}`),
		handler: ['wy-herun', 'bm-ranqi', 'bm-chengguan', 'wangge1'][extra % 4],
		stage: mediationStages[extra % 3],
		agreed: yes,
		solved: yes,
		satisfaction: 1 + (extra % 5),
		retracts: ulidAt(1 + (extra % (n + 1)))
	};
	const { must, may } = eventCarries[type];
	return Object.fromEntries(
		Object.entries(all).filter(([name]) => [...must, ...may].includes(name as never))
	);
}

/** The community records for any unit, a unit for itself. */
function joiningUnit(concern: StepView, { units }: Who): string {
	return unitsAsked(concern).find((unit) => units.length === 0 || units.includes(unit)) ?? '';
}

function shuffled<T>(items: readonly T[], seed: number): T[] {
	return items
		.map((item, i) => ({ item, key: Math.sin(seed + i * 7.13) }))
		.sort((a, b) => a.key - b.key)
		.map(({ item }) => item);
}

describe('a concern that many devices write to', () => {
	test('[C78] comes to the same state everywhere, whatever arrives in which order, and how often', () => {
		fc.assert(
			fc.property(lives, fc.integer(), (events, seed) => {
				const state = foldConcern(header, events);
				expect(foldConcern(header, shuffled([...events, ...events], seed))).toEqual(state);
				expect(concernStates).toContain(state.state);
			}),
			{ numRuns: 400 }
		);
		expect.hasAssertions();
	});

	test('[C94] closed unanswered always names the resolution that stands, and everything owed is over', () => {
		let closings = 0;
		fc.assert(
			fc.property(lives, (events) => {
				const { history, state, resolvedAt, owedTo } = foldConcern(header, events);
				const last = history.findLast(({ event, effect }) => {
					return effect && event.type === 'close_unanswered';
				});
				if (!last || state !== 'closed') return;
				closings += 1;
				expect(last.event.since).toBe(resolvedAt);
				expect(owedTo).toEqual([]);
			}),
			{ numRuns: 600 }
		);
		expect(closings).toBeGreaterThan(0);
	});

	test('[C95] what is offered to be taken back is taken back, and the rest stays as it was', () => {
		let takings = 0;
		fc.assert(
			fc.property(lives, fc.constantFrom(...people), (events, { account }) => {
				const state = foldConcern(header, events);
				const lines = state.history.map(({ event, effect }) => ({ ...event, effect }));
				const line = stepToTakeBack(lines, account);
				if (!line) return;
				takings += 1;
				const retraction = toldEvent(header, 900, 'retract', {
					author: account,
					clock: 'f'.repeat(12) + '-0000-d9',
					retracts: line._id.slice(line._id.lastIndexOf(':') + 1)
				});
				const after = foldConcern(header, [...events, retraction]).history;
				expect(after.at(-1)).toMatchObject({ effect: true });
				expect(after.find(({ event }) => event._id === line._id)).toMatchObject({
					effect: false,
					because: 'retracted'
				});
			}),
			{ numRuns: 300 }
		);
		expect(takings).toBeGreaterThan(0);
	});

	test('[C78] loses nothing: every event is in the history once, with its words', () => {
		fc.assert(
			fc.property(lives, (events) => {
				const kept = foldConcern(header, events).history;
				expect(kept.map(({ event }) => event._id).sort()).toEqual(
					events.map(({ _id }) => _id).sort()
				);
				for (const { event, effect, because } of kept) {
					expect(events).toContain(event);
					expect(effect).toBe(because === undefined);
				}
			}),
			{ numRuns: 300 }
		);
		expect.hasAssertions();
	});

	test('[C77] whatever is offered to anybody has an effect when it is written next', () => {
		fc.assert(
			fc.property(lives, fc.constantFrom(...people), (events, person) => {
				const state = foldConcern(header, events);
				const { building, category, source } = header;
				const concern = { ...state, grid, building, category, source };
				for (const type of openSteps(concern, person)) {
					const stage = openStages(concern, person)[0];
					const next = toldEvent(header, 900, type, {
						author: person.account,
						clock: 'f'.repeat(12) + '-0000-d9',
						...(type === 'mediate' && stage && { stage }),
						...(type === 'join' && { handler: joiningUnit(concern, person) }),
						...(type === 'join_household' && { door: doorAt('901') }),
						...(type === 'receive' && { number: '1' }),
						...((type === 'follow_up' || type === 'not_reached') &&
							state.owedTo[0] !== undefined && { door: state.owedTo[0] })
					});
					const line = foldConcern(header, [...events, next]).history.at(-1);
					expect(line, `${type} of ${person.account} in ${state.state}`).toMatchObject({
						event: next,
						effect: true
					});
				}
			}),
			{ numRuns: 200 }
		);
		expect.hasAssertions();
	});
});

describe('the clocks of such a concern', () => {
	const settings = clockSettings([{ code: 'wy-herun', kind: 'property' }]);
	const clocked = (events: EventDocument[], urgency: 'red' | 'green', capturedAt: string) => {
		const whole: ConcernDocument = { ...header, urgency, capturedAt };
		return { ...foldConcern(whole, events), urgency, capturedAt };
	};

	test('[C83] never run backwards, and never exceed wall time', () => {
		const instants = fc.array(fc.integer({ min: -tenYearsMs, max: 2 * tenYearsMs }), {
			minLength: 2,
			maxLength: 5
		});
		const capture = fc.oneof(fc.constant(0), fc.integer({ min: -tenYearsMs, max: tenYearsMs }));
		fc.assert(
			fc.property(
				lives,
				instants,
				capture,
				fc.constantFrom('red' as const, 'green' as const),
				(events, nows, wrong, urgency) => {
					const at = (ms: number) => new Date(Date.parse(toldFrom) + ms).toISOString();
					const concern = clocked(events, urgency, at(wrong));
					let before = { waited: 0, handled: 0, left: new Map<string, number>() };
					for (const now of nows.sort((a, b) => a - b).map(at)) {
						const waited = residentWaitMs(concern, now);
						const handled = handlerMs(concern, now);
						const wall = Math.max(0, Date.parse(now) - Date.parse(concern.capturedAt));
						expect(waited).toBeGreaterThanOrEqual(before.waited);
						expect(waited).toBeLessThanOrEqual(wall);
						expect(handled).toBeGreaterThanOrEqual(before.handled);
						expect(handled).toBeLessThanOrEqual(waited);
						const left = new Map<string, number>();
						for (const clock of concernClocks(concern, settings, now)) {
							const key = `${clock.policy}.${clock.step}`;
							const limit = limitOf(key);
							const passed = limit - clock.leftMs;
							const sinceStart = Math.max(0, Date.parse(now) - Date.parse(clock.startedAt));
							expect(passed, key).toBeGreaterThanOrEqual(0);
							expect(passed, key).toBeLessThanOrEqual(sinceStart);
							expect(clock.leftMs, key).toBeLessThanOrEqual(before.left.get(key) ?? Infinity);
							expect(Date.parse(clock.dueAt)).toBeGreaterThanOrEqual(
								Date.parse(clock.startedAt) + limit
							);
							left.set(key, clock.leftMs);
						}
						before = { waited, handled, left };
					}
				}
			),
			{ numRuns: 300 }
		);
		expect.hasAssertions();
	});

	function limitOf(key: string): number {
		const [policy = '', step = ''] = key.split('.');
		const limits = settings.policies[policy as keyof typeof settings.policies];
		return limits.find((limit) => limit.step === step)?.ms ?? NaN;
	}
});

describe('the machine', () => {
	test('[C79] every state can be reached, by documents that a station takes', () => {
		const reached = new Map<ConcernStateCode, EventDocument[]>([['reported', []]]);
		const queue: ConcernState[] = [foldConcern(header, [])];
		for (let state = queue.shift(); state; state = queue.shift()) {
			for (const type of types) {
				for (const extra of [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]) {
					const events = state.history.map(({ event }) => event);
					const yes = extra < 5;
					const n = events.length;
					const action = { extra, yes } as Action;
					const next = toldEvent(header, n + 1, type, {
						author: `account${n}`,
						...extrasOf(type, action, n)
					});
					expect(parseDocument(next), type).toMatchObject({ ok: true });
					const after = foldConcern(header, [...events, next]);
					if (reached.has(after.state)) continue;
					reached.set(after.state, [...events, next]);
					queue.push(after);
				}
			}
		}
		expect([...reached.keys()].sort()).toEqual([...concernStates].sort());
	});
});
