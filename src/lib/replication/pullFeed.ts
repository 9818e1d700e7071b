/**
 * Reads a feed up to where the station stands: one request where little is new, a handful for the
 * first load.
 */
import { streamChanges } from './changesStream.ts';
import type { FeedRoom } from './feedRoom.ts';
import { wentBack } from './sequence.ts';
import type { StationLine } from './stationLine.ts';

/** Small, since its end tells how much is to come; after it, few requests with much in each. */
const firstPage = 1_000;
const laterPage = 10_000;

export interface PullProgress {
	done: number;
	/** Known once the first page is in; 0 before. */
	total: number;
}

export interface Pulled {
	/** The station was restored or replaced: what it had answered for may be gone. */
	restored: boolean;
}

export async function pullFeed(
	room: FeedRoom,
	line: StationLine,
	signal: AbortSignal,
	onProgress: (progress: PullProgress) => void = () => undefined
): Promise<Pulled> {
	try {
		return await readOn(room, line, signal, onProgress);
	} finally {
		await room.intake.keepUp();
	}
}

async function readOn(
	room: FeedRoom,
	line: StationLine,
	signal: AbortSignal,
	onProgress: (progress: PullProgress) => void
): Promise<Pulled> {
	let restored = false;
	let limit = firstPage;
	const progress = { done: 0, total: 0 };
	for (;;) {
		const before = room.intake.position();
		let rowsOfPage = 0;
		const tail = await streamChanges(line, {
			feed: room.feed,
			since: before,
			limit,
			signal,
			onRows: async (rows) => {
				rowsOfPage += rows.length;
				await room.intake.take(rows, rows.at(-1)?.seq ?? before);
				progress.done += rows.length;
				onProgress({ ...progress });
			}
		});
		progress.total = progress.done + tail.pending;
		onProgress({ ...progress });
		// It has read from as far back as it had to, by itself.
		if (wentBack(before, tail.lastSeq)) restored = true;
		if (rowsOfPage < limit) {
			await room.intake.finish(tail.lastSeq);
			return { restored };
		}
		limit = laterPage;
	}
}
