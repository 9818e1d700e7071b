/**
 * The edit that ends one leaf of a document. It follows from the leaf alone, so that two stations
 * that end the same one write the same revision.
 */
import { hash } from 'node:crypto';
import type { Edit } from './documentStore.ts';
import { generationOf, hashOf } from './revisionTree.ts';

export function endOfLeaf(id: string, rev: string): Edit {
	const ended = hash('md5', JSON.stringify(['ended', id, rev]), 'hex');
	return {
		id,
		revisions: { start: generationOf(rev) + 1, ids: [ended, hashOf(rev)] },
		deleted: true,
		body: '{}',
		attachments: null
	};
}
