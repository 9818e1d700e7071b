/** Which of two copies under one id says more; the same answer whatever came first. */
import { canonicalJson } from '#lib/domain/canonicalJson.ts';
import type { LedgerDocument } from '#lib/domain/documents.ts';

/** Whole before cut; of two that were cut the longer one; else as a ledger would choose. */
export function isFuller<D extends LedgerDocument>(one: D, other: D): boolean {
	const isCut = Number(one.cut !== undefined) - Number(other.cut !== undefined);
	if (isCut !== 0) return isCut < 0;
	const more = one.cut === undefined ? 0 : canonicalJson(one).length - canonicalJson(other).length;
	return more === 0 ? one._rev > other._rev : more > 0;
}
