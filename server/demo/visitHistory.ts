/**
 * Three weeks of one grid worker's visits: care households in their rhythm, not all on time, and
 * the rest of the day along the doors of a building.
 */
import type { Day } from '#lib/domain/calendar.ts';
import { addDays, dayOf, instantAt } from '#lib/domain/calendar.ts';
import type { CareTier } from '#lib/domain/care.ts';
import { cadenceDays } from '#lib/domain/care.ts';
import type { CareBlock, CareChecks, Tenure, VisitOutcome } from '#lib/domain/documents.ts';
import type { VisitEntry } from '#lib/domain/entry.ts';
import { documentId } from '#lib/domain/ids.ts';
import type { VisitIntent } from '#lib/domain/visit.ts';
import { asLastTime, careBlocks, checkVisit, isMet } from '#lib/domain/visit.ts';
import type { Chance } from './chance.ts';
import { ulidOf } from './demoWriter.ts';
import * as said from './visitWords.ts';

/** A door as the worker knows it, in walking order. */
export interface KnownDoor {
	door: string;
	grid: string;
	buildingKey: string;
	tier: CareTier;
	tenure: Tenure;
}

export interface MadeVisit {
	atMs: number;
	known: KnownDoor;
	entry: VisitEntry;
	isMet: boolean;
}

const historyDays = 21;

interface Rhythm {
	dueOn: Day;
	lastChecks: CareChecks;
}

/** How readily a due household of this tier is gone to on a given day, in per cent. */
const readiness: Readonly<Record<CareTier, number>> = {
	high: 72,
	key: 45,
	general: 30,
	ordinary: 0
};

export function makeVisits(
	doors: readonly KnownDoor[],
	nowMs: number,
	chance: Chance
): MadeVisit[] {
	const today = dayOf(new Date(nowMs).toISOString());
	const first = addDays(today, 1 - historyDays);
	const rhythms = new Map(
		doors
			.filter(({ tier }) => tier !== 'ordinary')
			.map((known): [KnownDoor, Rhythm] => [
				known,
				{ dueOn: addDays(first, chance.between(0, cadenceDays[known.tier] - 1)), lastChecks: {} }
			])
	);
	const round = openRound(doors, chance);
	const made: MadeVisit[] = [];
	for (let day = first; day <= today; day = addDays(day, 1)) {
		const many = visitsOn(day, chance);
		const due = [...rhythms].filter(
			([{ tier }, { dueOn }]) => dueOn <= day && chance.percent(readiness[tier])
		);
		const care = due.map(([known]) => known).slice(0, many);
		const plan = chance.shuffled(care).concat(round(many - care.length));
		timesOf(day, plan.length, chance).forEach((atMs, at) => {
			const known = plan[at];
			if (!known || atMs > nowMs) return;
			made.push(visit(known, atMs, day, rhythms.get(known), chance));
		});
	}
	return made;
}

/** Twelve to twenty-two on weekdays, ten to twelve on Saturdays, none on Sundays. */
function visitsOn(day: Day, chance: Chance): number {
	const weekday = new Date(`${day}T00:00:00.000Z`).getUTCDay();
	if (weekday === 0) return 0;
	return weekday === 6 ? chance.between(10, 12) : chance.between(12, 22);
}

/** Door after door, then the next building; each worker begins somewhere else. */
function openRound(doors: readonly KnownDoor[], chance: Chance): (many: number) => KnownDoor[] {
	const ordinary = doors.filter(({ tier }) => tier === 'ordinary');
	let at = chance.between(0, ordinary.length - 1);
	return (many) =>
		Array.from({ length: Math.max(0, many) }, () => {
			at = (at + (chance.percent(80) ? 1 : 2)) % ordinary.length;
			return ordinary[at];
		}).filter((known) => known !== undefined);
}

/** Morning, afternoon, and some in the evening when people are home. */
function timesOf(day: Day, many: number, chance: Chance): number[] {
	const evening = Math.round(many * 0.15);
	const morning = Math.round(many * 0.4);
	const spans: [number, number, number][] = [
		[9 * 60 + 5, 11 * 60 + 45, morning],
		[14 * 60 + 40, 18 * 60, many - morning - evening],
		[18 * 60 + 40, 20 * 60, evening]
	];
	return spans
		.flatMap(([from, to, count]) =>
			Array.from({ length: count }, (_, at) => {
				const minute = from + ((to - from) * (at + chance.next() * 0.8)) / count;
				return Date.parse(instantAt(day, minute)) + chance.between(0, 999);
			})
		)
		.map(Math.floor);
}

