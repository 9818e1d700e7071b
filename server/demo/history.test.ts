import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { dayOf } from '#lib/domain/calendar.ts';
import { dueOf, tierOf } from '#lib/domain/care.ts';
import { foldConcern } from '#lib/domain/concernFold.ts';
import type { ConcernState } from '#lib/domain/concernFold.ts';
import type { DocumentKind, DocumentOfKind, LedgerDocument } from '#lib/domain/documents.ts';
import { gridFeed } from '#lib/domain/feeds.ts';
import { foldFields, isRetracted } from '#lib/domain/household.ts';
import { localPart } from '#lib/domain/ids.ts';
import { parseDocument } from '#lib/domain/parseDocument.ts';
import { checkPush } from '#lib/domain/pushRules.ts';
import { countsForCadence, isFailedAttempt } from '#lib/domain/visit.ts';
import { demoAccounts } from './accounts.ts';
import { demoCommunity } from './demoCommunity.ts';
import { makeHistory } from './history.ts';
import { demoRosterDocuments } from './rosterDocuments.ts';

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
const roster = demoRosterDocuments('2026-11-23');
const of = <K extends DocumentKind>(documents: readonly LedgerDocument[], kind: K) =>
	documents.filter((document): document is DocumentOfKind[K] => document.kind === kind);
const gridIds = demoCommunity.grids.map(({ id }) => id);

function statesOf(history: readonly LedgerDocument[]): Map<string, ConcernState> {
	const events = Map.groupBy(of(history, 'event'), ({ concern }) => concern);
	return new Map(
		of(history, 'concern').map((concern) => [
			concern._id,
			foldConcern(concern, events.get(localPart(concern._id)) ?? [])
		])
	);
}

describe('the roster as documents', () => {
	test('[D1] is 2,758 doors and households and 7,041 residents that anybody can read', () => {
		expect(of(roster, 'door')).toHaveLength(2758);
		expect(of(roster, 'household')).toHaveLength(2758);
		expect(of(roster, 'resident')).toHaveLength(7041);
		expect(roster.filter((document) => !parseDocument(document).ok)).toEqual([]);
	});
});

