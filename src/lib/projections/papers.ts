/**
 * The papers of a concern as several feeds send them: whole in one, cut down in another, under the
 * same id. Each copy is kept with the feeds that hold it; the fullest one is shown.
 */
import type { ConcernDocument, EventDocument } from '#lib/domain/documents.ts';
import { isFuller } from './isFuller.ts';
import type { PaperCopy, StoredPapers } from './storedRows.ts';

type Paper = ConcernDocument | EventDocument;

export function addPaper(papers: StoredPapers, document: Paper, feed: string): void {
	if (document.kind === 'concern') papers.headers = withCopy(papers.headers, document, feed);
	else papers.events = withCopy(papers.events, document, feed);
}

/** One feed has erased some papers; what another holds stays. */
export function withoutPapers(
	papers: StoredPapers,
	ids: ReadonlySet<string>,
	feed: string
): StoredPapers {
	const without = <D extends Paper>(copies: readonly PaperCopy<D>[]) =>
		copies.flatMap((copy) => (ids.has(copy.document._id) ? (leave(copy, feed) ?? []) : copy));
	return { ...papers, headers: without(papers.headers), events: without(papers.events) };
}

export function fullestHeader({ headers }: StoredPapers): PaperCopy<ConcernDocument> | undefined {
	return headers.reduce<PaperCopy<ConcernDocument> | undefined>(fuller, undefined);
}

/** Each event once. */
export function fullestEvents({ events }: StoredPapers): EventDocument[] {
	const byId = new Map<string, PaperCopy<EventDocument>>();
	for (const copy of events) {
		byId.set(copy.document._id, fuller(byId.get(copy.document._id), copy));
	}
	return [...byId.values()].map(({ document }) => document);
}

export function feedsOf({ headers, events }: StoredPapers): string[] {
	return [...new Set([...headers, ...events].flatMap(({ feeds }) => feeds))].sort();
}

/** A feed holds one copy of an id: the one it sent last. */
function withCopy<D extends Paper>(copies: PaperCopy<D>[], document: D, feed: string) {
	const { _id, _rev } = document;
	const same = copies.find((copy) => copy.document._id === _id && copy.document._rev === _rev);
	if (same?.feeds.includes(feed)) return copies;
	const others = copies.flatMap((copy) => {
		return copy === same ? [] : copy.document._id === _id ? (leave(copy, feed) ?? []) : copy;
	});
	return [...others, { document, feeds: [...(same?.feeds ?? []), feed].sort() }];
}

function leave<D extends Paper>(copy: PaperCopy<D>, feed: string): PaperCopy<D> | undefined {
	const feeds = copy.feeds.filter((other) => other !== feed);
	return feeds.length === 0 ? undefined : { ...copy, feeds };
}

function fuller<D extends Paper>(a: PaperCopy<D> | undefined, b: PaperCopy<D>): PaperCopy<D> {
	return !a || isFuller(b.document, a.document) ? b : a;
}
