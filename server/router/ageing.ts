/**
 * Takes out of the feeds what is older than their window, so that a phone stays small: concerns that
 * ended, visits but the last of each door, checks. The ledger keeps all of it, and nothing leaves a
 * feed that does not lie there.
 */
import { isEnded } from '#lib/domain/concernStates.ts';
import type { LedgerDocument } from '#lib/domain/documents.ts';
import type { DocumentRow, DocumentStore, Edit, StationStorage } from '../storage/documentStore.ts';
import { documentOf } from '../storage/ledgerReading.ts';
import { gravestone } from './gravestone.ts';
import type { Division } from './leases.ts';
import { concernOf, matterOf } from './matters.ts';

export interface AgeingParts {
	storage: StationStorage;
	division: Division;
	/** Names of the feeds, and of the ledger they were filled from. */
	feeds: () => readonly string[];
	ledger: string;
	/** Instant; what ended before it goes. */
	windowFrom: () => string;
	onTrouble: (error: unknown) => void;
}

export interface Ageing {
	/** Answers how many documents left a feed. */
	run(): Promise<number>;
	close(): Promise<void>;
}

/** Late enough that a station which only starts for a command leaves it alone. */
const firstAfterMs = 60 * 60_000;
const everyMs = 24 * 60 * 60_000;
const pageRows = 500;
/** What belongs to a concern goes with it; the rest goes by its own age. */
const ageingKinds = [
	'concern',
	'event',
	'warning',
	'amendment',
	'photo',
	'sound',
	'visit',
	'check',
	'check_answer',
	'tally'
];

const goingByAge: ReadonlySet<string> = new Set(['check', 'check_answer', 'tally']);

export function openAgeing(parts: AgeingParts): Ageing {
	const { storage, division, feeds, ledger: ledgerName, windowFrom, onTrouble } = parts;
	let closed = false;
	let running: Promise<number> = Promise.resolve(0);

	async function runOnce(): Promise<number> {
		const ledger = await storage.open(ledgerName);
		let gone = 0;
		for (const name of feeds()) {
			if (closed || !ledger || !division.owns(name)) continue;
			const feed = await storage.open(name);
			if (feed) gone += await ageOut(feed, ledger, windowFrom());
		}
		return gone;
	}

	async function run(): Promise<number> {
		running = running.catch(() => 0).then(runOnce);
		return running;
	}
	const later = () => void run().catch(onTrouble);
	const first = setTimeout(later, firstAfterMs).unref();
	const daily = setInterval(later, everyMs).unref();

	return {
		run,
		async close() {
			closed = true;
			clearTimeout(first);
			clearInterval(daily);
			await running.catch(() => 0);
		}
	};
}

async function ageOut(feed: DocumentStore, ledger: DocumentStore, from: string): Promise<number> {
	const endedLongAgo = new Map<string, boolean>();
	const kept = await lastVisits(feed);
	const isConcernOver = async (concern: string) => {
		const known = endedLongAgo.get(concern);
		if (known !== undefined) return known;
		const matter = await matterOf(ledger, concern);
		const over =
			matter !== undefined && isEnded(matter.state.state) && matter.state.changedAt < from;
		endedLongAgo.set(concern, over);
		return over;
	};
	const isOver = async (document: LedgerDocument): Promise<boolean> => {
		if (document.capturedAt >= from) return false;
		const concern = concernOf(document);
		if (concern !== undefined) return isConcernOver(concern);
		switch (document.kind) {
			case 'visit':
				return !kept.has(document._id);
			case 'photo':
			case 'sound':
				return document.subject.startsWith('visit:') && !kept.has(document.subject);
			case 'amendment':
				return document.subjectKind === 'visit' && !kept.has(`visit:${document.subject}`);
			default:
				return goingByAge.has(document.kind);
		}
	};
	let gone = 0;
	for (const kind of ageingKinds) {
		let after = `${kind}:`;
		for (;;) {
			const to = `${kind}:\uffff`;
			const rows = await feed.rowsById({ from: after, to, limit: pageRows, bodies: true });
			const edits: Edit[] = [];
			for (const row of rows) {
				const document = documentOf(row);
				if (document && (await isOver(document)) && (await liesIn(ledger, row, document))) {
					edits.push(gravestone(row, document));
				}
			}
			if (edits.length > 0) await feed.write(edits, { newEdits: false });
			gone += edits.length;
			const last = rows.at(-1);
			if (!last || rows.length < pageRows) break;
			after = `${last.id}\0`;
		}
	}
	return gone;
}

/** The last one of each door stays, however long ago. */
async function lastVisits(feed: DocumentStore): Promise<ReadonlySet<string>> {
	const last = new Map<string, { id: string; at: string }>();
	let from = 'visit:';
	for (;;) {
		const rows = await feed.rowsById({ from, to: 'visit:\uffff', limit: pageRows, bodies: true });
		for (const row of rows) {
			const { door, capturedAt } = JSON.parse(row.body) as { door: string; capturedAt: string };
			if (capturedAt > (last.get(door)?.at ?? '')) last.set(door, { id: row.id, at: capturedAt });
		}
		const end = rows.at(-1);
		if (!end || rows.length < pageRows) break;
		from = `${end.id}\0`;
	}
	return new Set([...last.values()].map(({ id }) => id));
}

/** A cut copy lies there whole, under a revision of its own. */
async function liesIn(
	ledger: DocumentStore,
	{ id, rev }: DocumentRow,
	{ cut }: LedgerDocument
): Promise<boolean> {
	const there = await ledger.row(id);
	return there !== undefined && !there.deleted && (cut !== undefined || there.rev === rev);
}
