/**
 * Which doors there is a reason to go to today, and where she already was. It proposes; how they
 * become a walk is domain/dayWalk.ts, and nobody is counted by it. Rows are read whole and filtered
 * here: Dexie walks a filtered query row by row, each a turn of the thread that draws the screen.
 */
import type { Day } from '#lib/domain/calendar.ts';
import { addDays, dayOf, daysBetween, instantAt } from '#lib/domain/calendar.ts';
import type { DayPlan } from '#lib/domain/dayPlan.ts';
import type { WalkDoor, WalkReason } from '#lib/domain/dayWalk.ts';
import { byUrgency, inOrderOfWeight, stairKey } from '#lib/domain/dayWalk.ts';
import type { VisitOutcome } from '#lib/domain/documents.ts';
import type { DoorId } from '#lib/domain/ids.ts';
import { isMet } from '#lib/domain/visit.ts';
import type { OpenCampaigns } from './campaignDoors.ts';
import { openCampaigns } from './campaignDoors.ts';
import { checksFor } from './checks.ts';
import type { ProjectionDatabase } from './database.ts';
import type { DoorRow } from './rows.ts';

/** The last visit of today at a door. */
interface VisitToday {
	id: string;
	outcome: VisitOutcome;
	capturedAt: string;
	own: boolean;
}

export interface TodayDoor extends WalkDoor {
	row: DoorRow;
	visit: VisitToday | undefined;
	/** What somebody asks to look at here, in their words. */
	asked: string;
}

export interface TodayPlan {
	/** Reasons first; also the doors that were visited today, whatever the reason. */
	doors: TodayDoor[];
	/** Doors that did not fit into a day. */
	left: number;
	/** Ordinary doors nobody has seen for longest, for who has time left. */
	suggestions: DoorRow[];
}

export interface TodayAsked {
	today: Day;
	/** Hers: what is asked of them is asked of her. */
	scopes?: readonly string[];
	taken?: DayPlan['taken'];
}

/** More than a long day's work; what is less pressing waits behind a number. */
const mostDoors = 60;
const mostSuggestions = 8;
/** Among the longest unseen there are mostly enough to suggest; else all are looked at. */
const firstUnseen = 64;

export async function todayPlan(
	database: ProjectionDatabase,
	asked: TodayAsked
): Promise<TodayPlan> {
	const { doors, checks, visits, kept } = database;
	// One for all questions, as at the door.
	return await database.transaction('r', [doors, checks, visits, kept], () =>
		readPlan(database, asked)
	);
}

async function readPlan(
	database: ProjectionDatabase,
	{ today, scopes = [], taken = [] }: TodayAsked
): Promise<TodayPlan> {
	const [due, owed, asks, visits, campaigns] = await Promise.all([
		dueRows(database, today),
		database.doors.where('answersOwed').above(0).toArray(),
		asksOf(database, scopes),
		visitsOn(database, today),
		openCampaigns(database, today)
	]);
	const ids = [...asks.keys(), ...visits.keys(), ...taken.map(({ door }) => door)];
	const named = (await database.doors.bulkGet([...new Set(ids)])).flatMap((row) => row ?? []);
	const rows = new Map([...due, ...owed, ...named].map((row) => [row.door, row]));
	const facts = { today, asks, visits, campaigns, wishes: wishesOf(taken) };
	const stairs = new Set([...rows.values()].map(stairKey));
	for (const row of await campaignRows(database, campaigns, stairs)) rows.set(row.door, row);
	const doors = [...rows.values()].flatMap((row) => todayDoor(row, facts) ?? []);
	const open = doors.filter(({ doneAt }) => doneAt === '').sort(byUrgency);
	const unseen = await unseenRows(database, rows);
	return {
		doors: [...open.slice(0, mostDoors), ...doors.filter(({ doneAt }) => doneAt !== '')],
		left: Math.max(0, open.length - mostDoors),
		suggestions: suggestionsAmong(unseen, rows.values())
	};
}

interface Facts {
	today: Day;
	asks: ReadonlyMap<DoorId, Ask>;
	visits: ReadonlyMap<DoorId, VisitToday>;
	campaigns: OpenCampaigns;
	wishes: ReadonlyMap<DoorId, Day>;
}

function todayDoor(row: DoorRow, facts: Facts): TodayDoor | undefined {
	const visit = facts.visits.get(row.door);
	const why = reasonsOf(row, facts);
	if (why.length === 0 && !visit) return undefined;
	// Somebody was met and did not get the answer she waits for: the door is not done with.
	const waits = visit !== undefined && isMet(visit.outcome) && row.answersOwed > 0;
	const { door, building, unit, walk } = row;
	return {
		...{ door, building, unit, walk, row, why, visit },
		asked: why.includes('check') ? (facts.asks.get(door)?.words ?? '') : '',
		overdueDays: row.dueOn < facts.today ? daysBetween(row.dueOn, facts.today) : 0,
		doneAt: visit && !waits ? visit.capturedAt : ''
	};
}

