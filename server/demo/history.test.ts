import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { dayOf } from '#lib/domain/calendar.ts';
import { campaignCounts, campaignStanding } from '#lib/domain/campaign.ts';
import { dueOf, tierOf } from '#lib/domain/care.ts';
import { foldConcern } from '#lib/domain/concernFold.ts';
import type { ConcernState } from '#lib/domain/concernFold.ts';
import type { DocumentOfKind, LedgerDocument } from '#lib/domain/documents.ts';
import type { DocumentKind } from '#lib/domain/envelope.ts';
import { concernStates } from '#lib/domain/concernStates.ts';
import { eventCarries } from '#lib/domain/eventCarries.ts';
import { feedOfGrant } from '#lib/domain/feedOfGrant.ts';
import type { RoleGrant } from '#lib/domain/feeds.ts';
import { writerIn } from '#lib/domain/feeds.ts';
import { foldFields, isRetracted } from '#lib/domain/household.ts';
import { localPart } from '#lib/domain/ids.ts';
import { parseDocument } from '#lib/domain/parseDocument.ts';
import { checkPush } from '#lib/domain/pushRules.ts';
import { countsForCadence, isFailedAttempt } from '#lib/domain/visit.ts';
import { demoAccounts } from './accounts.ts';
import { demoCommunity } from './demoCommunity.ts';
import { demoHeads, demoPeople, demoUnits, estateCodes } from './demoOrganisation.ts';
import { makeHistory } from './history.ts';
import { demoRosterDocuments } from './rosterDocuments.ts';

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
const roster = demoRosterDocuments('2026-11-23');
const of = <K extends DocumentKind>(documents: readonly LedgerDocument[], kind: K) =>
	documents.filter((document): document is DocumentOfKind[K] => document.kind === kind);
const gridIds = demoCommunity.grids.map(({ id }) => id);

/** What somebody of the demo may do in a grid; of a building head, all that he holds. */
function grantsIn(author: string, grid: string): RoleGrant[] {
	const { id } = demoCommunity;
	const number = Number(/\d+$/.exec(author)?.[0] ?? 0);
	const unit = (at: number) => `${id}/${demoUnits[at]?.code ?? ''}`;
	switch (author.replace(/\d+$/, '')) {
		case 'wangge':
			return demoAccounts.find(({ name }) => name === author)?.grants ?? [];
		case 'shequ':
			return [{ role: 'community_staff', scope: id }];
		case 'shuji':
			return [{ role: 'community_lead', scope: id }];
		case 'jiedao':
			return [{ role: 'street_staff', scope: '150105001' }];
		case 'wuye':
			return [{ role: 'handler_property', scope: unit(number - 1) }];
		case 'bumen':
			return [{ role: 'handler_dept', scope: unit(number + 2) }];
		case 'xinxiyuan':
			return [{ role: 'informant', scope: `${id}/${author}` }];
		case 'louzhang': {
			const head = demoHeads.find(({ account }) => account === author);
			const code = estateCodes[head?.estate ?? ''] ?? '';
			return (head?.buildings ?? []).map((building) => ({
				role: 'building_head' as const,
				scope: `${grid}/${code}/${building}`
			}));
		}
		default:
			return [];
	}
}

