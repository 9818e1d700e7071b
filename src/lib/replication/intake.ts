/**
 * Takes what a feed sent: drawn at once, then kept in the ledger; on the first load everything is
 * drawn before the ledger is filled. The checkpoint moves only when the ledger holds the documents,
 * so a kill costs nothing but time.
 */
import type { LedgerDocument } from '#lib/domain/documents.ts';
import type { Ledger } from '#lib/ledger/ledger.ts';
import type { Arrivals } from './arrivals.ts';
import { sortArrivals } from './arrivals.ts';
import type { ChangeRow } from './changesReader.ts';
import type { Drawing } from './drawing.ts';
import type { Outbox } from './outbox.ts';

/** Note in the ledger; goes when the ledger goes, so that an emptied phone reads from the beginning. */
interface IntakeNote {
	since: string;
	/** The first load is over: rows and ledger hold the whole feed. */
	complete: boolean;
}

const noteName = 'pull';
/** Portions of a thousand that may wait in memory for the ledger; then the stream waits. */
const mostBehind = 20;

export interface Intake {
	/** How far the feed was read. */
	position(): string;
	complete(): boolean;
	/** Some rows of this feed have been drawn. */
	usable(): boolean;
	take(rows: readonly ChangeRow[], seq: string): Promise<void>;
	/** All that the station had was read, up to `seq`. */
	finish(seq: string): Promise<void>;
	/** Puts into the ledger what was drawn of a first load that broke off. */
	keepUp(): Promise<void>;
}

interface Behind {
	arrivals: Arrivals;
	since: string;
}

export interface IntakeParts {
	feed: string;
	ledger: Ledger;
	outbox: Outbox;
	drawing: Drawing;
	/** Told of what arrived, so that what is written next sorts after it. */
	observe: (documents: readonly LedgerDocument[]) => Promise<void>;
	now: () => string;
}

export async function openIntake(parts: IntakeParts): Promise<Intake> {
	const { feed, ledger, outbox, drawing, observe, now } = parts;
	const note = await ledger.readNote<IntakeNote>(noteName);
	/** Up to where the ledger holds everything. */
	let kept = note?.since ?? '';
	let position = kept;
	let complete = note?.complete ?? false;
	let usable = position !== '';
	const behind: Behind[] = [];
	/**
	 * Ids of what was drawn and kept by a first load that nothing has disturbed so far. Each stands in the
	 * ledger at least once, so a ledger that has made no more steps than these holds nothing else.
	 */
	let undisturbed = note === undefined ? new Set<string>() : undefined;

	/** What this phone wrote itself was drawn when it was written. */
	const isNews = ({ _id }: LedgerDocument) => outbox.stateOf(_id) === undefined;

	async function keep(arrivals: Arrivals, since: string): Promise<void> {
		if (arrivals.documents.length > 0) {
			await ledger.take(arrivals.documents);
			await observe(arrivals.documents);
		}
		if (arrivals.tombstones.length > 0) await ledger.forget(arrivals.tombstones);
		if (arrivals.aside.length > 0) await drawing.setAside(feed, arrivals.aside);
		const receipts = outbox.receiptsIn(arrivals.documents, now());
		await outbox.settle(receipts);
		await ledger.writeNote(noteName, { since, complete });
		kept = since;
		if (complete) await drawing.catchUp(feed);
		if (receipts.length > 0) await drawing.settled(feed, receipts);
	}

	async function keepUp(): Promise<void> {
		try {
			for (let next = behind[0]; next; next = behind[0]) {
				await keep(next.arrivals, next.since);
				behind.shift();
				for (const document of next.arrivals.documents) {
					if (isNews(document)) undisturbed?.add(document._id);
				}
			}
		} catch (cause) {
			// What was drawn but not kept is read again.
			behind.length = 0;
			position = kept;
			undisturbed = undefined;
			throw cause;
		}
	}

	return {
		position: () => position,
		complete: () => complete,
		usable: () => usable,
		async take(rows, seq) {
			const arrivals = sortArrivals(rows);
			// Rows that cannot be drawn now are drawn from the ledger later; it is filled in any case.
			const [drawn] = await Promise.allSettled([
				drawing.drawArrived(feed, arrivals.documents.filter(isNews))
			]);
			if (complete) await keep(arrivals, seq);
			else behind.push({ arrivals, since: seq });
			position = seq;
			usable = true;
			if (behind.length >= mostBehind) await keepUp();
			if (drawn.status === 'rejected') undisturbed = undefined;
			if (drawn.status === 'rejected') throw drawn.reason as Error;
		},
		async finish(seq) {
			// Before the ledger is filled, which takes as long again. What cannot be drawn is drawn from there.
			if (!complete) await drawing.finishArrived(feed).catch(() => undefined);
			await keepUp();
			if (!complete || position !== seq) {
				await ledger.writeNote(noteName, { since: seq, complete: true });
			}
			if (!complete) {
				const taken = undisturbed?.size;
				await drawing.catchUp(feed, taken);
				// Nothing of it is this phone's own, else it would have a receipt by now and be no news.
				if (taken !== undefined && (await ledger.lastSeq()) === taken) {
					await outbox.readUpTo(taken);
				}
				undisturbed = undefined;
				complete = true;
			}
			kept = seq;
			position = seq;
			usable = true;
		},
		keepUp
	};
}
