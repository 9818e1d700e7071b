/**
 * Offers a restored station what its backup may lack: everything of this device that it had once
 * answered for. It names what it misses by `_revs_diff`; only that travels again.
 */
import type { FeedRoom } from './feedRoom.ts';
import type { PicturesWaiting } from './picturesOut.ts';
import type { StationLine } from './stationLine.ts';
import { ask, databasePath } from './stationLine.ts';
import { MeetingTrouble } from './trouble.ts';

const portion = 1_000;

/** For a station that was restored: it may also lack pictures, and what it had set aside as refused. */
export async function offerAllAgain(
	room: FeedRoom,
	line: StationLine,
	pictures: PicturesWaiting
): Promise<void> {
	await offerAgain(room, line);
	await room.outbox.offerAgain('refused');
	await pictures.offerDelivered(room.feed);
}

/** Answers how many documents wait anew. */
export async function offerAgain(room: FeedRoom, line: StationLine): Promise<number> {
	const delivered = room.outbox.withReceipt('delivered');
	const missing = new Set<string>();
	for (let from = 0; from < delivered.length; from += portion) {
		const asked = delivered.slice(from, from + portion);
		const { value } = await ask(line, `${databasePath(room.feed)}/_revs_diff`, {
			method: 'POST',
			body: JSON.stringify(Object.fromEntries(asked.map(({ id, rev }) => [id, [rev]])))
		});
		if (typeof value !== 'object' || value === null || Array.isArray(value)) {
			throw new MeetingTrouble('not_the_station', 'no difference of revisions');
		}
		for (const { id } of asked) if (Object.hasOwn(value, id)) missing.add(id);
	}
	return missing.size === 0 ? 0 : await room.outbox.offerAgain('delivered', missing);
}
