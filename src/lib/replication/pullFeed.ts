/**
 * Reads a feed up to where the station stands: one request where little is new, a handful for the
 * first load.
 */
import type { ChangeRow } from './changesReader.ts';
import { streamChanges } from './changesStream.ts';
import type { FeedRoom } from './feedRoom.ts';
import { wentBack } from './sequence.ts';
import type { StationLine } from './stationLine.ts';

/** Small, since its end tells how much is to come; after it, few requests with much in each. */
const firstPage = 1_000;
const laterPage = 10_000;
/** Portions that may have come and not be drawn; then the stream waits. */
const mostUndrawn = 3;

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
	const progress = { done: 0, total: 0 };
	const underway: Promise<void>[] = [];
	/** Portions are drawn one after the other while the next ones arrive; nothing comes after one that failed. */
	const take = async (rows: ChangeRow[], since: string) => {
		const before = underway.at(-1);
		const taken = Promise.resolve(before).then(async () => {
			await room.intake.take(rows, rows.at(-1)?.seq ?? since);
			progress.done += rows.length;
			onProgress({ ...progress });
		});
		taken.catch(() => undefined);
		underway.push(taken);
		if (underway.length > mostUndrawn) await underway.shift();
	};
	const told = (total: number) => {
		progress.total = total;
		onProgress({ ...progress });
	};
	try {
		const { lastSeq, restored } = await readOn(room, { line, signal, take, told });
		await underway.at(-1);
		await room.intake.finish(lastSeq);
		return { restored };
	} finally {
		await Promise.allSettled(underway);
		await room.intake.keepUp();
	}
}

interface Reading {
	line: StationLine;
	signal: AbortSignal;
	take: (rows: ChangeRow[], since: string) => Promise<void>;
	/** How much there is in all, as far as the station said. */
	told: (total: number) => void;
}

/** Asks for the next page as soon as one has ended, whether or not its rows are drawn. */
async function readOn(
	room: FeedRoom,
	{ line, signal, take, told }: Reading
): Promise<Pulled & { lastSeq: string }> {
	let restored = false;
	let limit = firstPage;
	let since = room.intake.position();
	let read = 0;
	for (;;) {
		const before = since;
		let rowsOfPage = 0;
		const tail = await streamChanges(line, {
			...{ feed: room.feed, since, limit, signal },
			onRows: async (rows) => {
				rowsOfPage += rows.length;
				await take(rows, before);
			}
		});
		read += rowsOfPage;
		told(read + tail.pending);
		// It has read from as far back as it had to, by itself.
		if (wentBack(before, tail.lastSeq)) restored = true;
		if (rowsOfPage < limit) return { restored, lastSeq: tail.lastSeq };
		since = tail.lastSeq;
		limit = laterPage;
	}
}
