/**
 * Where a document goes next. One line per route; it reads like the table of DOMAIN 5.5. Asked again
 * it answers the same, so a router may deliver twice and in any order.
 */
import type { LedgerDocument } from './documents.ts';
import { communityOfLedger, gridFeed, gridOfFeed, ledgerOfGrid } from './feeds.ts';
import { communityOfGrid } from './ids.ts';

interface Route {
	/** Whether what lies in database `from` takes this way. */
	carries: (document: LedgerDocument, from: string) => boolean;
	to: (document: LedgerDocument) => string;
}

const routes: readonly Route[] = [
	// What happens in a grid, the community knows whole.
	{ carries: (d, from) => gridOfFeed(from) === d.grid, to: (d) => ledgerOfGrid(d.grid) },
	// What the community knows of a grid, the grid's worker sees.
	{
		carries: (d, from) => communityOfLedger(from) === communityOfGrid(d.grid),
		to: (d) => gridFeed(d.grid)
	}
];

export function routesFor(document: LedgerDocument, { from }: { from: string }): string[] {
	return routes.filter((route) => route.carries(document, from)).map((route) => route.to(document));
}
