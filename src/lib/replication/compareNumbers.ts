/**
 * Asks the station who we are and which of our numbers it knows. What it misses although it had
 * answered for it is offered again; what is no longer here either is lost, and said so.
 */
import type { FeedRoom } from './feedRoom.ts';
import type { GivenNumbers, KnownNumbers } from './numbersCheck.ts';
import { missingNumbers } from './numbersCheck.ts';
import { offerAgain } from './offerAgain.ts';
import type { StationLine } from './stationLine.ts';
import { ask } from './stationLine.ts';

export interface Compared {
	/** The station's word about the account, unread. */
	me: unknown;
	/** When the question left and the answer came, by the phone's clock. */
	sentMs: number;
	receivedMs: number;
	missing: number[];
	/** Feeds in which something waits anew. */
	offered: string[];
}

export async function compareNumbers(
	rooms: readonly FeedRoom[],
	line: StationLine,
	highestOf: (feed: string) => Promise<number>
): Promise<Compared> {
	// Before the question: what is written or delivered meanwhile is not in the answer.
	const given = new Map<string, GivenNumbers>();
	for (const room of rooms) given.set(room.feed, await givenIn(room, await highestOf(room.feed)));
	const sentMs = line.nowMs();
	const { value } = await ask(line, '/station/me');
	const receivedMs = line.nowMs();
	const known = (value as { numbers?: Record<string, KnownNumbers> } | null)?.numbers;
	const compared: Compared = { me: value, sentMs, receivedMs, missing: [], offered: [] };
	for (const room of rooms) {
		const before = given.get(room.feed);
		// A feed of which the station says nothing is no longer ours to compare.
		if (!before || !known || !Object.hasOwn(known, room.feed)) continue;
		let missing = missingNumbers(before, known[room.feed]);
		if (missing.length > 0 && (await offerAgain(room, line)) > 0) {
			compared.offered.push(room.feed);
			const again = new Set(room.outbox.waiting().map(({ deviceSeq }) => deviceSeq));
			missing = missing.filter((number) => !again.has(number));
		}
		compared.missing.push(...missing);
	}
	return compared;
}

async function givenIn({ outbox, ledger }: FeedRoom, highest: number): Promise<GivenNumbers> {
	await outbox.catchUp();
	const notThere = new Set(outbox.waiting().map(({ deviceSeq }) => deviceSeq));
	for (const { id } of outbox.withReceipt('refused')) {
		const document = await ledger.get(id);
		if (document?.deviceSeq !== undefined) notThere.add(document.deviceSeq);
	}
	return { highest: Math.max(highest, outbox.highest()), notThere };
}