function reasonsOf(row: DoorRow, { today, asks, campaigns, wishes }: Facts): WalkReason[] {
	const reasons: WalkReason[] = [];
	const { dueReason, dueOn, lastVisitAt } = row;
	if (isDueNow(row, today)) {
		if (dueReason === 'change' || dueReason === 'promised' || dueReason === 'revisit') {
			reasons.push(dueReason);
		} else if (dueReason === 'care') reasons.push(dueOn < today ? 'overdue' : 'due');
	}
	if (row.answersOwed > 0) reasons.push('owed');
	const ask = asks.get(row.door);
	if (ask && ask.since > lastVisitAt) reasons.push('check');
	if (campaigns.asks(row.door)) reasons.push('campaign');
	const since = wishes.get(row.door);
	if (since !== undefined && (lastVisitAt === '' || dayOf(lastVisitAt) < since)) {
		reasons.push('taken');
	}
	return inOrderOfWeight(reasons);
}

/** What must be done within 24 hours is today's, though its day is tomorrow. */
function isDueNow({ dueOn, dueReason }: DoorRow, today: Day): boolean {
	return dueOn <= today || (dueReason === 'change' && dueOn <= addDays(today, 1));
}

async function dueRows(database: ProjectionDatabase, today: Day): Promise<DoorRow[]> {
	const rows = await database.doors.where('dueOn').belowOrEqual(addDays(today, 1)).toArray();
	return rows.filter((row) => isDueNow(row, today) && row.dueReason !== 'routine');
}

async function unseenRows(
	database: ProjectionDatabase,
	listed: ReadonlyMap<DoorId, DoorRow>
): Promise<DoorRow[]> {
	const isUnseen = (row: DoorRow) => isSuggestible(row) && !listed.has(row.door);
	const longest = database.doors.orderBy('lastVisitAt');
	const first = await longest.clone().limit(firstUnseen).toArray();
	// Doors seen as long ago as the last of them may not have been read.
	const edge = first.at(-1)?.lastVisitAt;
	const sure = first.filter((row) => row.lastVisitAt !== edge && isUnseen(row));
	if (sure.length >= mostSuggestions) return sure;
	return (await longest.toArray()).filter(isUnseen);
}

interface Ask {
	words: string;
	/** A visit after it settles it. */
	since: string;
}

/** Asked of her, or found by somebody who looked in: 需要上门. */
async function asksOf(
	database: ProjectionDatabase,
	scopes: readonly string[]
): Promise<Map<DoorId, Ask>> {
	const asks = new Map<DoorId, Ask>();
	for (const { door, scope, words, capturedAt, answers } of await checksFor(database)) {
		const last = answers.at(-1);
		if (last?.outcome === 'needs_visit') {
			asks.set(door, { words: last.note || words, since: last.capturedAt });
		} else if (!last && scopes.includes(scope)) asks.set(door, { words, since: capturedAt });
	}
	return asks;
}

/** Along the way, and all of them in a campaign's last days. */
async function campaignRows(
	database: ProjectionDatabase,
	{ asks, isPressing, isAny, isAnyPressing }: OpenCampaigns,
	stairs: ReadonlySet<string>
): Promise<DoorRow[]> {
	if (!isAny || (stairs.size === 0 && !isAnyPressing)) return [];
	const rows = await database.doors.toArray();
	return rows.filter(
		(row) => isPressing(row.door) || (stairs.has(stairKey(row)) && asks(row.door))
	);
}

async function visitsOn(database: ProjectionDatabase, day: Day): Promise<Map<DoorId, VisitToday>> {
	const visits = await database.visits
		.where('capturedAt')
		.between(instantAt(day, 0), instantAt(day, 24 * 60))
		.sortBy('capturedAt');
	return new Map(
		visits
			.filter(({ retracted }) => !retracted)
			.map(({ door, id, outcome, capturedAt, own }) => [door, { id, outcome, capturedAt, own }])
	);
}

function wishesOf(taken: DayPlan['taken']): Map<DoorId, Day> {
	return new Map(taken.map(({ door, since }) => [door, since]));
}

function isSuggestible({ dueReason, answersOwed, tenure }: DoorRow): boolean {
	return dueReason === 'routine' && answersOwed === 0 && tenure !== 'vacant';
}

/** Of doors equally long unseen, those on the way come first. */
function suggestionsAmong(unseen: DoorRow[], listed: Iterable<DoorRow>): DoorRow[] {
	const onTheWay = new Set([...listed].map(({ building }) => building));
	const detour = ({ building }: DoorRow) => Number(!onTheWay.has(building));
	return unseen
		.sort(
			(a, b) =>
				compare(a.lastVisitAt, b.lastVisitAt) || detour(a) - detour(b) || compare(a.walk, b.walk)
		)
		.slice(0, mostSuggestions);
}

function compare(a: string, b: string): number {
	if (a === b) return 0;
	return a < b ? -1 : 1;
}
