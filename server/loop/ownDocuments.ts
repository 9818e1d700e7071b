/**
 * What the station itself writes in the life of a concern: that it was received, and that a limit is
 * near or past. Each follows from what it says, so that writing it again writes the same.
 */
import type { ConcernDocument, LedgerDocument } from '#lib/domain/documents.ts';
import type { Entry } from '#lib/domain/entry.ts';
import { stampEntry } from '#lib/domain/entry.ts';
import { limitOf } from '#lib/domain/settings.ts';
import type { ClockState } from '#lib/domain/hybridClock.ts';
import { writeStamp } from '#lib/domain/hybridClock.ts';
import { documentId, localPart } from '#lib/domain/ids.ts';
import { sha256 } from '../storage/ledgerEdit.ts';
import type { Turn } from './clockTurns.ts';
import { derivedUlid } from './derivedUlid.ts';
import type { Numbered } from './numberBook.ts';

const station = 'station';

export function receiptOf(
	{ _id, grid }: ConcernDocument,
	{ number, at }: Numbered
): LedgerDocument {
	const concern = localPart(_id);
	const id = documentId.event(concern, derivedUlid(concern, 'receive'));
	const entry: Entry = {
		...{ _id: id, kind: 'event', grid, concern },
		...{ type: 'receive', note: '', number }
	};
	return stampedByStation(entry, Date.parse(at));
}

/**
 * Named by the start of its clock, since a matter that is sent out again has new limits; and by its
 * limit where a community settled another one, since that runs out at another time.
 */
export function warningId(concern: string, { clock, stage }: Turn): string {
	const { policy, step, startedAt, limitMs } = clock;
	const start = Date.parse(startedAt).toString(36);
	const settled = limitOf(policy, step)?.ms === limitMs ? '' : `.${limitMs.toString(36)}`;
	return documentId.warning(concern, `${policy}.${step}.${stage}.${start}${settled}`);
}

export function warningOf({ _id, grid }: ConcernDocument, turn: Turn): LedgerDocument {
	const concern = localPart(_id);
	const { policy, step, dueAt } = turn.clock;
	const entry: Entry = {
		...{ _id: warningId(concern, turn), kind: 'warning', grid, concern },
		...{ policy, step, stage: turn.stage, dueAt }
	};
	return stampedByStation(entry, turn.atMs);
}

export function stampedByStation(
	entry: Entry,
	atMs: number,
	place: ClockState = { wallMs: atMs, counter: 0 }
): LedgerDocument {
	const clock = writeStamp(place, station);
	const capturedAt = new Date(atMs).toISOString();
	return stampEntry(entry, { author: station, device: station, capturedAt, clock }, sha256);
}
