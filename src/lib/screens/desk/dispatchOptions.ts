/**
 * To whom a concern may be dispatched: the likely ones first with the reason, then every other unit,
 * then the building heads of the house. What was chosen for them is the desk's choice still.
 */
import type { OrganisationDocument, Post, Unit } from '#lib/domain/loopDocuments.ts';
import type { LikelyHandler, PastHandling } from '#lib/domain/likelyHandler.ts';
import { likelyHandlers } from '#lib/domain/likelyHandler.ts';
import type { ConcernRow } from '#lib/projections/rows.ts';

export interface DispatchOptions {
	likely: LikelyHandler[];
	others: Unit[];
	/** Building heads of this house, by account. */
	heads: Post[];
}

const mostLikely = 3;

type Subject = Pick<ConcernRow, 'category' | 'building' | 'grid' | 'history'>;

export function dispatchOptions(
	concern: Subject,
	organisation: Pick<OrganisationDocument, 'units' | 'posts'>,
	past: readonly PastHandling[],
	today: string
): DispatchOptions {
	const { category, building, grid } = concern;
	const notAgain = returnedBy(concern);
	const all = likelyHandlers({ category, building, notAgain }, organisation, past);
	const likely = all.slice(0, mostLikely);
	const taken = new Set(likely.map(({ unit }) => unit.code));
	const others = organisation.units.filter(
		({ code, kind }) => !taken.has(code) && kind !== 'street'
	);
	const heads = organisation.posts.filter(
		(post) =>
			post.role === 'building_head' &&
			post.scope === `${grid}/${building}` &&
			(post.from === '' || post.from <= today) &&
			(post.until === '' || post.until >= today)
	);
	return { likely, others, heads };
}

/** Units that gave it back, as the history says. */
function returnedBy({ history }: Pick<ConcernRow, 'history'>): string[] {
	const codes: string[] = [];
	let handler = '';
	for (const line of history) {
		if (!line.effect) continue;
		if (line.type === 'dispatch') handler = line.handler ?? '';
		if (line.type === 'return' && handler !== '') codes.push(handler);
	}
	return codes;
}
