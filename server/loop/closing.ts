/**
 * When a matter that was resolved and that nobody answered is over, and the station's own event that
 * says so. The same ledger gives the same event; an answer that was written before it and arrives
 * later comes before it, and takes its effect away.
 */
import type { ConcernClock } from '#lib/domain/concernClocks.ts';
import type { ConcernDocument, LedgerDocument } from '#lib/domain/documents.ts';
import type { ClockState } from '#lib/domain/hybridClock.ts';
import { clockAtRest, readStamp, tick } from '#lib/domain/hybridClock.ts';
import { documentId, localPart } from '#lib/domain/ids.ts';
import type { ReadConcern } from './concernReading.ts';
import { derivedUlid } from './derivedUlid.ts';
import { stampedByStation } from './ownDocuments.ts';

export interface Closing {
	document: LedgerDocument;
	atMs: number;
}

/** Undefined where nothing waits for an answer, or no limit says how long. */
export function closingOf(
	{ header, state }: ReadConcern,
	clocks: readonly ConcernClock[]
): Closing | undefined {
	const clock = clocks.find(({ policy, step }) => policy === 'follow_up' && step === 'close');
	if (state.state !== 'resolved' || !clock) return undefined;
	const since = state.resolvedAt;
	const resolution = state.history.find(
		({ event, effect }) => effect && event.capturedAt === since
	)?.event;
	// Whoever resolves with a clock that is years behind has at least seen what he was sent.
	const seenMs = readStamp(resolution?.clock ?? '')?.wallMs ?? 0;
	const atMs = Math.max(Date.parse(clock.dueAt), seenMs + clock.limitMs);
	return { document: closed(header, since, atMs, latestOf(state.history)), atMs };
}

/** So that it comes behind everything that is known when it is written. */
function latestOf(history: ReadConcern['state']['history']): ClockState {
	const stamps = history.map(({ event }) => event.clock).sort();
	return readStamp(stamps.at(-1) ?? '') ?? clockAtRest;
}

function closed(
	{ _id, grid }: ConcernDocument,
	since: string,
	atMs: number,
	latest: ClockState
): LedgerDocument {
	const concern = localPart(_id);
	const id = documentId.event(concern, derivedUlid(concern, `close_unanswered ${since}`));
	return stampedByStation(
		{
			...{ _id: id, kind: 'event', grid, concern },
			...{ type: 'close_unanswered', note: '', since }
		},
		atMs,
		tick(latest, atMs)
	);
}
