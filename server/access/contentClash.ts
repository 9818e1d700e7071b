/**
 * Two stations may take one id with two contents in the same moment, which one station alone never
 * does. CouchDB's rule names the winner everywhere alike; what loses goes whole into quarantine and
 * only then leaves the feed. Nothing is lost, whoever settles it and however often.
 */
import type { DocumentStore } from '../storage/documentStore.ts';
import { endOfLeaf } from '../storage/endOfLeaf.ts';
import { leavesOf, treeOf } from '../storage/revisionTree.ts';
import type { Refused } from './quarantine.ts';
import { quarantine } from './quarantine.ts';

export interface ClashParts {
	feed: DocumentStore;
	quarantine: DocumentStore;
	now: () => string;
}

const clashDetail = 'the id was taken with another content in the same moment';

/** Answers what lost. */
export async function settleClash(parts: ClashParts, id: string): Promise<Refused[]> {
	const { feed, now } = parts;
	const row = await feed.row(id);
	if (!row?.leaves) return [];
	const losers = leavesOf(treeOf(row)).filter(({ rev, deleted }) => !deleted && rev !== row.rev);
	const refused: Refused[] = [];
	for (const { rev } of losers) {
		const content = JSON.parse((await feed.revision(id, rev))?.body ?? '{}') as Written;
		const { author = '', device = '' } = content;
		refused.push({
			...{ feed: feed.name, account: author, device, kind: 'exists', detail: clashDetail },
			document: { ...content, _id: id, _rev: rev }
		});
	}
	await quarantine(parts.quarantine, refused, now());
	const ends = losers.map(({ rev }) => endOfLeaf(id, rev));
	if (ends.length > 0) await feed.write(ends, { newEdits: false });
	return refused;
}

interface Written extends Record<string, unknown> {
	author?: string;
	device?: string;
}
