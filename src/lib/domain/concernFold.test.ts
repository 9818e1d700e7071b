import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { foldConcern } from './concernFold.ts';
import { concernStates, isEnded } from './concernStates.ts';
import type { ConcernEventType, EventDocument } from './documents.ts';
import { eventCarries } from './eventCarries.ts';
import { documentId } from './ids.ts';
import { sampleDocument, sampleDoor, sampleGrid, sampleUlid } from './sampleDocuments.ts';

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
const header = sampleDocument('concern', sha256);
const doorOf = (room: string) => `${sampleGrid}/xk/3-2-${room}`;
const ulidOf = (n: number) => `01KASXV2G000000000000${String(n).padStart(5, '0')}`;

const carriedBy: Partial<Record<ConcernEventType, Partial<EventDocument>>> = {
	dispatch: { handler: '兴康物业' },
	respond: { firstResponse: 'onsite' },
	follow_up: { solved: true, satisfaction: 5 },
	join_household: { door: doorOf('502') },
	merge: { into: ulidOf(99_999) },
	suspend: { until: '2026-12-20' }
};

function event(
	n: number,
	type: ConcernEventType,
	more: Partial<EventDocument> = {}
): EventDocument {
	const device = more.device ?? 'd1';
	return sampleDocument('event', sha256, {
		_id: documentId.event(sampleUlid, ulidOf(n)),
		type,
		device,
		clock: `${n.toString(16).padStart(12, '0')}-0000-${device}`,
		capturedAt: new Date(Date.UTC(2026, 10, 1) + n * 60_000).toISOString(),
		...carriedBy[type],
		...more
	});
}

/** One after the other; a string is a type, written by the community unless it is a pair. */
function told(...steps: (ConcernEventType | [ConcernEventType, Partial<EventDocument>])[]) {
	const events = steps.map((step, i) =>
		typeof step === 'string'
			? event(i + 1, step, { author: 'shequ1' })
			: event(i + 1, step[0], { author: 'shequ1', ...step[1] })
	);
	return foldConcern(header, events);
}
const by = (author: string) => ({ author });
const property: [ConcernEventType, Partial<EventDocument>][] = [
	['accept', by('wuye1')],
	['respond', by('wuye1')],
	['resolve', { author: 'wuye1', note: '已更换阀门' }]
];
const answered: [ConcernEventType, Partial<EventDocument>] = ['follow_up', by('wangge1')];
const effects = (state: ReturnType<typeof told>) => state.history.map(({ effect }) => effect);

