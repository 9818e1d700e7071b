/**
 * Knows which of this device's documents the station has not answered for. It follows the ledger by
 * its own checkpoint, so a record that was appended just before a crash is found again. Nothing
 * leaves it without a receipt (SAFETY I5).
 */
import type { LedgerDocument } from '#lib/domain/documents.ts';
import { generationOf } from '#lib/domain/revision.ts';
import type { Ledger, Receipt } from '#lib/ledger/ledger.ts';
import { openTurns } from './turns.ts';

interface Waiting {
	id: string;
	rev: string;
	deviceSeq: number;
	/** Offered although a receipt exists: refused once, or forgotten by a restored station. */
	again: boolean;
}

/** Note in the ledger; goes when the ledger goes. */
interface OutboxNote {
	seq: number;
	waiting: Waiting[];
	highest: number;
}

const noteName = 'outbox';
const portion = 1_000;

export interface Outbox {
	/** Reads what the ledger has gained since. */
	catchUp(): Promise<void>;
	/** Just appended: known without a look at the ledger. A crash loses nothing, the ledger has it. */
	add(documents: readonly LedgerDocument[]): void;
	/** The waiting documents themselves, as far as they are here. */
	documentsOf(waiting: readonly Waiting[]): Promise<LedgerDocument[]>;
	/** In the order in which they were written. */
	waiting(): Waiting[];
	/** How many documents the station refused and that are not being offered again. */
	refused(): number;
	stateOf(id: string): 'waiting' | Receipt['state'] | undefined;
	/** Up to here the ledger holds nothing that was written on this phone. */
	readUpTo(end: number): Promise<void>;
	/** The highest number this device has given in this feed. */
	highest(): number;
	settle(receipts: readonly Receipt[]): Promise<void>;
	/** Own documents that came back from the station are receipts too: it holds them. */
	receiptsIn(arrived: readonly LedgerDocument[], at: string): Receipt[];
	/** Puts documents back that have a receipt already; answers how many. */
	offerAgain(state: Receipt['state'], ids?: ReadonlySet<string>): Promise<number>;
	withReceipt(state: Receipt['state']): Receipt[];
}

export async function openOutbox(ledger: Ledger, device: string): Promise<Outbox> {
	const note = await ledger.readNote<OutboxNote>(noteName);
	const receipts = new Map<string, Receipt>();
	for (const receipt of await ledger.receipts()) {
		if (receipt.of === 'document') receipts.set(receipt.id, receipt);
	}
	let seq = note?.seq ?? 0;
	let highest = note?.highest ?? 0;
	const waiting = new Map<string, Waiting>();
	/** What was appended a moment ago and is about to leave. */
	const atHand = new Map<string, LedgerDocument>();
	const readingOn = openTurns();
	for (const one of note?.waiting ?? []) {
		// A receipt may have been stored just before this note could be.
		if (one.again || !receipts.has(one.id)) waiting.set(one.id, one);
	}

	async function store(): Promise<void> {
		await ledger.writeNote(noteName, { seq, waiting: [...waiting.values()], highest });
	}

	function putIn(document: LedgerDocument): void {
		const { _id: id, _rev: rev, deviceSeq } = document;
		if (document.device !== device || deviceSeq === undefined) return;
		highest = Math.max(highest, deviceSeq);
		if (receipts.has(id) || waiting.has(id)) return;
		waiting.set(id, { id, rev, deviceSeq, again: false });
	}

	async function readOn(): Promise<void> {
		const from = seq;
		for (;;) {
			const changes = await ledger.changesSince(seq, portion);
			for (const document of changes.documents) putIn(document);
			if (changes.seq === seq) break;
			seq = changes.seq;
		}
		if (seq !== from) await store();
	}

	return {
		// Two that read side by side would each take the other's progress for the end.
		catchUp: () => readingOn(readOn),
		readUpTo: (end) =>
			readingOn(async () => {
				if (end <= seq) return;
				seq = end;
				await store();
			}),
		add(documents) {
			for (const document of documents) {
				putIn(document);
				if (waiting.has(document._id)) atHand.set(document._id, document);
			}
		},
		async documentsOf(asked) {
			const documents = await Promise.all(
				asked.map(async ({ id }) => atHand.get(id) ?? (await ledger.get(id)))
			);
			return documents.filter((document) => document !== undefined);
		},
		waiting: () => [...waiting.values()].sort((a, b) => a.deviceSeq - b.deviceSeq),
		refused() {
			let count = 0;
			for (const { id, state } of receipts.values()) {
				if (state === 'refused' && !waiting.has(id)) count += 1;
			}
			return count;
		},
		stateOf: (id) => (waiting.has(id) ? 'waiting' : receipts.get(id)?.state),
		highest: () => highest,
		async settle(settled) {
			if (settled.length === 0) return;
			await ledger.settle(settled);
			for (const receipt of settled) {
				if (receipt.of !== 'document') continue;
				receipts.set(receipt.id, receipt);
				waiting.delete(receipt.id);
				atHand.delete(receipt.id);
			}
			await store();
		},
		receiptsIn(arrived, at) {
			return arrived.flatMap(({ _id: id, _rev: rev, device: writer }) => {
				if (writer !== device) return [];
				const known = receipts.get(id);
				if (known?.state === 'delivered' && known.rev === rev && !waiting.has(id)) return [];
				return [{ id, rev, of: 'document', state: 'delivered', reason: '', at } as const];
			});
		},
		async offerAgain(state, ids) {
			let count = 0;
			for (const receipt of receipts.values()) {
				const { id, rev } = receipt;
				if (receipt.state !== state || waiting.has(id) || ids?.has(id) === false) continue;
				const document = await ledger.get(id);
				// What the station wrote anew is its own; a phone offers nothing but what it wrote.
				if (!document || generationOf(document._rev) > 1) continue;
				waiting.set(id, { id, rev, deviceSeq: document.deviceSeq ?? 0, again: true });
				count += 1;
			}
			if (count > 0) await store();
			return count;
		},
		withReceipt: (state) => [...receipts.values()].filter((receipt) => receipt.state === state)
	};
}