function visit(
	known: KnownDoor,
	atMs: number,
	day: Day,
	rhythm: Rhythm | undefined,
	chance: Chance
): MadeVisit {
	const outcome = outcomeAt(known, chance);
	const intent = intentFor(known, outcome, day, rhythm, chance);
	const now = new Date(atMs).toISOString();
	const checked = checkVisit(intent, { now });
	if (!checked.ok) throw new Error(`A made-up visit is refused: ${checked.refusal.kind}`);
	if (rhythm) {
		const isMetNow = isMet(outcome);
		rhythm.dueOn = addDays(day, isMetNow ? cadenceDays[known.tier] : 1);
		if (isMetNow) rhythm.lastChecks = intent.careChecks;
	}
	const entry: VisitEntry = {
		_id: documentId.visit(ulidOf(atMs, chance)),
		kind: 'visit',
		grid: known.grid,
		...checked.value
	};
	return { atMs, known, entry, isMet: isMet(outcome) };
}

function outcomeAt({ tier, tenure }: KnownDoor, chance: Chance): VisitOutcome {
	const throwOf = chance.between(1, 100);
	if (tenure === 'vacant') return throwOf <= 85 ? 'vacant' : 'no_answer';
	if (tier !== 'ordinary') {
		if (throwOf <= 84) return 'met';
		if (throwOf <= 90) return 'met_family';
		return throwOf <= 98 ? 'no_answer' : 'rescheduled';
	}
	if (throwOf <= 58) return 'met';
	if (throwOf <= 66) return 'met_family';
	if (throwOf <= 92) return 'no_answer';
	if (throwOf <= 95) return 'refused';
	return throwOf <= 99 || tenure !== 'rented' ? 'rescheduled' : 'moved';
}

function intentFor(
	known: KnownDoor,
	outcome: VisitOutcome,
	day: Day,
	rhythm: Rhythm | undefined,
	chance: Chance
): VisitIntent {
	const met = isMet(outcome);
	const careChecks = met && rhythm ? checksOf(rhythm.lastChecks, chance) : {};
	const isWorried = Object.values(careChecks).some(({ state }) => state === 'attention');
	const note = noteFor(outcome, rhythm !== undefined, chance);
	const isLater = outcome === 'rescheduled' || (met && chance.percent(3));
	return {
		door: known.door,
		type: rhythm ? 'care' : 'routine',
		mode: met && known.tier === 'general' && chance.percent(20) ? 'phone' : 'door',
		outcome,
		unchanged: met && !isWorried && note === '',
		note,
		careChecks,
		photos: [],
		leftSlip: outcome === 'no_answer' && chance.percent(40),
		nextVisitOn: isLater ? addDays(day, chance.between(1, 9)) : '',
		bestTime: chance.percent(5) ? chance.pick(said.bestTimes) : ''
	};
}

/** As last time, with now and then something that needs attention, or no longer does. */
function checksOf(lastChecks: CareChecks, chance: Chance): CareChecks {
	const checks = asLastTime(lastChecks);
	for (const block of careBlocks) {
		const isWorry = chance.percent(checks[block]?.state === 'attention' ? 35 : 4);
		checks[block] = isWorry ? worryAbout(block, chance) : { state: 'fine', note: '' };
	}
	return checks;
}

function worryAbout(block: CareBlock, chance: Chance): { state: 'attention'; note: string } {
	return { state: 'attention', note: chance.pick(said.attentionNotes[block]) };
}

function noteFor(outcome: VisitOutcome, isCare: boolean, chance: Chance): string {
	switch (outcome) {
		case 'met':
		case 'met_family':
			if (!chance.percent(isCare ? 55 : 30)) return '';
			return chance.pick(isCare ? said.careNotes : said.routineNotes);
		case 'no_answer':
			return chance.pick(said.shutNotes);
		case 'refused':
			return chance.pick(said.refusedNotes);
		case 'rescheduled':
			return chance.pick(said.laterNotes);
		case 'vacant':
			return chance.pick(said.vacantNotes);
		case 'moved':
			return chance.pick(said.movedNotes);
		case 'abnormal':
			return '已联系家属。';
	}
}
