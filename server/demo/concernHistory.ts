/**
 * Three weeks of concerns in one grid: raised at doors where somebody was met, seen on the way, or
 * told by phone; some are shared by neighbours.
 */
import { dayOf } from '#lib/domain/calendar.ts';
import { checkConcern } from '#lib/domain/concern.ts';
import type { ConcernEventType, ConcernSource } from '#lib/domain/documents.ts';
import type { ConcernEntry, EventEntry } from '#lib/domain/entry.ts';
import type { DoorId, Ulid } from '#lib/domain/ids.ts';
import { documentId } from '#lib/domain/ids.ts';
import { demoFeedOf } from './accounts.ts';
import type { Chance } from './chance.ts';
import type { LifeFacts, LifeKind } from './concernLife.ts';
import { liveConcern } from './concernLife.ts';
import type { Handler, Plot } from './concernWords.ts';
import { herun, jiahe, plots, words, xingkang } from './concernWords.ts';
import { headOf } from './demoOrganisation.ts';
import type { Deed } from './demoWriter.ts';
import { ulidOf } from './demoWriter.ts';
import type { KnownDoor, MadeVisit } from './visitHistory.ts';
import { isoOf } from './workingTime.ts';

/** One worker's concerns in three weeks, besides the fresh ones: about eleven a week together. */
const manyAtLeast = 20;
const manyAtMost = 31;
const unansweredWithinMs = 5 * 86_400_000;
/** Before anybody can have resolved it. */
const joinWithinMs = 2 * 3_600_000;

/** In a hundred. */
const kinds: readonly (readonly [LifeKind, number])[] = [
	['handled', 74],
	['returned', 6],
	['reopened', 7],
	['withdrawn', 4],
	['declined', 3],
	['merged', 3],
	['suspended', 3]
];

interface Raised {
	concern: Ulid;
	category: string;
	buildingKey: string;
}

/**
 * What is under way today, so that no list is empty: after which step nothing more has happened, and
 * how many hours ago it was raised at least.
 */
const fresh: readonly (readonly [ConcernEventType | 'raised', LifeKind, number])[] = [
	['raised', 'handled', 0],
	['receive', 'handled', 15],
	['self_handle', 'self', 15],
	['dispatch', 'handled', 18],
	['accept', 'handled', 20],
	['respond', 'handled', 30],
	['return', 'returned', 30],
	['resolve', 'handled', 90],
	['resolve', 'handled', 95]
];

/** One grid worker's concerns so far, and what they are made from. */
interface Raising {
	worker: string;
	/** Visits at which somebody was met. */
	met: readonly MadeVisit[];
	possible: readonly Plot[];
	raised: Raised[];
	nowMs: number;
	chance: Chance;
}

export function makeConcerns(
	worker: string,
	visits: readonly MadeVisit[],
	nowMs: number,
	chance: Chance
): Deed[] {
	const met = visits.filter(({ isMet }) => isMet);
	const possible = plotsIn(dayOf(isoOf(nowMs)));
	const raising: Raising = { worker, met, possible, raised: [], nowMs, chance };
	const occasions = chance.shuffled(met).slice(0, chance.between(manyAtLeast, manyAtMost));
	occasions.sort((a, b) => a.atMs - b.atMs);
	const used = new Set(occasions);
	const past = occasions.flatMap((visit) => raise(raising, visit));
	const underWay = fresh.flatMap(([last, kind, hoursAgo]) => {
		const before = nowMs - hoursAgo * 3_600_000;
		const visit = met.findLast((one) => !used.has(one) && one.atMs <= before);
		if (!visit) return [];
		used.add(visit);
		return untilAfter(last, raise(raising, visit, kind, last === 'dispatch'));
	});
	return [...past, ...underWay].filter((deed) => deed.atMs <= nowMs);
}

/**
 * The concern, the neighbours who joined, and its life; of the kind asked for, or any. A common one is
 * a matter of the whole building, and somebody does join.
 */
function raise(raising: Raising, visit: MadeVisit, asked?: LifeKind, isCommon = false): Deed[] {
	const { worker, possible, raised, nowMs, chance } = raising;
	const fitting = possible.filter((one) => fits(one, visit.known) && (!isCommon || one.shared));
	const plot = weighted(fitting, chance);
	const atMs = visit.atMs + chance.between(40, 150) * 1_000;
	const concern = ulidOf(atMs, chance);
	const entry = headerOf(concern, plot, visit.known, chance);
	const twin = raised.find(
		(other) => other.category === plot.category && other.buildingKey === entry.building
	);
	raised.push({ concern, category: plot.category, buildingKey: entry.building });
	const kind = asked ?? kindOf(plot, twin !== undefined, chance);
	const isShared = plot.shared === true && (kind === 'handled' || kind === 'returned');
	const joined = isShared ? joinedBy(raising, concern, visit, isCommon) : [];
	const facts: LifeFacts = {
		kind,
		plot,
		handler: handlerOf(plot, visit.known),
		doors: [...(entry.door === '' ? [] : [entry.door]), ...joined.map(({ door }) => door)],
		concern,
		grid: visit.known.grid,
		buildingKey: entry.building,
		worker,
		capturedMs: atMs,
		...(twin ? { into: twin.concern } : {}),
		isAnswered: nowMs - atMs > unansweredWithinMs || chance.percent(35)
	};
	const { grid, buildingKey } = visit.known;
	const head = entry.source === 'building_head' ? headOf(buildingKey, grid)?.account : undefined;
	const feed = head === undefined ? undefined : demoFeedOf(head, { grid, buildingKey });
	const header: Deed = {
		...{ author: head ?? worker, atMs, entry },
		...(feed === undefined ? {} : { feed })
	};
	return [header, ...joined.map(({ deed }) => deed), ...liveConcern(facts, chance)];
}

