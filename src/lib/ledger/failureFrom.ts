/**
 * Reads from what PouchDB or IndexedDB threw whether the disk is full, the database was closed, or
 * something else is wrong. It knows their words so that nobody else has to.
 */
import { LedgerConflict, LedgerFailure } from './ledgerFailure.ts';

const full = /quota|disk.*full|no space/i;
/**
 * InvalidStateError after a forced close or an abort that closed the handle (SAFETY F16), the words
 * of iOS when it comes back from the background, and PouchDB's own for a handle that is closed.
 */
const closed = /invalidstate|is clos|closed|connection.*lost|server lost|not open/i;

export function failureFrom(cause: unknown): LedgerFailure | LedgerConflict {
	if (cause instanceof LedgerFailure || cause instanceof LedgerConflict) return cause;
	const words = wordsOf(cause);
	if (full.test(words)) return new LedgerFailure('storage_full', cause);
	if (closed.test(words)) return new LedgerFailure('storage_closed', cause);
	return new LedgerFailure('storage_broken', cause);
}

/** PouchDB puts the name of IndexedDB's error into `reason` and names its own like the request. */
function wordsOf(cause: unknown): string {
	if (typeof cause !== 'object' || cause === null) return String(cause);
	const { name, message, reason } = cause as Partial<Record<string, unknown>>;
	return [name, message, reason].filter((part) => typeof part === 'string').join(' ');
}
