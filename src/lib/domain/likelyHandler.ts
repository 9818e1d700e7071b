/**
 * Who will probably take a concern: from what was done before for the same matter in the same
 * estate, else from what the units look after. It proposes; whoever dispatches decides.
 */
import type { Unit } from './loopDocuments.ts';
import type { HandlerKind } from './taxonomy.ts';
import { categoryByCode } from './taxonomy.ts';

export interface PastHandling {
	category: string;
	/** `xk/3`, or `''`. */
	building: string;
	/** The unit that ended it. */
	handler: string;
}

export interface LikelyHandler {
	unit: Unit;
	/** Done before in this estate, done before elsewhere, or theirs by what they look after. */
	why: 'before_here' | 'before' | 'duty';
	/** How often before; 0 for a duty. */
	times: number;
}

const kindOf: Readonly<Record<HandlerKind, Unit['kind']>> = {
	property: 'property',
	dept: 'department',
	community: 'community',
	street: 'street'
};

/**
 * The likeliest first, every unit that could take it once.
 * @param concern `notAgain`: units that gave it back already
 */
export function likelyHandlers(
	concern: { category: string; building: string; notAgain?: readonly string[] },
	{ units }: { units: readonly Unit[] },
	past: readonly PastHandling[]
): LikelyHandler[] {
	const estate = estateOf(concern.building);
	const alike = past.filter(({ category }) => category === concern.category);
	const here = timesOf(alike.filter(({ building }) => estateOf(building) === estate));
	const anywhere = timesOf(alike);
	return (
		units
			// Nobody sends work up to the street; it is asked to whistle.
			.filter((unit) => unit.kind !== 'street')
			.filter(({ code }) => !(concern.notAgain ?? []).includes(code))
			.map((unit) => ({ unit, weight: dutyOf(unit, concern.category, estate) }))
			.filter(({ unit, weight }) => weight > 0 || (here.get(unit.code) ?? 0) > 0)
			.map(({ unit, weight }) => ({ ...reasonFor(unit, here, anywhere, weight), weight }))
			.sort(
				(a, b) =>
					rank[a.why] - rank[b.why] ||
					b.times - a.times ||
					b.weight - a.weight ||
					(a.unit.code < b.unit.code ? -1 : 1)
			)
			.map(({ unit, why, times }) => ({ unit, why, times }))
	);
}

export function likelyHandler(
	...question: Parameters<typeof likelyHandlers>
): LikelyHandler | undefined {
	return likelyHandlers(...question)[0];
}

const rank: Readonly<Record<LikelyHandler['why'], number>> = { before_here: 0, before: 1, duty: 2 };

/** Elsewhere counts only for who looks after this estate too. */
function reasonFor(
	unit: Unit,
	here: ReadonlyMap<string, number>,
	anywhere: ReadonlyMap<string, number>,
	weight: number
): LikelyHandler {
	const timesHere = here.get(unit.code) ?? 0;
	if (timesHere > 0) return { unit, why: 'before_here', times: timesHere };
	const times = weight > 0 ? (anywhere.get(unit.code) ?? 0) : 0;
	return times > 0 ? { unit, why: 'before', times } : { unit, why: 'duty', times: 0 };
}

/** 0 where it is not theirs; the more exactly the unit names the matter, the more. */
function dutyOf(unit: Unit, category: string, estate: string): number {
	const group = category.split('.')[0] ?? '';
	if (unit.estates.length > 0 && !unit.estates.includes(estate)) return 0;
	const named = unit.categories.includes(category) ? 8 : unit.categories.includes(group) ? 4 : 0;
	if (unit.categories.length > 0 && named === 0) return 0;
	const usual = categoryByCode(category)?.handler;
	const isUsualKind = usual !== undefined && kindOf[usual] === unit.kind;
	return 1 + named + (isUsualKind ? 2 : 0) + (unit.estates.length > 0 ? 1 : 0);
}

function estateOf(building: string): string {
	return building.split('/')[0] ?? '';
}

function timesOf(past: readonly PastHandling[]): ReadonlyMap<string, number> {
	const times = new Map<string, number>();
	for (const { handler } of past) times.set(handler, (times.get(handler) ?? 0) + 1);
	return times;
}
