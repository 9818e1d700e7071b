/**
 * Draws ledgers into rows and keeps the rows in step. It runs in one place at a time and takes one
 * step after the other. It only reads documents; what it cannot read it sets aside and goes on.
 */
import type { LedgerDocument } from '#lib/domain/documents.ts';
import type { DeviceId } from '#lib/domain/ids.ts';
import type { Ledger, Receipt } from '#lib/ledger/ledger.ts';
import { addAside, readAgain, readAside } from './asideNote.ts';
import { openBrush } from './brush.ts';
import type { ProjectionDatabase } from './database.ts';
import { drawAside } from './drawAside.ts';
import { drawReceipts, receiptKey } from './drawRecords.ts';
import { identityOf } from './ledgerIdentity.ts';
import type { Syllables } from './pinyin.ts';
import type { Unreadable } from './sortReadable.ts';
import { sortReadable } from './sortReadable.ts';

export interface Projector {
	/**
	 * From now on the feeds are drawn from these ledgers. Rows of a ledger that is gone are taken away
	 * first. What is attached together is known together: no erasure in one hides what another holds.
	 */
	attach(...ledgers: Ledger[]): Promise<void>;
	/** Takes a feed's rows off the phone; the others are drawn again. */
	leave(feed: string): Promise<void>;
	/**
	 * First load only: draws documents that were read and that the ledger will hold in a moment. The
	 * rows of doors follow some seconds later, or with `finishArrived` or `catchUp`.
	 */
	drawArrived(feed: string, documents: readonly LedgerDocument[]): Promise<void>;
	finishArrived(feed: string): Promise<void>;
	/**
	 * Draws what the ledger holds beyond what was drawn. `taken`: since it was empty it has taken so
	 * many documents that were given to `drawArrived`, each of them once; to read them all again would
	 * take a third as long as to write them.
	 */
	catchUp(feed: string, taken?: number): Promise<void>;
	settled(feed: string, receipts: readonly Receipt[]): Promise<void>;
	setAside(feed: string, aside: readonly Unreadable[]): Promise<void>;
	/** Deletes all rows and draws them again from the ledgers: the way back from any damage. */
	redraw(): Promise<void>;
}

export interface ProjectorParts {
	database: ProjectionDatabase;
	device: DeviceId;
	/** ISO instant. */
	now: () => string;
	syllables?: () => Promise<Syllables>;
}

interface Checkpoint {
	ledger: string;
	seq: number;
}

/** Large enough to be fast, small enough that a screen's question does not wait long behind it. */
const portion = 1_000;

