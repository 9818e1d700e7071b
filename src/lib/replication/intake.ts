/**
 * Takes what a feed sent: into the ledger first and from there to the rows, except on the first
 * load, where the rows are drawn straight from the stream and the ledger is filled behind them. The
 * checkpoint moves only when the ledger holds the documents, so a kill costs nothing but time.
 */
import type { LedgerDocument } from '#lib/domain/documents.ts';
import type { Ledger } from '#lib/ledger/ledger.ts';
import type { Arrivals } from './arrivals.ts';
import { sortArrivals } from './arrivals.ts';
import type { ChangeRow } from './changesReader.ts';
import type { Drawing } from './drawing.ts';
import type { Outbox } from './outbox.ts';
import { openTurns } from './turns.ts';

/** Note in the ledger; goes when the ledger goes, so that an emptied phone reads from the beginning. */
interface IntakeNote {
	since: string;
	/** The first load is over: rows and ledger hold the whole feed. */
	complete: boolean;
}

const noteName = 'pull';
/** Portions that may wait in memory for the ledger; a slow phone makes the stream wait instead. */
const mostBehind = 24;

export interface Intake {
	/** How far the feed was read. */
	position(): string;
	complete(): boolean;
	/** Some rows of this feed have been drawn. */
	usable(): boolean;
	take(rows: readonly ChangeRow[], seq: string): Promise<void>;
	/** All that the station had was read, up to `seq`. */
	finish(seq: string): Promise<void>;
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
	let behind = 0;
	let broken: unknown;
	const hydration = openTurns();

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

	async function keepBehind(arrivals: Arrivals, since: string): Promise<void> {
		behind += 1;
		const kept = hydration(async () => {
			if (broken !== undefined) return;
			await keep(arrivals, since);
		}).then(
			() => {
				behind -= 1;
			},
			(cause: unknown) => {
				behind -= 1;
				broken = cause;
			}
		);
		if (behind >= mostBehind) await kept;
	}

	function complain(): void {
		if (broken === undefined) return;
		const cause = broken;
		broken = undefined;
		// What was drawn but not kept is read again.
		position = kept;
		throw cause as Error;
	}

	return {
		position: () => position,
		complete: () => complete,
		usable: () => usable,
		async take(rows, seq) {
			const arrivals = sortArrivals(rows);
			if (complete) await keep(arrivals, seq);
			else {
				complain();
				await drawing.drawArrived(feed, arrivals.documents);
				await keepBehind(arrivals, seq);
			}
			position = seq;
			usable = true;
		},
		async finish(seq) {
			await hydration(() => Promise.resolve());
			complain();
			if (!complete || position !== seq) {
				await ledger.writeNote(noteName, { since: seq, complete: true });
			}
			if (!complete) {
				complete = true;
				await drawing.catchUp(feed);
			}
			kept = seq;
			position = seq;
			usable = true;
		}
	};
}
