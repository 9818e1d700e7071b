/**
 * What stands in a feed for a document that left it: nothing of its content, but which number its
 * device had given, or a gap would be seen where none is.
 */
import type { LedgerDocument } from '#lib/domain/documents.ts';
import type { DocumentRow, Edit } from '../storage/documentStore.ts';
import { endOfLeaf } from '../storage/endOfLeaf.ts';

export function gravestone(
	{ id, rev }: Pick<DocumentRow, 'id' | 'rev'>,
	{ device, deviceSeq }: LedgerDocument
): Edit {
	const number = deviceSeq === undefined ? {} : { device, deviceSeq };
	return { ...endOfLeaf(id, rev), body: JSON.stringify(number) };
}