/** The life up to its first step of that type; neighbours who joined meanwhile are kept. */
function untilAfter(last: ConcernEventType | 'raised', deeds: readonly Deed[]): Deed[] {
	const isStep = ({ entry }: Deed, type: string) => entry.kind === 'event' && entry.type === type;
	const end = deeds.find((deed) => isStep(deed, last))?.atMs ?? 0;
	return deeds.filter(
		(deed) => deed.entry.kind === 'concern' || isStep(deed, 'join_household') || deed.atMs <= end
	);
}

/** The two younger estates have lifts and a property company of their own. */
function isYounger({ grid }: KnownDoor): boolean {
	return grid.endsWith('-04') || grid.endsWith('-05');
}

function fits({ category }: Plot, known: KnownDoor): boolean {
	return category !== 'repair.elevator' || isYounger(known);
}

function handlerOf({ handler }: Plot, known: KnownDoor): Handler {
	if (handler !== 'property') return handler;
	const [estate = ''] = known.buildingKey.split('/');
	if (estate === 'hrjy') return herun;
	return estate === 'qsy' || estate === 'dydy' ? jiahe : xingkang;
}

/** Heating only in its season: 15 October to 15 April. */
function plotsIn(today: string): Plot[] {
	const day = today.slice(5);
	const isWinter = day >= '10-15' || day <= '04-15';
	return plots.filter((plot) => isWinter || !plot.winter);
}

function weighted(possible: readonly Plot[], chance: Chance): Plot {
	let left = chance.next() * possible.reduce((sum, { weight }) => sum + weight, 0);
	return possible.find(({ weight }) => (left -= weight) < 0) ?? chance.pick(possible);
}

function kindOf(plot: Plot, hasTwin: boolean, chance: Chance): LifeKind {
	if (plot.small && chance.percent(65)) return 'self';
	let left = chance.between(1, 100);
	const kind = kinds.find(([, percent]) => (left -= percent) <= 0)?.[0] ?? 'handled';
	return kind === 'merged' && !hasTwin ? 'handled' : kind;
}

function headerOf(
	concern: Ulid,
	plot: Plot,
	{ door, grid, buildingKey }: KnownDoor,
	chance: Chance
): ConcernEntry {
	const throwOf = chance.between(1, 100);
	const isSeen = plot.shared === true && throwOf <= 20;
	const source: ConcernSource = isSeen ? 'patrol' : throwOf > 92 ? 'building_head' : 'visit';
	// Three taps without a word are enough, but not where the category says nothing.
	const isBrief = !plot.category.startsWith('other.') && chance.percent(6);
	const checked = checkConcern({
		door: isSeen ? '' : door,
		building: buildingKey,
		place: isSeen ? chance.pick(['楼道', '单元门口', '楼前', '车棚旁']) : '',
		category: plot.category,
		source,
		text: isBrief ? '' : chance.pick(plot.texts),
		photos: []
	});
	if (!checked.ok) throw new Error(`A made-up concern is refused: ${checked.refusal.kind}`);
	return { _id: documentId.concern(concern), kind: 'concern', grid, ...checked.value };
}

/** +1 户: neighbours met within the next hours, or who rang up when they heard of it. */
function joinedBy(
	{ worker, met, chance }: Raising,
	concern: Ulid,
	first: MadeVisit,
	isCommon: boolean
): { door: DoorId; deed: Deed }[] {
	const neighbours = met.filter(
		({ known: { buildingKey, door } }) =>
			buildingKey === first.known.buildingKey && door !== first.known.door
	);
	const later = neighbours.filter(
		({ atMs }) => atMs > first.atMs + 150_000 && atMs < first.atMs + joinWithinMs
	);
	const willing = isCommon ? neighbours : later;
	const once = [...new Map(willing.map((visit) => [visit.known.door, visit])).values()];
	return once.slice(0, chance.between(isCommon ? 1 : 0, 3)).map(({ known, atMs }, at) => {
		const metMs = isCommon ? first.atMs + (at + 3) * 300_000 : atMs;
		const joinedMs = metMs + chance.between(20, 90) * 1_000;
		const entry: EventEntry = {
			_id: documentId.event(concern, ulidOf(joinedMs, chance)),
			kind: 'event',
			grid: known.grid,
			concern,
			type: 'join_household',
			door: known.door,
			note: chance.pick(words.joined)
		};
		return { door: known.door, deed: { author: worker, atMs: joinedMs, entry } };
	});
}