describe('foldConcern', () => {
	test('[C4] a header alone is reported, and waits since it was captured', () => {
		expect(told()).toMatchObject({
			state: 'reported',
			list: 'needs',
			households: [sampleDoor],
			owedTo: [],
			changedAt: header.capturedAt
		});
	});

	test('[C5] need, service, satisfied: the whole way with every instant kept apart', () => {
		const state = told('receive', 'dispatch', ...property, answered);
		expect(state).toMatchObject({
			state: 'closed',
			list: 'satisfied',
			satisfaction: 5,
			handler: '兴康物业',
			resolvedBy: 'wuye1',
			resolution: '已更换阀门',
			firstResponse: 'onsite',
			receivedAt: '2026-11-01T00:01:00.000Z',
			dispatchedAt: '2026-11-01T00:02:00.000Z',
			acceptedAt: '2026-11-01T00:03:00.000Z',
			respondedAt: '2026-11-01T00:04:00.000Z',
			resolvedAt: '2026-11-01T00:05:00.000Z',
			closedAt: '2026-11-01T00:06:00.000Z'
		});
		expect(effects(state)).not.toContain(false);
	});

	test('[C6] resolved is what the handler says; the answer is owed at every door that shares it', () => {
		const state = told('receive', 'join_household', 'dispatch', ...property);
		expect(state).toMatchObject({ state: 'resolved', list: 'service' });
		expect(state.owedTo).toEqual([sampleDoor, doorOf('502')]);
	});

	test('[C6] it closes when the last household has answered, with the lowest mark given', () => {
		const steps = ['receive', 'join_household', 'dispatch', ...property] as const;
		const first = [
			'follow_up',
			{ ...by('wangge1'), door: doorOf('502'), satisfaction: 3 }
		] as const;
		const half = told(...steps, [...first]);
		expect(half).toMatchObject({ state: 'resolved', owedTo: [sampleDoor], satisfaction: 3 });
		const whole = told(...steps, [...first], answered);
		expect(whole).toMatchObject({ state: 'closed', owedTo: [], satisfaction: 3, list: 'ended' });
	});

	test('[C7] not solved, or marked one or two, reopens it', () => {
		const way = ['receive', 'dispatch', ...property] as const;
		const no = told(...way, ['follow_up', { ...by('wangge1'), solved: false, satisfaction: 5 }]);
		const poor = told(...way, ['follow_up', { ...by('wangge1'), solved: true, satisfaction: 2 }]);
		for (const state of [no, poor]) {
			expect(state).toMatchObject({ state: 'reopened', reopens: 1, owedTo: [], handler: '' });
		}
	});

	test('[C8] a household not reached three times no longer keeps it open', () => {
		const way = ['receive', 'dispatch', ...property] as const;
		const shut: [ConcernEventType, Partial<EventDocument>] = ['not_reached', by('wangge1')];
		expect(told(...way, shut, shut).state).toBe('resolved');
		expect(told(...way, shut, shut, shut)).toMatchObject({
			state: 'closed',
			satisfaction: null,
			list: 'ended'
		});
	});

	test('[C9] nobody verifies her own work', () => {
		const own = told(
			['self_handle', by('wangge1')],
			['resolve', by('wangge1')],
			['follow_up', by('wangge1')],
			['not_reached', by('wangge1')]
		);
		expect(own).toMatchObject({ state: 'resolved', handler: 'wangge1', owedTo: [] });
		expect(own.history.slice(2).map(({ because }) => because)).toEqual(['own_work', 'own_work']);
		const asked = told(
			['self_handle', by('wangge1')],
			['resolve', by('wangge1')],
			['follow_up', by('shequ1')]
		);
		expect(asked.state).toBe('closed');
	});

	test('[C10] the community may hear of it after the worker has begun, or ended, it herself', () => {
		expect(told(['self_handle', by('wangge1')], 'receive').state).toBe('self_handling');
		const late = told(['self_handle', by('wangge1')], ['resolve', by('wangge1')], 'receive');
		expect(late).toMatchObject({ state: 'resolved' });
		expect(late.receivedAt).not.toBe('');
		const twice = told(['self_handle', by('wangge1')], 'receive', 'receive');
		expect(twice.history[2]).toMatchObject({ because: 'already' });
	});

	test('[C11] three returns or three reopenings call for the street', () => {
		const turn = ['dispatch', 'return'] as const;
		expect(told('receive', ...turn, ...turn).isWhistleDue).toBe(false);
		expect(told('receive', ...turn, ...turn, ...turn)).toMatchObject({
			state: 'returned',
			returns: 3,
			isWhistleDue: true
		});
		const round = ['dispatch', ...property, ['follow_up', { ...by('wangge1'), solved: false }]] as [
			ConcernEventType,
			Partial<EventDocument>
		][];
		expect(told('receive', ...round, ...round, ...round).isWhistleDue).toBe(true);
	});

	test('[C12] an event that comes too late is kept and shown, without effect', () => {
		const state = told('receive', 'merge', ['resolve', { author: 'wangge1', note: '已修好' }]);
		expect(state).toMatchObject({ state: 'merged', mergedInto: ulidOf(99_999), resolution: '' });
		expect(state.history[2]).toMatchObject({
			effect: false,
			because: 'not_allowed',
			event: { note: '已修好' }
		});
	});

	test('[C13] the writer takes an event back while nothing stands on it', () => {
		const target = { retracts: ulidOf(2) };
		const undone = told(
			'receive',
			['withdraw', by('wangge1')],
			['retract', { ...by('wangge1'), ...target }]
		);
		expect(undone.state).toBe('received');
		expect(undone.history[1]).toMatchObject({ effect: false, because: 'retracted' });
		const foreign = told(
			'receive',
			['withdraw', by('wangge1')],
			['retract', { ...by('wangge2'), ...target }]
		);
		expect(foreign).toMatchObject({ state: 'withdrawn' });
		expect(foreign.history[2]).toMatchObject({ effect: false, because: 'not_own' });
		const stood = told('receive', 'dispatch', ['accept', by('wuye1')], ['retract', target]);
		expect(stood.state).toBe('accepted');
		expect(stood.history[3]).toMatchObject({ effect: false, because: 'built_upon' });
	});

	test('[C13] a joined household may be taken back although the matter went on', () => {
		const state = told('receive', 'join_household', 'dispatch', [
			'retract',
			{ retracts: ulidOf(2) }
		]);
		expect(state).toMatchObject({ state: 'dispatched', households: [sampleDoor] });
	});

	test('[C14] a household joins once, and the first one is there from the start', () => {
		const same: [ConcernEventType, Partial<EventDocument>] = [
			'join_household',
			{ door: sampleDoor }
		];
		const state = told('join_household', 'join_household', same);
		expect(state.households).toEqual([sampleDoor, doorOf('502')]);
		expect(effects(state)).toEqual([true, false, false]);
	});

	test('[C15] a suspended matter says until when, and goes on', () => {
		const way = ['receive', 'dispatch', ...property.slice(0, 2)] as const;
		expect(told(...way, 'suspend')).toMatchObject({
			state: 'suspended',
			suspendedUntil: '2026-12-20'
		});
		expect(told(...way, 'suspend', 'progress', 'resume')).toMatchObject({
			state: 'in_progress',
			suspendedUntil: ''
		});
	});
});

