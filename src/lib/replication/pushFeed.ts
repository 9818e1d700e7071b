/**
 * Delivers what waits: in the order it was written, in batches, one request each. The answer is the
 * receipt; it is stored durably before anything else is told of it. What the station refuses is
 * settled as refused and never stands in the way of the rest (SAFETY F14).
 */
import type { Receipt } from '#lib/ledger/ledger.ts';
import type { Drawing } from './drawing.ts';
import type { FeedRoom } from './feedRoom.ts';
import type { Batch } from './pushBatches.ts';
import { halves, pushBatches } from './pushBatches.ts';
import { receiptsFromAnswer } from './receiptsFromAnswer.ts';
import type { StationLine } from './stationLine.ts';
import { ask, databasePath } from './stationLine.ts';
import { MeetingTrouble } from './trouble.ts';

/** Something on the way, or the station itself, cannot take this body; a smaller one may pass. */
const tooMuch: Record<number, string> = { 400: 'shape', 413: 'too_large', 422: 'shape' };

export interface PushParts {
	room: FeedRoom;
	line: StationLine;
	drawing: Drawing;
	now: () => string;
}

export async function pushFeed(parts: PushParts): Promise<void> {
	// What was written a moment ago is known already and leaves before the ledger is looked at.
	await pushWaiting(parts);
	await parts.room.outbox.catchUp();
	await pushWaiting(parts);
}

async function pushWaiting(parts: PushParts): Promise<void> {
	const { outbox } = parts.room;
	const waiting = outbox.waiting();
	// What was refused before goes by itself, behind the rest.
	for (const part of [waiting.filter((one) => !one.again), waiting.filter((one) => one.again)]) {
		if (part.length === 0) continue;
		for (const batch of pushBatches(await outbox.documentsOf(part))) await pushBatch(parts, batch);
	}
}

async function pushBatch(parts: PushParts, batch: Batch): Promise<void> {
	const { room, line, now } = parts;
	const answer = await ask(line, `${databasePath(room.feed)}/_bulk_docs`, {
		method: 'POST',
		body: batch.body,
		leaves: batch.documents.length,
		whatever: [413],
		readable: [400, 422]
	});
	const refusal = tooMuch[answer.status];
	if (refusal !== undefined) {
		const smaller = halves(batch);
		for (const half of smaller) await pushBatch(parts, half);
		if (smaller.length === 0) await settle(parts, refusalOf(batch, refusal, now()));
		return;
	}
	const read = receiptsFromAnswer(batch.documents, answer.value, now());
	if (!read) throw new MeetingTrouble('not_the_station', 'no answer to a batch');
	await settle(parts, read.receipts);
	if (read.undecided.length > 0) {
		throw new MeetingTrouble('station_unreachable', 'the station could not decide');
	}
}

function refusalOf(batch: Batch, reason: string, at: string): Receipt[] {
	return batch.documents.map(({ _id: id, _rev: rev }) => {
		return { id, rev, of: 'document', state: 'refused', reason, at };
	});
}

async function settle({ room, drawing }: PushParts, receipts: Receipt[]): Promise<void> {
	await room.outbox.settle(receipts);
	await drawing.settled(room.feed, receipts);
}
