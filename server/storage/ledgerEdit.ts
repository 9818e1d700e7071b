/** How the station's own documents go into storage: finished ones, as the revision they carry. */
import { createHash } from 'node:crypto';
import type { Edit } from './documentStore.ts';
import { generationOf, hashOf } from './revisionTree.ts';

/** A finished document as storage takes it. */
export function editOf({ _id, _rev, ...content }: { _id: string; _rev: string }): Edit {
	return {
		id: _id,
		revisions: { start: generationOf(_rev), ids: [hashOf(_rev)] },
		deleted: false,
		body: JSON.stringify(content),
		attachments: null
	};
}

export function sha256(text: string): string {
	return createHash('sha256').update(text, 'utf8').digest('hex');
}
