/** Which of two copies under one id says more; the same answer whatever came first. */
import { canonicalJson } from '#lib/domain/canonicalJson.ts';
import type { LedgerDocument } from '#lib/domain/documents.ts';
import { generationOf } from '#lib/domain/revision.ts';

/**
 * Whole before cut; what the station wrote later before what it took back by that, however much more
 * the earlier one says; of two that were cut the longer one; else as a ledger would choose.
 */
export function isFuller<D extends LedgerDocument>(one: D, other: D): boolean {
	const isCut = Number(one.cut !== undefined) - Number(other.cut !== undefined);
	if (isCut !== 0) return isCut < 0;
	const later = generationOf(one._rev) - generationOf(other._rev);
	if (later !== 0) return later > 0;
	const more = one.cut === undefined ? 0 : canonicalJson(one).length - canonicalJson(other).length;
	return more === 0 ? one._rev > other._rev : more > 0;
}