// A Monday morning, a Sunday night, an afternoon in summer.
describe.each(['2026-11-23T02:30:00.000Z', '2026-11-22T18:30:00.000Z', '2026-07-15T08:00:00.000Z'])(
	'three weeks before %s',
	(now) => {
		const history = makeHistory({ roster, now, sha256 });
		const states = statesOf(history);
		const inGrid = <T extends { grid: string }>(documents: readonly T[], grid: string) =>
			documents.filter((document) => document.grid === grid);

		test('[D1] every document can be read, and none is of tomorrow', () => {
			const since = new Date(Date.parse(now) - 22 * 86_400_000).toISOString();
			expect(history.filter((document) => !parseDocument(document).ok)).toEqual([]);
			const times = history.map(({ capturedAt }) => capturedAt);
			expect(times.filter((at) => at > now || at <= since)).toEqual([]);
			expect(new Set(history.map(({ _id }) => _id)).size).toBe(history.length);
		});

		test('[P1] what a grid worker wrote, the station would have taken from her phone', () => {
			const own = history.filter(({ author }) => author.startsWith('wangge'));
			const answers = own.map((document) =>
				checkPush(document, {
					account: document.author,
					device: document.device,
					grants: demoAccounts.find(({ name }) => name === document.author)?.grants ?? [],
					feed: gridFeed(document.grid),
					sha256
				})
			);
			expect(answers.filter(({ ok }) => !ok)).toEqual([]);
			expect(own.length).toBeGreaterThan(1_500);
		});

		test('[P4] [K1] every device numbers what it writes into a feed without gaps', () => {
			const written = Map.groupBy(history, ({ device, grid }) => `${device} ${grid}`);
			for (const documents of written.values()) {
				const numbers = documents.map(({ deviceSeq }) => deviceSeq);
				expect(numbers).toEqual(documents.map((_, at) => at + 1));
				const clocks = documents.map(({ clock }) => clock);
				expect(clocks).toEqual(clocks.slice().sort());
			}
		});

		test('has 10 to 25 visits for each worker and working day', () => {
			const earlier = of(history, 'visit').filter((v) => dayOf(v.capturedAt) < dayOf(now));
			const days = Map.groupBy(earlier, (v) => `${v.author} ${dayOf(v.capturedAt)}`);
			expect(days.size).toBeGreaterThanOrEqual(5 * 17);
			for (const visits of days.values()) {
				expect(visits.length).toBeGreaterThanOrEqual(10);
				expect(visits.length).toBeLessThanOrEqual(25);
			}
			const outcomes = new Set(earlier.map(({ outcome }) => outcome));
			expect(outcomes.size).toBeGreaterThanOrEqual(6);
		});

		test('has 8 to 15 concerns a week in each grid, of many categories', () => {
			for (const grid of gridIds) {
				const concerns = inGrid(of(history, 'concern'), grid);
				expect(concerns.length / 3).toBeGreaterThanOrEqual(8);
				expect(concerns.length / 3).toBeLessThanOrEqual(15);
			}
			const categories = new Set(of(history, 'concern').map(({ category }) => category));
			expect(categories.size).toBeGreaterThan(18);
			const isHeated = categories.has('utility.heating');
			expect(isHeated).toBe(now.includes('-11-'));
		});

		test('[C12] nobody of the demo writes an event without effect', () => {
			const lines = [...states.values()].flatMap(({ history: told }) => told);
			expect(lines.filter(({ effect }) => !effect)).toEqual([]);
			expect(lines.length).toBeGreaterThan(700);
		});

		test('[C4] [C5] no list is empty in any grid', () => {
			for (const grid of gridIds) {
				const here = inGrid(of(history, 'concern'), grid).map(({ _id }) => states.get(_id)!);
				const found = new Set(here.map(({ state }) => state));
				for (const state of [
					'reported',
					'received',
					'self_handling',
					'dispatched',
					'accepted',
					'in_progress',
					'returned',
					'resolved',
					'closed'
				] as const) {
					expect(found, `${grid} ${state}`).toContain(state);
				}
				const lists = new Set(here.map(({ list }) => list));
				expect([...lists].sort()).toEqual(['ended', 'needs', 'satisfied', 'service']);
				expect(here.flatMap(({ owedTo }) => owedTo).length).toBeGreaterThan(0);
				expect(here.some(({ households }) => households.length > 1)).toBe(true);
			}
		});

		test('[C9] self-handled, withdrawn, declined and reopened ones are among them', () => {
			const types = new Set(of(history, 'event').map(({ type }) => type));
			expect([...types]).toEqual(
				expect.arrayContaining(['self_handle', 'withdraw', 'decline', 'suspend', 'follow_up'])
			);
			expect([...states.values()].some(({ reopens }) => reopens > 0)).toBe(true);
		});

		test('[H2] [H8] visits were taken back, and one question is open in each grid', () => {
			const amendments = Map.groupBy(of(history, 'amendment'), ({ subject }) => subject);
			for (const grid of gridIds) {
				const retracted = inGrid(of(history, 'visit'), grid).filter((visit) =>
					isRetracted(visit, amendments.get(localPart(visit._id)) ?? [])
				);
				expect(retracted).toHaveLength(3);
				const clashes = inGrid(of(roster, 'household'), grid).flatMap(
					(household) => foldFields(household, amendments.get(household.door) ?? []).clashes
				);
				expect(clashes).toHaveLength(1);
			}
		});

		test('[V3] some households are overdue and some are due, but not most', () => {
			const tags = Map.groupBy(of(roster, 'resident'), ({ door }) => door);
			const visits = Map.groupBy(of(history, 'visit'), ({ door }) => door);
			for (const grid of gridIds) {
				const due = inGrid(of(roster, 'door'), grid).map(({ door }) => {
					const tier = tierOf((tags.get(door) ?? []).flatMap(({ careTags }) => careTags));
					const here = visits.get(door) ?? [];
					const last = (some: typeof here) => some[some.length - 1]?.capturedAt ?? '';
					const facts = {
						tier,
						lastMetAt: last(here.filter((visit) => countsForCadence(visit, tier))),
						lastAttemptAt: last(here.filter(({ outcome }) => isFailedAttempt(outcome))),
						majorChangeAt: '',
						promisedOn: here[here.length - 1]?.nextVisitOn ?? '',
						knownSince: now
					};
					return dueOf(facts, now).state;
				});
				const overdue = due.filter((state) => state === 'overdue').length;
				const today = due.filter((state) => state === 'today').length;
				expect(overdue, `${grid} overdue`).toBeGreaterThan(0);
				expect(overdue, `${grid} overdue`).toBeLessThan(60);
				expect(today, `${grid} today`).toBeGreaterThan(0);
				expect(today, `${grid} today`).toBeLessThan(40);
			}
		});

		test('is the same every time, and different for another seed', () => {
			expect(makeHistory({ roster, now, sha256 })).toEqual(history);
			const other = makeHistory({ roster, now, sha256, seed: 'other' });
			expect(other.map(({ _id }) => _id)).not.toEqual(history.map(({ _id }) => _id));
		});
	}
);