describe('foldConcern on anything', () => {
	const types = Object.keys(eventCarries) as ConcernEventType[];
	const anyEventFrom = (first: number) =>
		fc
			.record({
				n: fc.integer({ min: first, max: first + 39 }),
				type: fc.constantFrom(...types),
				author: fc.constantFrom('wangge1', 'shequ1', 'wuye1'),
				door: fc.constantFrom(sampleDoor, doorOf('502'), doorOf('503')),
				solved: fc.boolean(),
				satisfaction: fc.integer({ min: 1, max: 5 }),
				retracts: fc.integer({ min: 1, max: first + 39 }),
				device: fc.constantFrom('d1', 'd2')
			})
			.map(({ n, type, author, door, solved, satisfaction, retracts, device }) => {
				const { must, may } = eventCarries[type];
				const extras = {
					...carriedBy[type],
					door,
					solved,
					satisfaction,
					retracts: ulidOf(retracts)
				};
				const carried = Object.entries(extras).filter(([extra]) =>
					[...must, ...may].includes(extra as never)
				);
				return event(n, type, { author, device, ...Object.fromEntries(carried) });
			});
	const anyEventsFrom = (first: number) =>
		fc.uniqueArray(anyEventFrom(first), { selector: (e) => e._id, maxLength: 30 });
	/** Mostly a way that leads somewhere, so that the later states are visited too. */
	const likelyEvents = fc
		.array(
			fc.oneof(
				{ weight: 4, arbitrary: fc.integer({ min: 0, max: 9 }) },
				{ weight: 1, arbitrary: fc.constant(-1) }
			),
			{ maxLength: 30 }
		)
		.map((choices) => {
			const way: ConcernEventType[] = ['receive', 'dispatch', 'accept', 'respond', 'resolve'];
			return choices.map((choice, i) => {
				const likely =
					choice >= 5 ? way[i % way.length] : types[(i * 7 + choice + 17) % types.length];
				const author = ['wangge1', 'shequ1', 'wuye1'][(i + choice + 3) % 3] ?? 'shequ1';
				return event(i + 1, likely ?? 'progress', { author });
			});
		});
	/** The whole way to an answer at the door, closed unless the handler asked; and then anything. */
	const wholeLives = fc
		.tuple(fc.constantFrom('wangge1', 'shequ1', 'wuye1'), anyEventsFrom(7))
		.map(([asker, later]) => {
			const way: ConcernEventType[] = ['receive', 'dispatch', 'accept', 'respond', 'resolve'];
			const worked = way.map((type, i) => event(i + 1, type, { author: 'wuye1' }));
			return [...worked, event(6, 'follow_up', { author: asker }), ...later];
		});
	const histories = fc.oneof(anyEventsFrom(1), likelyEvents, wholeLives);

	test('[C16] is total: a known state, and every event exactly once in the history', () => {
		fc.assert(
			fc.property(histories, (events) => {
				const state = foldConcern(header, events);
				expect(concernStates).toContain(state.state);
				const kept = state.history.map((line) => line.event._id);
				expect(kept.slice().sort()).toEqual(events.map(({ _id }) => _id).sort());
				for (const { effect, because } of state.history) expect(effect).toBe(because === undefined);
			}),
			{ numRuns: 500 }
		);
		expect.hasAssertions();
	});

	test('[C17] does not depend on the order or number of arrivals', () => {
		fc.assert(
			fc.property(histories, fc.integer(), (events, seed) => {
				const shuffled = events
					.map((e, i) => ({ e, key: Math.sin(seed + i * 7) }))
					.sort((a, b) => a.key - b.key)
					.map(({ e }) => e);
				expect(foldConcern(header, [...shuffled, ...events])).toEqual(foldConcern(header, events));
			}),
			{ numRuns: 500 }
		);
		expect.hasAssertions();
	});

	test('[C9] closed always means that somebody else than the handler asked', () => {
		fc.assert(
			fc.property(histories, (events) => {
				const state = foldConcern(header, events);
				if (state.state !== 'closed') return;
				const askers = state.history
					.filter(({ effect }) => effect)
					.filter(({ event: { type } }) => type === 'follow_up' || type === 'not_reached')
					.map((line) => line.event.author);
				expect(askers.some((author) => author !== state.resolvedBy)).toBe(true);
				expect(state.owedTo).toEqual([]);
			}),
			{ numRuns: 500 }
		);
		expect.hasAssertions();
	});

	test('[C18] what has ended stays ended, unless the ending itself is taken back', () => {
		fc.assert(
			fc.property(histories, anyEventFrom(1), (events, late) => {
				const before = foldConcern(header, events);
				if (!isEnded(before.state) || late.type === 'retract') return;
				const after = event(500, late.type, { author: late.author });
				expect(foldConcern(header, [...events, after])).toMatchObject({
					state: before.state,
					closedAt: before.closedAt,
					satisfaction: before.satisfaction
				});
			}),
			{ numRuns: 500 }
		);
		expect.hasAssertions();
	});
});
