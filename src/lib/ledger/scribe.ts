/**
 * Turns entries into documents: numbers them, stamps author, device and time, seals them with their
 * revision and appends them. The counters lie in a note that is written in the same transaction as
 * the documents, so neither can be ahead of the other (SAFETY I3).
 */
import type { LedgerDocument } from '#lib/domain/documents.ts';
import type { Entry } from '#lib/domain/entry.ts';
import { stampEntry } from '#lib/domain/entry.ts';
import type { ClockState } from '#lib/domain/hybridClock.ts';
import { clockAtRest, observe, readStamp, tick, writeStamp } from '#lib/domain/hybridClock.ts';
import type { AccountName, DeviceId } from '#lib/domain/ids.ts';
import type { Sha256 } from '#lib/domain/revision.ts';
import type { Ledger } from './ledger.ts';
import { LedgerFailure } from './ledgerFailure.ts';

export interface Scribe {
	/**
	 * Durable when it resolves; all or nothing. Answers what was written, in the order of the entries.
	 * A picture or sound that the ledger holds already is left out: its id is its content.
	 */
	append(entries: readonly Entry[]): Promise<LedgerDocument[]>;
	/** Takes note of documents that arrived, so that what is written next sorts after them. */
	observe(documents: readonly LedgerDocument[]): Promise<void>;
	/** The station holds numbers up to this one: an emptied phone never gives one a second time (SAFETY F16). */
	atLeast(deviceSeq: number): Promise<void>;
	/** The last number given in this feed, 0 before the first. */
	highest(): Promise<number>;
}

export interface ScribeParts {
	ledger: Ledger;
	author: AccountName;
	device: DeviceId;
	/** Corrected ISO instant. */
	now: () => string;
	sha256: Sha256;
	/** One writer at a time for this ledger, over all tabs. */
	lock: <T>(work: () => Promise<T>) => Promise<T>;
}

interface Counters {
	highest: number;
	clock: ClockState;
}

const noteName = 'scribe';
const portion = 1_000;

export async function openScribe(parts: ScribeParts): Promise<Scribe> {
	const { ledger, author, device, now, sha256, lock } = parts;
	const nowMs = () => Date.parse(now());

	/** The furthest this tab has seen; outlives a wall clock that is set back meanwhile. */
	let seen: ClockState = clockAtRest;

	/** Another tab may have written since, so the note is read again under every lock. */
	async function counters(): Promise<Counters> {
		const note = await ledger.readNote<Counters>(noteName);
		// Written at open. Without it the ledger was emptied, and a number would be given twice (SAFETY F16).
		if (!note) throw new LedgerFailure('storage_closed', new Error('The counters are gone.'));
		return { ...note, clock: isLater(seen, note.clock) ? seen : note.clock };
	}

	function noted(known: Counters, documents: readonly LedgerDocument[]): Counters {
		const next = { ...known };
		for (const { clock, device: writer, deviceSeq } of documents) {
			if (writer === device) next.highest = Math.max(next.highest, deviceSeq ?? 0);
			// A stamp of the past changes nothing that the wall clock would not do by itself.
			if ((readStamp(clock)?.wallMs ?? 0) >= next.clock.wallMs) {
				next.clock = observe(next.clock, clock, nowMs());
			}
		}
		return next;
	}

	async function keep(known: Counters, next: Counters): Promise<void> {
		seen = next.clock;
		const isAhead = isLater(next.clock, known.clock) && next.clock.wallMs >= nowMs();
		if (next.highest === known.highest && !isAhead) return;
		await ledger.writeNote(noteName, next);
	}

	/** A ledger that came back without its note: count what is there before giving a number. */
	async function repair(): Promise<void> {
		if ((await ledger.readNote(noteName)) !== undefined) return;
		let known: Counters = { highest: 0, clock: seen };
		let seq = 0;
		for (;;) {
			const changes = await ledger.changesSince(seq, portion);
			known = noted(known, changes.documents);
			if (changes.seq === seq) break;
			seq = changes.seq;
		}
		await ledger.writeNote(noteName, known);
	}

	/** Twice the same picture or sound, in this batch or over the years, is one document. */
	async function withoutKnownPictures(entries: readonly Entry[]): Promise<Entry[]> {
		const fresh: Entry[] = [];
		for (const entry of entries) {
			const isKnown =
				(entry.kind === 'photo' || entry.kind === 'sound') &&
				(fresh.some(({ _id }) => _id === entry._id) || (await ledger.get(entry._id)) !== undefined);
			if (!isKnown) fresh.push(entry);
		}
		return fresh;
	}

	await lock(repair);

	return {
		append: (entries) =>
			lock(async () => {
				const known = await counters();
				const capturedAt = now();
				let { highest, clock } = known;
				const documents = (await withoutKnownPictures(entries)).map((entry) => {
					highest += 1;
					clock = tick(clock, Date.parse(capturedAt));
					const stamp = { deviceSeq: highest, clock: writeStamp(clock, device) };
					return stampEntry(entry, { author, device, capturedAt, ...stamp }, sha256);
				});
				await ledger.append(documents, { name: noteName, value: { highest, clock } });
				return documents;
			}),
		observe: (documents) =>
			lock(async () => {
				const known = await counters();
				await keep(known, noted(known, documents));
			}),
		atLeast: (deviceSeq) =>
			lock(async () => {
				const known = await counters();
				await keep(known, { ...known, highest: Math.max(known.highest, deviceSeq) });
			}),
		highest: async () => (await counters()).highest
	};
}

/** Within one millisecond the counter says what came after what. */
function isLater(a: ClockState, b: ClockState): boolean {
	return a.wallMs === b.wallMs ? a.counter > b.counter : a.wallMs > b.wallMs;
}