function concernNamedBy(document: LedgerDocument): string {
	return document.kind === 'event' ? document.concern : localPart(document._id);
}

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
			const early = history.filter(({ capturedAt }) => capturedAt <= since);
			expect(times.filter((at) => at > now)).toEqual([]);
			// One case has gone on for three months.
			expect(new Set(early.map(concernNamedBy)).size).toBe(1);
			expect(early.map(({ kind }) => kind)).toContain('concern');
			expect(new Set(history.map(({ _id }) => _id)).size).toBe(history.length);
		});

		test('[P1] [O69] what anybody wrote, the station would have taken from that phone', () => {
			const own = history.filter(({ author }) => author !== 'station');
			const wrong = own.flatMap((document) => {
				const { author, device, grid } = document;
				const grants = grantsIn(author, grid);
				const device0 = device.replace(/_[0-9a-z]{1,7}$/, '');
				const feeds = grants.flatMap((grant) => feedOfGrant(grant) ?? []);
				const feed = feeds.find((one) => writerIn(one, device0) === device) ?? '';
				const answer = checkPush(document, {
					...{ account: author, device: device0, grants, feed, sha256 }
				});
				return answer.ok ? [] : [{ author, id: document._id, ...answer.refusal }];
			});
			expect(wrong).toEqual([]);
			expect(own.length).toBeGreaterThan(1_500);
			expect(new Set(own.map(({ author }) => author.replace(/\d+$/, '')))).toEqual(
				new Set(['wangge', 'shequ', 'shuji', 'jiedao', 'wuye', 'bumen', 'louzhang', 'xinxiyuan'])
			);
		});

		test('[P4] [K1] every device numbers what it writes into a feed without gaps', () => {
			// Of one who writes into the grids' own feeds; others number over all grids.
			const numbered = history.filter(({ deviceSeq }) => deviceSeq !== undefined);
			const written = Map.groupBy(numbered, ({ device, grid }) =>
				device.includes('_') ? device : `${device} ${grid}`
			);
			expect(history.filter(({ deviceSeq }) => deviceSeq === undefined).length).toBe(
				history.filter(({ author }) => author === 'station').length
			);
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

		test('[C12] [O77] one event comes too late, and all others have an effect', () => {
			const lines = [...states.values()].flatMap(({ history: told }) => told);
			const without = lines.filter(({ effect }) => !effect);
			expect(without.map(({ event, because }) => [event.type, because])).toEqual([
				['withdraw', 'not_allowed']
			]);
			expect(lines.length).toBeGreaterThan(700);
		});

		test('[O77] every state of a concern is somewhere, and the cases that are told', () => {
			const all = [...states.values()];
			const found = new Set(all.map(({ state }) => state));
			expect(concernStates.filter((state) => !found.has(state))).toEqual([]);
			const types = new Set(of(history, 'event').map(({ type }) => type));
			const never = Object.keys(eventCarries).filter((type) => !types.has(type as never));
			expect(never).toEqual(['resume', 'retract']);
			const some = (is: (state: ConcernState) => boolean) => expect(all.some(is)).toBe(true);
			some(({ history: told }) => told.some(({ event }) => event.type === 'refuse_suspend'));
			expect(of(history, 'settings').map(({ author }) => author)).toEqual(['shuji']);
			// The third return, and one that was returned twice and sent again.
			some(
				({ state, isWhistleDue, isWhistleAsked }) =>
					state === 'returned' && isWhistleDue && isWhistleAsked
			);
			some(({ state, returns, nudges }) => state === 'dispatched' && returns === 2 && nudges > 0);
			// Suspended for months with a wish for more, and a wish that nobody has answered.
			some(({ state, suspendAsked }) => state === 'suspended' && suspendAsked !== null);
			some(({ state, suspendAsked }) => state === 'in_progress' && suspendAsked !== null);
			some(({ joined, supporters }) => joined.length > 1 && supporters.length > 1);
			some(({ splitInto }) => splitInto.length === 2);
			some(({ state, reopens }) => state === 'reopened' && reopens === 1);
			some(({ state, households }) => state === 'deliberating' && households.length > 2);
			some(({ contact, resolvedAt }) => contact !== '' && resolvedAt !== '');
			const hidden = of(history, 'concern').filter((one) => one.confidentialReporter);
			const inHand = hidden.map(({ _id }) => states.get(_id)?.handler);
			expect(inHand).toContain('wy-herun');
			const halves = of(history, 'concern').filter(({ splitFrom }) => splitFrom !== undefined);
			expect(halves.map(({ _id }) => states.get(_id)?.state).sort()).toEqual([
				'closed',
				'referred_out'
			]);
		});

		test('[O77] whoever has a concern in hand is a unit or somebody of the demo', () => {
			const codes = new Set(demoUnits.map(({ code }) => code));
			const accounts = new Set(demoPeople(dayOf(now)).map(({ account }) => account));
			const handlers = [...states.values()].map(({ handler }) => handler);
			const unknown = handlers.filter(
				(handler) => handler !== '' && !codes.has(handler) && !accounts.has(handler)
			);
			expect(unknown).toEqual([]);
			for (const code of ['wy-xingkang', 'wy-herun', 'wy-jiahe', 'bm-ranqi']) {
				expect(handlers).toContain(code);
			}
		});

		test('[O70] [O77] what was received has a number, and each its own, in their order', () => {
			const receipts = of(history, 'event').filter(({ type }) => type === 'receive');
			expect(new Set(receipts.map(({ author }) => author))).toEqual(new Set(['station']));
			const numbers = receipts.map(({ number }) => number ?? '');
			expect(numbers[0]).toMatch(/^兴康-\d\d-000001$/);
			expect(numbers).toEqual([...new Set(numbers)].sort());
		});

		test('[O79] building heads were asked to look in; some have answered', () => {
			const checks = of(history, 'check');
			const answers = of(history, 'check_answer');
			expect(new Set(checks.map(({ grid }) => grid)).size).toBe(5);
			expect(new Set(answers.map(({ outcome }) => outcome))).toEqual(
				new Set(['fine', 'not_home', 'needs_visit'])
			);
			const answered = new Set(answers.map(({ check }) => check));
			const open = checks.filter(({ _id }) => !answered.has(localPart(_id)));
			expect(open.filter(({ dueOn }) => dueOn >= dayOf(now)).length).toBe(open.length);
			expect(open.length).toBeGreaterThanOrEqual(5);
			for (const { scope, door } of checks) expect(door.startsWith(`${scope}-`)).toBe(true);
		});

		test('[C132] [C134] a campaign runs, with doors for and against, not met, asked twice and not yet', () => {
			const [campaign] = of(history, 'campaign');
			const answers = of(history, 'campaign_answer');
			const standing = campaignStanding(campaign!, [], answers);
			expect(standing).toMatchObject({ ended: undefined, aside: [] });
			const holding = [...standing.byDoor.values()];
			const opinions = new Set(holding.map(({ holds }) => holds.answers.q1));
			for (const said of ['for', 'against', 'neutral']) expect(opinions).toContain(said);
			expect(holding.some(({ earlier }) => earlier.length > 0)).toBe(true);
			const doors = of(roster, 'door');
			const counts = campaignCounts(campaign!, standing, doors);
			expect(Math.min(counts.answered, counts.no_answer, counts.not_asked)).toBeGreaterThan(3);
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