export function openProjector(parts: ProjectorParts): Projector {
	const { database, now } = parts;
	const ledgers = new Map<string, Ledger>();
	const checkpointKey = (feed: string) => `checkpoint ${feed}`;
	let last: Promise<unknown> = Promise.resolve();
	const brush = openBrush({ ...parts, inTurn });

	function inTurn<T>(work: () => Promise<T>): Promise<T> {
		const turn = last.then(work);
		last = turn.catch(() => undefined);
		return turn;
	}

	function ledgerOf(feed: string): Ledger {
		const ledger = ledgers.get(feed);
		if (!ledger) throw new Error(`No ledger is attached for ${feed}.`);
		return ledger;
	}

	async function checkpointOf(feed: string): Promise<Checkpoint | undefined> {
		return (await database.facts.get(checkpointKey(feed)))?.value as Checkpoint | undefined;
	}

	async function wasDrawnFromOther(ledger: Ledger): Promise<boolean> {
		const checkpoint = await checkpointOf(ledger.feed);
		return checkpoint !== undefined && checkpoint.ledger !== (await identityOf(ledger));
	}

	async function keepAside(ledger: Ledger, unreadable: readonly Unreadable[]): Promise<void> {
		if (unreadable.length === 0) return;
		const at = now();
		const rows = unreadable.map((one) => ({ ...one, feed: ledger.feed, at }));
		await drawAside(database, ledger.feed, await addAside(ledger, rows));
	}

	/** Nothing else was ever written into it: what lies there was drawn ahead, in this very revision. */
	async function holdsOnlyDrawn({ lastSeq, feed }: Ledger, taken: number): Promise<boolean> {
		return brush.aheadIn(feed) === taken && (await lastSeq()) === taken;
	}

	async function drawLedger(ledger: Ledger, taken = 0): Promise<void> {
		const { feed } = ledger;
		await brush.finishDoors(feed);
		const identity = await identityOf(ledger);
		let seq = (await checkpointOf(feed))?.seq ?? 0;
		if (seq === 0 && taken > 0 && (await holdsOnlyDrawn(ledger, taken))) {
			seq = taken;
			await database.facts.put({ key: checkpointKey(feed), value: { ledger: identity, seq } });
			brush.forgetAhead(feed);
		}
		for (;;) {
			const changes = await ledger.changesSince(seq, portion);
			if (changes.seq === seq) return;
			seq = changes.seq;
			await eraseButWhatOthersHold(feed, changes.forgotten);
			const { readable, unreadable } = sortReadable(brush.undrawn(feed, changes.documents));
			const undrawable = await brush.draw(feed, {
				documents: readable,
				forgotten: [],
				checkpoint: { key: checkpointKey(feed), value: { ledger: identity, seq } }
			});
			await keepAside(ledger, [...unreadable, ...undrawable]);
		}
	}

	/** Before the checkpoint moves: a crash in between erases and draws once more. */
	async function eraseButWhatOthersHold(feed: string, forgotten: string[]): Promise<void> {
		if (forgotten.length === 0) return;
		await brush.draw(feed, { documents: [], forgotten });
		for (const other of ledgers.values()) {
			if (other.feed === feed) continue;
			const held = (await Promise.all(forgotten.map((id) => other.get(id)))).flatMap(
				(document) => document ?? []
			);
			if (held.length === 0) continue;
			await brush.draw(other.feed, { documents: sortReadable(held).readable, forgotten: [] });
		}
	}

	/** A crash may have come between the ledger's receipt and ours. */
	async function drawMissingReceipts(ledger: Ledger): Promise<void> {
		const receipts = await ledger.receipts();
		const known = await database.receipts.bulkGet(receipts.map(({ of, id }) => receiptKey(of, id)));
		const missing = receipts.filter((receipt, at) => {
			const other = known[at];
			return other?.rev !== receipt.rev || other.state !== receipt.state;
		});
		if (missing.length > 0) await drawReceipts(database, missing);
	}

	async function drawFrom(ledger: Ledger): Promise<void> {
		await readAgain(ledger);
		await drawLedger(ledger);
		await drawMissingReceipts(ledger);
		await drawAside(database, ledger.feed, await readAside(ledger));
	}

	async function drawAllAgain(): Promise<void> {
		brush.forget();
		await database.transaction('rw', database.tables, () =>
			Promise.all(database.tables.map((table) => table.clear()))
		);
		for (const ledger of ledgers.values()) await drawFrom(ledger);
	}

	return {
		attach: (...attached) =>
			inTurn(async () => {
				brush.forget();
				for (const ledger of attached) ledgers.set(ledger.feed, ledger);
				if ((await Promise.all(attached.map(wasDrawnFromOther))).includes(true))
					await drawAllAgain();
				else for (const ledger of attached) await drawFrom(ledger);
			}),
		leave: (feed) =>
			inTurn(async () => {
				ledgers.delete(feed);
				await drawAllAgain();
			}),
		drawArrived: (feed, documents) => inTurn(() => brush.drawAhead(feed, documents)),
		finishArrived: (feed) => inTurn(() => brush.finishDoors(feed)),
		catchUp: (feed, taken) => inTurn(() => drawLedger(ledgerOf(feed), taken)),
		settled: (_feed, receipts) => inTurn(() => drawReceipts(database, receipts)),
		setAside: (feed, aside) => inTurn(() => keepAside(ledgerOf(feed), aside)),
		redraw: () => inTurn(drawAllAgain)
	};
}
