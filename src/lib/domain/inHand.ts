/**
 * Whether who wrote a step had the matter in hand then, told by the feed whose mark the writer's
 * device bears (feeds.ts) and which the station holds it to. Without a mark nothing is said against
 * a step: a worker writes in her own grid, the station wrote it, or it is a copy that was cut.
 */
import type { EventDocument } from './documents.ts';
import { isHandsOn } from './eventRights.ts';
import { isWriterOf } from './feedOfGrant.ts';
import { communityFeed, handlerFeed, streetFeed } from './feeds.ts';
import type { GridId } from './ids.ts';
import { communityOfGrid } from './ids.ts';
import type { Standing } from './standing.ts';

type InHand = Pick<Standing, 'handler' | 'supporters' | 'joined'>;

export function isOutOfHand(
	{ grid }: { grid: GridId },
	standing: InHand,
	{ type, author, device }: EventDocument
): boolean {
	if (!isHandsOn(type) || !/_[0-9a-z]{1,7}$/.test(device) || author === standing.handler) {
		return false;
	}
	const community = communityOfGrid(grid);
	const feeds = [
		// For a handler who rang or came by.
		communityFeed(community),
		streetFeed(community.slice(0, 9)),
		...unitsFor(type, standing).map((unit) => handlerFeed(community, unit))
	];
	return !feeds.some((feed) => isWriterOf(feed, device));
}

/** Who supports may work and reports in; the rest is for who leads. */
function unitsFor(type: EventDocument['type'], { handler, supporters, joined }: InHand): string[] {
	const lead = handler === '' ? [] : [handler];
	if (type === 'join') return [...lead, ...supporters];
	const isWork = type === 'respond' || type === 'progress';
	return isWork ? [...lead, ...supporters.filter((unit) => joined.includes(unit))] : lead;
}
